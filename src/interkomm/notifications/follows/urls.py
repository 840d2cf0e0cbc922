"""Addresses of following."""

from django.urls import path

from interkomm.notifications.follows import views

urlpatterns = [
    path("folgen/verfahren/<slug:slug>/", views.follow_process, name="follow_process"),
    path("folgen/beitrag/<slug:public_id>/", views.follow_contribution, name="follow_contribution"),
    path("folgen/bestaetigen/<str:token>/", views.confirm, name="follow_confirm"),
    path("folgen/beenden/<str:token>/", views.stop, name="follow_stop"),
]
