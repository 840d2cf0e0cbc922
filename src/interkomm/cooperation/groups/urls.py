from django.urls import path

from interkomm.cooperation.groups import views

ROOT = "verwalten/kooperationen/<int:pk>/arbeitsgruppen/"

urlpatterns = [
    path(ROOT, views.group_list, name="groups"),
    path(f"{ROOT}neu/", views.group_new, name="group_new"),
    path(f"{ROOT}<int:group>/", views.group_detail, name="group"),
    path(f"{ROOT}<int:group>/bearbeiten/", views.group_edit, name="group_edit"),
    path(f"{ROOT}<int:group>/mitglied/", views.member_new, name="group_member_new"),
    path(f"{ROOT}<int:group>/mitglied/zurueckholen/", views.member_restore, name="group_member_restore"),
    path(f"{ROOT}<int:group>/mitglied/<int:member>/entfernen/", views.member_remove, name="group_member_remove"),
    path(f"{ROOT}<int:group>/mitglied/<int:member>/leitung/", views.member_chair, name="group_member_chair"),
    path(f"{ROOT}<int:group>/loeschen/", views.group_delete, name="group_delete"),
    path(f"{ROOT}<int:group>/wiederherstellen/", views.group_restore, name="group_restore"),
]
