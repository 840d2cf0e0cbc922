"""Exporting one's own data and erasing one's account."""

from interkomm.accounts.acts import Act, RuleBroken, record, use_case
from interkomm.accounts.own_data.export import archive_of
from interkomm.accounts.own_data.registry import Choices, sections
from interkomm.accounts.users.models import User


@use_case()
def export_own_data(*, actor: User) -> bytes:
    """The ZIP with everything the installation knows about the person."""
    record(Act(actor, "accounts.own_data.export", actor))
    return archive_of(actor)


def refusals(user: User) -> list[str]:
    """Why the account cannot be erased now, in words; empty when it can."""
    reasons = (section.refusal(user) for section in sections.values() if section.refusal)
    return [reason for reason in reasons if reason]


def consequences() -> list[str]:
    """What erasing does, one sentence for each kind of data."""
    return [text for section in sections.values() if section.consequence and (text := section.consequence())]


@use_case()
def erase_account(*, actor: User, withdraw_contributions: bool) -> None:
    """Delete the account with all personal data, at once and for good. Raises RuleBroken with the reason.

    Public contributions stay without a name, or are withdrawn if the person wants that. The audit trail keeps what was
    done, but no longer by whom.
    """
    user = User.objects.select_for_update().filter(pk=actor.pk).first()
    if user is None:
        return  # the second of two clicks
    if reasons := refusals(user):
        raise RuleBroken(" ".join(reasons))
    record(Act(user, "accounts.own_data.erase", user, after={"withdraw_contributions": withdraw_contributions}))
    choices = Choices(withdraw_contributions=withdraw_contributions)
    for section in reversed(sections.values()):
        if section.erase is not None:
            section.erase(user, choices)
    user.delete()
