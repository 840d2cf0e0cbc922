"""Addresses of saved searches."""

from django.urls import path

from interkomm.catalogue.saved import views

urlpatterns = [
    path("katalog/gespeichert/", views.saved_list, name="saved"),
    path("katalog/gespeichert/neu/", views.save_search, name="save_search"),
    path("katalog/gespeichert/<int:pk>/", views.saved_search, name="saved_search"),
    path("katalog/gespeichert/<int:pk>/loeschen/", views.delete_search, name="delete_search"),
    path("katalog/gespeichert/<int:pk>/wiederherstellen/", views.restore_search, name="restore_search"),
]
