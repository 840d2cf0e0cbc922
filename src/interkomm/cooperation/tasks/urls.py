from django.urls import path

from interkomm.cooperation.tasks import views

ROOT = "verwalten/kooperationen/<int:pk>/aufgaben/"

urlpatterns = [
    path("verwalten/aufgaben/", views.my_tasks, name="my_tasks"),
    path(ROOT, views.task_list, name="tasks"),
    path(f"{ROOT}neu/", views.task_new, name="task_new"),
    path(f"{ROOT}<int:task>/", views.task_detail, name="task"),
    path(f"{ROOT}<int:task>/bearbeiten/", views.task_edit, name="task_edit"),
    path(f"{ROOT}<int:task>/erledigt/", views.task_finish, name="task_finish"),
]
