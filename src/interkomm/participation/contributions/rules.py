"""Who may write, reply, support, edit and withdraw, and why not."""

from datetime import datetime

from django.utils.translation import gettext as _

from interkomm.accounts.models import User
from interkomm.organisations.roles.rules import Person
from interkomm.participation.contributions.models import Contribution
from interkomm.participation.processes.models import Phase, Process
from interkomm.participation.processes.queries import ProcessPage


def is_person(user: Person) -> bool:
    return isinstance(user, User) and user.is_active


def needs_account(user: Person, process: ProcessPage) -> bool:
    """The process wants an account and this reader has none."""
    return process.openness == Process.Openness.ACCOUNT and not is_person(user)


def refusal(user: Person, process: ProcessPage, feature: str, now: datetime) -> str:
    """Why this person may not use the feature now, in words; "" when they may."""
    if process.published_at is None or process.deleted_at is not None:
        return _("Dieses Verfahren ist nicht veröffentlicht.")
    if feature not in process.features(now):
        return _(
            "Zurzeit ist das nicht möglich: Die Phase dafür läuft nicht. Die Zeiten stehen auf der Seite des Verfahrens."
        )
    if needs_account(user, process):
        return _("In diesem Verfahren beteiligen Sie sich mit einem Konto. Bitte melden Sie sich an.")
    return ""


def is_author(user: Person, contribution: Contribution) -> bool:
    return isinstance(user, User) and contribution.author_id == user.pk


def edit_refusal(contribution: Contribution, features: set[str]) -> str:
    """Why its author may not change the text (any more); "" when they may."""
    if contribution.state not in {Contribution.State.PUBLISHED, Contribution.State.HELD}:
        return _("Dieser Beitrag ist nicht mehr öffentlich und kann nicht geändert werden.")
    if contribution.answered_at is not None:
        return _("Die Verwaltung hat schon geantwortet. Der Text bleibt deshalb, wie er ist.")
    if contribution.reply_count:
        return _("Andere haben schon geantwortet. Der Text bleibt deshalb, wie er ist.")
    if not features & {Phase.Feature.COMMENT, Phase.Feature.REPLY}:
        return _("Die Phase zum Schreiben ist vorbei.")
    return ""
