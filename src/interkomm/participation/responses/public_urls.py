"""Public addresses of the outcome below a process, also in the view of a town."""

from django.urls import path

from interkomm.participation.responses import public_views

urlpatterns = [path("verfahren/<slug:slug>/ergebnis/", public_views.outcome_page, name="outcome")]
