"""Addresses of the entrance, the list, the map and the feed."""

from django.urls import path

from interkomm.catalogue.finding import feed, map_views, views

urlpatterns = [
    path("katalog/", views.case_list, name="cases"),
    path("katalog/karte/", map_views.case_map, name="map"),
    path("katalog/karte/punkte/", map_views.map_points, name="map_points"),
    path("katalog/feed/", feed.feed, name="feed"),
]
