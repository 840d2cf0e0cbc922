from django.urls import path

from interkomm.organisations.public import views

urlpatterns = [
    path("organisationen/<slug:slug>/", views.detail, name="detail"),
    path("organisationen/<slug:slug>/impressum/", views.imprint, name="imprint"),
    path("organisationen/<slug:slug>/datenschutz/", views.privacy, name="privacy"),
    path("organisationen/<slug:slug>/marke.css", views.brand, name="brand"),
]
