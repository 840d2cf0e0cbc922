"""A page with nothing but the chooser, as the browser test's site."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from interkomm.places.gazetteer.forms import MunicipalityChooser, chooser_view
from interkomm.project import urls
from interkomm.ui.layouts import Page


def page(request: HttpRequest) -> HttpResponse:
    """The chooser in a GET form; chosen keys are in the address."""
    keys = MunicipalityChooser().value_from_datadict(request.GET, {}, "gemeinde")
    view = chooser_view("gemeinde", request.GET.get("gemeinde_q", ""), keys)
    return render(request, "chooser_page.html", {"page": Page(title="Auswahl", width="wide"), "view": view})


urlpatterns = [path("waehlen/", page), *urls.urlpatterns]
