"""All addresses: German without prefix, English under /en/. Each context brings its own list."""

from importlib.util import find_spec

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from interkomm.foundation.health import views as health
from interkomm.participation.urls import town_urls

CONTEXTS = [
    "accounts",
    "foundation",
    "places",
    "organisations",
    "cooperation",
    "planning",
    "participation",
    "exchange",
    "notifications",
    "ui",
    "portal",
]


def _of(context: str) -> list[URLPattern | URLResolver]:
    module = f"interkomm.{context}.urls"
    return [path("", include(module))] if find_spec(module) else []


urlpatterns: list[URLPattern | URLResolver] = [
    path("health/", health.report, name="health"),
    *i18n_patterns(
        *[entry for context in CONTEXTS for entry in _of(context)],
        path("", include(town_urls, namespace="town")),  # the public pages of a process in the view of one of its towns
        path("konto/", include("interkomm.accounts.sign_in.routes")),
        prefix_default_language=False,
    ),
]
handler400 = "interkomm.ui.errors.bad_request"
handler403 = "interkomm.ui.errors.permission_denied"
handler404 = "interkomm.ui.errors.not_found"
handler500 = "interkomm.ui.errors.server_error"
