"""The invented people of the demonstration, and who they act for."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress

from interkomm.accounts.models import User
from interkomm.organisations.models import Role

PASSWORD = "vorfuehrung-2026"  # noqa: S105 - printed for everybody; the demonstration holds no real data


@dataclass(frozen=True)
class SignIn:
    """A fictional person to sign in with."""

    email: str
    password: str
    role: str


@dataclass(frozen=True)
class DemoPerson:
    """`towns`: slug → roles; "*" stands for all seven towns."""

    key: str
    name: str
    role: str
    towns: dict[str, tuple[Role, ...]]
    is_staff: bool = False
    is_editor: bool = False  # of the catalogue

    @property
    def email(self) -> str:
        return f"{self.key}@demo.example"


PEOPLE = (
    DemoPerson("betrieb", "Demo Betrieb", "Betrieb der Plattform", {}, is_staff=True),
    DemoPerson(
        "management",
        "Demo Kooperationsmanagement",
        "Kooperationsmanagement aller sieben Gemeinden",
        {"*": (Role.MANAGER, Role.EDITOR)},
    ),
    DemoPerson("dahlen", "Demo Leitung Dahlen", "Leitung in Dahlen (für die Zustimmung)", {"dahlen": (Role.MANAGER,)}),
    DemoPerson(
        "redaktion",
        "Demo Redaktion",
        "Redaktion in Oschatz und Herzberg, Redaktion des Katalogs",
        {"oschatz": (Role.EDITOR,), "herzberg-elster": (Role.EDITOR,)},
        is_editor=True,
    ),
    DemoPerson("lektorat", "Demo Lektorat", "Redaktion des Katalogs", {}, is_editor=True),
    DemoPerson(
        "sachbearbeitung",
        "Demo Sachbearbeitung",
        "Sachbearbeitung in Oschatz, antwortet auf Beiträge",
        {"oschatz": (Role.CLERK,)},
    ),
    DemoPerson("moderation", "Demo Moderation", "Moderation in Wermsdorf", {"wermsdorf": (Role.MODERATOR,)}),
    DemoPerson("buergerin", "Demo Bürgerin", "Bürgerin mit Konto", {}),
    DemoPerson(
        "fremd",
        "Demo Herzberg",
        "Management in Herzberg: sieht nichts Internes von Oschatz",
        {"herzberg-elster": (Role.MANAGER, Role.CLERK, Role.MODERATOR)},
    ),
)
SIGN_INS = tuple(SignIn(person.email, PASSWORD, person.role) for person in PEOPLE)


def create(person: DemoPerson) -> User:
    """The account with a confirmed address."""
    user = User.objects.create_user(person.email, PASSWORD, name=person.name, is_staff=person.is_staff)
    EmailAddress.objects.create(user=user, email=person.email, verified=True, primary=True)
    return user
