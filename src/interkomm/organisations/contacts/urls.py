from django.urls import path

from interkomm.organisations.contacts import views

urlpatterns = [
    path("verwalten/organisationen/<slug:slug>/kontakte/", views.manage_contacts, name="manage_contacts"),
    path("verwalten/organisationen/<slug:slug>/kontakte/neu/", views.add, name="contact_add"),
    path("verwalten/organisationen/<slug:slug>/kontakte/<int:pk>/", views.edit, name="contact_edit"),
    path("verwalten/organisationen/<slug:slug>/kontakte/<int:pk>/loeschen/", views.remove, name="contact_remove"),
]
