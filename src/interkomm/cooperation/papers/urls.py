from django.urls import path

from interkomm.cooperation.papers import views

STAFF = "verwalten/kooperationen/<int:pk>/instrumente/<int:instrument>/unterlagen/"
urlpatterns = [
    path(STAFF, views.papers, name="papers"),
    path(STAFF + "<str:path>/erstellen/", views.prepare, name="paper_prepare"),
    path(STAFF + "<str:path>", views.paper, name="paper"),
    path(
        "region/<slug:slug>/vereinbarungen/<slug:instrument>/text/<str:path>", views.public_paper, name="public_paper"
    ),
]
