"""Downloads: complete, without personal data, harmless in spreadsheets, flat in memory."""

import csv
import io
import json
import tracemalloc

import pytest
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from interkomm.exchange.exports import contributions as exports
from interkomm.foundation.documents.spreadsheets import FORMULA_STARTS, harmless
from interkomm.participation.models import Contribution, Response
from tests.conftest import CastClient
from tests.world import World

pytestmark = pytest.mark.django_db
KINDS = ("csv", "xlsx", "json")


def fill(world: World) -> None:
    """Contributions in every state, with everything that must stay inside."""
    facts = {"process": world.process, "part": world.part, "section_key": "1.1", "anchor": "1.1-p1"}
    shown = Contribution.objects.create(
        **facts,
        text='=HYPERLINK("http://x.example";"klick")',
        author=world.zoe,
        author_name="Zoe Geheim",
        municipality=world.ahrenau,
        submission_key="schluessel-1",
        token_hash="marke-1",
        quote="=1+1",
        status="taken_up",
    )
    Response.objects.create(
        contribution=shown,
        organisation=world.birkstedt,
        status="taken_up",
        text="+49 Wir nehmen das auf.",
        published_at=timezone.now(),
        by=world.clara,
        submission_key="r1",
    )
    Contribution.objects.create(**facts, text='Zeile eins\nZeile; zwei "mit" 😀 \u202e', submission_key="2")
    for number, state in enumerate(("held", "hidden", "withdrawn")):
        Contribution.objects.create(**facts, text=f"Geheim {state}", submission_key=f"h{number}", state=state)


def download(client: CastClient, world: World, kind: str) -> bytes:
    answer = client.get(reverse(f"exchange:contributions_{kind}", args=[world.process.slug]))
    assert answer.status_code == 200
    assert f'filename="beitraege-{world.process.slug}.{kind}"' in answer.headers["Content-Disposition"]
    return b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]


def tables(client: CastClient, world: World) -> dict[str, list[list[str]]]:
    """The three downloads as rows of texts, header first."""
    text = download(client, world, "csv").decode("utf-8-sig")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(download(client, world, "xlsx"))).get_sheet_by_index(0)
    answer = json.loads(download(client, world, "json"))
    rows = answer["beitraege"]
    return {
        "csv": list(csv.reader(io.StringIO(text), delimiter=";")),
        "xlsx": [[str(cell) for cell in row] for row in sheet.to_python()],
        "json": [list(rows[0]), *([str(value) for value in row.values()] for row in rows)],
    }


def test_all_three_hold_the_published_ones_only(world: World, client: CastClient) -> None:
    fill(world)
    for kind, rows in tables(client, world).items():
        assert len(rows) == 3, kind
        assert tuple(rows[0]) == exports.COLUMNS
        everything = str(rows)
        assert "Geheim" not in everything
        assert "Wir nehmen das auf." in everything
        assert "aufgenommen" in everything
        assert "Ahrenau" in everything


def test_no_personal_data_leaves(world: World, client: CastClient) -> None:
    fill(world)
    for kind in KINDS:
        content = download(client, world, kind)
        text = str(tables(client, world)[kind]) if kind == "xlsx" else content.decode()
        for secret in ("Zoe", "zoe@", "Clara", "schluessel-1", "marke-1", world.zoe.email):
            assert secret not in text, (kind, secret)
        assert not {"author", "author_name", "email", "token_hash"} & set(exports.COLUMNS)


def test_texts_are_no_formulas(world: World, client: CastClient) -> None:
    fill(world)
    rows = tables(client, world)
    for cell in (cell for row in rows["csv"][1:] for cell in row):
        assert not cell.startswith(FORMULA_STARTS), cell
    assert rows["json"][1][10].startswith("=HYPERLINK")  # data for programs stay as they were written


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_every_beginning_of_a_formula_is_made_harmless(text: str) -> None:
    assert harmless(text) == f"'{text}"
    assert harmless("1 = 1") == "1 = 1"
    assert harmless(5) == 5


def test_drafts_and_foreign_slugs_have_no_download(world: World, client: CastClient) -> None:
    type(world.process).objects.filter(pk=world.process.pk).update(published_at=None)
    for kind in KINDS:
        address = reverse(f"exchange:contributions_{kind}", args=[world.process.slug])
        assert client.get(address).status_code == 404
        assert client.post(address).status_code in {404, 405}
        assert CastClient().sign_in(world.otto).get(address).status_code == 404
        assert client.get(reverse(f"exchange:contributions_{kind}", args=["gibt-es-nicht"])).status_code == 404


def test_an_empty_process_gives_valid_files(world: World, client: CastClient) -> None:
    assert json.loads(download(client, world, "json"))["beitraege"] == []
    assert download(client, world, "csv").decode("utf-8-sig").strip() == ";".join(exports.COLUMNS)
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(download(client, world, "xlsx"))).get_sheet_by_index(0)
    assert [list(row) for row in sheet.to_python()] == [list(exports.COLUMNS)]


def many(world: World, count: int, start: int = 0) -> None:
    Contribution.objects.bulk_create(
        [
            Contribution(process=world.process, part=world.part, text="Wort " * 60, submission_key=f"m{number}")
            for number in range(start, start + count)
        ],
        batch_size=500,
    )


def peak(process_id: int) -> int:
    """Most bytes that the CSV and JSON downloads hold at a time."""
    tracemalloc.start()
    for chunk in exports.as_csv(process_id):
        del chunk
    for chunk in exports.as_json(process_id, {}):
        del chunk
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


@pytest.mark.slow
def test_memory_is_flat_with_20000_contributions(world: World) -> None:
    many(world, 3_000)
    few = peak(world.process.pk)
    many(world, 17_000, start=3_000)
    assert peak(world.process.pk) < few * 1.5 + 1_000_000
