"""When the index is brought up to date: each minute, soon after a publication, at once after hiding."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate

from interkomm.catalogue.editing.events import CasesHidden, CasesReleased
from interkomm.foundation.events.bus import subscribe
from interkomm.foundation.events.site import SiteRestored
from interkomm.foundation.tasks.jobs import job
from interkomm.foundation.tasks.schedule import daily, every
from interkomm.participation.contributions.events import ContributionWithdrawn
from interkomm.participation.models import ModerationAct
from interkomm.participation.moderation.events import ContributionHidden
from interkomm.participation.processes import events as processes
from interkomm.planning.concepts.events import ConceptVersionPublished
from interkomm.portal.search import engine, index
from interkomm.portal.search.models import SearchEntry
from interkomm.portal.search.storing import forget


@every(minutes=1)
def keep_up() -> None:
    """Read what has changed since the last minute."""
    index.refresh()


@daily("03:40")
def begin_anew() -> None:
    """Make the whole index anew: the vocabulary forgets words that nothing contains any more."""
    index.rebuild()


@job
def refresh_soon() -> None:
    """The same as each minute, right after something was published."""
    index.refresh()


def _soon(event: object) -> None:
    refresh_soon.enqueue()


def _hidden(event: ContributionHidden) -> None:
    _forget(ModerationAct.objects.values_list("contribution_id", flat=True).get(pk=event.act_id))


def _withdrawn(event: ContributionWithdrawn) -> None:
    _forget(event.contribution_id)


def _forget(contribution_id: int) -> None:
    """In the transaction of the act: what is hidden is not found from then on."""
    rows = SearchEntry.objects.filter(kind=SearchEntry.Kind.CONTRIBUTION, key=str(contribution_id))
    forget(rows.values_list("pk", "kind"))


def _restored(event: SiteRestored) -> None:
    index.rebuild()


def _make_tables(sender: AppConfig, **kwargs: object) -> None:
    engine.ensure()


def connect() -> None:
    """Subscribe; called once when the program starts."""
    subscribe(ContributionHidden, _hidden, durable=True)
    subscribe(ContributionWithdrawn, _withdrawn, durable=True)
    subscribe(SiteRestored, _restored)
    published = (ConceptVersionPublished, processes.ProcessPublished, processes.ProcessDeleted, CasesReleased)
    for kind in (*published, CasesHidden):
        subscribe(kind, _soon)
    post_migrate.connect(_make_tables, sender=apps.get_app_config("portal"), dispatch_uid="portal.search.tables")
