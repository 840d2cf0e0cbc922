from django.urls import path

from interkomm.catalogue.history import views

urlpatterns = [
    path("katalog/<slug:slug>/verlauf/", views.history, name="history"),
    path("katalog/<slug:slug>/verlauf/vergleich/", views.compare, name="compare_revisions"),
    path("katalog/<slug:slug>/verlauf/<int:old>/<int:new>/", views.differences, name="differences"),
    path("katalog/<slug:slug>/fassung/<int:number>/", views.revision, name="revision"),
    path("verwalten/katalog/<slug:slug>/rueckgaengig/", views.undo, name="undo"),
    path("verwalten/katalog/<slug:slug>/redaktion/", views.manage_case, name="manage_case"),
]
