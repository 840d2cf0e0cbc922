"""Founding the demonstration through the same use cases as everybody else."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from interkomm.accounts.models import User
from interkomm.catalogue.collection.load import load_collection
from interkomm.catalogue.editors.services import appoint_editor
from interkomm.cooperation.consents.services import give_consent
from interkomm.cooperation.models import ConsentRequest, ConsentRule, Cooperation
from interkomm.cooperation.partnerships.models import DatePrecision
from interkomm.cooperation.partnerships.services import Founding, found_cooperation, update_texts
from interkomm.foundation.topics.services import bump
from interkomm.organisations.bodies.services import found_organisation, update_organisation
from interkomm.organisations.contacts.services import add_contact
from interkomm.organisations.models import Membership, Organisation, Role
from interkomm.organisations.roles.rules import forget_roles
from interkomm.participation.contributions.services import Target, Words, post_contribution
from interkomm.participation.models import Contribution, Phase, Process
from interkomm.participation.processes.models import ProcessPart
from interkomm.participation.processes.plans import FEATURES_OF_KIND, PartPlan, PhasePlan, ProcessPlan
from interkomm.participation.processes.queries import process_page
from interkomm.participation.processes.services import create_process, propose
from interkomm.participation.responses.services import Answer, answer
from interkomm.places.models import Area
from interkomm.planning.concepts.founding import Particulars
from interkomm.planning.concepts.reading import read_source
from interkomm.planning.concepts.services import accept_import, propose_import
from interkomm.planning.models import Concept, ConceptVersion, Paragraph
from interkomm.planning.versions.services import publish_version
from interkomm.portal.news.services import Words as NewsWords
from interkomm.portal.news.services import publish_news
from interkomm.portal.search import index
from interkomm.project.demo import (
    agreements,
    people,
    published_costs,
    records,
    regions,
    shares,
    strengths,
    together,
    voices,
)
from interkomm.project.demo.people import PEOPLE, DemoPerson
from interkomm.project.demo.scene import CONTENT, Scene

DAY = timedelta(days=1)
NEIGHBOUR = "landkreis-elbe-elster"  # where a contribution is forwarded to


@dataclass
class Demo:
    """What has been built so far."""

    now: datetime
    users: dict[str, User]
    towns: dict[str, Organisation]


def build(*, clock_now: datetime) -> None:
    """Found the demonstration; `clock_now` is the moment that running and ended phases are placed around."""
    if User.objects.filter(email=PEOPLE[0].email).exists():
        return
    demo = Demo(clock_now, {person.key: people.create(person) for person in PEOPLE}, {})
    oschatz = _region(demo, regions.OSCHATZ_KEYS, regions.OSCHATZ, regions.OSCHATZ_FOUNDED, DatePrecision.YEAR)
    nordhausen = _region(
        demo, regions.NORDHAUSEN_KEYS, regions.NORDHAUSEN, regions.NORDHAUSEN_FOUNDED, DatePrecision.DAY
    )
    ruhr = _region(demo, regions.RUHR_KEYS, regions.RUHR, regions.RUHR_FOUNDED, DatePrecision.DAY)
    _herzberg(demo)
    _describe_towns(demo)
    for person in PEOPLE:
        _give_roles(demo, person, [partner.organisation for partner in oschatz.partners.all()])
    for person in PEOPLE:
        if person.is_editor:
            appoint_editor(actor=demo.users["betrieb"], email=person.email)
    _agreements(demo, oschatz, nordhausen, ruhr)
    _daily_work(Scene(demo.now, demo.users, demo.towns, oschatz))
    _running_process(demo, oschatz)
    _ended_process(demo)
    load_collection(actor=demo.users["betrieb"])
    bump("site")
    index.rebuild()


def _region(demo: Demo, keys: Sequence[str], texts: dict[str, str], founded_on: date, precision: str) -> Cooperation:
    areas = {area.official_key: area for area in Area.objects.municipalities().filter(official_key__in=keys)}
    founding = Founding(
        name=texts["name"],
        areas=[areas[key] for key in keys],
        lead_area=areas[keys[0]],
        consent_rule=ConsentRule.MAJORITY,
        founded_on=founded_on,
        founded_precision=precision,
    )
    operator = demo.users["betrieb"]
    cooperation = found_cooperation(actor=operator, founding=founding)
    towns = [partner.organisation for partner in cooperation.partners.all()]
    with _acting_for(operator, towns):
        update_texts(actor=operator, cooperation=cooperation, facts=texts)
    Cooperation.objects.filter(pk=cooperation.pk).update(is_published=True, is_demonstration=True)
    demo.towns |= {town.slug: town for town in towns}
    cooperation.refresh_from_db()
    return cooperation


@contextmanager
def _acting_for(user: User, towns: Sequence[Organisation]) -> Iterator[None]:
    """The founder of the demonstration manages the towns only while it is being built."""
    Membership.objects.bulk_create(Membership(user=user, organisation=town, role=Role.MANAGER) for town in towns)
    forget_roles(user)
    yield
    Membership.objects.filter(user=user).delete()
    forget_roles(user)


def _agreements(demo: Demo, oschatz: Cooperation, nordhausen: Cooperation, ruhr: Cooperation) -> None:
    """Instruments in every state: politically signed, open, effective, amended, acceded, of a part of the partners."""
    operator, manager = demo.users["betrieb"], demo.users["management"]
    for cooperation, tell in ((nordhausen, agreements.nordhausen), (ruhr, agreements.ruhr)):
        with _acting_for(operator, [partner.organisation for partner in cooperation.partners.all()]):
            tell(operator, cooperation)
    agreements.oschatz(manager, oschatz)
    texts = {
        name: (CONTENT / f"{name}.md").read_text("utf-8")
        for name in ("vergabestelle", "winterdienst-1", "winterdienst-2")
    }
    agreements.effective_example(manager, oschatz, texts["vergabestelle"])
    agreements.amended_example(manager, oschatz, texts["winterdienst-1"], texts["winterdienst-2"], demo.now.date())
    published_costs.create_oschatz_plan(manager, oschatz)
    published_costs.create_skane_example(manager, oschatz)


def _daily_work(scene: Scene) -> None:
    """What makes a cooperation alive: documents, groups, meetings, tasks, shared costs, offers, needs, bookings."""
    meeting = together.work_together(scene, records.keep_records(scene))
    shares.share_costs(scene, meeting)
    strengths.lend_strengths(scene)


def _herzberg(demo: Demo) -> None:
    area = Area.objects.municipalities().get(official_key=regions.HERZBERG_KEY)
    facts = {
        "name": "Herzberg (Elster)",
        "slug": "herzberg-elster",
        "area": area,
        "kind": Organisation.Kind.MUNICIPALITY,
    }
    operator = demo.users["betrieb"]
    demo.towns["herzberg-elster"] = found_organisation(actor=operator, facts=facts)
    district = {"name": "Landkreis Elbe-Elster", "slug": NEIGHBOUR, "kind": Organisation.Kind.DISTRICT}
    found_organisation(actor=operator, facts=district)


def _describe_towns(demo: Demo) -> None:
    """Colours, legal texts and a contact, all marked as invented."""
    operator = demo.users["betrieb"]
    with _acting_for(operator, list(demo.towns.values())):
        for slug, town in demo.towns.items():
            updated = update_organisation(actor=operator, organisation=town, facts=_facts(town))
            contact = {
                "role_title": "Ansprechstelle für die Zusammenarbeit (erfunden)",
                "email": f"zusammenarbeit-{slug}@demo.example",
                "is_public": True,
                "consent_on": demo.now.date(),
                "consent_source": "Vorführung",
            }
            add_contact(actor=operator, organisation=updated, facts=contact)


def _facts(town: Organisation) -> dict[str, str]:
    light, dark = regions.brand(town.slug)
    return {
        "brand_light": light,
        "brand_dark": dark,
        "imprint": f"Vorführung: Hier stünde das Impressum von {town.name}. Diese Seite ist kein Angebot der Gemeinde.",
        "privacy_notice": (
            f"Vorführung: Hier stünden die Datenschutzhinweise von {town.name}. "
            "Es werden keine echten personenbezogenen Daten verarbeitet."
        ),
        "accessibility_contact": "Vorführung: barriere@demo.example",
        "email": f"{town.slug}@demo.example",
    }


def _give_roles(demo: Demo, person: DemoPerson, seven: Sequence[Organisation]) -> None:
    for slug, roles in person.towns.items():
        for town in seven if slug == "*" else [demo.towns[slug]]:
            for role in roles:
                Membership.objects.create(user=demo.users[person.key], organisation=town, role=role)


def _concept(
    demo: Demo, editor: str, town: str, file: str, kind: str, cooperation: Cooperation | None, published_at: datetime
) -> Concept:
    actor = demo.users[editor]
    source = read_source(file, (CONTENT / file).read_bytes())
    proposal = propose_import(actor=actor, organisation=demo.towns[town], source=source)
    particulars = Particulars(
        kind=kind, cooperation=cooperation, source_note="Text zur Vorführung, von Interkomm verfasst"
    )
    version = publish_version(
        actor=actor, version=accept_import(actor=actor, proposal=proposal, particulars=particulars)
    )
    ConceptVersion.objects.filter(pk=version.pk).update(published_at=published_at)
    Concept.objects.filter(pk=version.concept_id).update(is_demonstration=True)
    return Concept.objects.get(pk=version.concept_id)


def _phases(now: datetime, bounds: Sequence[float]) -> list[PhasePlan]:
    """Four phases between day offsets from today, on full hours; the last has no end."""
    start_of_day = now.replace(hour=7, minute=0, second=0, microsecond=0)
    moments = [start_of_day + DAY * bound for bound in bounds]
    kinds = list(Phase.Kind)
    ends = [*moments[1:], None]
    return [
        PhasePlan(kind=kind.value, starts_at=start, ends_at=end, features=FEATURES_OF_KIND[kind])
        for kind, start, end in zip(kinds, moments, ends, strict=True)
    ]


def _publish(actor: User, process: Process, published_at: datetime) -> Process:
    """Ask for publication and let the owners consent until the rule is met."""
    request = propose(actor=actor, process=process, act="publish", reason="Vorführung")
    for owner in request.owners.order_by("pk"):
        request = ConsentRequest.objects.get(pk=request.pk)
        if request.outcome != ConsentRequest.Outcome.OPEN:
            break
        if not request.consents.filter(organisation=owner).exists():
            give_consent(actor=actor, request=request, organisation_id=owner.pk, agrees=True)
    Process.objects.filter(pk=process.pk).update(published_at=published_at, is_demonstration=True)
    process.refresh_from_db()
    return process


def _running_process(demo: Demo, region: Cooperation) -> None:
    actor, now = demo.users["management"], demo.now
    kind = Concept.Kind.GUIDING_VISION
    vision = _concept(demo, "management", "oschatz", "oschatzer-land.md", kind, region, now - 20 * DAY)
    invest = _concept(
        demo, "management", "oschatz", "oschatzer-land-invest.md", Concept.Kind.OTHER, region, now - 20 * DAY
    )
    plan = ProcessPlan(
        title="Unser Leitbild für das Oschatzer Land",
        summary="Sieben Gemeinden haben einen gemeinsamen Entwurf geschrieben. Was fehlt? Was ist falsch? Was ist Ihnen wichtig?",
        owner_ids=[partner.organisation_id for partner in region.partners.order_by("position")],
        lead_id=region.lead_id,
        cooperation=region,
        phases=_phases(now, (-18, -8, 16, 44)),
        parts=[
            PartPlan("text_review", "Was sagen Sie zum Entwurf des Leitbilds?", vision.pk),
            PartPlan("text_review", "Wonach sollen wir gemeinsame Vorhaben auswählen?", invest.pk),
        ],
    )
    process = _publish(actor, create_process(actor=actor, plan=plan), now - 18 * DAY)
    words = NewsWords(
        title="Der Entwurf liegt vor",
        text=(
            "Zwei Wochen lang war Zeit, den Entwurf zu lesen. Jetzt können Sie ihn **kommentieren**: "
            "Abschnitt für Abschnitt, mit oder ohne Konto. (Erfundene Nachricht zur Vorführung)"
        ),
        cooperation=region,
    )
    publish_news(actor=actor, organisation=demo.towns["oschatz"], words=words, submission_key="demo-news")
    _speak(demo, process, voices.RUNNING, now - 6 * DAY, demo.users["sachbearbeitung"])


def _ended_process(demo: Demo) -> None:
    actor, now, town = demo.users["fremd"], demo.now, demo.towns["herzberg-elster"]
    kind = Concept.Kind.INSEK
    concept = _concept(demo, "redaktion", town.slug, "herzberg.md", kind, None, now - 150 * DAY)
    plan = ProcessPlan(
        title="INSEK 2030/2040 Herzberg (Elster)",
        summary="Welche Vorhaben braucht die Stadt? Die Kommentierung ist beendet; hier steht, was aus den Beiträgen wurde.",
        owner_ids=[town.pk],
        lead_id=town.pk,
        consent_rule=ConsentRule.LEAD,
        phases=_phases(now, (-140, -120, -60, -30)),
        parts=[PartPlan("text_review", "Zentrale Vorhaben und Maßnahmen kommentieren", concept.pk)],
    )
    process = _publish(actor, create_process(actor=actor, plan=plan), now - 140 * DAY)
    _speak(demo, process, voices.ENDED, now - 90 * DAY, actor)


def _speak(demo: Demo, process: Process, said: Sequence[voices.Voice], first: datetime, clerk: User) -> None:
    """Post the invented contributions at their time, then answer them."""
    part = process.parts.order_by("position").first()
    assert part is not None
    for number, voice in enumerate(said):
        contribution = _post(
            demo, process, part, voice, first + number * timedelta(hours=7), f"{process.slug}-{number}"
        )
        for place, text in enumerate(voice.replies):
            at = first + number * timedelta(hours=7) + timedelta(hours=place + 1)
            _reply(process, part, contribution, text, at, f"{process.slug}-{number}-{place}")
        if voice.answer:
            status, town, text = voice.answer
            is_forwarded = status == Contribution.Status.FORWARDED
            forwarded = Organisation.objects.get(slug=NEIGHBOUR).pk if is_forwarded else None
            words = Answer(status, text, demo.towns[town].pk, forwarded)
            key = f"{process.slug}-answer-{number}"
            answer(actor=clerk, contribution=contribution, answer=words, submission_key=key, now=demo.now - 2 * DAY)


def _post(demo: Demo, process: Process, part: ProcessPart, voice: voices.Voice, at: datetime, key: str) -> Contribution:
    page = process_page(process.slug)
    assert page is not None
    text = Paragraph.objects.filter(version__concept__text_reviews__part=part, anchor=voice.anchor).values_list(
        "text", flat=True
    )
    start = text[0].find(voice.quote) if voice.quote and text else -1
    target = Target(
        part.pk,
        voice.key,
        voice.anchor,
        quote=voice.quote if start >= 0 else "",
        quote_start=start if start >= 0 else None,
    )
    town = demo.towns[voice.town].pk if voice.town else None
    words = Words(voice.text, municipality_id=town)
    posted = post_contribution(actor=None, process=page, target=target, words=words, submission_key=key, now=at)
    return posted.contribution


def _reply(process: Process, part: ProcessPart, parent: Contribution, text: str, at: datetime, key: str) -> None:
    page = process_page(process.slug)
    assert page is not None
    parent.refresh_from_db()
    target = Target(part.pk, parent.section_key, parent.anchor)
    post_contribution(
        actor=None, process=page, target=target, words=Words(text), submission_key=key, now=at, parent=parent
    )
