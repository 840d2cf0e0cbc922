from django.urls import path

from interkomm.cooperation.preparations import views

urlpatterns = [
    path(
        "verwalten/kooperationen/<int:pk>/instrumente/<int:instrument>/parteien/<int:party>/vorbereitung/<slug:kind>/",
        views.record,
        name="record_preparation",
    ),
]
