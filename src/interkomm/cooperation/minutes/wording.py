"""Quorum and results in words."""

from django.utils.translation import gettext as _

from interkomm.cooperation.consents.queries import rule_sentence
from interkomm.cooperation.minutes.queries import Decided
from interkomm.cooperation.minutes.standing import Quorum


def quorum_sentence(quorum: Quorum) -> str:
    """Whether the meeting can decide, with the numbers."""
    values = {"there": quorum.there, "partners": quorum.partners, "needed": quorum.needed}
    if quorum.is_met:
        return _("Beschlussfähig: %(there)d von %(partners)d Partnerinnen sind da oder vertreten.") % values
    if quorum.is_met is None:
        return _("Noch offen, ob beschlussfähig: bisher %(there)d von %(partners)d, nötig sind %(needed)d.") % values
    return _("Nicht beschlussfähig: %(there)d von %(partners)d Partnerinnen sind da oder vertreten.") % values


def result_sentence(each: Decided) -> str:
    """Adopted or not, and why."""
    result = each.result
    counts = _("%(yes)d Ja, %(no)d Nein, %(abstained)d Enthaltungen") % {
        "yes": result.agreed, "no": result.refused, "abstained": result.abstained,
    }  # fmt: skip
    words = {
        "granted": _("Angenommen"),
        "refused": _("Nicht angenommen"),
        "open": _("Noch offen, es fehlen %(needed)d Ja-Stimmen") % {"needed": result.needed},
    }[result.outcome]
    return f"{words} ({counts})"


def rule_of(each: Decided) -> str:
    """The rule that was valid, in words."""
    lead = next((vote.organisation.label for vote in each.votes if vote.organisation_id == each.decision.lead_id), "")
    return rule_sentence(each.decision.rule, len(each.votes), lead)
