from django.urls import path

from interkomm.planning.concepts import views

urlpatterns = [
    path("verwalten/konzepte/import/", views.import_document, name="import"),
    path("verwalten/konzepte/import/<int:pk>/", views.preview, name="preview"),
    path("verwalten/konzepte/import/<int:pk>/berichtigen/", views.take_back, name="take_back"),
    path("verwalten/konzepte/import/<int:pk>/ziel/", views.choose_target, name="choose_target"),
    path("verwalten/konzepte/import/<int:pk>/uebernehmen/", views.accept, name="accept"),
    path("verwalten/konzepte/import/<int:pk>/verwerfen/", views.discard, name="discard"),
    path("verwalten/konzepte/import/<int:pk>/abschnitt/<str:key>/", views.preview_section, name="preview_section"),
]
