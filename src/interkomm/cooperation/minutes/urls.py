from django.urls import path

from interkomm.cooperation.minutes import views

ONE = "verwalten/kooperationen/<int:pk>/sitzungen/<int:meeting>/"

urlpatterns = [
    path(f"{ONE}anwesenheit/", views.attendance, name="attendance"),
    path(f"{ONE}protokoll/", views.minutes_read, name="minutes"),
    path(f"{ONE}protokoll/schreiben/", views.minutes_write, name="minutes_write"),
    path(f"{ONE}protokoll/bestaetigen/", views.minutes_confirm, name="minutes_confirm"),
    path(f"{ONE}protokoll/protokoll.pdf", views.minutes_paper, name="minutes_pdf"),
    path(f"{ONE}beschluesse/neu/", views.decision_new, name="decision_new"),
    path(f"{ONE}beschluesse/<int:decision>/", views.decision_edit, name="decision"),
]
