"""Founding a concept: owners, address, and what everything about it shares."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max
from django.utils.translation import gettext as _

from interkomm.calc.recognition.anchors import slug as ascii_slug
from interkomm.cooperation.models import Cooperation
from interkomm.foundation.use_cases import RuleBroken
from interkomm.organisations.models import Organisation
from interkomm.planning.concepts.models import Concept
from interkomm.planning.concepts.queries import current_partner_ids
from interkomm.planning.concepts.rules import owner_ids

LONGEST_SLUG = 70
RESERVED_SLUGS = {"neu", "import"}  # parts of our own addresses
TOPIC_OF_LISTS = "concepts"


@dataclass(frozen=True, slots=True)
class Particulars:
    """What the person decides when accepting a new concept; `cooperation`: joint ownership of all its partners."""

    kind: str = Concept.Kind.INSEK
    summary: str = ""
    source_note: str = ""
    cooperation: Cooperation | None = None


def found_concept(title: str, organisation: Organisation, particulars: Particulars) -> Concept:
    """A new row with its owners; nothing is checked here. Raises RuleBroken where the cooperation is not its own."""
    owners = _owners(organisation, particulars.cooperation)
    concept = Concept.objects.create(
        kind=particulars.kind,
        title=title,
        slug=_free_slug(title),
        summary=particulars.summary,
        source_note=particulars.source_note,
        cooperation=particulars.cooperation,
    )
    concept.owners.set(owners)
    return concept


def _owners(organisation: Organisation, cooperation: Cooperation | None) -> list[int]:
    """The organisation alone, or all current partners of its cooperation as equal owners."""
    if cooperation is None:
        return [organisation.pk]
    partners = current_partner_ids(cooperation)
    if organisation.pk not in partners:
        raise RuleBroken(_("Ihre Organisation ist nicht Partnerin dieser Kooperation."))
    return partners


def _free_slug(title: str) -> str:
    stem = ascii_slug(title)[:LONGEST_SLUG].strip("-")
    taken = RESERVED_SLUGS | set(Concept.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(each for each in _numbered(stem) if each not in taken)


def _numbered(stem: str) -> Iterable[str]:
    yield stem
    number = 2
    while True:
        yield f"{stem}-{number}"
        number += 1


def next_number(concept: Concept) -> int:
    """Number of the next version of a locked concept."""
    highest: int | None = concept.versions.aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1


def topics_of(concept: Concept) -> list[str]:
    """All topics whose pages show the concept: itself, lists of concepts, its owners and its cooperation."""
    topics = [concept.topic, TOPIC_OF_LISTS, *(f"organisation:{key}" for key in owner_ids(concept))]
    return [*topics, f"cooperation:{concept.cooperation_id}"] if concept.cooperation_id else topics
