from django.urls import path

from interkomm.catalogue.care import views

urlpatterns = [
    path("verwalten/katalog/pflege/", views.care, name="care"),
    path("verwalten/katalog/<slug:slug>/geprueft/", views.confirm, name="care_confirm"),
]
