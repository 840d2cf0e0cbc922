"""What the page of a proposal shows: differences, what was released meanwhile, completeness, contradictions, evidence."""

from dataclasses import dataclass

from django.utils.translation import get_language

from interkomm.calc.cases import CaseRecord, from_json
from interkomm.calc.cases.completeness import completeness
from interkomm.catalogue.cases.models import Revision
from interkomm.catalogue.cases.page import Surroundings, case_page
from interkomm.catalogue.cases.rows import ContradictionRow
from interkomm.catalogue.editing.services import is_overtaken
from interkomm.catalogue.editing.showing import DifferenceRow, difference_rows, without_evidence
from interkomm.catalogue.editing.storing import OPEN

NOTHING = CaseRecord(name={})


@dataclass(frozen=True)
class Review:
    """`rows`: what the author changed; `meanwhile`: what was released since they began; `against_public`: what a release
    despite that would change. Percentages of completeness `before` and `after`. `bare`: fields with items without evidence.
    """

    is_new: bool
    is_overtaken: bool
    rows: list[DifferenceRow]
    meanwhile: list[DifferenceRow]
    against_public: list[DifferenceRow]
    before: int
    after: int
    contradictions: tuple[ContradictionRow, ...]
    bare: list[tuple[str, int]]


def review_of(revision: Revision) -> Review:
    """From the stored records; no query when case, public revision and basis came with the revision."""
    record = from_json(revision.content)
    base = from_json(revision.based_on.content) if revision.based_on else NOTHING
    overtaken = revision.state in OPEN and is_overtaken(revision)
    public = from_json(revision.case.released.content) if overtaken and revision.case.released else base
    page = case_page(revision.case, record, Surroundings(), get_language() or "de")
    return Review(
        is_new=revision.based_on is None,
        is_overtaken=overtaken,
        rows=difference_rows(base, record),
        meanwhile=difference_rows(base, public) if overtaken else [],
        against_public=difference_rows(public, record) if overtaken else [],
        before=completeness(public).percent,
        after=completeness(record).percent,
        contradictions=page.contradictions,
        bare=without_evidence(record),
    )
