"""Forms of the synonyms."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interkomm.catalogue.synonyms.groups import LARGEST_FILE, LONGEST_NOTE, Words, checked, read_csv
from interkomm.foundation.use_cases import RuleBroken

MOST_LETTERS = 3000


class SynonymForm(forms.Form):
    """One group; `group` holds it after validation."""

    words = forms.CharField(
        label=_("Wörter, die dasselbe meinen"),
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Eines in jede Zeile, auch mehrere Wörter zusammen. Beugungen und Umlaute kennt die Suche selbst."),
    )
    note = forms.CharField(label=_("Bemerkung"), max_length=LONGEST_NOTE, required=False)
    group: Words

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            try:
                self.group = checked(cleaned["words"].splitlines(), cleaned["note"])
            except RuleBroken as problem:
                self.add_error("words", str(problem))
        return cleaned


class SynonymFileForm(forms.Form):
    """A table of groups; `groups` holds them after validation."""

    file = forms.FileField(
        label=_("CSV-Datei"),
        help_text=_(
            "Erste Spalte: Wörter mit | getrennt. Zweite Spalte: Bemerkung. Die erste Zeile ist die Überschrift."
        ),
    )
    groups: list[Words]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("Die Datei ist zu groß oder keine CSV-Datei."))
        try:
            self.groups = read_csv(file.read())
        except RuleBroken as problem:
            raise forms.ValidationError(str(problem)) from problem
        return file
