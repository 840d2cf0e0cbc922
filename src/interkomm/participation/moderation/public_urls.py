"""Public addresses of moderation below a process, also in the view of a town."""

from django.urls import path

from interkomm.participation.moderation import public_views

urlpatterns = [
    path("verfahren/<slug:slug>/moderation/", public_views.moderation_log, name="moderation_log"),
    path("verfahren/<slug:slug>/beitraege/<slug:public_id>/melden/", public_views.report, name="report"),
]
