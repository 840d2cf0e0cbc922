from django.urls import path

from interkomm.catalogue.imports import views

_ONE = "verwalten/katalog/import/<int:pk>/"
_CASE = f"{_ONE}fall/<int:position>/"
urlpatterns = [
    path("verwalten/katalog/import/", views.upload, name="import"),
    path(_ONE, views.cases, name="import_cases"),
    path(f"{_ONE}spalten/", views.columns, name="import_columns"),
    path(f"{_ONE}vorschlagen/", views.accept, name="import_accept"),
    path(f"{_ONE}verwerfen/", views.discard, name="import_discard"),
    path(_CASE, views.case, name="import_case"),
    path(f"{_CASE}hinweis/<int:number>/", views.decide, name="import_decide"),
    path(f"{_CASE}angaben/", views.choose_facts, name="import_facts"),
]
