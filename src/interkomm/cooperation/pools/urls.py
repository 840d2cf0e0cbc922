from django.urls import path

from interkomm.cooperation.pools import views

POOLS = "verwalten/kooperationen/<int:pk>/kosten/flaechen/"
urlpatterns = [
    path(POOLS, views.pool_start, name="land_pool_start"),
    path(f"{POOLS}<int:pool>/", views.pool_detail, name="land_pool"),
]
