"""More of everything on our side: rows `numbers` of each kind, so that a page can be asked with few and with many."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore

from interkomm.accounts.models import User
from interkomm.cooperation.models import Consent, ConsentRequest, Cooperation, Partner, PartnerInvitation
from interkomm.foundation.audit.services import record
from interkomm.notifications.models import Follow, OutboxMail
from interkomm.organisations.members.tokens import hash_of
from interkomm.organisations.models import Contact, Invitation, Membership, Organisation
from interkomm.participation.contributions.models import Contribution, Support
from interkomm.participation.models import (
    Appeal,
    ModerationAct,
    Process,
    ProcessOwner,
    ProcessPart,
    Report,
    Response,
    ResponseDraft,
    TextReview,
)
from interkomm.places.models import Area
from interkomm.planning.models import ConceptImport, ConceptVersion, Paragraph, Section
from interkomm.portal.models import BarrierReport, NewsItem
from interkomm.portal.search import index
from tests.guards.growth_catalogue import grow_catalogue
from tests.guards.growth_meetings import grow_meetings
from tests.guards.scenery import Scenery, Side, contribute
from tests.guards.scenery_capabilities import grow_capabilities
from tests.guards.scenery_costs import grow_costs
from tests.guards.scenery_instruments import grow_instruments
from tests.guards.scenery_papers import grow_papers
from tests.world import concept, process, town

MOST_PARTNERS = 9  # beside the three: a cooperation has a dozen towns, not thirty
HOUR = timedelta(hours=1)


def grow(scenery: Scenery, numbers: Sequence[int]) -> None:
    side, now = scenery.our_side, datetime.now(UTC)
    for number in numbers:
        _people(scenery, side, number, now)
        _texts(side, number, now)
        _partners(side, number)
        _talk(scenery, side, number, now)
        _traces(scenery, side, number, now)
        _places(number)
        grow_catalogue(scenery.world.alice, scenery.world.rita, number)
        grow_capabilities(side.cooperation, side.town, side.second, number)
        grow_costs(side.cooperation, [side.town, side.second], number)
        grow_meetings(side.cooperation, side.town, side.manager, number, now)
        grow_instruments(side.cooperation, side.owners, number)
        grow_papers(side.cooperation, number)
    index.rebuild()


def _people(scenery: Scenery, side: Side, number: int, now: datetime) -> None:
    user = User.objects.create(email=f"person{number}@example.org", name=f"Person {number}")
    for role in ("viewer", "editor"):
        Membership.objects.create(user=user, organisation=side.town, role=role)
    Contact.objects.create(
        organisation=side.town, role_title=f"Amt {number}", is_public=True, consent_on=date(2026, 1, 1),
        consent_source="Formular", expires_on=date(2030, 1, 1),
    )  # fmt: skip
    Invitation.objects.create(
        organisation=side.town, email=f"gast{number}@example.org", role="clerk", token_hash=hash_of(f"gast{number}"),
        expires_at=now + timedelta(days=3),
    )  # fmt: skip
    office = Organisation.objects.create(
        kind="office", name=f"Amt {number}", slug=f"amt-{number}", parent=side.town, email="amt@example.org"
    )
    Membership.objects.create(user=scenery.world.alice, organisation=office, role="manager")
    session = SessionStore()
    session.create()
    UserSession.objects.create(
        user=scenery.world.alice, ip="127.0.0.1", session_key=session.session_key, user_agent="Browser"
    )


def _texts(side: Side, number: int, now: datetime) -> None:
    versions = [ConceptVersion.objects.get(concept=side.concept, number=each) for each in (2, 3)]
    for version in versions:
        section = Section.objects.create(
            version=version, kind="measure", key=f"9.{number}", number=f"9.{number}", title=f"Maßnahme {number}",
            position=100 + number, parent=version.sections.get(key="1"),
        )  # fmt: skip
        for home, anchor in ((section, f"9.{number}-p1"), (version.sections.get(key="1.1"), f"1.1-m{number}")):
            Paragraph.objects.create(
                version=version,
                section=home,
                anchor=anchor,
                text="Ein Absatz.",
                position=1000 + version.paragraphs.count(),
            )
    ConceptVersion.objects.create(concept=side.concept, number=100 + number, published_at=now - 400 * HOUR)
    about = concept(side.owners, f"weiteres-{number}", side.cooperation)
    made = process(side.owners, f"weiteres-{number}", about, now, side.cooperation)
    if number % 3 == 0:
        Process.objects.filter(pk=made.pk).update(published_at=None)
    part = ProcessPart.objects.create(
        process=side.process, format="text_review", title=f"Frage {number}", slug=f"frage-{number}", position=number + 1
    )
    TextReview.objects.create(part=part, concept=about)
    waiting = ConceptImport.objects.filter(organisation=side.town).earliest("pk")
    waiting.pk, waiting.source_sha256 = None, f"{number:064}"
    waiting.save(force_insert=True)


def _partners(side: Side, number: int) -> None:
    guest = town(f"Ort {number}", f"ort-{number}")
    Membership.objects.create(user=side.manager, organisation=guest, role="manager")
    if number < MOST_PARTNERS:
        Partner.objects.create(cooperation=side.cooperation, organisation=guest, position=10 + number)
        ProcessOwner.objects.create(process=side.process, organisation=guest, position=10 + number)
        side.concept.owners.add(guest)
    else:
        PartnerInvitation.objects.create(cooperation=side.cooperation, organisation=guest)
    region = Cooperation.objects.create(name=f"Region {number}", slug=f"region-{number}", lead=guest, is_published=True)
    for organisation in (guest, side.town):
        Partner.objects.create(cooperation=region, organisation=organisation)
    asked = ConsentRequest.objects.create(
        subject_type="cooperation", subject_id=region.pk, subject_label=region.name, act="change_rule",
        arguments={"rule": "all"}, rule="all", lead=guest, opened_by=side.manager,
    )  # fmt: skip
    asked.owners.set([guest, *side.owners])
    Consent.objects.create(request=asked, organisation=guest, agrees=True, given_by=side.manager)
    decided = ConsentRequest.objects.create(
        subject_type="cooperation", subject_id=side.cooperation.pk, subject_label="Dreitälerland", act="change_rule",
        arguments={"rule": "all"}, rule="all", lead=side.town, outcome="granted", opened_by=side.manager,
    )  # fmt: skip
    decided.owners.set(side.owners)


def _talk(scenery: Scenery, side: Side, number: int, now: datetime) -> None:
    about, at = side.process, now - timedelta(minutes=number)
    first = Contribution.objects.get(public_id=scenery.ours["contribution"])
    one = contribute(about, f"Gedanke {number} zum Laden", f"gedanke-{number}", at)
    contribute(about, f"Antwort {number}", f"darauf-{number}", at, parent=one)
    reply = contribute(about, f"Und noch {number}", f"antwort-{number}", at, parent=first)
    Contribution.objects.filter(pk=reply.pk).update(reply_number=number + 2)
    Contribution.objects.filter(pk=first.pk).update(reply_count=number + 2)
    Contribution.objects.filter(pk=one.pk).update(
        reply_count=1, report_count=1, author=scenery.world.zoe, on_behalf_of=side.second, forwarded_to=side.second
    )
    Support.objects.create(contribution=first, supporter_key=f"key{number}")
    Report.objects.create(contribution=one, reason="other", text="Bitte ansehen", submission_key=f"meldung-{number}")
    Report.objects.create(contribution=first, reason="other", text="Auch", submission_key=f"meldung-zwei-{number}")
    for contribution in (one, first):
        Response.objects.create(
            contribution=contribution, status="under_review", text="Wir prüfen.", organisation=side.second,
            by=side.manager, submission_key=f"antwort-{contribution.pk}-{number}",
        )  # fmt: skip
    ResponseDraft.objects.create(contribution=one, by=side.manager, text="Entwurf", status="under_review")
    hidden = contribute(about, "Weg damit", f"weg-{number}", at, state="hidden")
    contribute(about, "Wartet", f"held-{number}", at, state="held")
    act = ModerationAct.objects.create(
        contribution=hidden, kind="hide", reason="insult", organisation=side.second, by=side.manager,
        state_before="published",
    )  # fmt: skip
    Appeal.objects.create(act=act, text="Warum?")
    Follow.objects.create(process=about, email=f"folgt{number}@example.org", confirmed_at=now)
    Follow.objects.create(contribution=one, user=scenery.world.alice, confirmed_at=now)


def _traces(scenery: Scenery, side: Side, number: int, now: datetime) -> None:
    record(actor=side.manager, action="organisations.bodies.update", subject=side.town, for_organisation=side.town.pk)
    record(
        actor=side.manager, action="participation.process.publish", subject=side.process, for_organisation=side.town.pk
    )
    record(actor=None, action="foundation.file.store", subject=side.process)
    OutboxMail.objects.create(
        to=f"an{number}@example.org", subject="Neues", text="Text", purpose="notice", last_error="weg",
        failed_at=now if number % 2 else None,
    )  # fmt: skip
    NewsItem.objects.create(
        organisation=side.town, cooperation=side.cooperation, title=f"Neues {number}", text="Es geht weiter.",
        submission_key=f"neues-{number}",
    )  # fmt: skip
    BarrierReport.objects.create(
        organisation=side.town, text="Zu klein", submission_key=f"barriere-{number}", handled_by=scenery.world.clara
    )


def _places(number: int) -> None:
    state, _ = Area.objects.get_or_create(
        level="state",
        official_key="14",
        defaults={"name": "Sachsen", "official_name": "Sachsen", "search_name": "sachsen"},
    )
    district, _ = Area.objects.get_or_create(
        level="district", official_key="14730",
        defaults={"name": "Kreis", "official_name": "Kreis", "search_name": "kreis", "state": state, "parent": state},
    )  # fmt: skip
    Area.objects.create(
        level="municipality", official_key=f"147301{number:02}", name=f"Ahrenau {number}", search_name=f"ahrenau {number}",
        official_name=f"Ahrenau {number}", parent=district, state=state, lat=51.3, lon=13.1,
    )  # fmt: skip
    Area.objects.filter(official_key="14730990").update(parent=district, state=state)
