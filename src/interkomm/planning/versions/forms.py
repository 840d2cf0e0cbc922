"""Forms of concepts and their versions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interkomm.planning.concepts.forms import LONGEST_SUMMARY, LineField, LinesField, OrganisationForm
from interkomm.planning.concepts.models import Concept


class SearchForm(forms.Form):
    """Filters of the list of concepts."""

    q = LineField(label=_("Suche im Titel"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("Stand"),
        required=False,
        choices=[("", _("alle")), ("published", _("veröffentlicht")), ("draft", _("mit Entwurf"))],
    )


class ConceptForm(forms.Form):
    """What stands on the title page of a concept."""

    title = LineField(label=_("Titel"), max_length=300)
    kind = forms.ChoiceField(label=_("Art des Konzepts"), choices=Concept.Kind.choices)
    summary = LinesField(label=_("Kurzbeschreibung"), required=False, max_length=LONGEST_SUMMARY)
    source_note = LineField(label=_("Quelle"), required=False, max_length=300)


class NewConceptForm(OrganisationForm):
    """A concept begun without a source."""

    title = LineField(label=_("Titel"), max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["title", "organisation"])


class VersionForm(forms.Form):
    """What stands before the first section of a draft."""

    note = LineField(label=_("Was ist neu?"), required=False, max_length=300)
    introduction = LinesField(label=_("Einleitung"), required=False, max_length=20_000)
