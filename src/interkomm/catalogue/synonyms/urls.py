"""Addresses of the synonyms."""

from django.urls import path

from interkomm.catalogue.synonyms import views

urlpatterns = [
    path("verwalten/katalog/begriffe/", views.synonyms, name="synonyms"),
    path("verwalten/katalog/begriffe/neu/", views.write_synonyms, name="add_synonyms"),
    path("verwalten/katalog/begriffe/einlesen/", views.import_synonyms, name="import_synonyms"),
    path("verwalten/katalog/begriffe/begriffe.csv", views.synonyms_csv, name="synonyms_csv"),
    path("verwalten/katalog/begriffe/<int:pk>/", views.write_synonyms, name="change_synonyms"),
    path("verwalten/katalog/begriffe/<int:pk>/loeschen/", views.delete_synonyms, name="delete_synonyms"),
]
