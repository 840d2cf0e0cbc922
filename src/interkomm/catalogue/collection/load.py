"""Load the shipped cases: new ones and changed ones are released, what editors have changed since is only proposed."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from interkomm.calc.cases import as_json
from interkomm.catalogue.cases.models import Case, Revision
from interkomm.catalogue.collection.files import CASES, ShippedCase, read_collection
from interkomm.catalogue.editing.services import Proposal, release_collection
from interkomm.foundation.audit.services import Actor


@dataclass(frozen=True, slots=True)
class Loaded:
    """Addresses of the cases by what became of them."""

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    proposed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()


def load_collection(*, actor: Actor, directory: Path = CASES) -> Loaded:
    """Bring the catalogue up to the shipped cases; a second run changes nothing.

    A case that people have changed, withdrawn or written under the same address is never overwritten: the shipped
    record waits as a proposal for the editors, once. Raises InvalidCaseFile, NotAllowed (for operators only).
    """
    shipped = read_collection(directory)
    known = _known([each.slug for each in shipped])
    groups: dict[str, list[ShippedCase]] = {"added": [], "updated": [], "proposed": [], "unchanged": []}
    for each in shipped:
        groups[_fate(each, known.get(each.slug))].append(each)
    release = [_proposal(each, known.get(each.slug)) for each in groups["added"] + groups["updated"]]
    offered = [_proposal(each, known.get(each.slug)) for each in groups["proposed"]]
    if release or offered:
        release_collection(actor=actor, proposals=release, offered=offered)
    return Loaded(**{name: tuple(each.slug for each in found) for name, found in groups.items()})


@dataclass(frozen=True, slots=True)
class _Known:
    case: Case
    newest: Revision | None  # the newest revision that came from the collection


def _known(slugs: Sequence[str]) -> dict[str, _Known]:
    """Two queries, however many cases."""
    cases = Case.objects.filter(slug__in=slugs).select_related("released")
    newest: dict[int, Revision] = {}
    of_collection = Revision.objects.filter(case__in=cases, origin=Revision.Origin.COLLECTION)
    for revision in of_collection.order_by("case_id", "number"):
        newest[revision.case_id] = revision
    return {case.slug: _Known(case, newest.get(case.pk)) for case in cases}


def _fate(shipped: ShippedCase, known: _Known | None) -> str:
    if known is None:
        return "added"
    content = as_json(shipped.record)
    if known.newest is not None and known.newest.content == content:
        return "unchanged"
    if known.case.released is not None and known.case.released.content == content:
        return "unchanged"
    ours = known.newest is not None and known.case.released_id == known.newest.pk
    return "updated" if ours and known.case.is_public and known.case.merged_into_id is None else "proposed"


def _proposal(shipped: ShippedCase, known: _Known | None) -> Proposal:
    return Proposal(
        record=shipped.record,
        case=known.case if known else None,
        based_on=known.case.released if known else None,
        origin=Revision.Origin.COLLECTION,
        slug=shipped.slug,
        comment=_("Aus der mitgelieferten Sammlung"),
    )
