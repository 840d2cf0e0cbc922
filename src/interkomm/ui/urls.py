"""Addresses of the style guide."""

from django.urls import path

from interkomm.ui import views

app_name = "ui"
urlpatterns = [
    path("styleguide/", views.style_guide, name="style_guide"),
    path("styleguide/flaechen.json", views.sample_areas, name="sample_areas"),
]
