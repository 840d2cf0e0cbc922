"""Addresses of moderation that are not below a process: staff pages and the author's objection."""

from django.urls import path

from interkomm.participation.moderation import public_views, views

urlpatterns = [
    path("verwalten/moderation/", views.queue, name="moderation"),
    path("verwalten/moderation/entscheiden/", views.decide, name="moderation_decide"),
    path("verwalten/moderation/<int:pk>/zuruecknehmen/", views.undo, name="moderation_undo"),
    path("verwalten/moderation/widerspruch/<int:pk>/", views.decide_appeal, name="decide_appeal"),
    path("beitrag/<str:token>/widerspruch/", public_views.appeal, name="appeal"),
]
