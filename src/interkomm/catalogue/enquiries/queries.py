"""Which address a question goes to."""

from datetime import date

from django.db.models import QuerySet

from interkomm.catalogue.cases.models import Case
from interkomm.catalogue.enquiries.models import ContactAddress, Question


def valid_addresses(case: Case, day: date) -> QuerySet[ContactAddress]:
    """Addresses of a case that are not past their time."""
    return ContactAddress.objects.filter(case=case, expires_on__gte=day)


def address_for(case: Case, role: str, day: date) -> ContactAddress | None:
    """The address of this function, else of any; None: the editors answer."""
    found = list(valid_addresses(case, day))
    return next((each for each in found if each.role == role), found[0] if found else None)


def question_of(token_hash: str) -> Question | None:
    """The question that a link in a mail opens."""
    return Question.objects.select_related("case").filter(token_hash=token_hash).first()
