from django.urls import path

from interkomm.planning.editing import views

SECTION = "verwalten/konzepte/<slug:slug>/<int:number>/abschnitt/<str:key>/"

urlpatterns = [
    path("verwalten/konzepte/<slug:slug>/<int:number>/abschnitt-neu/", views.add_section, name="add_section"),
    path(SECTION, views.edit_section, name="edit_section"),
    path(f"{SECTION}verschieben/", views.move_section, name="move_section"),
    path(f"{SECTION}loeschen/", views.delete_section, name="delete_section"),
    path(f"{SECTION}absaetze/", views.add_paragraphs, name="add_paragraphs"),
    path(f"{SECTION}absaetze/<str:anchor>/", views.change_paragraph, name="change_paragraph"),
]
