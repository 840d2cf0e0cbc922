"""Loading the shipped layer and importing newer registers."""

import gzip
import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser

from interkomm.accounts.models import User
from interkomm.foundation.models import AuditEntry, TopicVersion
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from interkomm.places.areas import services
from interkomm.places.areas.models import Level
from interkomm.places.areas.register_change import plan_register
from interkomm.places.models import Area, AreaGeometry, Edition, FormerKey, Succession
from tests.places.register_text import line, register


def small_list(*municipalities: str, as_of: str = "20250101") -> bytes:
    return register(municipalities, as_of=as_of).encode()


def town(key: str, name: str, area_ha: int = 1000, as_of: str = "20250101", population: int = 500) -> str:
    return line("60", key, name, area_ha=area_ha, as_of=as_of, population=population)


def test_layer_gives_places_with_facts_and_boundaries(saxony: Edition) -> None:
    oschatz = Area.objects.in_force().select_related("parent", "state", "geometry").get(official_key="14730230")
    assert (oschatz.name, oschatz.kind, oschatz.population) == ("Oschatz", "Stadt", 14184)
    assert (oschatz.population_on, oschatz.postcode, oschatz.nuts) == (date(2026, 2, 28), "04758", "DED53")
    assert oschatz.parent is not None
    assert oschatz.parent.name == "Nordsachsen"
    assert oschatz.state is not None
    assert oschatz.state.name == "Sachsen"
    assert oschatz.geometry.geojson.startswith('{"type":"Polygon"')
    assert "BKG 2016" in oschatz.geometry.source
    west, south, east, north = oschatz.bbox or (0, 0, 0, 0)
    assert west < (oschatz.lon or 0) < east
    assert south < (oschatz.lat or 0) < north
    assert saxony.counts["municipalities"] == Area.objects.municipalities().in_force().count() > 80


def test_upper_levels_have_sums_and_boundaries(saxony: Edition) -> None:
    state = Area.objects.select_related("geometry").get(level=Level.STATE)
    total = sum(area.population or 0 for area in Area.objects.municipalities().in_force())
    assert state.population == total
    assert "Summe der Gemeinden" in state.population_source
    assert state.geometry.geojson
    assert Area.objects.districts().in_force().filter(geometry=None).count() == 0


def test_layer_knows_mergers(saxony: Edition) -> None:
    """Pausa-Mühltroff and others took neighbours over after 2016; the old ones stay findable."""
    ended = Area.objects.filter(level=Level.MUNICIPALITY, valid_to__isnull=False)
    assert (
        ended.count()
        == Succession.objects.values("predecessor").distinct().count() + ended.filter(successions=None).count()
    )
    link = Succession.objects.select_related("successor__geometry", "predecessor").first()
    assert link is not None
    assert link.successor.is_in_force
    assert not link.predecessor.is_in_force
    assert link.successor.geometry.is_composed


def test_loading_twice_changes_nothing_and_is_recorded_once(saarland: Edition) -> None:
    again = services.load_layer(actor=None, within={"10"})
    assert again == saarland
    assert AuditEntry.objects.filter(action="places.layer.load").count() == 1
    assert TopicVersion.objects.get(topic="places").version == 1


def test_layer_does_not_mix_with_another_list(db: None) -> None:
    services.import_register(actor=None, content=small_list(town("10041100", "Saarbrücken")))
    with pytest.raises(RuleBroken, match="Ortsliste"):
        services.load_layer(actor=None)


@pytest.mark.parametrize("who", ["citizen", "anonymous"])
def test_only_the_operator_imports(who: str, citizen: User) -> None:
    actor = citizen if who == "citizen" else AnonymousUser()
    for call in (
        lambda: services.load_layer(actor=actor),
        lambda: services.import_register(actor=actor, content=b""),
        lambda: services.import_boundaries(actor=actor, content=b""),
    ):
        with pytest.raises(NotAllowed):
            call()
    assert Area.objects.count() == 0


