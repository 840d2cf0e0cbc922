from django.urls import path

from interkomm.cooperation.meetings import views

ROOT = "verwalten/kooperationen/<int:pk>/sitzungen/"
ONE = f"{ROOT}<int:meeting>/"

urlpatterns = [
    path(ROOT, views.meeting_list, name="meetings"),
    path(f"{ROOT}neu/", views.meeting_new, name="meeting_new"),
    path(ONE, views.meeting_detail, name="meeting"),
    path(f"{ONE}bearbeiten/", views.meeting_edit, name="meeting_edit"),
    path(f"{ONE}verschieben/", views.meeting_move, name="meeting_move"),
    path(f"{ONE}verschieben/zurueck/", views.meeting_undo_move, name="meeting_undo_move"),
    path(f"{ONE}absagen/", views.meeting_cancel, name="meeting_cancel"),
    path(f"{ONE}wiederherstellen/", views.meeting_restore, name="meeting_restore"),
    path(f"{ONE}einladen/", views.meeting_invite, name="meeting_invite"),
    path(f"{ONE}antwort/", views.meeting_answer, name="meeting_answer"),
    path(f"{ONE}tagesordnung/uebernehmen/", views.meeting_copy_agenda, name="meeting_copy_agenda"),
]
