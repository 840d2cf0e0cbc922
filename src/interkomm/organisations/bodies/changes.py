"""What may be said about an organisation, and the checks that hold wherever it comes from."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from interkomm.foundation.use_cases import RuleBroken
from interkomm.organisations.bodies.models import Organisation
from interkomm.ui.layouts import brand_stylesheet

FACTS = frozenset(
    [
        "name",
        "short_name",
        "website",
        "street",
        "postcode",
        "city",
        "email",
        "phone",
        "claim",
        "brand_light",
        "brand_dark",
        "imprint",
        "privacy_notice",
        "accessibility_contact",
    ]
)
FOUNDING = FACTS | {"kind", "slug", "area"}
BELOW = FACTS | {"kind", "slug"}
KINDS_BELOW = frozenset({Organisation.Kind.OFFICE, Organisation.Kind.BODY})


def apply(organisation: Organisation, facts: Mapping[str, Any], allowed: frozenset[str]) -> None:
    """Set the facts on the object and check it whole. Raises RuleBroken with words, KeyError for unknown facts."""
    if unknown := set(facts) - allowed:
        raise KeyError(f"not a fact of an organisation: {', '.join(sorted(unknown))}")
    for name, value in facts.items():
        setattr(organisation, name, value)
    check_colours(organisation.brand_light, organisation.brand_dark)
    try:
        organisation.full_clean(validate_unique=True)
    except ValidationError as error:
        raise RuleBroken(" ".join(error.messages)) from error


def check_colours(light: str, dark: str) -> None:
    """Colours must be readable on their ground (WCAG 2.2, 1.4.3). Raises RuleBroken."""
    if dark and not light:
        raise RuleBroken(_("Bitte geben Sie zuerst die Farbe für das helle Farbschema an."))
    if not light:
        return
    try:
        brand_stylesheet(light, dark)
    except ValueError:
        raise RuleBroken(
            _("Diese Farbe ist zu schwach: Text wäre darauf schlecht lesbar. Bitte wählen Sie eine kräftigere Farbe.")
        ) from None


def difference(
    organisation: Organisation, before: Mapping[str, Any], names: frozenset[str]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The facts that changed, before and after, as JSON values."""
    changed = sorted(name for name in names if plain(before.get(name)) != plain(getattr(organisation, name)))
    return (
        {name: plain(before.get(name)) for name in changed},
        {name: plain(getattr(organisation, name)) for name in changed},
    )


def plain(value: Any) -> Any:
    """A JSON value for the audit trail: keys for objects, text for everything else."""
    if value is None or isinstance(value, str | int | bool):
        return value
    return getattr(value, "pk", str(value))
