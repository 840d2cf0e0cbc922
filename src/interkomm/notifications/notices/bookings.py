"""Mails about requests for offers of other administrations, to those who keep the register of the other town."""

from collections.abc import Iterable

from django.utils import translation
from django.utils.translation import gettext as _

from interkomm.cooperation.bookings.events import BookingAnswered, BookingCancelled, BookingRequested, UseRecorded
from interkomm.cooperation.capabilities.rules import KEEPING
from interkomm.cooperation.capabilities.wording import amount, span_words
from interkomm.cooperation.models import Booking
from interkomm.notifications.notices.letters import shortened
from interkomm.notifications.outbox.letter import Envelope, Letter, link, post
from interkomm.organisations.models import Membership


def on_requested(event: BookingRequested) -> None:
    booking = _booking(event.booking_id)
    for to, language in _keepers(booking.giver_id):
        with translation.override(language):
            subject = _("Anfrage: %(title)s")
            sentence = _("%(taker)s fragt ein Angebot von %(giver)s an:")
            _tell(booking, to, "requested", subject, sentence)


def on_answered(event: BookingAnswered) -> None:
    booking = _booking(event.booking_id)
    accepted = booking.state == Booking.State.ACCEPTED
    for to, language in _keepers(booking.taker_id):
        with translation.override(language):
            subject = _("Zugesagt: %(title)s") if accepted else _("Abgelehnt: %(title)s")
            yes = _("%(giver)s hat Ihre Anfrage zugesagt:")
            no = _("%(giver)s hat Ihre Anfrage abgelehnt:")
            _tell(booking, to, "answered", subject, yes if accepted else no)


def on_cancelled(event: BookingCancelled) -> None:
    booking = _booking(event.booking_id)
    for to, language in _keepers(booking.taker_id if event.by_giver else booking.giver_id):
        with translation.override(language):
            by_giver = _("%(giver)s hat diese Buchung abgesagt:")
            by_taker = _("%(taker)s hat diese Buchung abgesagt:")
            _tell(booking, to, "cancelled", _("Abgesagt: %(title)s"), by_giver if event.by_giver else by_taker)


def on_use(event: UseRecorded) -> None:
    booking = _booking(event.booking_id)
    for to, language in _keepers(booking.taker_id if event.by_giver else booking.giver_id):
        with translation.override(language):
            sentence = _("Die Nutzung ist eingetragen. Bitte bestätigen Sie, was genutzt wurde:")
            _tell(booking, to, f"used:{booking.used_quantity}", _("Bitte bestätigen: %(title)s"), sentence)


def _booking(pk: int) -> Booking:
    return Booking.objects.select_related("offer", "giver", "taker").get(pk=pk)


def _keepers(organisation_id: int) -> Iterable[tuple[str, str]]:
    """Address and language of those who keep the register of a town."""
    people = Membership.objects.filter(organisation=organisation_id, role__in=KEEPING, user__is_active=True)
    return sorted(set(people.values_list("user__email", "user__language")))


def _tell(booking: Booking, to: str, what: str, subject: str, sentence: str) -> None:
    facts = {"title": booking.offer.title, "giver": booking.giver.label, "taker": booking.taker.label}
    unit, span = booking.offer.unit, span_words(booking.first_on, booking.last_on)
    paragraphs = [_("Guten Tag,"), sentence % facts, f"{booking.offer.title}\n{amount(booking.quantity, unit)}, {span}"]
    if booking.used_quantity is not None:
        paragraphs.append(_("Genutzt: %(amount)s") % {"amount": amount(booking.used_quantity, unit)})
    text = booking.note if what == "requested" else booking.reason
    if text:
        paragraphs.append(shortened(text))
    paragraphs += [_("Alles dazu finden Sie hier:"), link("cooperation:booking", booking.cooperation_id, booking.pk)]
    letter = Letter(
        subject=subject % facts,
        paragraphs=tuple(paragraphs),
        reason=_("Sie bekommen diese Mail, weil Sie Angebote und Bedarfe Ihrer Gemeinde betreuen."),
    )
    key = f"booking:{booking.pk}:{what}:{booking.changed_at:%Y%m%d%H%M%S}:{to}"[:120]
    post(letter, Envelope(to, "bookings", key))
