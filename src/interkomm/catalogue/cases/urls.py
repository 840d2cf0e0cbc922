from django.urls import path

from interkomm.catalogue.cases import views

urlpatterns = [
    path("katalog/<slug:slug>/", views.case, name="case"),
    path("katalog/<slug:slug>/karte.geojson", views.case_map, name="case_map"),
]
