"""One of everything on both sides of the fence: our towns and the town outside.

A `Place` maps the names that the permission matrix uses to values for addresses ("process" → its slug). Private texts
of our side carry `SECRET_OURS`, those of the town outside `SECRET_THEIRS`, so that a page which shows them to a
stranger is found, whatever page it is.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from allauth.account.models import EmailAddress

from interkomm.accounts.models import User
from interkomm.cooperation.models import ConsentRequest, Cooperation, Partner, PartnerInvitation
from interkomm.foundation.audit.services import record
from interkomm.notifications.follows import tokens as follow_tokens
from interkomm.notifications.models import Follow, OutboxMail
from interkomm.organisations.members.tokens import hash_of
from interkomm.organisations.models import Contact, Invitation, Membership, Organisation
from interkomm.participation.contributions import tallies
from interkomm.participation.contributions.models import Contribution
from interkomm.participation.contributions.tokens import hash_token, token_for
from interkomm.participation.models import Appeal, ModerationAct, Process, Report, Response, ResponseDraft
from interkomm.participation.moderation.tokens import appeal_token
from interkomm.places.models import Area
from interkomm.planning.concepts.reading import read_pasted
from interkomm.planning.concepts.services import propose_import
from interkomm.planning.models import Concept, ConceptVersion
from interkomm.portal.models import BarrierReport, NewsItem
from tests.guards.scenery_capabilities import furnish_capabilities
from tests.guards.scenery_catalogue import PARTS, furnish_catalogue
from tests.guards.scenery_costs import furnish_costs
from tests.guards.scenery_instruments import furnish_instruments
from tests.guards.scenery_meetings import furnish_meetings
from tests.guards.scenery_papers import furnish_papers
from tests.planning.text import SOURCE
from tests.world import TEXT, World, build_world, concept, fill_version, process, town

SECRET_OURS, SECRET_THEIRS = "Vertrauliches-aus-Ahrenau", "Vertrauliches-aus-Drausberg"
Place = dict[str, str | int]
OF_THE_OTHERS = ("offer", "booking", "settlement", "instrument", "own_party")  # what strays into the wrong side
CONSTANT: Place = {
    **{f"{part}_part": part for part in PARTS},
    "first_revision": 1,
    "level": "municipality",
    "act": "federfuehrung",
    "act_of_partner": "beitritt",
    "process_act": "beenden",
    "direction": "hoch",
    "wrong": "gibt-es-nicht",
    "unknown": "gibt-es-nicht",
    "number": 999_999,
    **{f"{kind}_kind": kind for kind in ("csv", "json", "jsonld", "ttl", "geojson")},
}


@dataclass
class Side:
    """Who owns what on one side; `second` is an equal partner of `town`."""

    town: Organisation
    second: Organisation
    owners: list[Organisation]
    cooperation: Cooperation
    concept: Concept
    process: Process
    manager: User
    secret: str
    word: str


@dataclass
class Scenery:
    world: World
    ours: Place
    theirs: Place
    our_side: Side
    their_side: Side


def build_scenery(now: datetime | None = None) -> Scenery:
    """The world with one of everything on both sides. `now`: where the phases lie (default: the real clock)."""
    now = now or datetime.now(UTC)
    world = build_world(now)
    neighbour = town("Nebelfurt", "nebelfurt")
    far = Cooperation.objects.create(
        name="Hinterland", slug="hinterland", summary="Zwei andere Orte.", lead=world.outside, is_published=True
    )
    for organisation in (world.outside, neighbour):
        Partner.objects.create(cooperation=far, organisation=organisation)
    owners = [world.ahrenau, world.birkstedt, world.cronfeld]
    ours = Side(
        world.ahrenau, world.birkstedt, owners, world.cooperation, world.concept, world.process, world.alice,
        SECRET_OURS, "ahrenau",
    )  # fmt: skip
    foreign = world.foreign_process
    foreign_concept = Concept.objects.get(slug="leitbild-drausberg")
    theirs = Side(
        world.outside, neighbour, [world.outside], far, foreign_concept, foreign, world.otto,
        SECRET_THEIRS, "drausberg",
    )  # fmt: skip
    municipality = Area.objects.create(
        level="municipality", official_key="14730990", name="Ahrenau", official_name="Ahrenau, Stadt",
        search_name="ahrenau", lat=51.3, lon=13.1,
    )  # fmt: skip
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in world.people.values()
    )
    shared: Place = {"area": municipality.official_key} | CONSTANT
    ours_place, theirs_place = shared | furnish(ours, now), shared | furnish(theirs, now)
    rita = world.rita
    ours_place |= furnish_catalogue(world.alice, rita, ours.cooperation, SECRET_OURS, ours.word)
    theirs_place |= furnish_catalogue(world.otto, rita, theirs.cooperation, SECRET_THEIRS, theirs.word)
    for place, side in ((ours_place, ours), (theirs_place, theirs)):
        place |= furnish_papers(side.cooperation, int(place["own_party"]), side.manager, side.secret)
    for place, other in ((ours_place, theirs_place), (theirs_place, ours_place)):
        place |= {"other_town": other["town"], "other_part_pk": other["part_pk"]}
        place |= {f"other_{name}": other[name] for name in OF_THE_OTHERS}
    return Scenery(world, ours_place, theirs_place, ours, theirs)


def furnish(side: Side, now: datetime) -> Place:
    """Everything of one side beside what the world brings; returns the values for addresses."""
    return {
        "town": side.town.slug,
        "process": side.process.slug,
        "process_pk": side.process.pk,
        "part": side.process.parts.get().slug,
        "part_pk": side.process.parts.get().pk,
        "key": "1.1",
        "cooperation": side.cooperation.slug,
        "cooperation_pk": side.cooperation.pk,
        "concept": side.concept.slug,
        **_drafts(side, now),
        **_people(side, now),
        **_partners(side),
        **talk(side.process, side.manager, side.town, side.secret, now),
        **_traces(side),
        **furnish_capabilities(side.cooperation, side.town, side.second, side.secret),
        **furnish_costs(side.cooperation, [side.town, side.second], side.manager, side.secret, side.word),
        **furnish_meetings(side.cooperation, [side.town, side.second], side.manager, side.secret, side.word, now),
        **furnish_instruments(
            side.cooperation, list(dict.fromkeys([side.town, side.second, *side.owners])), side.secret
        ),
    }


def _drafts(side: Side, now: datetime) -> Place:
    """A draft of the concept, a waiting import, a draft process and a deleted one."""
    newest = ConceptVersion.objects.create(concept=side.concept, number=2, published_at=now - timedelta(days=15))
    fill_version(newest)
    Concept.objects.filter(pk=side.concept.pk).update(published_version=newest)
    draft = ConceptVersion.objects.create(
        concept=side.concept, number=3, introduction=side.secret, created_by=side.manager
    )
    text = dict(TEXT)
    text["2"] = ("chapter", "2", "Umsetzung und Finanzierung", None, [f"{side.secret}: neuer Absatz."])
    fill_version(draft, text)
    source = SOURCE.replace("Ahrenau", side.word.capitalize()).replace("Die alte Markthalle", side.secret)
    proposal = propose_import(actor=side.manager, organisation=side.town, source=read_pasted(source))
    unpublished = Concept.objects.create(title=side.secret, slug=f"konzept-entwurf-{side.word}")
    unpublished.owners.set(side.owners)
    ConceptVersion.objects.create(concept=unpublished, number=1)
    about = concept(side.owners, f"entwurf-{side.word}")
    hidden = process(side.owners, f"entwurf-{side.word}", about, now)
    gone = process(side.owners, f"geloescht-{side.word}", about, now)
    Process.objects.filter(pk=hidden.pk).update(published_at=None, title=side.secret)
    Process.objects.filter(pk=gone.pk).update(deleted_at=now - timedelta(days=1), title=side.secret)
    return {
        "version": 1,
        "newest": 2,
        "draft": 3,
        "draft_concept": unpublished.slug,
        "section": "2",
        "anchor": "2-p1",
        "import": proposal.pk,
        "import_section": "1.1",
        "file": proposal.file_id or 0,
        "draft_process": hidden.slug,
        "draft_process_pk": hidden.pk,
        "deleted_process": gone.slug,
        "deleted_process_pk": gone.pk,
    }


def _people(side: Side, now: datetime) -> Place:
    Organisation.objects.filter(pk=side.town.pk).update(brand_light="#004b76", brand_dark="#66aadd")
    office = Organisation.objects.create(kind="office", name="Bauamt", slug=f"bauamt-{side.word}", parent=side.town)
    contact = Contact.objects.create(
        organisation=side.town, role_title=side.secret, person_name=side.secret, is_public=False
    )
    token = f"einladung-{side.word}"
    invitation = Invitation.objects.create(
        organisation=side.town,
        email=f"{side.secret.lower()}@example.org",
        role="clerk",
        token_hash=hash_of(token),
        invited_by=side.manager,
        expires_at=now + timedelta(days=14),
    )
    membership = Membership.objects.filter(organisation=side.town).exclude(role="manager").earliest("pk")
    return {
        "office": office.slug,
        "contact": contact.pk,
        "invitation": invitation.pk,
        "invitation_token": token,
        "membership": membership.pk,
    }


def _partners(side: Side) -> Place:
    guest = town(f"Gast {side.word}", f"gast-{side.word}")
    Membership.objects.create(user=side.manager, organisation=guest, role="manager")
    invited = PartnerInvitation.objects.create(cooperation=side.cooperation, organisation=guest)
    asked = ConsentRequest.objects.create(
        subject_type="cooperation",
        subject_id=side.cooperation.pk,
        subject_label=side.cooperation.name,
        act="change_rule",
        arguments={"rule": "all"},
        rule="all",
        lead=side.town,
        reason=side.secret,
        opened_by=side.manager,
    )
    asked.owners.set(side.owners)
    return {"partner_invitation": invited.pk, "consent": asked.pk}


def talk(about: Process, manager: User, organisation: Organisation, secret: str, now: datetime) -> Place:
    """Contributions of one process: public, answered, reported, hidden with an appeal, held for a check."""
    first = contribute(about, "Der Laden fehlt uns im Ort.", f"erster-{about.slug}", now)
    answered = contribute(about, "Die Wege sind zu steil.", f"zweiter-{about.slug}", now)
    reply = contribute(about, "Uns auch!", f"antwort-{about.slug}", now, parent=first)
    Contribution.objects.filter(pk=first.pk).update(reply_count=1)
    hidden = contribute(about, f"{secret}: Schimpfworte.", f"versteckt-{about.slug}", now, state="hidden")
    contribute(about, f"{secret}: wartet.", f"wartet-{about.slug}", now, state="held")
    act = ModerationAct.objects.create(
        contribution=hidden, kind="hide", reason="insult", organisation=organisation, by=None, state_before="published"
    )
    appeal = Appeal.objects.create(act=act, text=f"{secret}: Widerspruch")
    other = contribute(about, f"{secret}: noch eins.", f"verborgen-{about.slug}", now, state="hidden")
    appealable = ModerationAct.objects.create(
        contribution=other, kind="hide", reason="insult", organisation=organisation, by=None, state_before="published"
    )
    Report.objects.create(contribution=first, reason="other", text=secret, submission_key=f"meldung-{about.slug}")
    Contribution.objects.filter(pk=first.pk).update(report_count=1)
    response = Response.objects.create(
        contribution=answered,
        status="under_review",
        text="Wir prüfen das.",
        organisation=organisation,
        by=manager,
        submission_key=f"rueckmeldung-{about.slug}",
    )
    ResponseDraft.objects.create(contribution=first, by=manager, status="under_review", text=secret)
    follow = Follow.objects.create(process=about, email=f"folgt@{about.slug}.example")
    return {
        "contribution": first.public_id,
        "reply": reply.public_id,
        "hidden": hidden.public_id,
        "private_token": token_for(first.submission_key),
        "appeal": appeal.pk,
        "appeal_token": appeal_token(appealable),
        "moderation_act": appealable.pk,
        "response": response.pk,
        "confirm_token": follow_tokens.confirm_token(follow),
        "stop_token": follow_tokens.stop_token(follow),
    }


def contribute(
    about: Process, text: str, key: str, now: datetime, *, state: str = "published", parent: Contribution | None = None
) -> Contribution:
    """A contribution on measure 1.1, counted as the services do."""
    made = Contribution.objects.create(
        process=about,
        part=about.parts.earliest("pk"),
        parent=parent,
        section_key="1.1",
        anchor="1.1-p1",
        text=text,
        author_name="Kim",
        municipality=about.lead,
        state=state,
        submission_key=key,
        token_hash=hash_token(token_for(key)),
        created_at=now,
    )
    tallies.count(made)
    return made


def _traces(side: Side) -> Place:
    entry = record(
        actor=side.manager,
        action="organisations.bodies.update",
        subject=side.town,
        for_organisation=side.town.pk,
        after={"name": side.secret},
    )
    mail = OutboxMail.objects.create(
        to=f"{side.secret.lower()}@example.org", subject="Neues", text=side.secret, purpose="notice"
    )
    news = NewsItem.objects.create(
        organisation=side.town, title=f"Neues aus {side.word}", text="Es geht los.", submission_key=side.word
    )
    withdrawn = NewsItem.objects.create(
        organisation=side.town, title=side.secret, text=side.secret, submission_key=f"weg-{side.word}",
        withdrawn_at=news.published_at,
    )  # fmt: skip
    barrier = BarrierReport.objects.create(
        organisation=side.town, text=side.secret, submission_key=f"barriere-{side.word}"
    )
    of_site = BarrierReport.objects.create(text=side.secret, submission_key=f"barriere-website-{side.word}")
    return {
        "entry": entry.pk,
        "mail": mail.pk,
        "news": news.pk,
        "withdrawn_news": withdrawn.pk,
        "barrier": barrier.pk,
        "barrier_of_site": of_site.pk,
    }
