from django.urls import path

from interkomm.cooperation.town_page import views

urlpatterns = [
    path("verwalten/gemeinden/<slug:slug>/uebersicht/", views.town_overview, name="town_overview"),
    path("verwalten/gemeinden/<slug:slug>/uebersicht.pdf", views.town_pdf, name="town_pdf"),
]
