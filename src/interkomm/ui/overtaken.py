"""Forms that change something stored: two people, or two tabs, do not cover each other's changes up unseen.

The form carries a digest of what was stored when it was opened. When that has changed meanwhile, what was typed stays in
the form, the page says what is stored now, and sending it once more counts. Use cases still lock their rows: this is about
people who look at an old page, not about the same millisecond.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from interkomm.ui.text import localdate, localtime

FIELD = "bekannt"  # rendered by `form_frame`
SHOWN, LONGEST = 8, 160


class Unoverwritten(forms.BaseForm):
    """Stands before `forms.Form` or `forms.ModelForm` in a class. `overtaken`: somebody else has saved meanwhile."""

    overtaken = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        instance = getattr(self, "instance", None)
        if instance is None or instance.pk is not None:
            # worked out when it is shown: classes below add fields of their own
            self.fields[FIELD] = forms.CharField(required=False, widget=forms.HiddenInput, initial=self._stored_digest)

    def full_clean(self) -> None:
        super().full_clean()
        if FIELD not in self.fields or not self.is_bound:
            return
        known = self.cleaned_data.pop(FIELD, "")
        now = self._stored_digest()
        if known and known != now and self._differing():
            self.overtaken = True
            self.data = MultiValueDict(
                {**_lists(self.data), self.add_prefix(FIELD): [now]}
            )  # sent once more, it counts
            self.add_error(None, self._told())

    def stored(self, name: str) -> Any:
        """What is stored of a field."""
        return self.get_initial_for_field(self.fields[name], name)

    def label_of(self, name: str) -> str:
        """What a field is called where nothing stands around it."""
        return str(self[name].label)

    def _names(self) -> list[str]:
        return [name for name, field in self.fields.items() if name != FIELD and not isinstance(field, forms.FileField)]

    def _stored_digest(self) -> str:
        return sha256(repr([(name, _plain(self.stored(name))) for name in self._names()]).encode()).hexdigest()[:20]

    def _differing(self) -> list[str]:
        """Fields that would be changed by sending; none when somebody has stored the very same."""
        return [name for name in self._names() if name in self.changed_data]

    def _told(self) -> str:
        told = _(
            "Inzwischen ist hier etwas gespeichert worden. Ihre Angaben stehen noch im Formular und sind noch nicht "
            "gespeichert. Bitte vergleichen Sie, und speichern Sie dann noch einmal."
        )
        rows = [f"{self.label_of(name)}: {self._words(name)}" for name in self._differing()[:SHOWN]]
        return f"{told} {_('Gespeichert ist jetzt:')} {' · '.join(rows)}"

    def _words(self, name: str) -> str:
        value = self.fields[name].prepare_value(self.stored(name))
        choices = dict(_flat(getattr(self.fields[name], "choices", ())))
        values = value if isinstance(value, list | tuple) else [value]
        found = ", ".join(str(choices.get(str(_plain(each)), _shown(each))) for each in values)
        return found if len(found) <= LONGEST else f"{found[:LONGEST]} …"


def _lists(data: Mapping[str, Any]) -> dict[str, list[Any]]:
    return dict(data.lists()) if isinstance(data, MultiValueDict) else {name: [value] for name, value in data.items()}


def _plain(value: Any) -> Any:
    """The same for a row and its key, and for a list in any order."""
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, Iterable) and not isinstance(value, str | bytes | dict):
        return sorted((_plain(each) for each in value), key=repr)
    return value


def _flat(choices: Any) -> list[tuple[str, Any]]:
    return [(str(value), label) for value, label in choices if not isinstance(label, list | tuple)]


def _shown(value: Any) -> str:
    if value in (None, "", [], ()):
        return "–"
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    if isinstance(value, datetime):
        return localtime(value)
    return localdate(value) if isinstance(value, date) else str(value)
