"""What the demonstration lacks so that every kind of page has something to show. Runs inside the site."""

import json
import sys
from datetime import timedelta
from typing import Any

from django.utils import timezone

from interkomm.accounts.models import User
from interkomm.calc.cases import from_json, items
from interkomm.catalogue.drafting.services import Beginning, start_draft
from interkomm.catalogue.editing.services import Proposal, propose_case, release_revision
from interkomm.catalogue.imports.reading import Source, read_with_columns
from interkomm.catalogue.imports.reading import read_source as read_cases_of
from interkomm.catalogue.imports.services import choose_columns
from interkomm.catalogue.imports.services import propose_import as propose_cases_of
from interkomm.catalogue.models import Case
from interkomm.catalogue.saved.services import save_search
from interkomm.cooperation.models import ConsentRule, Cooperation, PartnerInvitation
from interkomm.cooperation.partnerships.services import Founding, found_cooperation
from interkomm.notifications.follows.services import ask_to_follow
from interkomm.notifications.follows.tokens import confirm_token, stop_token
from interkomm.notifications.models import Follow, OutboxMail
from interkomm.notifications.searches.tokens import stop_token as stop_search_token
from interkomm.organisations.members.services import invite
from interkomm.organisations.models import Contact, Membership, Organisation, Role
from interkomm.participation.contributions.services import Target, Words, post_contribution
from interkomm.participation.contributions.tokens import token_for
from interkomm.participation.models import Appeal, Contribution, ModerationAct, Process
from interkomm.participation.moderation.services import appeal, hide, report
from interkomm.participation.processes.queries import process_page
from interkomm.participation.processes.services import duplicate_process, propose
from interkomm.places.models import Area
from interkomm.planning.concepts.reading import read_source
from interkomm.planning.concepts.services import propose_import
from interkomm.planning.models import Concept
from interkomm.planning.versions.services import new_draft_version, publish_version
from interkomm.portal.legal.services import Words as BarrierWords
from interkomm.portal.legal.services import report_barrier
from interkomm.portal.news.services import Words as NewsWords
from interkomm.portal.news.services import publish_news
from interkomm.project.demo.people import DemoPerson, create
from tests.browser.demo_site import RUNNING
from tests.browser.staging_agreements import agreement
from tests.browser.staging_capabilities import stage_capabilities
from tests.browser.staging_costs import stage_costs
from tests.browser.staging_meetings import stage_meetings

DOCUMENT = """# Radkonzept für sieben Gemeinden (Beispieltext)

Skip to content

## Zentrales Vorhaben 1: Sicher zur Schule

### 1.1 Wege zu Schulen

Die Wege zu den Schulen werden zuerst geprüft. Wo Kinder eine Landstraße kreu-
zen, wird eine Querung gebaut.

Für die erste Strecke werden 1,2 Mio. Euro gebraucht.

### 1.2 Abstellplätze

An jeder Schule entstehen Abstell-
plätze mit Dach.

## Zentrales Vorhaben 2: Gut zur Arbeit

### 2.1 Wege zu Betrieben

Danach folgen die Wege zu den größeren Betrieben und zum Bahnhof.
"""


def stage() -> None:
    """Add what is missing and print where it is: names for the addresses in `page_types`."""
    process = Process.objects.get(slug=RUNNING)
    manager = User.objects.get(email="management@demo.example")
    oschatz = Organisation.objects.get(slug="oschatz")
    staged = _talk(process) | _joint(process, manager) | _texts(process, manager, oschatz) | _rest(manager, oschatz)
    staged |= {"case_import": _imported_cases(manager, oschatz), "invitation": _invited()}
    staged |= _searches(User.objects.get(email="buergerin@demo.example"))
    staged |= _editorial(User.objects.get(email="sachbearbeitung@demo.example"), oschatz)
    staged |= stage_costs(Cooperation.objects.get(pk=process.cooperation_id), manager)
    staged |= stage_capabilities(Cooperation.objects.get(pk=process.cooperation_id))
    staged |= stage_meetings(process.cooperation, manager)
    staged |= agreement(process.cooperation, manager)
    _clerks()
    sys.stdout.write(json.dumps(staged))


def _clerks() -> None:
    """Somebody in each town where the demonstration has nobody who records for it."""
    for town in ("muegeln", "cavertitz", "liebschuetzberg", "naundorf", "wermsdorf"):
        clerk = create(DemoPerson(town, f"Demo {town.title()}", "", {}))
        Membership.objects.create(user=clerk, organisation=Organisation.objects.get(slug=town), role=Role.CLERK)


def _invited() -> int:
    """Herzberg founds something with Dahlen, which has not answered yet."""
    areas = list(Area.objects.filter(official_key__in=("12062224", "14730060")).order_by("official_key"))
    founding = Founding("Kleine Probe", areas, areas[0], ConsentRule.MAJORITY)
    found = found_cooperation(actor=User.objects.get(email="fremd@demo.example"), founding=founding)
    return PartnerInvitation.objects.get(cooperation=found).pk


