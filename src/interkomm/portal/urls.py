"""Addresses of the portal."""

from django.urls import path

from interkomm.portal.home import views as home
from interkomm.portal.news import views as news
from interkomm.portal.region import views as region
from interkomm.portal.town import views as town

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("region/<slug:slug>/", region.region, name="region"),
    path("region/<slug:slug>/karte.json", region.region_map, name="region_map"),
    path("gemeinde/<slug:slug>/", town.town, name="town"),
    path("aktuelles/<int:pk>/", news.news_item, name="news_item"),
]
