"""Who may see, write and complete instruments."""

from collections.abc import Iterable

from interkomm.accounts.models import User
from interkomm.cooperation.instruments.models import Instrument, Party
from interkomm.cooperation.partnerships import rules as partnerships
from interkomm.cooperation.partnerships.models import Cooperation
from interkomm.organisations.roles.models import Membership, Role
from interkomm.organisations.roles.rules import Person, has_role

WRITERS = (Role.EDITOR, Role.MANAGER)
RECORDERS = (Role.CLERK, Role.EDITOR, Role.MANAGER)


def organisations_of(parties: Iterable[Party]) -> frozenset[int]:
    """Keys of the parties that are on this platform."""
    return frozenset(party.organisation_id for party in parties if party.organisation_id)


def may_draft(user: Person, cooperation: Cooperation) -> bool:
    """Editors and managers of a partner."""
    return partnerships.may_edit(user, cooperation)


def may_write(user: Person, instrument: Instrument) -> bool:
    """Facts, wording, acts of supervision and publications: editors and managers of a party.

    While no party is on this platform: of a partner.
    """
    if not isinstance(user, User):
        return False
    bound = organisations_of(instrument.parties.all())
    return has_role(user, bound, *WRITERS) if bound else may_draft(user, instrument.cooperation)


def unmanned(parties: Iterable[Party]) -> frozenset[int]:
    """Organisations among the parties for which nobody could record anything. One query."""
    keys = organisations_of(parties)
    manned = Membership.objects.filter(organisation__in=keys, role__in=RECORDERS, user__is_active=True)
    return keys - set(manned.values_list("organisation_id", flat=True))


def may_record(user: Person, party: Party, instrument: Instrument, without_people: frozenset[int]) -> bool:
    """Resolutions and signatures: each town for itself. For partners that are not here, or have nobody here, the others.

    `without_people`: from `unmanned`.
    """
    if party.organisation_id and party.organisation_id not in without_people:
        return has_role(user, party.organisation_id, *RECORDERS)
    return may_write(user, instrument)


def may_record_for(user: Person, party: Party) -> bool:
    """The same for one party, with its queries."""
    return may_record(user, party, party.instrument, unmanned([party]))


def may_download(user: Person, key: str) -> bool:
    """Annexes: everybody for public instruments, else those who see them."""
    if not key.isdecimal():
        return False
    if Instrument.objects.published().filter(pk=int(key)).exists():
        return True
    return may_download_evidence(user, key)


def may_download_evidence(user: Person, key: str) -> bool:
    """Evidence: people of the partners only."""
    row = Instrument.objects.select_related("cooperation").filter(pk=int(key)).first() if key.isdecimal() else None
    return row is not None and partnerships.may_see(user, row.cooperation)