def _editorial(clerk: User, oschatz: Organisation) -> dict[str, Any]:
    """A case with two revisions, a proposal that was overtaken by the second, and a draft."""
    case = Case.objects.select_related("released").get(slug="dataport")
    assert case.released is not None
    content = from_json(case.released.content)
    proposals = [
        Proposal(record=content.with_items("summary", items.Text(words={"de": text})), case=case, organisation=oschatz)
        for text in ("Vier Länder führen ihre Rechenzentren gemeinsam.", "Sechs Länder teilen sich ein Rechenzentrum.")
    ]
    waiting, newer = (propose_case(actor=clerk, proposal=each) for each in proposals)
    release_revision(actor=User.objects.get(email="lektorat@demo.example"), revision=newer)
    other = Case.objects.get(slug="city-regions")
    draft = start_draft(actor=clerk, beginning=Beginning(case=other, organisation=oschatz))
    return {"proposal": waiting.pk, "case_draft": draft.pk}


def _talk(process: Process) -> dict[str, Any]:
    now = timezone.now()
    hidden, token = _contribution(process, "hidden"), token_for("staged-hidden")
    own = _contribution(process, "own")
    report(
        actor=None, contribution=own, reason="off_topic", text="Passt nicht.", submission_key="staged-report", now=now
    )
    moderator = User.objects.get(email="moderation@demo.example")
    act: ModerationAct = hide(actor=moderator, contribution=hidden, reason="advertising", note="Werbung", now=now)
    objection: Appeal = appeal(actor=None, act=act, text="Das war keine Werbung.", holds_token=True, now=now)
    ask_to_follow(actor=None, subject=own, email="folgt@demo.example", language="de", now=now)
    follow = Follow.objects.get(contribution=own, email="folgt@demo.example")
    return {
        "public_id": own.public_id,
        "token": token_for("staged-own"),
        "hidden_token": token,
        "appeal": objection.pk,
        "confirm": confirm_token(follow),
        "stop": stop_token(follow),
        "mail": OutboxMail.objects.latest("id").pk,
    }


def _contribution(process: Process, name: str) -> Contribution:
    page = process_page(process.slug)
    part = process.parts.order_by("position").first()
    assert page is not None
    assert part is not None
    target = Target(part.pk, "2.1", "2.1-p1")
    words = Words(f"Ein Beitrag zur Probe ({name}).", contact_email="probe@demo.example")
    now = timezone.now() - timedelta(minutes=5)
    posted = post_contribution(
        actor=None, process=page, target=target, words=words, submission_key=f"staged-{name}", now=now
    )
    return posted.contribution


def _joint(process: Process, manager: User) -> dict[str, Any]:
    draft: Process = duplicate_process(actor=manager, process=process, title="Entwurf zur Probe")
    colleague = User.objects.get(email="dahlen@demo.example")  # one of seven: the request stays open
    request = propose(actor=colleague, process=process, act="close", reason="Nur zur Probe")
    part = process.parts.order_by("position").first()
    assert part is not None
    return {
        "process": process.pk,
        "draft": draft.pk,
        "draft_part": draft.parts.get(position=part.position).pk,
        "consent": request.pk,
        "cooperation": process.cooperation_id,
        "part": part.slug,
    }


def _texts(process: Process, manager: User, oschatz: Organisation) -> dict[str, Any]:
    proposal = propose_import(
        actor=manager, organisation=oschatz, source=read_source("radkonzept.md", DOCUMENT.encode())
    )
    concept = Concept.objects.get(text_reviews__part__process=process, text_reviews__part__position=0)
    new_draft_version(actor=manager, concept=concept, note="Zur Probe")
    other = Concept.objects.get(text_reviews__part__process=process, text_reviews__part__position=1)
    publish_version(actor=manager, version=_changed_draft(manager, other))
    return {"import": proposal.pk, "concept": concept.slug, "number": 2, "other": other.slug}


def _changed_draft(manager: User, concept: Concept) -> Any:
    draft = new_draft_version(actor=manager, concept=concept, note="Ein Satz geändert")
    paragraph = draft.paragraphs.first()
    assert paragraph is not None
    paragraph.text += " Das gilt für alle sieben Gemeinden."
    paragraph.save()
    return draft


def _imported_cases(manager: User, oschatz: Organisation) -> int:
    """A table of two cases with findings, its columns assigned."""
    text = "Name;Partner;Beginn;Rechtsform\nBauhof zur Probe;Oschatz, Dalen;2015;Vertrag\nArchiv zur Probe;Nirgendwo;2016;\n"
    source = Source("probe.csv", text.encode())
    outcome = read_cases_of(source)
    found = propose_cases_of(actor=manager, organisation=oschatz, source=source, outcome=outcome)
    reading = read_with_columns(source, found.targets)
    choose_columns(actor=manager, proposal=found, targets=found.targets, reading=reading)
    return found.pk


def _rest(manager: User, oschatz: Organisation) -> dict[str, Any]:
    words = NewsWords("Gedruckter Entwurf in den Rathäusern", "Der Entwurf liegt **in allen Rathäusern** aus.")
    news = publish_news(actor=manager, organisation=oschatz, words=words, submission_key="staged-news")
    barrier = report_barrier(actor=None, words=BarrierWords("Die Karte ist schwer lesbar."), submission_key="staged")
    invite(actor=manager, organisation=oschatz, email="neu@demo.example", role="clerk")
    contact = Contact.objects.filter(organisation=oschatz).first()
    assert contact is not None
    return {"news": news.pk, "barrier": barrier.pk, "contact": contact.pk}


def _searches(citizen: User) -> dict[str, Any]:
    saved = save_search(
        actor=citizen, name="Gewerbe in Sachsen", query="land=DE-SN&thema=commercial_land", mail="daily"
    )
    return {"saved_search": saved.pk, "stop_search": stop_search_token(saved)}
