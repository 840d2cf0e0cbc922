"""Who may change the list of places: only the operator, because it is the same for all regions of a site."""

from django.contrib.auth.models import AnonymousUser

from interkomm.accounts.models import User


def may_import_places(actor: User | AnonymousUser | None) -> bool:
    """Operators (`is_staff`), and the system itself (None: command line, building the demo)."""
    return actor is None or (isinstance(actor, User) and actor.is_active and actor.is_staff)
