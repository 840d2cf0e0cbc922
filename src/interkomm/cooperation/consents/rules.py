"""Who may see joint decisions and take part in them."""

from interkomm.cooperation.consents.models import ConsentRequest
from interkomm.organisations.roles.models import Role
from interkomm.organisations.roles.rules import Person, has_role, organisations_where


def owner_ids(request: ConsentRequest) -> frozenset[int]:
    """Keys of the owners as they were when the request was opened; no query when `owners` are prefetched."""
    return frozenset(owner.pk for owner in request.owners.all())


def may_see(user: Person, request: ConsentRequest) -> bool:
    """Anybody with a role in one of the owners."""
    return has_role(user, owner_ids(request))


def may_consent_for(user: Person, request: ConsentRequest) -> frozenset[int]:
    """The owners for which the person decides: those that the person manages; none when the request is decided."""
    if request.outcome != ConsentRequest.Outcome.OPEN:
        return frozenset()
    return owner_ids(request) & organisations_where(user, Role.MANAGER)


def may_withdraw(user: Person, request: ConsentRequest) -> bool:
    """The person who asked (while still managing an owner), or a manager of the lead."""
    managed = may_consent_for(user, request)
    return bool(managed) and (request.opened_by_id == getattr(user, "pk", None) or request.lead_id in managed)
