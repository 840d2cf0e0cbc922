"""Addresses of the portal."""

from django.urls import path

from interkomm.portal.home import views as home
from interkomm.portal.legal import barriers
from interkomm.portal.legal import views as legal
from interkomm.portal.my_work import views as my_work
from interkomm.portal.news import manage_views as manage_news
from interkomm.portal.news import views as news
from interkomm.portal.processes import views as processes
from interkomm.portal.region import lists as regions
from interkomm.portal.region import views as region
from interkomm.portal.search import views as search
from interkomm.portal.town import views as town

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("regionen/", regions.all_regions, name="regions"),
    path("region/<slug:slug>/", region.region, name="region"),
    path("region/<slug:slug>/karte.json", region.region_map, name="region_map"),
    path("gemeinde/<slug:slug>/", town.town, name="town"),
    path("beteiligungen/", processes.processes, name="processes"),
    path("aktuelles/", news.news, name="news"),
    path("aktuelles/<int:pk>/", news.news_item, name="news_item"),
    path("suche/", search.search_page, name="search"),
    path("meine-aufgaben/", my_work.my_work, name="my_work"),
    path("impressum/", legal.imprint, name="imprint"),
    path("datenschutz/", legal.privacy, name="privacy"),
    path("barrierefreiheit/", legal.accessibility, name="accessibility"),
    path("barrierefreiheit/rueckmeldung/", barriers.feedback, name="accessibility_feedback"),
    path("barrierefreiheit/rueckmeldung/danke/", barriers.thanks, name="accessibility_thanks"),
    path("hilfe/", legal.help_page, name="help"),
    path("lizenz/", legal.licence, name="licence"),
    path("verwalten/aktuelles/", manage_news.manage, name="manage_news"),
    path("verwalten/aktuelles/neu/", manage_news.write, name="write_news"),
    path("verwalten/aktuelles/<int:pk>/", manage_news.write, name="change_news"),
    path("verwalten/aktuelles/<int:pk>/zuruecknehmen/", manage_news.withdraw, name="withdraw_news"),
    path("verwalten/barrieren/", barriers.manage, name="manage_barriers"),
    path("verwalten/barrieren/<int:pk>/", barriers.handle, name="handle_barrier"),
]
