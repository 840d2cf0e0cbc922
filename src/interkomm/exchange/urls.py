"""Addresses of feeds and downloads."""

from django.urls import include, path

from interkomm.exchange.catalogue import views as catalogue
from interkomm.exchange.exports import views as exports
from interkomm.exchange.feeds import views as feeds

app_name = "exchange"
urlpatterns = [
    path("feed/", feeds.site_feed, name="site_feed"),
    path("feed/region/<slug:slug>/", feeds.region_feed, name="region_feed"),
    path("feed/gemeinde/<slug:slug>/", feeds.town_feed, name="town_feed"),
    path("verfahren/<slug:slug>/beitraege.csv", exports.csv, name="contributions_csv"),
    path("verfahren/<slug:slug>/beitraege.xlsx", exports.xlsx, name="contributions_xlsx"),
    path("verfahren/<slug:slug>/beitraege.json", exports.json, name="contributions_json"),
    path("katalog/daten/kooperationen.xlsx", catalogue.workbook_of_cases, name="cases_xlsx"),
    path("katalog/daten/kooperationen.<str:kind>", catalogue.cases, name="cases_data"),
    path("katalog/<slug:slug>/daten.<str:kind>", catalogue.case, name="case_data"),
    path("katalog/<slug:slug>/einbetten/", catalogue.embed, name="case_embed"),
    path("", include("interkomm.exchange.oparl.urls")),
]
