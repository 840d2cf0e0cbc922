"""Staff addresses of answering."""

from django.urls import path

from interkomm.participation.responses import views

urlpatterns = [
    path("verwalten/rueckmeldungen/", views.work_list, name="responses"),
    path("verwalten/rueckmeldungen/mehrere/", views.answer_many, name="answer_many"),
    path("verwalten/rueckmeldungen/<int:pk>/zuruecknehmen/", views.undo, name="answer_undo"),
    path("verwalten/rueckmeldungen/beitrag/<slug:public_id>/", views.answer, name="answer"),
]
