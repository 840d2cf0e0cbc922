"""The seven towns of the demonstration at work: who acts, and days counted from the day of building."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from django.utils import timezone

from interkomm.accounts.models import User
from interkomm.cooperation.models import Cooperation
from interkomm.notifications.models import OutboxMail
from interkomm.organisations.models import Organisation

CONTENT = Path(__file__).parent / "content"


@dataclass(frozen=True)
class Scene:
    """`now`: the moment of building; `users` by key, `towns` by slug."""

    now: datetime
    users: Mapping[str, User]
    towns: Mapping[str, Organisation]
    cooperation: Cooperation

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    @property
    def manager(self) -> User:
        """Acts for all seven towns."""
        return self.users["management"]

    def seven(self) -> list[Organisation]:
        """The partners in their order."""
        partners = self.cooperation.partners.select_related("organisation").order_by("position")
        return [partner.organisation for partner in partners]

    def day(self, offset: int, weekday: int = 0) -> date:
        """Days from today; with `weekday` (1 is Monday) the first such day from there on."""
        found = self.today + timedelta(days=offset)
        return found + timedelta(days=(weekday - found.isoweekday()) % 7) if weekday else found


@contextmanager
def without_letters() -> Iterator[None]:
    """What the demonstration tells of the past was never news: no mails about it."""
    newest = OutboxMail.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    yield
    OutboxMail.objects.filter(pk__gt=newest).delete()
