"""Addresses for tests of the user interface alone."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = i18n_patterns(path("", include("interkomm.ui.urls")), prefix_default_language=False)
handler404 = "interkomm.ui.errors.not_found"
handler500 = "interkomm.ui.errors.server_error"
