"""Addresses of the participation: public pages (also below a town), private links, staff pages."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from interkomm.participation.contributions import private, supports
from interkomm.participation.contributions import views as contributions
from interkomm.participation.formats.text_review import views as text_review
from interkomm.participation.formats.text_review.write import write
from interkomm.participation.overview import views as overview

app_name = "participation"

_PROCESS = "verfahren/<slug:slug>/"
_SECTION = _PROCESS + "teil/<slug:part>/<str:key>/"
_CONTRIBUTION = _PROCESS + "beitraege/<slug:public_id>/"


def _slice(name: str, module: str = "urls") -> list[URLPattern | URLResolver]:
    target = f"interkomm.participation.{name}.{module}"
    return [path("", include(target))] if find_spec(target) else []


public: list[URLPattern | URLResolver] = [
    path(_PROCESS, overview.process, name="process"),
    path(_PROCESS + "teil/<slug:part>/", text_review.contents, name="contents"),
    path(_SECTION, text_review.section, name="section"),
    path(_SECTION + "schreiben/", write, name="write"),
    path(_PROCESS + "beitraege/", contributions.contributions, name="contributions"),
    path(_CONTRIBUTION, contributions.contribution, name="contribution"),
    path(_CONTRIBUTION + "antworten/", contributions.reply, name="reply"),
    path(_CONTRIBUTION + "unterstuetzen/", supports.support, name="support"),
    *_slice("history", "public_urls"),
    *_slice("responses", "public_urls"),
    *_slice("moderation", "public_urls"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("v/<slug:slug>/", overview.short, name="short"),
    path("beitrag/<str:token>/", private.private, name="private"),
    path("beitrag/<str:token>/aendern/", private.edit, name="edit"),
    path("beitrag/<str:token>/zurueckziehen/", private.withdraw, name="withdraw"),
    *public,
    *_slice("processes"),
    *_slice("moderation"),
    *_slice("responses"),
]
town_urls = ([path("gemeinde/<slug:town>/", include(public))], app_name)