def test_register_reports_new_changed_rekeyed_and_dissolved(operator: User) -> None:
    before = [town("10041100", "Ahrenau", 1000), town("10041200", "Birkstedt", 300), town("10041300", "Cronfeld", 700)]
    services.import_register(actor=operator, content=small_list(*before))
    new_day = "20260101"
    after = [
        town("10041100", "Ahrenau", 1300, new_day, population=900),
        town("10041310", "Cronfeld", 700, new_day),
        town("10041400", "Dornau", 5000, new_day),
    ]
    content = small_list(*after, as_of=new_day)
    planned = plan_register(content)
    assert Area.objects.get(official_key="10041200").is_in_force, "a dry run stores nothing"
    change = services.import_register(actor=operator, content=content)
    assert [area.official_key for area in planned.dissolved] == [area.official_key for area in change.dissolved]
    assert [area.name for area in change.new] == ["Dornau"]
    assert [area.name for area in change.dissolved] == ["Birkstedt"]
    assert [(area.official_key, old) for area, old, _ars in change.rekeyed] == [("10041310", "10041300")]
    assert FormerKey.objects.get().official_key == "10041300"
    ahrenau = Area.objects.get(official_key="10041100")
    assert (ahrenau.population, ahrenau.area_km2) == (900, Decimal(13))
    birkstedt = Area.objects.get(official_key="10041200")
    assert birkstedt.valid_to == date(2026, 1, 1)
    entry = AuditEntry.objects.filter(action="places.register.import").latest("pk")
    assert (entry.actor, entry.after["dissolved"], entry.after["rekeyed"]) == (operator, 1, 1)


def test_importing_the_same_register_again_changes_nothing(operator: User) -> None:
    content = small_list(town("10041100", "Ahrenau"))
    services.import_register(actor=operator, content=content)
    rows = list(Area.objects.values().order_by("pk"))
    change = services.import_register(actor=operator, content=content)
    assert not (change.new)
    assert not (change.changed)
    assert not (change.dissolved)
    assert list(Area.objects.values().order_by("pk")) == rows
    assert Edition.objects.count() == 1


def test_an_older_register_is_refused(operator: User) -> None:
    services.import_register(actor=operator, content=small_list(town("10041100", "A"), as_of="20250101"))
    older = small_list(town("10041100", "A", as_of="20240101"), as_of="20240101")
    with pytest.raises(RuleBroken, match=r"01\.01\.2024 ist älter"):
        services.import_register(actor=operator, content=older)


def test_a_register_of_one_state_leaves_the_others(saarland: Edition, operator: User) -> None:
    """A file that covers only Saxony must not dissolve Saarland."""
    count = Area.objects.municipalities().in_force().count()
    text = register([line("60", "14730230", "Oschatz, Stadt")], state="14", district="14730")
    services.import_register(actor=operator, content=text.encode())
    assert Area.objects.municipalities().in_force().count() == count + 1


def test_register_moves_the_layer_forward(saarland: Edition, operator: User) -> None:
    """Two neighbours of the layer merge: the new boundary is the union of theirs."""
    areas = list(Area.objects.filter(level=Level.MUNICIPALITY, valid_to=None).order_by("official_key"))
    merged, core = areas[1], areas[0]  # Friedrichsthal goes to Saarbrücken
    lines = []
    for area in areas:
        if area != merged:
            extra = merged.area_km2 or 0 if area == core else 0
            size = int(((area.area_km2 or 0) + extra) * 100)
            lines.append(
                line("60", area.official_key, area.official_name, as_of="20270101", area_ha=size,
                     association=area.regional_key[5:9])
            )  # fmt: skip
    head = [line("10", "10", "Saarland", as_of="20270101")]
    head += [line("40", a.official_key, a.official_name, as_of="20270101", mark="44") for a in Area.objects.districts()]
    change = services.import_register(actor=operator, content="\n".join([*head, *lines]).encode())
    assert [(old.pk, new.pk) for old, new, _proposal in change.successions] == [(merged.pk, core.pk)]
    boundary = AreaGeometry.objects.get(area=core)
    assert boundary.is_composed
    core.refresh_from_db()
    assert (core.bbox_east or 0) >= (merged.bbox_east or 0) - 0.001


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "keine Gemeinden"),
        (b"Das ist ein Brief.", "Zeile 1 ist zu kurz"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "keine Textdatei"),
        (b"\x1f\x8b" + b"kaputt" * 20, "beschädigt"),
        (b"PK\x03\x04" + b"kaputt" * 20, "beschädigt"),
        (gzip.compress(b"0" * (41 * 1024 * 1024)), "zu groß"),
        (small_list(town("10041100", "A"))[:-300], "keine Gemeinden"),
    ],
)
def test_damaged_registers_get_a_clear_message(content: bytes, message: str, operator: User) -> None:
    with pytest.raises(RuleBroken, match=message):
        services.import_register(actor=operator, content=content)
    assert Area.objects.count() == 0


def test_register_in_a_zip_and_in_latin1(operator: User) -> None:
    text = register([line("60", "10041100", "Völklingen")])
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("GV100AD_28022026.txt", text.encode("latin-1"))
    services.import_register(actor=operator, content=packed.getvalue())
    assert Area.objects.municipalities().get().name == "Völklingen"


def test_zip_without_register(operator: User) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("lies_mich.pdf", "x")
    with pytest.raises(RuleBroken, match="genau eine Datei"):
        services.import_register(actor=operator, content=packed.getvalue())
