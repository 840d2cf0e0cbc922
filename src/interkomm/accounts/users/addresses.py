"""Which e-mail addresses of an account are confirmed."""

from django.apps import apps
from django.db.models import Model, QuerySet

from interkomm.accounts.users.models import User


def _addresses() -> QuerySet[Model]:
    addresses: QuerySet[Model] = apps.get_model("account", "EmailAddress")._default_manager.all()
    return addresses


def is_confirmed_address(user: User, email: str) -> bool:
    """Whether the person has shown to own the address.

    Accounts without any address record were made by the operator on the command line, who vouches for the address.
    """
    wanted = email.strip().lower()
    known = list(_addresses().filter(user=user).values_list("email", "verified"))
    if not known:
        return user.email.lower() == wanted
    return any(address.lower() == wanted and verified for address, verified in known)
