"""The public page of a cooperation: what it has become, who is in it, what it has agreed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from interkomm.calc.effectivity.spans import history
from interkomm.cooperation.instruments import queries
from interkomm.cooperation.instruments.models import Annex
from interkomm.cooperation.instruments.page import StateWords, state_words
from interkomm.cooperation.instruments.sizes import sizes_of
from interkomm.cooperation.instruments.state import Derived
from interkomm.cooperation.instruments.timeline import Moment, phases, told_day
from interkomm.cooperation.instruments.wording_of_acts import STATE_NAMES
from interkomm.cooperation.partnerships.models import Cooperation, Partner
from interkomm.organisations.contacts.queries import public_contacts
from interkomm.organisations.models import Contact
from interkomm.ui.layouts import Phase
from interkomm.ui.text import localdate

MILESTONES = frozenset({"politically_signed", "effective", "ended", "failed"})


@dataclass(frozen=True)
class About:
    """`topics`: what the page depends on beside its cooperation."""

    timeline: tuple[Phase, ...]
    partners: tuple[Partner, ...]
    former: tuple[Partner, ...]
    contacts: tuple[Contact, ...]
    instruments: tuple[tuple[Derived, StateWords, Mapping[str, int]], ...]
    annexes: tuple[Annex, ...]

    @property
    def topics(self) -> list[str]:
        return [partner.organisation.topic for partner in self.partners]


def about(cooperation: Cooperation, today: date) -> About:
    """Four queries, and those of the instruments when something has changed."""
    everyone = list(cooperation.partners.select_related("organisation"))
    partners = tuple(each for each in everyone if each.left_on is None or each.left_on > today)
    former = tuple(each for each in everyone if each not in partners)
    found = queries.states_of(cooperation, today, only_public=True)
    latest = [list(each.instrument.wordings.all())[-1].pk for each in found if each.instrument.wordings.all()]
    annexes = (
        Annex.objects.filter(wording__in=latest).select_related("file", "wording__instrument").defer("wording__text")
    )
    rows = sorted([*_founding(cooperation), *_partners(everyone), *_agreements(found)], key=lambda each: each.day)
    return About(
        timeline=tuple(phases(rows, today)),
        partners=partners,
        former=former,
        contacts=tuple(public_contacts([each.organisation_id for each in partners], today)),
        instruments=tuple((each, state_words(each.status), sizes_of(each.instrument)) for each in found),
        annexes=tuple(annexes),
    )


def _founding(cooperation: Cooperation) -> Iterator[Moment]:
    if cooperation.founded_on:
        when = told_day(cooperation.founded_on, cooperation.founded_precision)
        yield Moment(cooperation.founded_on, when, _("gegründet"))


def _partners(everyone: list[Partner]) -> Iterator[Moment]:
    for each in everyone:
        if each.joined_on:
            title = _("%(town)s tritt bei") % {"town": each.organisation.label}
            yield Moment(each.joined_on, localdate(each.joined_on), title)
        if each.left_on:
            title = _("%(town)s tritt aus") % {"town": each.organisation.label}
            yield Moment(each.left_on, localdate(each.left_on), title)


def _agreements(found: list[Derived]) -> Iterator[Moment]:
    """What became of each agreement, without its single steps."""
    for each in found:
        for status in history(each.facts, each.rule):
            if status.state in MILESTONES:
                name = str(STATE_NAMES[status.state])
                yield Moment(status.on, localdate(status.on), f"{each.instrument.title}: {name}")
