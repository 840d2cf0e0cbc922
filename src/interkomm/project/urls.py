"""All addresses: German without prefix, English under /en/. Each context brings its own list."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from interkomm.foundation.health import views as health
from interkomm.participation.urls import town_urls

urlpatterns: list[URLPattern | URLResolver] = [
    path("health/", health.report, name="health"),
    *i18n_patterns(
        path("konto/", include("interkomm.accounts.sign_in.routes")),  # names of allauth, without namespace
        path("", include("interkomm.accounts.urls")),
        path("", include("interkomm.foundation.urls")),
        path("", include("interkomm.places.urls")),
        path("", include("interkomm.organisations.urls")),
        path("", include("interkomm.catalogue.urls")),
        path("", include("interkomm.cooperation.urls")),
        path("", include("interkomm.planning.urls")),
        path("", include("interkomm.participation.urls")),
        path("", include(town_urls, namespace="town")),  # the public pages of a process in the view of one of its towns
        path("", include("interkomm.exchange.urls")),
        path("", include("interkomm.notifications.urls")),
        path("", include("interkomm.ui.urls")),
        path("", include("interkomm.portal.urls")),
        prefix_default_language=False,
    ),
]
handler400 = "interkomm.ui.errors.bad_request"
handler403 = "interkomm.ui.errors.permission_denied"
handler404 = "interkomm.ui.errors.not_found"
handler500 = "interkomm.ui.errors.server_error"
