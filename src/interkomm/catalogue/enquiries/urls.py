from django.urls import path

from interkomm.catalogue.enquiries import views

urlpatterns = [
    path("katalog/<slug:slug>/frage/", views.question, name="question"),
    path("katalog/<slug:slug>/frage/danke/", views.asked, name="question_asked"),
    path("katalog/frage/bestaetigen/<str:token>/", views.confirmation, name="question_confirm"),
    path("verwalten/katalog/<slug:slug>/adressen/", views.addresses, name="addresses"),
    path("verwalten/katalog/adressen/<int:pk>/loeschen/", views.address_remove, name="address_remove"),
]
