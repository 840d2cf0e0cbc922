"""More of everything of the catalogue, for `growth`."""

from interkomm.accounts.models import User
from interkomm.calc.cases import items
from interkomm.catalogue.drafting.services import Beginning, start_draft
from interkomm.catalogue.editing.services import Proposal, propose_case, release_revision
from interkomm.catalogue.models import Case, CaseImport, Editor, Rating, SavedSearch, SynonymGroup
from tests.catalogue.making import record
from tests.guards.scenery_catalogue import imported


def grow_catalogue(author: User, editor: User, number: int) -> None:
    """One case more, of two kinds in turn, and a search more that its author keeps."""
    status, theme = ("failed", "sport") if number % 2 else ("active", "works")
    content = record(
        f"Bauhof Nummer {number}",
        status=(items.Term(code=status),),
        themes=(items.Term(code=theme),),
        position=(items.Place(lat=50 + number / 20, lon=10 + number / 20),),
    )
    case = release_revision(actor=editor, revision=propose_case(actor=author, proposal=Proposal(record=content)))
    rated = Case.objects.released().filter(name__startswith="Bauhof").earliest("pk") if number % 2 else case
    reviewer = User.objects.create(email=f"bewertet{number}@example.org", name=f"Person {number}")
    Rating.objects.create(
        case=rated, revision=rated.released, reviewer=reviewer, success=2, resources=2, transferability=2, lessons=2
    )
    imported(author, f"Fall {number}")
    waiting = CaseImport.objects.filter(organisation__slug="ahrenau").earliest("pk")
    first = waiting.cases.get(position=0)
    first.pk, first.position, first.name = None, 100 + number, f"Fall {number}"
    first.duplicate = first.target = case
    first.save()
    _editorial(author, editor, number)
    SavedSearch.objects.create(user=author, name=f"Suche {number}", query=f"q=Bauhof+{number}")
    SynonymGroup.objects.create(words=[f"Wort {number}", f"Begriff {number}"])


def _editorial(author: User, editor: User, number: int) -> None:
    """A revision more of the case on the stage, a proposal, a draft and an editor more."""
    shown = Case.objects.released().get(slug="bauhof-ahrenau")
    content = record(f"Bauhof ahrenau {number}")
    again = propose_case(actor=author, proposal=Proposal(record=content, case=shown))
    release_revision(actor=editor, revision=again)
    propose_case(actor=author, proposal=Proposal(record=record(f"Vorschlag {number}")))
    start_draft(actor=author, beginning=Beginning(record=record(f"Entwurf {number}")))
    person = User.objects.create(email=f"redaktion{number}@example.org", name=f"Redaktion {number}")
    Editor.objects.create(user=person, appointed_by=editor)
