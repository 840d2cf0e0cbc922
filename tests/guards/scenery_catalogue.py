"""One of everything of the catalogue for one side: released, proposed, withdrawn, with a contact and a question.

Cases belong to the whole site; what an author has not got released yet belongs to the author and the editors.
"""

from datetime import timedelta

from django.utils import timezone

from interkomm.accounts.models import User
from interkomm.calc.cases import CaseRecord, items
from interkomm.catalogue.drafting.services import Beginning, start_draft
from interkomm.catalogue.editing.services import Proposal, propose_case, release_revision
from interkomm.catalogue.enquiries.services import hashed
from interkomm.catalogue.imports.models import CaseImport
from interkomm.catalogue.imports.reading import Source, read_source, read_with_columns
from interkomm.catalogue.imports.services import choose_columns, propose_import
from interkomm.catalogue.models import (
    Case,
    CaseLink,
    ContactAddress,
    Editor,
    Question,
    Rating,
    SavedSearch,
    SynonymGroup,
)
from interkomm.cooperation.models import CaseReuse, Cooperation
from interkomm.notifications.searches.tokens import stop_token
from tests.catalogue.making import record

Place = dict[str, str | int]
PARTS = ("name", "sources", "summary", "partners", "events", "effects", "costs", "position")  # one of each kind of form


def furnish_catalogue(author: User, editor: User, cooperation: Cooperation, secret: str, word: str) -> Place:
    """Cases proposed by `author` and released by `editor`; values for addresses."""
    contact = items.Contact(role="Bauhofleitung", organisation=word)
    shown = _released(author, editor, record(f"Bauhof {word}", contacts=(contact,)))
    gone = _released(author, editor, record(secret))
    Case.objects.filter(pk=gone.pk).update(is_withdrawn=True)
    second = _released(author, editor, record(f"Winterdienst {word}"))
    _rated(shown, editor, secret)
    proposal = propose_case(actor=author, proposal=Proposal(record=record(secret)))
    organisation = author.memberships.select_related("organisation").earliest("pk").organisation
    draft = start_draft(actor=author, beginning=Beginning(record=record(secret), organisation=organisation))
    day = timezone.localdate() + timedelta(days=90)
    address = ContactAddress.objects.create(
        case=shown, role="Bauhofleitung", email=f"{secret.lower()}@example.org", consent_source=secret, expires_on=day
    )
    CaseLink.objects.filter(case=shown).update(state="dead", problem="HTTP 404")
    CaseReuse.objects.create(cooperation=cooperation, case=shown, note="den Vertrag")
    return {
        **_saved(author, secret),
        "case": shown.slug,
        "case_pk": shown.pk,
        "other_case": second.slug,
        "withdrawn_case": gone.slug,
        "proposed_case": proposal.case.slug,
        "proposal": proposal.pk,
        "draft_case": draft.pk,
        "editor": Editor.objects.get(user=editor).pk,
        "contact_address": address.pk,
        "question_token": _asked(shown, word),
        "case_import": imported(author, secret).pk,
        "imported_case": 0,
        "finding": 0,
        "synonyms": SynonymGroup.objects.create(words=[f"Bauhof {word}", f"Betriebshof {word}"]).pk,
    }


def imported(author: User, secret: str) -> CaseImport:
    """A table for the author's town with two cases that wait for decisions; names and partners are nobody else's."""
    membership = author.memberships.select_related("organisation").earliest("pk")
    text = f"Name;Partner;Beginn\n{secret} A;Nirgendwo, Ahrenau;2015\n{secret} B;Nirgendwo;2016\n"
    source = Source("liste.csv", text.encode())
    outcome = read_source(source)
    proposal = propose_import(actor=author, organisation=membership.organisation, source=source, outcome=outcome)
    reading = read_with_columns(source, proposal.targets)
    return choose_columns(actor=author, proposal=proposal, targets=proposal.targets, reading=reading)


def _saved(author: User, secret: str) -> Place:
    saved = SavedSearch.objects.create(user=author, name="Bauhöfe", query="q=Bauhof", mail="daily")
    deleted = SavedSearch.objects.create(user=author, name=secret, query="q=Kasse", deleted_at=timezone.now())
    return {"saved_search": saved.pk, "deleted_search": deleted.pk, "stop_search_token": stop_token(saved)}


def _rated(case: Case, editor: User, secret: str) -> None:
    Rating.objects.create(
        case=case, revision=case.released, reviewer=editor, success=2, resources=2, transferability=1, lessons=3,
        reasons={"success": secret},
    )  # fmt: skip


def _asked(case: Case, word: str) -> str:
    """A question about the case; returns the token of its confirmation."""
    token = f"frage-{word}"
    Question.objects.create(
        case=case, asker_name="Kim", asker_email=f"kim@{word}.example", text="Was kostet es?", submission_key=token,
        token_hash=hashed(token),
    )  # fmt: skip
    return token


def _released(author: User, editor: User, content: CaseRecord) -> Case:
    revision = propose_case(actor=author, proposal=Proposal(record=content))
    return release_revision(actor=editor, revision=revision)
