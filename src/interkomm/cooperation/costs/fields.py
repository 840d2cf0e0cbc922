"""Fields of forms about money and figures: amounts are entered in units with two decimals and become cents."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext

from interkomm.calc.visible import visible_line
from interkomm.cooperation.sharing.content import HUGEST_CENTS, InvalidContent, figure_text
from interkomm.cooperation.sharing.sentences import content_sentence
from interkomm.ui.text import plain_number, typed_number

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class AmountField(forms.CharField):
    """ "1.234,56" → 123456 cents; empty → None. Negative, huge and finer amounts are refused in words."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value).strip()
        if not text:
            return None
        try:
            cents = Decimal(plain_number(text)) * 100
        except ArithmeticError:  # no number, or one beyond all bounds
            raise forms.ValidationError(gettext("Bitte geben Sie einen Betrag ein, zum Beispiel 1.250,00.")) from None
        if not cents.is_finite() or cents != cents.to_integral_value():
            raise forms.ValidationError(gettext("Bitte höchstens zwei Nachkommastellen."))
        if cents < 0:
            raise forms.ValidationError(gettext("Der Betrag darf nicht negativ sein."))
        if cents > HUGEST_CENTS:
            raise forms.ValidationError(gettext("Der Betrag ist zu groß: höchstens 100 Milliarden."))
        return int(cents) if cents else 0

    def prepare_value(self, value: Any) -> Any:
        return typed_number(f"{Decimal(value) / 100:.2f}") if isinstance(value, int) else value


class FigureField(forms.CharField):
    """A figure that is not negative → decimal text; empty → "". Its initial value is a `typed_number`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=40, required=False, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **kwargs
        )

    def clean(self, value: Any) -> str:
        text = super().clean(value).strip()
        try:
            return figure_text(plain_number(text), "figure") if text else ""
        except InvalidContent as problem:
            raise forms.ValidationError(content_sentence(replace_value(problem, text))) from problem


def replace_value(problem: InvalidContent, text: str) -> InvalidContent:
    """The same problem with the text as it was typed."""
    return InvalidContent(problem.code, problem.place, text)


def required_line(text: str) -> str:
    """The text as one line of visible letters; an error when nothing is left of it."""
    line = visible_line(text)
    if not line:
        raise forms.ValidationError(gettext("Bitte füllen Sie dieses Feld aus."))
    return line
