from django.urls import path

from interkomm.cooperation.agenda import views

ROOT = "verwalten/kooperationen/<int:pk>/sitzungen/<int:meeting>/tagesordnung/"

urlpatterns = [
    path(f"{ROOT}neu/", views.item_new, name="agenda_new"),
    path(f"{ROOT}<int:item>/", views.item_edit, name="agenda_item"),
    path(f"{ROOT}<int:item>/entfernen/", views.item_remove, name="agenda_remove"),
    path(f"{ROOT}<int:item>/wiederherstellen/", views.item_restore, name="agenda_restore"),
    path(f"{ROOT}<int:item>/hoch/", views.item_up, name="agenda_up"),
    path(f"{ROOT}<int:item>/runter/", views.item_down, name="agenda_down"),
]
