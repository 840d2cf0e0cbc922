"""Addresses of this context."""

from interkomm.notifications.outbox.urls import urlpatterns as outbox

app_name = "notifications"
urlpatterns = [*outbox]
