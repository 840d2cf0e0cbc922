from django.urls import path

from interkomm.catalogue.editing import views

urlpatterns = [
    path("verwalten/katalog/", views.manage, name="manage"),
    path("verwalten/katalog/vorschlag/<int:pk>/", views.review, name="review"),
]
