from django.urls import path

from interkomm.cooperation.records import views

ROOT = "verwalten/kooperationen/<int:pk>/unterlagen/"

urlpatterns = [
    path(ROOT, views.document_list, name="documents"),
    path(f"{ROOT}neu/", views.document_new, name="document_new"),
    path(f"{ROOT}<int:document>/", views.document_detail, name="document"),
    path(f"{ROOT}<int:document>/bearbeiten/", views.document_edit, name="document_edit"),
    path(f"{ROOT}<int:document>/ersetzen/", views.document_replace, name="document_replace"),
    path(f"{ROOT}<int:document>/loeschen/", views.document_delete, name="document_delete"),
    path(f"{ROOT}<int:document>/wiederherstellen/", views.document_restore, name="document_restore"),
]
