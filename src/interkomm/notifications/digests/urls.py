"""Address of the daily mail."""

from django.urls import path

from interkomm.notifications.digests import views

urlpatterns = [path("verwalten/tagesmail/", views.digest, name="digest")]
