"""The vocabulary of the permission matrix: who is let in, and rows that read as sentences.

`ours` are those let in to things of our towns (a joint thing belongs to Ahrenau, Birkstedt and Cronfeld alike; a town's
own thing belongs to Ahrenau), `theirs` those let in to things of the town outside. A page that belongs to no side lets
both in. Everybody else gets 404; without a session a staff page leads to the sign-in page.
"""

from dataclasses import dataclass, field

from tests.world import CAST

ANONYMOUS = "anonymous"
EVERYBODY = (ANONYMOUS, *CAST)


@dataclass(frozen=True)
class Access:
    ours: frozenset[str]
    theirs: frozenset[str]
    has_gate: bool = True  # strangers are led to the sign-in page instead of a 404


def staff(ours: str, theirs: str = "otto", *, has_gate: bool = True) -> Access:
    return Access(frozenset(ours.split()), frozenset(theirs.split()), has_gate)


PUBLIC = Access(frozenset(EVERYBODY), frozenset(EVERYBODY))
SIGNED_IN = Access(frozenset(CAST), frozenset(CAST))
NOBODY = staff("", "", has_gate=False)
NOBODY_OF_STAFF = staff("", "")
OPERATOR = staff("opal", "opal")

# joint things: anybody of an owner, or those with the roles named
WORKERS = staff("alice bob clara mo vera")
WORKERS_AND_OPERATOR = staff("alice bob clara mo vera opal", "otto opal")
EDITORS = staff("alice bob")
MANAGERS = staff("alice bob")
MANAGERS_AND_OPERATOR = staff("alice bob opal", "otto opal")
ANSWERERS = staff("alice bob clara")
ANSWERERS_AND_OPERATOR = staff("alice bob clara opal", "otto opal")
MODERATORS = staff("alice bob mo")
TASKED = staff("alice bob clara mo")  # those with tasks that a daily mail reports
NOT_THE_LEAD = staff("bob", "")  # the lead must hand on the lead before it may leave
EDITORS_OF_ANY = staff("alice bob otto", "alice bob otto")  # whoever edits for any organisation
CATALOGUE_EDITORS = staff("rita", "rita")
CATALOGUE_PROPOSERS = staff("alice bob clara rita otto", "alice bob clara rita otto")

PROPOSAL_READERS = staff("alice rita", "otto rita")  # the author and the editors
OWNER_OF_PROPOSAL = staff("alice")
OWNER_OF_SEARCH = staff("alice")  # a saved search belongs to one person

# things of one town: a partner is a stranger here
TOWN_EDITORS = staff("alice")
TOWN_PROPOSERS = staff("alice clara")
TOWN_MANAGERS = staff("alice")
TOWN_WORKERS_AND_OPERATOR = staff("alice clara opal", "otto opal")
TOWN_ANSWERERS_AND_OPERATOR = staff("alice clara opal", "otto opal")
TOWN_MANAGERS_AND_SELF = staff("alice clara")  # the membership of the row is Clara's own
TOWN_FILE_EDITORS = staff("alice", has_gate=False)


@dataclass(frozen=True)
class Row:
    """One address. `values`: argument of the address → name in the place; `get`/`post` None: method not allowed.

    `status`: what reading answers to those let in; `query`: appended to the address; `data`: what is sent (in both,
    `{contribution}` stands for the value of the place).
    """

    name: str
    values: dict[str, str] = field(default_factory=dict)
    get: Access | None = None
    post: Access | None = None
    status: tuple[int, ...] = (200,)
    query: str = ""
    data: dict[str, str] = field(default_factory=dict)

    @property
    def label(self) -> str:
        of = ",".join(self.values.values())
        return f"{self.name}({of}){self.query}"

    @property
    def has_side(self) -> bool:
        """The request names a thing that belongs to one side."""
        return bool(self.data) or bool(set(self.values.values()) - {"area", "level", "wrong", "number"})


def reads(name: str, who: Access = PUBLIC, *, query: str = "", status: int = 200, **values: str) -> Row:
    """A page that is only read."""
    return Row(name, values, get=who, query=query, status=(status,))


def fills(name: str, who: Access = PUBLIC, *, query: str = "", **values: str) -> Row:
    """A page with a form: those who may open it may send it."""
    return Row(name, values, get=who, post=who, query=query)


def presses(name: str, who: Access, **values: str) -> Row:
    """A button without a page of its own."""
    return Row(name, values, post=who)


def strays(name: str, *, is_form: bool, **values: str) -> Row:
    """A public page asked for with a thing that does not belong there."""
    return Row(name, values, get=NOBODY, post=NOBODY if is_form else None)


def leads(name: str, who: Access = PUBLIC, *, is_form: bool = False, **values: str) -> Row:
    """An address that leads on to another one."""
    return Row(name, values, get=who, post=who if is_form else None, status=(301, 302, 303))
