from django.urls import path

from interkomm.catalogue.drafting import part_views, views

urlpatterns = [
    path("verwalten/katalog/neu/", views.new, name="new"),
    path("verwalten/katalog/entwurf/<int:pk>/", views.draft, name="draft"),
    path("verwalten/katalog/entwurf/<int:pk>/teil/<slug:part>/", part_views.draft_part, name="draft_part"),
    path("verwalten/katalog/entwurf/<int:pk>/vorschlagen/", views.propose, name="propose"),
    path("verwalten/katalog/entwurf/<int:pk>/verwerfen/", views.discard_draft, name="discard_draft"),
    path("verwalten/katalog/entwurf/<int:pk>/neuer-stand/", views.rebase, name="rebase"),
    path("verwalten/katalog/vorschlag/<int:pk>/zuruecknehmen/", views.take_back, name="take_back"),
    path("verwalten/katalog/vorschlag/<int:pk>/kopieren/", views.copy, name="copy"),
    path("verwalten/katalog/<slug:slug>/bearbeiten/", views.edit, name="edit"),
]
