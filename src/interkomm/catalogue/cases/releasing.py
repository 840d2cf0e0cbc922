"""What happens to the tables when a revision becomes the public one; called inside use cases only."""

from collections.abc import Sequence

from django.utils import timezone

from interkomm.calc.cases import from_json
from interkomm.catalogue.cases.models import Case, CasePart, CasePartner, CaseTerm, Revision
from interkomm.catalogue.cases.projection import DERIVED, known_for, parts_of, project


def make_public(revisions: Sequence[Revision]) -> None:
    """Release these revisions, each of another case, in a fixed number of statements.

    Sets their state and that of the revisions they replace, the derived columns and rows of the cases.
    """
    now = timezone.now()
    cases = [revision.case for revision in revisions]
    records = [from_json(revision.content) for revision in revisions]
    known = known_for(records)
    Revision.objects.filter(case__in=cases, state=Revision.State.RELEASED).update(state=Revision.State.SUPERSEDED)
    partners: list[CasePartner] = []
    terms: list[CaseTerm] = []
    parts: list[CasePart] = []
    for revision, case, record in zip(revisions, cases, records, strict=True):
        revision.state, revision.released_at = Revision.State.RELEASED, now
        case.released, case.changed_at, case.is_withdrawn = revision, now, False
        case.released_at = case.released_at or now
        of_case = project(case, record, known)
        partners += of_case[0]
        terms += of_case[1]
        parts += parts_of(case, record)
    Revision.objects.bulk_update(revisions, ["state", "released_at", "reviewer", "review_note", "reviewed_at"], 500)
    Case.objects.bulk_update(cases, ["released", "released_at", "is_withdrawn", *DERIVED], 500)
    CasePartner.objects.filter(case__in=cases).delete()
    CaseTerm.objects.filter(case__in=cases).delete()
    CasePart.objects.filter(case__in=cases).delete()
    CasePartner.objects.bulk_create(partners, 1000)
    CaseTerm.objects.bulk_create(terms, 1000)
    CasePart.objects.bulk_create(parts, 1000)
