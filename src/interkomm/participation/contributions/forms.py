"""Forms of citizens. They parse and validate; nothing is written here."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from interkomm.participation.contributions.services import MAX_TEXT
from interkomm.participation.processes.queries import ProcessPage

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0000-\u0008\u000b\u000c\u000e-\u001f]")


def tidy(text: str) -> str:
    """Plain text as it is stored: without control, direction and zero-width marks that can hide or reorder words.

    The joiner of emoji families (U+200D) goes too; the single emoji stay.
    """
    return _INVISIBLE.sub("", text.replace("\r\n", "\n")).strip()


class TidyText(forms.CharField):
    """A text field whose value is tidied before it is validated."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return tidy(text) if isinstance(text, str) else text


class TextForm(forms.Form):
    """The text of a contribution alone: for editing."""

    text = TidyText(
        label=_("Ihr Beitrag"),
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Bitte schreiben Sie Ihren Beitrag.")},
    )


class ContributionForm(TextForm):
    """A new contribution or reply. `quote` may be filled in by hand where no JavaScript marks passages."""

    quote = TidyText(
        label=_("Um welche Stelle des Absatzes geht es?"),
        help_text=_("Sie können hier Wörter aus dem Absatz einfügen. Ohne Angabe gilt Ihr Beitrag dem ganzen Absatz."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    municipality = forms.TypedChoiceField(
        label=_("Für welche Gemeinde sprechen Sie?"), required=False, coerce=int, empty_value=None
    )
    author_name = TidyText(
        label=_("Ihr Name"),
        help_text=_("Der Name steht öffentlich bei Ihrem Beitrag. Sie können auch einen erfundenen Namen wählen."),
        required=False,
        max_length=80,
    )
    contact_email = forms.EmailField(
        label=_("Ihre E-Mail-Adresse"),
        help_text=_("Nur für die Nachricht an Sie, wenn die Verwaltung antwortet. Sie wird nicht veröffentlicht."),
        required=False,
        max_length=254,
    )
    website = forms.CharField(required=False, max_length=200)  # the field that people do not see
    proof = forms.CharField(required=False, max_length=4000, widget=forms.HiddenInput)
    answer = forms.CharField(required=False, max_length=10, label=_("Eine kurze Frage zum Schutz vor Programmen"))

    def __init__(self, *args: Any, process: ProcessPage, has_quote: bool, has_account: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("keine Angabe")), *[(owner.id, owner.name) for owner in process.owners]]
        self.fields["municipality"].choices = choices  # type: ignore[attr-defined]
        if not process.asks_municipality or len(process.owners) < 2:
            del self.fields["municipality"]
        if not has_quote:
            del self.fields["quote"]
        if has_account:
            for name in ("contact_email", "website", "proof", "answer"):
                del self.fields[name]
