from django.urls import path

from interkomm.accounts.own_data import views

urlpatterns = [
    path("konto/daten/", views.own_data, name="own_data"),
    path("konto/daten/herunterladen/", views.export, name="export"),
    path("konto/loeschen/", views.erase, name="erase"),
    path("konto/geloescht/", views.erased, name="erased"),
]
