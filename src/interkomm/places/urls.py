"""Addresses of the context."""

from django.urls import include, path

app_name = "places"
urlpatterns = [
    path("orte/", include("interkomm.places.gazetteer.urls")),
    path("orte/", include("interkomm.places.areas.urls")),
]
