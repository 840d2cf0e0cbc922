"""Mails before deadlines of missing acts, and before agreements end."""

from collections.abc import Iterable

from django.utils import translation
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.cooperation.instruments.events import DeadlineNear, InstrumentExpires
from interkomm.cooperation.instruments.wording_of_acts import ACT_TITLES
from interkomm.cooperation.models import Assignment, Instrument
from interkomm.notifications.outbox.letter import Envelope, Letter, link, post
from interkomm.organisations.models import Membership, Role
from interkomm.ui.text import localdate


def on_deadline(event: DeadlineNear) -> None:
    """Who does it is reminded; without a name the managers of the town, or of all parties. Each step once."""
    row = Assignment.objects.select_related("instrument__cooperation__lead", "party", "owner_user").get(
        pk=event.assignment_id
    )
    person = row.owner_user
    people = [person] if person is not None and person.is_active else _managers(row.instrument, row.party_id)
    for each in people:
        with translation.override(each.language):
            key = f"deadline:{row.pk}:{event.on}:{event.days}:{each.pk}"
            post(_deadline_letter(row), Envelope(each.email, "agreement", key))


def _deadline_letter(row: Assignment) -> Letter:
    act = str(ACT_TITLES.get(row.act, row.act))
    what = f"{act}: {row.party.name}" if row.party else act
    return Letter(
        subject=_("Frist %(day)s: %(act)s") % {"day": localdate(row.due_on), "act": act},
        paragraphs=(
            _("Guten Tag,"),
            _("für „%(title)s“ fehlt noch ein Schritt:") % {"title": row.instrument.title},
            what,
            _("Zuständig: %(owner)s. Frist: %(day)s.") % {"owner": row.owner, "day": localdate(row.due_on)},
            _("Hier tragen Sie ein, was geschehen ist:"),
            link("cooperation:instrument", row.instrument.cooperation_id, row.instrument_id),
        ),
        reason=_("Sie bekommen diese Mail, weil dieser Schritt Ihnen oder Ihrer Gemeinde zugeteilt ist."),
        sender=row.instrument.cooperation.lead.name,
    )


def on_expiry(event: InstrumentExpires) -> None:
    """The managers of all parties are told in time that an agreement ends or can be given notice. Each step once."""
    row = Instrument.objects.select_related("cooperation__lead").get(pk=event.instrument_id)
    for each in _managers(row, None):
        with translation.override(each.language):
            key = f"expiry:{row.pk}:{event.kind}:{event.day}:{event.days}:{each.pk}"
            post(_expiry_letter(row, event), Envelope(each.email, "agreement", key))


def _expiry_letter(row: Instrument, event: InstrumentExpires) -> Letter:
    facts = {"title": row.title, "day": localdate(event.day)}
    if event.kind == "notice":
        subject = _("Kündigung möglich bis %(day)s: %(title)s") % facts
        text = _("„%(title)s“ kann nur noch bis zum %(day)s zum nächsten Termin gekündigt werden.") % facts
    else:
        subject = _("Letzter Tag %(day)s: %(title)s") % facts
        text = _("„%(title)s“ gilt nur noch bis zum %(day)s. Soll etwas an seine Stelle treten?") % facts
    return Letter(
        subject=subject,
        paragraphs=(_("Guten Tag,"), text, link("cooperation:instrument", row.cooperation_id, row.pk)),
        reason=_("Sie bekommen diese Mail, weil Sie eine Vertragspartei verwalten."),
        sender=row.cooperation.lead.name,
    )


def _managers(instrument: Instrument, party_id: int | None) -> Iterable[User]:
    """Managers of one party, or of all."""
    parties = instrument.parties.filter(pk=party_id) if party_id else instrument.parties.all()
    towns = parties.filter(organisation__isnull=False).values("organisation")
    roles = Membership.objects.filter(organisation__in=towns, role=Role.MANAGER)
    return User.objects.filter(pk__in=roles.values("user_id"), is_active=True)
