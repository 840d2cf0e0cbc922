from django.urls import path

from interkomm.catalogue.editors import views

urlpatterns = [
    path("verwalten/katalog/redaktion/", views.editors, name="editors"),
    path("verwalten/katalog/redaktion/<int:pk>/beenden/", views.end, name="end_editor"),
]
