"""Addresses of the outbox."""

from django.urls import path

from interkomm.notifications.outbox import views

urlpatterns = [
    path("verwalten/ausgang/", views.outbox, name="outbox"),
    path("verwalten/ausgang/erneut/", views.retry_mails, name="outbox_retry"),
    path("verwalten/ausgang/<int:pk>/", views.mail, name="outbox_mail"),
]
