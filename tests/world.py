"""The cast and the three fictional towns that tests, screenshots and docs share.

Alice manages Ahrenau (lead), Bob edits and manages Birkstedt, Clara answers for Ahrenau, Mo moderates for Birkstedt,
Vera only looks in Cronfeld, Zoe is a citizen with an account, Otto manages a town outside and must see nothing of ours.
Opal operates the site, Rita edits the catalogue.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from interkomm.accounts.models import User
from interkomm.catalogue.models import Editor
from interkomm.cooperation.models import Cooperation, Partner
from interkomm.organisations.models import Membership, Organisation, Role
from interkomm.participation.models import Phase, Process, ProcessOwner, ProcessPart, TextReview
from interkomm.planning.models import Concept, ConceptVersion, Paragraph, Section

PASSWORD = "ein langer Satz zum Testen"
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
CAST = ("alice", "bob", "clara", "mo", "vera", "zoe", "otto", "opal", "rita")


@dataclass
class World:
    ahrenau: Organisation
    birkstedt: Organisation
    cronfeld: Organisation
    outside: Organisation
    cooperation: Cooperation
    concept: Concept
    process: Process
    part: ProcessPart
    foreign_process: Process
    people: dict[str, User] = field(default_factory=dict)

    def __getattr__(self, name: str) -> User:
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None


def town(name: str, slug: str) -> Organisation:
    return Organisation.objects.create(
        kind=Organisation.Kind.MUNICIPALITY,
        name=name,
        slug=slug,
        imprint=f"{name}, Rathausplatz 1",
        privacy_notice=f"Datenschutz der Stadt {name}",
        email=f"rathaus@{slug}.example",
    )


def person(name: str, *, is_staff: bool = False) -> User:
    """A cast member; passwords are hashed once and shared, since hashing dominates test time."""
    user = User(email=f"{name}@example.org", name=name.capitalize(), is_staff=is_staff)
    user.password = _password_hash()
    user.save()
    return user


_hash: list[str] = []


def _password_hash() -> str:
    if not _hash:
        user = User()
        user.set_password(PASSWORD)
        _hash.append(user.password)
    return _hash[0]


TEXT = {
    "1": (
        "central_project",
        "1",
        "Lebendige Ortskerne",
        None,
        ["Die drei Gemeinden stärken ihre Ortskerne gemeinsam."],
    ),
    "1.1": (
        "measure",
        "1.1",
        "Dorfladen mit Bürgerbüro",
        "1",
        [
            "In jedem Ortskern soll ein Laden erhalten oder neu eröffnet werden, der auch Dienste des Rathauses anbietet.",
            "Die Öffnungszeiten werden mit den Vereinen abgestimmt, damit auch Berufstätige sie nutzen können.",
        ],
    ),
    "1.2": (
        "measure",
        "1.2",
        "Barrierefreie Wege zum Bahnhof",
        "1",
        ["Bordsteine werden abgesenkt und Querungen gesichert."],
    ),
    "2": ("chapter", "2", "Umsetzung und Finanzierung", None, ["Die Räte beraten jährlich über den Stand."]),
}


def fill_version(version: ConceptVersion, text: dict[str, tuple[str, str, str, str | None, list[str]]] = TEXT) -> None:
    sections: dict[str, Section] = {}
    position = 0
    for place, (key, (kind, number, title, parent, paragraphs)) in enumerate(text.items()):
        section = sections[key] = Section.objects.create(
            version=version,
            kind=kind,
            key=key,
            number=number,
            title=title,
            position=place,
            parent=sections[parent] if parent else None,
        )
        for index, words in enumerate(paragraphs, start=1):
            Paragraph.objects.create(
                version=version, section=section, anchor=f"{key}-p{index}", text=words, position=position
            )
            position += 1


def concept(owners: list[Organisation], slug: str, cooperation: Cooperation | None = None) -> Concept:
    made = Concept.objects.create(
        title=f"Leitbild {slug.capitalize()} 2035", slug=f"leitbild-{slug}", cooperation=cooperation
    )
    made.owners.set(owners)
    version = ConceptVersion.objects.create(concept=made, number=1, published_at=NOW - timedelta(days=20))
    fill_version(version)
    made.published_version = version
    made.save()
    return made


def process(
    owners: list[Organisation], slug: str, about: Concept, now: datetime, cooperation: Cooperation | None = None
) -> Process:
    """A published process: informed 10 days ago, comments for another 10 days, then evaluation and result."""
    made = Process.objects.create(
        title=f"Beteiligung zum Leitbild {slug.capitalize()}",
        slug=slug,
        summary="Sagen Sie uns, was im Leitbild fehlt.",
        lead=owners[0],
        cooperation=cooperation,
        published_at=now - timedelta(days=11),
    )
    for position, owner in enumerate(owners):
        ProcessOwner.objects.create(process=made, organisation=owner, position=position)
    day = timedelta(days=1)
    spans = [
        ("information", -10 * day, -5 * day, []),
        ("comment", -5 * day, 10 * day, ["comment", "reply", "support"]),
        ("evaluation", 10 * day, 20 * day, []),
        ("result", 20 * day, None, ["results"]),
    ]
    for kind, start, end, features in spans:
        Phase.objects.create(
            process=made, kind=kind, starts_at=now + start, ends_at=now + end if end else None, features=features
        )
    part = ProcessPart.objects.create(
        process=made, format="text_review", title="Was sagen Sie zum Leitbild?", slug="leitbild"
    )
    TextReview.objects.create(part=part, concept=about)
    return made


def build_world(now: datetime | None = None) -> World:
    """Create everything; `now` decides where the phases lie (default: the real clock)."""
    now = now or datetime.now(UTC)
    ahrenau, birkstedt, cronfeld = (
        town("Ahrenau", "ahrenau"),
        town("Birkstedt", "birkstedt"),
        town("Cronfeld", "cronfeld"),
    )
    outside = town("Drausberg", "drausberg")
    people = {name: person(name) for name in CAST if name != "opal"}
    people["opal"] = person("opal", is_staff=True)  # the operator
    Editor.objects.create(user=people["rita"], appointed_by=people["opal"])
    roles = [
        ("alice", ahrenau, Role.MANAGER),
        ("bob", birkstedt, Role.EDITOR),
        ("bob", birkstedt, Role.MANAGER),
        ("clara", ahrenau, Role.CLERK),
        ("mo", birkstedt, Role.MODERATOR),
        ("vera", cronfeld, Role.VIEWER),
        ("otto", outside, Role.MANAGER),
        ("otto", outside, Role.MODERATOR),
        ("otto", outside, Role.CLERK),
        ("otto", outside, Role.EDITOR),
    ]
    for name, organisation, role in roles:
        Membership.objects.create(user=people[name], organisation=organisation, role=role)
    owners = [ahrenau, birkstedt, cronfeld]
    cooperation = Cooperation.objects.create(
        name="Dreitälerland", slug="dreitaelerland", summary="Drei Gemeinden, ein Weg.", lead=ahrenau, is_published=True
    )
    for position, owner in enumerate(owners):
        Partner.objects.create(cooperation=cooperation, organisation=owner, position=position)
    about = concept(owners, "dreitaelerland", cooperation)
    ours = process(owners, "leitbild-dreitaelerland", about, now, cooperation)
    foreign = process([outside], "leitbild-drausberg", concept([outside], "drausberg"), now)
    part = ours.parts.get()
    return World(ahrenau, birkstedt, cronfeld, outside, cooperation, about, ours, part, foreign, people)
