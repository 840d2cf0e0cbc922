from django.urls import path

from interkomm.cooperation.calendars import views

urlpatterns = [
    path("verwalten/kalender/", views.calendar_keys, name="calendars"),
    path("verwalten/kalender/<int:key>/widerrufen/", views.calendar_revoke, name="calendar_revoke"),
    path("kalender/<str:token>/termine.ics", views.calendar_feed, name="calendar_feed"),
    path("region/<slug:slug>/termine.ics", views.public_calendar, name="public_calendar"),
]
