from django.urls import path

from interkomm.participation.processes import act_views, part_views, views

_ONE = "verwalten/verfahren/<int:pk>/"
_PART = _ONE + "fragen/<int:part_pk>/"
urlpatterns = [
    path("verwalten/verfahren/", views.process_list, name="manage_processes"),
    path("verwalten/verfahren/neu/", views.process_new, name="manage_new"),
    path(_ONE, views.process_detail, name="manage_process"),
    path(_ONE + "texte/", views.process_texts, name="manage_texts"),
    path(_ONE + "phasen/", views.process_phases, name="manage_phases"),
    path(_ONE + "fragen/", part_views.process_parts, name="manage_parts"),
    path(_PART, part_views.part_edit, name="manage_part"),
    path(_PART + "entfernen/", part_views.part_remove, name="manage_part_remove"),
    path(_PART + "<slug:direction>/", part_views.part_move, name="manage_part_move"),
    path(_ONE + "einstellungen/", views.process_settings, name="manage_settings"),
    path(_ONE + "kopieren/", views.process_duplicate, name="manage_duplicate"),
    path(_ONE + "gemeinsam/<slug:path>/", act_views.process_act, name="manage_act"),
]
