"""Addresses of this context."""

from interkomm.notifications.digests.urls import urlpatterns as digests
from interkomm.notifications.follows.urls import urlpatterns as follows
from interkomm.notifications.outbox.urls import urlpatterns as outbox
from interkomm.notifications.searches.urls import urlpatterns as searches

app_name = "notifications"
urlpatterns = [*outbox, *follows, *digests, *searches]
