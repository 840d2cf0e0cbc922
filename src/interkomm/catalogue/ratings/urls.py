from django.urls import path

from interkomm.catalogue.ratings import views

urlpatterns = [
    path("verwalten/katalog/bewerten/", views.ratings, name="ratings"),
    path("verwalten/katalog/bewerten/<slug:slug>/", views.rate, name="rate"),
    path("verwalten/katalog/bewerten/<slug:slug>/zuruecknehmen/", views.withdraw, name="withdraw_rating"),
]
