"""The six agreements of the demonstration as everybody reads them: signed, open, effective, amended, acceded, of a part."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from interkomm.accounts.models import User
from interkomm.cooperation.models import Cooperation, Partner
from interkomm.organisations.models import Membership, Organisation, Role
from interkomm.places.models import Area
from interkomm.project.demo import agreements
from tests.conftest import CastClient
from tests.world import town

pytestmark = pytest.mark.django_db
CONTENT = Path(agreements.__file__).parent / "content"
RUHR = (*agreements.RUHR_EIGHT, *agreements.RUHR_THREE)


@pytest.fixture
def actor() -> User:
    return User.objects.create_user("demo@example.org", name="Vorführung")


def region(actor: User, slug: str, towns: Sequence[tuple[str, str]]) -> Cooperation:
    """A published cooperation; towns: name and official key. The actor manages all of them."""
    rows: list[Organisation] = []
    for name, key in towns:
        row = town(name, f"{slug}-{len(rows)}")
        row.area = Area.objects.create(
            official_key=key,
            name=name,
            official_name=name,
            search_name=name.casefold(),
            kind="Stadt",
            level="municipality",
        )
        row.save()
        Membership.objects.create(user=actor, organisation=row, role=Role.MANAGER)
        rows.append(row)
    made = Cooperation.objects.create(name=slug, slug=slug, lead=rows[0], is_published=True)
    for place, row in enumerate(rows):
        Partner.objects.create(cooperation=made, organisation=row, position=place)
    return made


def page(client: CastClient, cooperation: Cooperation, words: str, on: str = "") -> str:
    """The public page of the agreement with these words in its title."""
    made = cooperation.instruments.get(title__contains=words)
    answer = client.get(f"/region/{cooperation.slug}/vereinbarungen/{made.slug}/", {"am": on} if on else {})
    assert answer.status_code == 200
    return answer.content.decode()


def test_nordhausen_and_sangerhausen_signed_and_never_effective(actor: User, client: CastClient) -> None:
    south = region(actor, "suedharz", [("Nordhausen", "16062041"), ("Sangerhausen", "15087370")])
    agreements.nordhausen(actor, south)
    for on in ("", "2008-12-11", "2020-01-01", "2100-12-31"):
        text = page(client, south, "Südharz", on)
        assert "politisch unterzeichnet" in text
        assert "Eine politische Erklärung wird nie rechtlich wirksam." in text
        assert "Sangerhausen: kein Beleg für einen Beschluss." in text
        assert "Die Parteien liegen in verschiedenen Ländern." in text
        assert "Wirksam" not in text
    assert "in der Beschlussfassung" in page(client, south, "Südharz", "2008-12-10")


def test_oschatz_2018_six_of_seven_and_the_day_of_dahlen(actor: User, client: CastClient) -> None:
    land = region(actor, "oschatz", [(name, f"1473{n:04}") for n, name in enumerate(agreements.SEVEN)])
    agreements.oschatz(actor, land)
    text = page(client, land, "2018", "2018-05-31")
    assert "teilweise unterzeichnet" in text
    assert "Noch nicht von allen unterzeichnet: 6 von 7." in text
    assert "Dahlen hat noch nicht unterzeichnet." in text
    assert "bis 31. Mai 2018" in text
    assert "überfällig seit 31. Mai 2018" in page(client, land, "2018", "2018-06-01")


def test_one_is_effective_on_its_day_and_one_was_amended_by_a_council(actor: User, client: CastClient) -> None:
    land = region(actor, "oschatz", [(name, f"1473{n:04}") for n, name in enumerate(agreements.SEVEN)])
    texts = {
        name: (CONTENT / f"{name}.md").read_text("utf-8")
        for name in ("vergabestelle", "winterdienst-1", "winterdienst-2")
    }
    agreements.effective_example(actor, land, texts["vergabestelle"])
    assert "Wirksam seit 1. August 2025." in page(client, land, "Vergabestelle", "2025-08-01")
    for on in ("2025-07-18", "2025-07-31"):
        assert "bekannt gemacht, noch nicht wirksam" in page(client, land, "Vergabestelle", on)
    today = timezone.localdate()
    agreements.amended_example(actor, land, texts["winterdienst-1"], texts["winterdienst-2"], today)
    text = page(client, land, "Winterdienst")
    assert "Noch einmal beschließen müssen: Dahlen, Mügeln, Cavertitz, Liebschützberg" in " ".join(text.split())
    assert "Beschlossen: 2 von 7. Unterzeichnet: 0 von 7." in text
    before = page(client, land, "Winterdienst", (today - timedelta(days=62)).isoformat())
    assert "Neu beschließen" not in before  # on that day nobody had amended it
    assert "Beschlossen: 5 von 7." in before


def test_ruhr_three_join_and_six_of_eleven_have_a_plan(actor: User, client: CastClient) -> None:
    ruhr = region(actor, "ruhr", [(name, f"059{n:05}") for n, name in enumerate(RUHR)])
    agreements.ruhr(actor, ruhr)
    contract = page(client, ruhr, "Kontrakt", "2008-01-01")
    assert "Beigetreten: Bottrop, Hamm, Hagen (2007)" in contract
    assert "Beigetreten" not in page(client, ruhr, "Kontrakt", "2006-12-31")
    assert (
        contract.count("Beitritt von Bottrop, Hamm und Hagen (2007)") >= 3
    )  # as a change, beside who joined, over time
    joined = page(client, ruhr, "Beitritt")
    assert "zwischen 1. Januar 2007 und 31. Dezember 2007" in joined
    plan = page(client, ruhr, "Flächennutzungsplan", "2010-05-03")
    assert "Teilkooperation: 6 der 11 Partner." in plan
    assert "Wirksam seit 3. Mai 2010." in plan
    assert "Wirksam seit" not in page(client, ruhr, "Flächennutzungsplan", date(2010, 5, 2).isoformat())
