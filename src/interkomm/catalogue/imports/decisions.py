"""One decision about a finding: checked against what the finding offers, and stored as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from interkomm.catalogue.cases.models import Case
from interkomm.catalogue.imports.deciding import CHOOSE, JOIN
from interkomm.catalogue.imports.models import ImportedCase
from interkomm.catalogue.imports.stored import CHANGE, DUPLICATE_CODE, needs_decision
from interkomm.catalogue.imports.wording import plain_date
from interkomm.foundation.use_cases import RuleBroken
from interkomm.places.gazetteer.queries import places_by_key

LONGEST_REASON = 500
NEEDS_REASON = frozenset({"contradiction"})  # kinds whose decision the editors want to understand


@dataclass(frozen=True, slots=True)
class Decision:
    """`option`: number of the finding's option; or None with `official_key`, a municipality found by search."""

    option: int | None = None
    official_key: str = ""
    reason: str = ""


def checked(case: ImportedCase, number: int, decision: Decision) -> dict[str, Any]:
    """The decision as it is stored: option's code, what it sets, reason. Raises RuleBroken."""
    if not 0 <= number < len(case.findings) or not needs_decision(case.findings[number]):
        raise RuleBroken(_("Diesen Hinweis gibt es nicht."))
    finding = case.findings[number]
    reason = decision.reason.strip()[:LONGEST_REASON]
    by_search = decision.option is None
    found = _searched(finding, decision.official_key) if by_search else _offered(finding, decision.option or 0)
    if finding["kind"] in NEEDS_REASON and not reason:
        raise RuleBroken(_("Bitte schreiben Sie in einem Satz, warum. Die Redaktion liest den Grund."))
    return found | ({"reason": reason} if reason else {})


def _offered(finding: Mapping[str, Any], number: int) -> dict[str, Any]:
    options = finding["options"]
    if not 0 <= number < len(options):
        raise RuleBroken(_("Bitte wählen Sie eine der Möglichkeiten."))
    option = options[number]
    found = {"option": option["code"], "number": number, "label": option["label"], "sets": option.get("sets", {})}
    return found | ({"note": other_beginning(finding)} if option["code"] == JOIN else {})


def other_beginning(finding: Mapping[str, Any]) -> str:
    """The remark beside the event that is the beginning, so that the other date is not lost."""
    return _("Als Beginn ist in der Quelle auch angegeben: %(date)s.") % {"date": plain_date(finding["facts"]["first"])}


def _searched(finding: Mapping[str, Any], official_key: str) -> dict[str, Any]:
    place = next(iter(places_by_key([official_key])), None) if finding.get("fields") == ["partners"] else None
    if place is None:
        raise RuleBroken(_("Bitte wählen Sie eine Gemeinde aus der Liste."))
    return {"option": CHOOSE, "label": place.label, "sets": {"name": place.name, "official_key": place.official_key}}


def set_state(case: ImportedCase, stored: Mapping[str, Any]) -> None:
    """What a decision about a duplicate means for the case: which one it changes, if any."""
    number = next((at for at, each in enumerate(case.findings) if each["code"] == DUPLICATE_CODE), None)
    if number is None or case.decisions.get(str(number)) != stored:
        return
    wanted = stored["sets"].get("case", "") if stored["option"] == CHANGE else ""
    case.target = Case.objects.filter(pk=wanted).first() if wanted.isdigit() else None
