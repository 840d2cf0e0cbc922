"""Forms about an organisation. They parse and validate; the use cases write."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from interkomm.calc.visible import visible_line, visible_lines
from interkomm.organisations.bodies.changes import FACTS
from interkomm.organisations.bodies.models import Organisation
from interkomm.places.areas.models import Level
from interkomm.places.models import Area

COLOUR = r"^#[0-9a-fA-F]{6}$"
LONG = ("imprint", "privacy_notice", "accessibility_contact")
WORD_OF_AN_ADDRESS = frozenset({"neu"})  # would hide a page of ours


class FactsForm(forms.ModelForm[Organisation]):
    """Name, address, look and legal texts."""

    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    brand_light = forms.RegexField(
        COLOUR,
        label=_("Farbe"),
        required=False,
        help_text=_("Beispiel: #7a1f2b. Leer: die Farbe dieser Website."),
        error_messages={"invalid": _("Bitte schreiben Sie die Farbe als # und sechs Zeichen, zum Beispiel #7a1f2b.")},
    )
    brand_dark = forms.RegexField(
        COLOUR,
        label=_("Farbe im dunklen Farbschema"),
        required=False,
        help_text=_("Eine helle Farbe, die auf Schwarz gut zu sehen ist. Beispiel: #e8a0a8."),
        error_messages={"invalid": _("Bitte schreiben Sie die Farbe als # und sechs Zeichen, zum Beispiel #7a1f2b.")},
    )
    logo = forms.FileField(
        label=_("Logo"), required=False, help_text=_("Bild im Format PNG, JPEG oder WebP, höchstens 1 MB.")
    )
    without_logo = forms.BooleanField(label=_("kein Logo zeigen"), required=False)

    class Meta:
        model = Organisation
        fields: ClassVar[list[str]] = [
            "name",
            "short_name",
            "claim",
            "website",
            "street",
            "postcode",
            "city",
            "email",
            "phone",
            "brand_light",
            "brand_dark",
            "imprint",
            "privacy_notice",
            "accessibility_contact",
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, value in cleaned.items():
            if isinstance(value, str):
                cleaned[name] = visible_lines(value) if name in LONG else visible_line(value)
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        """What the form says, for the use case."""
        return {name: value for name, value in self.cleaned_data.items() if name in FACTS}


class FoundingForm(forms.ModelForm[Organisation]):
    """What is needed to begin with."""

    class Meta:
        model = Organisation
        fields: ClassVar[list[str]] = ["kind", "name", "slug", "area"]

    def __init__(self, *args: Any, is_child: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        below = {Organisation.Kind.OFFICE.value, Organisation.Kind.BODY.value}
        kinds = [choice for choice in Organisation.Kind.choices if (choice[0] in below) == is_child]
        self.fields["kind"] = forms.ChoiceField(label=_("Art"), choices=kinds)
        self.fields["slug"].help_text = _("Kleinbuchstaben, Ziffern und Bindestriche, zum Beispiel ahrenau.")
        if is_child:
            del self.fields["area"]
        else:
            self.fields["area"] = AreaField(label=_("Gebiet"), required=False)

    def clean_name(self) -> str:
        return visible_line(self.cleaned_data["name"])

    def clean_slug(self) -> str:
        slug = str(self.cleaned_data["slug"]).lower()
        if slug in WORD_OF_AN_ADDRESS:
            raise forms.ValidationError(_("Dieses Kürzel ist für eine Seite der Website vergeben."))
        return slug

    @property
    def facts(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class AreaField(forms.CharField):
    """The official key of a municipality (8 digits) or district (5 digits), turned into its area."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "unknown": _("Diesen Schlüssel kennen wir nicht. Bitte geben Sie den amtlichen Gemeindeschlüssel ein.")
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=12, help_text=_("Amtlicher Gemeindeschlüssel, zum Beispiel 14730230."), **kwargs)

    def clean(self, value: Any) -> Area | None:
        key = super().clean(value)
        if not key:
            return None
        areas = Area.objects.filter(official_key=key, level__in=[Level.MUNICIPALITY, Level.DISTRICT], valid_to=None)
        area = areas.order_by("level").last()
        if area is None:
            raise forms.ValidationError(self.error_messages["unknown"], code="unknown")
        return area
