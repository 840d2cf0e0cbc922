"""Asking a contact, confirming the own address, and keeping the addresses that questions go to."""

from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from secrets import token_urlsafe

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.catalogue.cases.models import Case
from interkomm.catalogue.editing.rules import require_editor
from interkomm.catalogue.enquiries.events import QuestionAsked, QuestionConfirmed
from interkomm.catalogue.enquiries.models import ContactAddress, Question
from interkomm.catalogue.enquiries.queries import address_for
from interkomm.foundation.audit import services as audit
from interkomm.foundation.audit.services import Actor
from interkomm.foundation.events.bus import emit
from interkomm.foundation.use_cases import RuleBroken, use_case

MOST_A_DAY = 20  # questions to one case; more would be a flood, not a question
MOST_OF_ONE = 5  # from one mail address: nobody is showered with mails that ask for confirmation


@dataclass(frozen=True)
class Words:
    """What somebody asks. `role`: function of the contact, "" for whoever answers for the case."""

    name: str
    email: str
    text: str
    organisation: str = ""
    role: str = ""


def hashed(token: str) -> str:
    """How the link of a question is kept."""
    return sha256(token.encode()).hexdigest()


@use_case()
def ask(*, actor: Actor, case: Case, words: Words, submission_key: str) -> Question:
    """Keep a question and ask for confirmation of the address; a second call with the same key returns the first.

    Raises RuleBroken when the case is not public or has had too many questions today.
    """
    if before := Question.objects.filter(submission_key=submission_key).first():
        return before
    now = timezone.now()
    if not case.is_public:
        raise RuleBroken(_("Dieser Fall ist nicht öffentlich."))
    today = Question.objects.filter(asked_at__gt=now - timedelta(days=1))
    if today.filter(case=case).count() >= MOST_A_DAY or today.filter(asker_email=words.email).count() >= MOST_OF_ONE:
        raise RuleBroken(_("Heute sind hier schon viele Fragen eingegangen. Bitte versuchen Sie es morgen wieder."))
    token = token_urlsafe(24)
    question = Question(
        case=case,
        address=address_for(case, words.role, now.date()),
        asker_name=words.name,
        asker_organisation=words.organisation,
        asker_email=words.email,
        text=words.text,
        language=get_language() or "de",
        submission_key=submission_key,
        token_hash=hashed(token),
        asked_at=now,
    )
    try:
        with transaction.atomic():
            question.save(force_insert=True)
    except IntegrityError:  # another copy of the form was faster
        return Question.objects.get(submission_key=submission_key)
    audit.record(actor=actor, action="catalogue.enquiry.ask", subject=case)
    emit(QuestionAsked(question.pk, token))
    return question


@use_case()
def confirm(*, actor: Actor, token: str) -> Question:
    """The asker's address works: send the question on. A second click changes nothing. Raises Question.DoesNotExist."""
    question = Question.objects.select_for_update().select_related("case").get(token_hash=hashed(token))
    if question.confirmed_at is None:
        question.confirmed_at = timezone.now()
        question.save(update_fields=["confirmed_at"])
        audit.record(actor=actor, action="catalogue.enquiry.confirm", subject=question.case)
        emit(QuestionConfirmed(question.pk))
    return question


@dataclass(frozen=True)
class Address:
    """An address to keep."""

    role: str
    email: str
    consent_source: str
    expires_on: date


@use_case()
def keep_address(*, actor: User, case: Case, address: Address) -> ContactAddress:
    """Keep where questions about a case go; the same address again is renewed. Raises NotAllowed."""
    require_editor(actor)
    kept, _is_new = ContactAddress.objects.update_or_create(
        case=case,
        email=address.email,
        defaults={
            "role": address.role,
            "consent_source": address.consent_source,
            "expires_on": address.expires_on,
            "entered_by": actor,
            "entered_at": timezone.now(),
        },
    )
    audit.record(actor=actor, action="catalogue.enquiry.keep_address", subject=case, after={"role": address.role})
    return kept


@use_case()
def forget_address(*, actor: User, address: ContactAddress) -> None:
    """Erase an address. Raises NotAllowed."""
    require_editor(actor)
    audit.record(
        actor=actor, action="catalogue.enquiry.forget_address", subject=address.case, before={"role": address.role}
    )
    address.delete()
