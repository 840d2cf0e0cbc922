from django.urls import path

from interkomm.organisations.bodies import views

urlpatterns = [
    path("verwalten/organisationen/", views.manage_list, name="manage_list"),
    path("verwalten/organisationen/neu/", views.found, name="found"),
    path("verwalten/organisationen/<slug:slug>/", views.manage, name="manage"),
    path("verwalten/organisationen/<slug:slug>/angaben/", views.manage_facts, name="manage_facts"),
    path("verwalten/organisationen/<slug:slug>/einrichtungen/", views.manage_children, name="manage_children"),
    path("verwalten/organisationen/<slug:slug>/aktiv/", views.set_active, name="set_active"),
]
