from django.urls import path

from interkomm.planning.reading import views

urlpatterns = [
    path("konzepte/", views.concepts, name="concepts"),
    path("konzepte/<slug:slug>/", views.concept, name="concept"),
    path("konzepte/<slug:slug>/alles/", views.whole, name="whole"),
    path("konzepte/<slug:slug>/fassungen/<int:old>/<int:new>/", views.differences, name="differences"),
    path("konzepte/<slug:slug>/<str:key>/", views.section, name="section"),
]
