"""Whatever is done in the catalogue, no stored page of it says something else than a page made anew."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from interkomm.calc.cases import items
from interkomm.catalogue.care.links import Answer
from interkomm.catalogue.care.models import CaseLink
from interkomm.catalogue.care.services import confirm_fields, record_answers
from interkomm.catalogue.care.tasks import flag_due
from interkomm.catalogue.drafting.services import Beginning, start_draft
from interkomm.catalogue.enquiries.services import Address, keep_address
from interkomm.catalogue.history.services import merge_into, restore_case, undo_release, withdraw_case
from interkomm.catalogue.models import Case, SynonymGroup
from interkomm.catalogue.ratings.services import Opinion, give_rating, withdraw_rating
from interkomm.catalogue.synonyms.groups import Words
from interkomm.catalogue.synonyms.services import add_synonyms, change_synonyms, delete_synonyms
from interkomm.cooperation.examples.services import build_on_case, forget_case
from tests.catalogue.making import EVIDENCE, proposed, record, released
from tests.world import World, build_world
from tests.wsgi import StoreClient

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.any_database]
SECRET = "Ein Entwurf, den niemand liest"
SCORES = dict.fromkeys(("success", "resources", "transferability", "lessons"), 2)
WEBSITE = items.Link(url="https://bauhof.example/", evidence=EVIDENCE)


@dataclass
class Site:
    """`yard` is rated, linked and built upon; `copy` is its duplicate; `winter` names both in its text."""

    world: World
    yard: Case
    copy: Case

    def addresses(self) -> list[str]:
        """Public pages of the catalogue and those of other contexts that show cases."""
        yard, copy = self.yard.slug, self.copy.slug
        german = [
            "/katalog/",
            "/katalog/?q=Bauhof",
            "/katalog/?q=Schneer%C3%A4umen",
            "/katalog/?thema=works",
            "/katalog/?sort=geaendert",
            "/katalog/karte/",
            "/katalog/karte/punkte/?zoom=6",
            "/katalog/feed/",
            f"/katalog/vergleich/?fall={yard}&fall={copy}",
            "/katalog/analyse/",
            f"/katalog/aehnlich/?fall={yard}",
            f"/katalog/aehnlich/?kooperation={self.world.cooperation.slug}",
            *(
                f"/katalog/{slug}/{rest}"
                for slug in (yard, copy)
                for rest in ("", "karte.geojson", "verlauf/", "einbetten/")
            ),
            f"/katalog/{yard}/daten.json",
            f"/katalog/{yard}/fassung/1/",
            reverse("portal:region", args=[self.world.cooperation.slug]),
        ]
        return [*german, *(f"/en{address}" for address in german)]


@pytest.fixture
def site() -> Site:
    world = build_world()
    yard = released(world, record("Bauhof Ahrenau–Birkstedt", websites=(WEBSITE,)))
    copy = released(world, record("Bauhof Birkstedt und Ahrenau"))
    released(world, record("Winterdienst Ahrenau"))
    proposed(world, record(SECRET))
    proposed(world, record(SECRET), case=yard)
    start_draft(actor=world.alice, beginning=Beginning(record=record(SECRET), organisation=world.ahrenau))
    return Site(world, yard, copy)


def _released_anew(site: Site) -> None:
    released(site.world, record("Bauhof mit neuem Namen", websites=(WEBSITE,)), case=site.yard)


def _undone(site: Site) -> None:
    _released_anew(site)
    site.yard.refresh_from_db()
    assert site.yard.released
    undo_release(actor=site.world.rita, case=site.yard, seen=site.yard.released.number, reason="Ein Irrtum")


def _restored(site: Site) -> None:
    withdraw_case(actor=site.world.rita, case=site.yard, reason="Doppelt")
    site.yard.refresh_from_db()
    restore_case(actor=site.world.rita, case=site.yard, reason="Doch nicht")


def _dead(site: Site) -> None:
    links = CaseLink.objects.filter(case=site.yard)
    links.update(failures=9, failing_since=timezone.now() - timedelta(days=30))
    record_answers(actor=None, answers=[(link, Answer(False, problem="HTTP 404")) for link in links[:1]])


def _addressed(site: Site) -> None:
    soon = timezone.localdate() + timedelta(days=60)
    keep_address(
        actor=site.world.rita, case=site.yard, address=Address("Leitung", "kim@ahrenau.example", "Brief", soon)
    )


def _overdue(site: Site) -> None:
    Case.objects.filter(pk=site.yard.pk).update(review_due_on=timezone.localdate())
    flag_due()


ACTS: dict[str, tuple[Callable[[Site], object], ...]] = {
    "a case is released": (lambda site: released(site.world, record("Bauhof Drausberg")),),
    "a case is released anew and undone": (_released_anew, _undone),
    "a case is withdrawn and restored": (
        lambda site: withdraw_case(actor=site.world.rita, case=site.yard, reason="Doppelt"),
        lambda site: restore_case(actor=site.world.rita, case=site.yard, reason="Doch nicht"),
    ),
    "a case is merged": (
        lambda site: merge_into(actor=site.world.rita, case=site.yard, target=site.copy, reason="Derselbe"),
        lambda site: restore_case(actor=site.world.rita, case=site.yard, reason="Doch nicht"),
    ),
    "a case is rated": (
        lambda site: give_rating(actor=site.world.rita, case=site.yard, opinion=Opinion(SCORES, {}, 1)),
        lambda site: withdraw_rating(actor=site.world.rita, case=site.yard),
    ),
    "a cooperation builds on a case": (
        lambda site: build_on_case(
            actor=site.world.alice, cooperation=site.world.cooperation, case=site.yard, note="Satzung"
        ),
        lambda site: forget_case(actor=site.world.alice, cooperation=site.world.cooperation, case=site.yard),
    ),
    "a case that was built on is withdrawn": (
        lambda site: build_on_case(actor=site.world.alice, cooperation=site.world.cooperation, case=site.yard),
        lambda site: withdraw_case(actor=site.world.rita, case=site.yard, reason="Doppelt"),
    ),
    "links and care": (
        _dead,
        lambda site: confirm_fields(actor=site.world.rita, case=site.yard, codes=["partners"]),
        _addressed,
        _overdue,
    ),
    "synonyms": (
        lambda site: add_synonyms(actor=site.world.rita, words=Words(("Winterdienst", "Schneeräumen"))),
        lambda site: change_synonyms(
            actor=site.world.rita, group=SynonymGroup.objects.latest("pk"), words=Words(("Winterdienst", "Räumdienst"))
        ),
        lambda site: delete_synonyms(actor=site.world.rita, group=SynonymGroup.objects.latest("pk")),
    ),
}


@pytest.mark.parametrize("name", ACTS)
def test_no_stored_page_is_older_than_the_last_act(site: Site, name: str) -> None:
    reader = StoreClient()
    for act in (None, *ACTS[name]):
        if act:
            act(site)
            site.yard.refresh_from_db()
        fresh = StoreClient()
        for address in site.addresses():
            made, read = fresh.get(address), reader.get(address)
            assert (read.status, read.text) == (made.status, made.text), address
            assert SECRET not in made.text, address
    assert reader.store.hits > 0


def test_the_pages_of_the_catalogue_are_stored(site: Site) -> None:
    reader = StoreClient()
    for address in site.addresses():
        assert reader.get(address).status == 200, address
    assert len(reader.store.pages) == len(site.addresses())
    assert not any(SECRET.encode() in page.body for page in reader.store.pages.values())
