"""Address in the mails about saved searches."""

from django.urls import path

from interkomm.notifications.searches import views

urlpatterns = [path("katalog/gespeichert/keine-mails/<str:token>/", views.stop, name="stop_search")]
