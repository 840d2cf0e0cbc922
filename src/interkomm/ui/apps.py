"""The Django app of the user interface."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """App without models."""

    name = "interkomm.ui"
    label = "ui"
    verbose_name = "Oberfläche"
