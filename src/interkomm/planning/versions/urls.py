from django.urls import path

from interkomm.planning.versions import views

CONCEPT = "verwalten/konzepte/<slug:slug>/"
VERSION = "verwalten/konzepte/<slug:slug>/<int:number>/"

urlpatterns = [
    path("verwalten/konzepte/", views.manage, name="manage"),
    path("verwalten/konzepte/neu/", views.new_concept, name="new_concept"),
    path(CONCEPT, views.manage_concept, name="manage_concept"),
    path(f"{CONCEPT}angaben/", views.change_concept, name="change_concept"),
    path(f"{CONCEPT}entwurf/", views.new_draft, name="new_draft"),
    path(f"{CONCEPT}unterschiede/<int:old>/<int:new>/", views.manage_differences, name="manage_differences"),
    path(VERSION, views.manage_version, name="manage_version"),
    path(f"{VERSION}veroeffentlichen/", views.publish, name="publish"),
    path(f"{VERSION}loeschen/", views.delete_draft, name="delete_draft"),
]
