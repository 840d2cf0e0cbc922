from django.urls import path

from interkomm.participation.history import views

urlpatterns = [path("verfahren/<slug:slug>/aenderungen/", views.changes, name="changes")]
