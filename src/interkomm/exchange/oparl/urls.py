from django.urls import path

from interkomm.exchange.oparl import import_views, views

STAFF = "verwalten/ratsinformationen/<int:pk>/"  # below /kooperationen/ the next word names an act
urlpatterns = [
    path("oparl/v1.1/", views.system, name="oparl_system"),
    path("oparl/v1.1/body", views.bodies, name="oparl_bodies"),
    path("oparl/v1.1/body/<slug:town>", views.body, name="oparl_body"),
    path("oparl/v1.1/body/<slug:town>/<slug:kind>", views.body_list, name="oparl_list"),
    path("oparl/v1.1/<slug:kind>/<int:pk>", views.numbered, name="oparl_object"),
    path("oparl/v1.1/<slug:kind>/<slug:town>/<slug:path>", views.named, name="oparl_named"),
    path(STAFF, import_views.imports, name="council_imports"),
    path(STAFF + "<int:council_import>/", import_views.items, name="council_import"),
    path(STAFF + "<int:council_import>/<int:item>/", import_views.item, name="imported_item"),
    path(STAFF + "<int:council_import>/<int:item>/verwerfen/", import_views.dismiss, name="imported_item_dismiss"),
]
