from django.urls import path

from interkomm.cooperation.partnerships import founding_views, views

urlpatterns = [
    path("verwalten/kooperationen/", views.cooperation_list, name="cooperations"),
    path("verwalten/kooperationen/neu/", founding_views.found_choose, name="found_choose"),
    path("verwalten/kooperationen/neu/angaben/", founding_views.found_details, name="found_details"),
    path("verwalten/kooperationen/einladungen/<int:pk>/", views.invitation_answer, name="invitation"),
    path("verwalten/kooperationen/<int:pk>/", views.cooperation_detail, name="cooperation"),
    path("verwalten/kooperationen/<int:pk>/texte/", views.cooperation_texts, name="cooperation_texts"),
    path("verwalten/kooperationen/<int:pk>/verlassen/", views.cooperation_leave, name="cooperation_leave"),
    path("verwalten/kooperationen/<int:pk>/<slug:path>/", views.cooperation_propose, name="cooperation_propose"),
]
