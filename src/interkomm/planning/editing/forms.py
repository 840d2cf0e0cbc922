"""Forms for editing a draft."""

from django import forms
from django.utils.translation import gettext_lazy as _

from interkomm.planning.concepts.forms import LineField
from interkomm.planning.concepts.models import Section
from interkomm.planning.editing.services import Heading

MARKS = _(
    "Eine Leerzeile trennt Absätze. „- “ am Anfang: Listenpunkt, „| “: Tabellenzeile, „## “: Zwischenüberschrift."
)


class HeadingForm(forms.Form):
    """Heading, number and kind of a section."""

    kind = forms.ChoiceField(label=_("Art"), choices=Section.Kind.choices)
    level = forms.TypedChoiceField(
        label=_("Ebene"),
        coerce=int,
        choices=[(level, level) for level in range(1, 7)],
        initial=1,
        help_text=_("Nur für Kapitel: 1 ist oben."),
    )
    number = LineField(label=_("Nummer"), required=False, max_length=20)
    title = LineField(label=_("Überschrift"), max_length=300)

    def heading(self) -> Heading:
        values = self.cleaned_data
        return Heading(values["title"], values["kind"], values["number"], values["level"])


class NewSectionForm(HeadingForm):
    """A new section and its place."""

    after = forms.ChoiceField(label=_("Steht nach"), required=False)

    def __init__(self, *args: object, places: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["after"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("am Ende")), *places]


class ParagraphForm(forms.Form):
    """Text of one or several paragraphs."""

    plain = forms.CharField(
        label=_("Text"), widget=forms.Textarea(attrs={"rows": 6}), help_text=MARKS, max_length=100_000
    )
