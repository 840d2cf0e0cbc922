"""What contributions know about a person with an account: exported; on erasure they lose the name or are withdrawn."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.accounts.own_data.registry import Choices, Row, Section
from interkomm.foundation.topics.services import bump
from interkomm.participation.contributions.models import Contribution, Support
from interkomm.participation.contributions.services import supporter_key, withdraw_contribution


def export_contributions(user: User) -> Iterable[Row]:
    """Own contributions in full, whatever became of them, and which ones the person supports."""
    fields = (
        "public_id",
        "process__title",
        "text",
        "author_name",
        "quote",
        "created_at",
        "edited_at",
        "state",
        "status",
    )
    yield from Contribution.objects.filter(author=user).order_by("pk").values(*fields)
    for public_id in _supported(user).order_by("pk").values_list("contribution__public_id", flat=True):
        yield {"supported": public_id}


def erase_contributions(user: User, choices: Choices) -> None:
    """Withdraw them, or take the name off; a support stays as a number."""
    own = Contribution.objects.filter(author=user)
    if choices.withdraw_contributions:
        for contribution in own:
            withdraw_contribution(actor=user, contribution=contribution, now=timezone.now())
    bump(*(f"contributions:{key}" for key in own.values_list("process_id", flat=True).distinct()))
    own.update(author=None, author_name="")


def _supported(user: User) -> QuerySet[Support]:
    return Support.objects.filter(supporter_key=supporter_key(user, ""))


CONTRIBUTIONS = Section(
    "contributions",
    lambda: _("Beiträge"),
    export_contributions,
    erase=erase_contributions,
    consequence=lambda: _(
        "Ihre öffentlichen Beiträge bleiben ohne Ihren Namen stehen oder werden zurückgezogen: Das wählen Sie unten."
    ),
)
