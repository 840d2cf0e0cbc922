from django.urls import path

from interkomm.exchange.oparl import views

urlpatterns = [
    path("oparl/v1.1/", views.system, name="oparl_system"),
    path("oparl/v1.1/body", views.bodies, name="oparl_bodies"),
    path("oparl/v1.1/body/<slug:town>", views.body, name="oparl_body"),
    path("oparl/v1.1/body/<slug:town>/<slug:kind>", views.body_list, name="oparl_list"),
    path("oparl/v1.1/<slug:kind>/<int:pk>", views.numbered, name="oparl_object"),
    path("oparl/v1.1/<slug:kind>/<slug:town>/<slug:name>", views.named, name="oparl_named"),
]
