from django.urls import path

from interkomm.catalogue.analysis import views

urlpatterns = [
    path("katalog/analyse/", views.analysis, name="analysis"),
    path("katalog/analyse/tabelle.csv", views.csv, name="analysis_csv"),
    path("katalog/analyse/tabelle.xlsx", views.xlsx, name="analysis_xlsx"),
]
