"""Form fields for what the items of a case hold: partial dates, decimals, lists of lines, web addresses."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from interkomm.calc.cases import PartialDate

LONGEST_WORD, LONGEST_TEXT = 2_000, 100_000
MOST_LINES = 500
_DATE = re.compile(r"(?:(?:(\d{1,2})\s*[./]\s*)?(\d{1,2})\s*[./]\s*)?(\d{4})")
_NUMBER = re.compile(r"[-+−]?\d+(?:\.\d+)?")


def parsed_date(text: str) -> PartialDate:
    """From "2003", "06/2003", "6.6.2003" or ISO. Raises ValueError."""
    text = text.strip()
    if found := _DATE.fullmatch(text):
        day, month, year = (int(part or 0) for part in found.groups())
        if (found.group(2) and not month) or (found.group(1) and not day):
            raise ValueError(text)
        return PartialDate(year, month, day)
    return PartialDate.parse(text)


def shown_date(text: str) -> str:
    """How a stored date stands in the form: "2003", "06/2003", "06.06.2003"; what is no date stays as it is."""
    try:
        found = PartialDate.parse(text)
    except ValueError:
        return text
    if found.day:
        return f"{found.day:02}.{found.month:02}.{found.year:04}"
    return f"{found.month:02}/{found.year:04}" if found.month else f"{found.year:04}"


class PartialDateField(forms.CharField):
    """Gives the ISO form, as short as what was written. `needs_day`: year or month alone are not enough."""

    def __init__(self, *, needs_day: bool = False, **kwargs: Any) -> None:
        self.needs_day = needs_day
        day = _("Zum Beispiel 06.06.2003")
        kwargs.setdefault("help_text", day if needs_day else _("Zum Beispiel 2003, 06/2003 oder 06.06.2003"))
        super().__init__(max_length=20, **kwargs)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        try:
            found = parsed_date(text)
        except ValueError:
            raise ValidationError(_("Bitte schreiben Sie das Datum wie 2003, 06/2003 oder 06.06.2003.")) from None
        if self.needs_day and not found.day:
            raise ValidationError(_("Bitte geben Sie Tag, Monat und Jahr an."))
        if found.first_day.year > date.max.year - 1:
            raise ValidationError(_("Bitte schreiben Sie das Datum wie 2003, 06/2003 oder 06.06.2003."))
        return str(found)


class DecimalTextField(forms.CharField):
    """A number as people write it becomes a decimal with a point; other words ("rund ein Drittel") stay as they are."""

    def clean(self, value: Any) -> str:
        return as_decimal(super().clean(value), is_german=(get_language() or "de").startswith("de"))


def as_decimal(text: str, *, is_german: bool) -> str:
    """ "1.234,5" becomes "1234.5"; "1,234.5" does in English."""
    group, point = (".", ",") if is_german else (",", ".")
    plain = text.replace("\u00a0", "").replace("\u202f", "").replace(" ", "").replace("−", "-")
    if re.fullmatch(rf"[-+]?\d{{1,3}}(?:\{group}\d{{3}})+(?:\{point}\d+)?", plain):
        plain = plain.replace(group, "")
    plain = plain.replace(point, ".") if plain.count(point) == 1 else plain
    return plain.removeprefix("+") if _NUMBER.fullmatch(plain) else text


def shown_decimal(text: str) -> str:
    """How a stored decimal stands in the form."""
    is_german = (get_language() or "de").startswith("de")
    return text.replace(".", ",") if is_german and _NUMBER.fullmatch(text) else text


class NumberField(forms.CharField):
    """A number between bounds, with point or comma."""

    def __init__(self, *, bound: float, **kwargs: Any) -> None:
        self.bound = bound
        super().__init__(max_length=30, **kwargs)

    def clean(self, value: Any) -> float | None:
        text = super().clean(value).replace(",", ".")
        if not text:
            return None
        try:
            number = float(text)
        except ValueError:
            number = float("nan")
        if not -self.bound <= number <= self.bound:
            raise ValidationError(_("Bitte geben Sie eine Zahl in Grad an, zum Beispiel 51,428456."))
        return number


class LinesField(forms.CharField):
    """One entry a line; gives a list without empty ones."""

    widget = forms.Textarea(attrs={"rows": 3})

    def clean(self, value: Any) -> list[str]:
        text: str = super().clean(value)
        found = [line.strip() for line in text.splitlines() if line.strip()]
        if len(found) > MOST_LINES or any(len(line) > LONGEST_WORD for line in found):
            raise ValidationError(_("Das sind zu viele oder zu lange Zeilen."))
        return found


class AddressField(forms.CharField):
    """A web address, http or https only."""

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if text and not re.match(r"https?://[^\s/]", text, re.IGNORECASE):
            raise ValidationError(_("Bitte beginnen Sie die Adresse mit https://"))
        return text
