from django.urls import path

from interkomm.organisations.members import invitation_views, views

PEOPLE = "verwalten/organisationen/<slug:slug>/mitglieder/"
urlpatterns = [
    path(PEOPLE, views.manage_members, name="manage_members"),
    path(PEOPLE + "rolle/", views.grant, name="grant_role"),
    path(PEOPLE + "<int:pk>/entziehen/", views.revoke, name="revoke_role"),
    path(PEOPLE + "einladungen/<int:pk>/senden/", views.resend, name="invitation_resend"),
    path(PEOPLE + "einladungen/<int:pk>/zuruecknehmen/", views.take_back, name="invitation_revoke"),
    path("einladung/<str:token>/", invitation_views.invitation, name="invitation"),
    path("einladung/<str:token>/konto/", invitation_views.account, name="invitation_account"),
]
