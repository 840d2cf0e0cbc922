"""Addresses of areas and their maps."""

from django.urls import path

from . import geo_views, views

urlpatterns = [
    path("geo/<slug:level>.json", geo_views.level, name="geo_level"),
    path("geo/", geo_views.keys, name="geo_keys"),
    path("<slug:key>/", views.area, name="area"),
]
