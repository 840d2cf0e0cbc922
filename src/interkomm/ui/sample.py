"""Invented content of the style guide: a form with every kind of field, and one example of every value."""

from datetime import UTC, datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from interkomm.ui.figures import Bar, Phase
from interkomm.ui.links import Link

MOMENT = datetime(2026, 11, 22, 13, 5, tzinfo=UTC)
TOPICS = (("roads", _("Wege und Straßen")), ("schools", _("Schulen und Kitas")), ("green", _("Grünflächen")))


class SampleForm(forms.Form):
    """One field of every kind."""

    name = forms.CharField(label=_("Ihr Name"), help_text=_("So wird er über Ihrem Beitrag stehen."))
    email = forms.EmailField(label=_("E-Mail-Adresse"), required=False)
    town = forms.ChoiceField(
        label=_("Gemeinde"), choices=(("", _("Bitte wählen")), ("a", "Ahornstadt"), ("b", "Birkenau"))
    )
    comment = forms.CharField(label=_("Ihr Beitrag"), max_length=5000, widget=forms.Textarea)
    topics = forms.MultipleChoiceField(
        label=_("Worum geht es?"), choices=TOPICS, required=False, widget=forms.CheckboxSelectMultiple
    )
    answer = forms.ChoiceField(
        label=_("Wünschen Sie eine Antwort?"), choices=(("yes", _("Ja")), ("no", _("Nein"))), widget=forms.RadioSelect
    )
    until = forms.DateField(label=_("Bis wann?"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    file = forms.FileField(label=_("Datei"), required=False, help_text=_("PDF oder DOCX, höchstens 25 MB"))
    agree = forms.BooleanField(label=_("Ich habe die Hinweise zum Datenschutz gelesen."))


class SampleFilter(forms.Form):
    """The filter of a list."""

    q = forms.CharField(label=_("Suchbegriff"), required=False)
    topic = forms.ChoiceField(label=_("Thema"), choices=(("", _("Alle Themen")), *TOPICS), required=False)


def phases() -> tuple[Phase, ...]:
    """Return a phase in each state."""
    return (
        Phase(str(_("Information")), str(_("bis 31.10.2026")), "past"),
        Phase(
            str(_("Kommentieren")),
            str(_("1.11.2026 bis 12.12.2026, 24:00 Uhr")),
            "now",
            str(_("Jede und jeder kann den Entwurf kommentieren.")),
            "#timeline",
        ),
        Phase(str(_("Ergebnis")), str(_("ab Februar 2027")), "future"),
    )


def bars() -> tuple[Bar, ...]:
    """Return four bars, one of them empty."""
    return (
        Bar(str(_("Übernommen")), 42, kind="success"),
        Bar(str(_("Teilweise übernommen")), 18),
        Bar(str(_("Nicht übernommen")), 11, kind="neutral"),
        Bar(str(_("An andere Stelle weitergeleitet")), 0),
    )


def contents() -> tuple[Link, ...]:
    """Return a table of contents of two levels."""
    return (
        Link(str(_("1 Ausgangslage")), "#one"),
        Link(
            str(_("2 Zentrales Vorhaben")),
            "#two",
            children=(
                Link("2.1 " + str(_("Radweg am Mühlgraben")), "#two-one", is_current=True, meta="12"),
                Link("2.2 " + str(_("Bürgerhaus")), "#two-two", meta="3"),
            ),
        ),
    )
