"""Papers made from one wording: the same text and digest for everybody, the same bytes for the same facts."""

import hashlib
import io
import json
import re
import time
import zipfile
from datetime import date, timedelta

import docx
import pypdfium2
import pytest
from django.urls import reverse

from interkomm.cooperation.instruments.digest import digest_of
from interkomm.cooperation.models import Assignment, Cooperation, Instrument, Party, PreparedPaper, Resolution, Wording
from interkomm.cooperation.papers import making, tasks
from interkomm.cooperation.papers.services import prepare_paper
from interkomm.cooperation.papers.source import Source, source_of
from interkomm.foundation.files.models import StoredFile
from interkomm.foundation.retention.rules import registry as retention
from interkomm.foundation.topics.services import bump
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from interkomm.organisations.models import Organisation
from tests.conftest import CastClient
from tests.cooperation.papers.making import DAY, TEXT, agreement, stored
from tests.guards.hostility import HOSTILE
from tests.world import World

pytestmark = pytest.mark.django_db
SPACES = re.compile(r"\s+")


@pytest.fixture
def instrument(world: World) -> Instrument:
    return agreement(world)


def source(instrument: Instrument) -> Source:
    found = source_of(instrument.pk, DAY)
    assert found is not None
    return found


def pages(content: bytes) -> list[str]:
    """The text of each page, spaces as one."""
    document = pypdfium2.PdfDocument(content)
    return [SPACES.sub(" ", re.sub("\ufffe\\s*", "", page.get_textpage().get_text_range())) for page in document]


def council_papers(found: Source, ending: str = "pdf") -> dict[str, bytes]:
    return {party.name: making.make(f"vorlage-{party.pk}.{ending}", found) for party in found.parties}


def test_digest_wording_and_day_stand_on_each_page(instrument: Instrument) -> None:
    found = source(instrument)
    mark = f"Fassung 1 vom 3. Mai 2026 · Prüfsumme (SHA-256) {found.short_digest}"
    for name in ("vereinbarung.pdf", "unterschriften.pdf", "bekanntmachung.pdf", f"vorlage-{found.parties[1].pk}.pdf"):
        read = pages(making.make(name, found))
        assert read
        assert all(mark in page for page in read), name
    assert found.wording.digest.startswith(found.short_digest.replace(" ", ""))


def test_the_text_is_the_same_for_all_towns(instrument: Instrument) -> None:
    texts = set()
    for content in council_papers(source(instrument)).values():
        whole = " ".join(pages(content))
        texts.add(re.sub(r"Seite \d+ / \d+", "", whole.split("Anlage: Gemeinsamer Bauhof")[1]))
    texts = {re.sub(r"(Ahrenau|Birkstedt|Cronfeld) · Gemeinsamer Bauhof", "", text) for text in texts}
    assert len(texts) == 1
    assert "Winterdienst" in texts.pop()


def test_pdf_is_tagged_with_headings_and_lists(instrument: Instrument) -> None:
    content = making.make("vereinbarung.pdf", source(instrument))
    assert b"/MarkInfo" in content
    outline = [each.get_title() for each in pypdfium2.PdfDocument(content).get_toc()]
    assert outline == ["Präambel", "§ 1 Gegenstand", "Kosten", "§ 2 Inkrafttreten", "Anlagen", "Unterschriften"]
    whole = " ".join(pages(content))
    assert whole.count("§ 1 Gegenstand") == 1
    assert "Bürgermeisterin" in whole
    assert whole.count("Dienstsiegel") == 3


def test_docx_has_real_headings_tables_and_numbers(instrument: Instrument) -> None:
    read = docx.Document(io.BytesIO(making.make("vereinbarung.docx", source(instrument))))
    headings = [each.text for each in read.paragraphs if ((each.style and each.style.name) or "").startswith("Heading")]
    assert headings[:3] == ["Präambel", "§ 1 Gegenstand", "Kosten"]
    assert [cell.text for cell in read.tables[0].rows[1].cells] == ["Ahrenau", "50 %"]
    assert "1. Die Beteiligten unterhalten einen gemeinsamen Bauhof." in [each.text for each in read.paragraphs]
    assert "Fassung 1 vom 3. Mai 2026" in read.sections[0].footer.paragraphs[0].text


def test_council_paper_says_what_the_others_resolved(instrument: Instrument) -> None:
    papers = {name: " ".join(pages(content)) for name, content in council_papers(source(instrument)).items()}
    others = papers["Birkstedt"].split("Was die anderen")[1].split("Kosten und Finanzierung")[0]
    assert "Ahrenau Stadtrat 10. Juni 2026" in others
    assert "12 Ja" in others
    assert "1 Enthaltung" in others
    assert "Birkstedt" not in others
    own = papers["Ahrenau"].split("Was die anderen")[1].split("Kosten und Finanzierung")[0]
    assert "12 Ja" not in own
    assert own.count("noch kein") == 2


def test_council_paper_says_who_resolved_on_another_wording(instrument: Instrument) -> None:
    new = TEXT + "\nNoch ein Satz.\n"
    Wording.objects.create(instrument=instrument, number=2, text=new, digest=digest_of(new), dated_on=date(2026, 7, 1))
    bump(instrument.topic)
    papers = {name: " ".join(pages(content)) for name, content in council_papers(source(instrument)).items()}
    others = papers["Birkstedt"].split("Was die anderen")[1].split("Kosten und Finanzierung")[0]
    assert "beschlossen, aber nicht über diese Fassung" in others


@pytest.mark.parametrize("result", ["unclear", "no_evidence", "postponed", "rejected", "adopted_with_changes"])
def test_no_other_result_reads_as_adopted(instrument: Instrument, result: str) -> None:
    Resolution.objects.update(result=result)
    bump(instrument.topic)
    found = source(instrument)
    whole = " ".join(pages(making.make(f"vorlage-{found.parties[1].pk}.pdf", found)))
    others = whole.split("Was die anderen")[1].split("Kosten und Finanzierung")[0]
    assert not re.search(r"2026 beschlossen", others)


def test_look_of_the_town_and_its_logo(instrument: Instrument, world: World) -> None:
    from PIL import Image

    picture = io.BytesIO()
    Image.new("RGB", (300, 100), "#004b76").save(picture, "PNG")
    logo = stored("wappen.png", picture.getvalue(), "image/png")
    Organisation.objects.filter(pk=world.birkstedt.pk).update(brand_light="#7a1f2b", logo=logo)
    bump(instrument.topic)
    plain, dressed = (council_papers(source(instrument), "pdf")[name] for name in ("Ahrenau", "Birkstedt"))
    assert b"/Subtype/Image" not in plain
    assert b"/Subtype/Image" in dressed
    assert docx.Document(io.BytesIO(council_papers(source(instrument), "docx")["Birkstedt"])).inline_shapes


def test_publication_names_the_approval_or_says_that_none_is_shown(instrument: Instrument) -> None:
    assert "Landratsamt hat am 1. August 2026, Aktenzeichen 15-1/26 genehmigt" in " ".join(
        pages(making.make("bekanntmachung.pdf", source(instrument)))
    )
    instrument.supervision_acts.all().delete()
    bump(instrument.topic)
    assert "Eine Genehmigung ist nicht belegt" in " ".join(pages(making.make("bekanntmachung.pdf", source(instrument))))


def test_the_complete_file_names_each_file_with_its_hash(instrument: Instrument) -> None:
    with zipfile.ZipFile(io.BytesIO(making.make("akte.zip", source(instrument)))) as archive:
        index = json.loads(archive.read("index.json"))
        listed = {each["path"]: each for each in index["files"]}
        assert set(archive.namelist()) == set(listed) | {"index.html", "index.json"}
        for path, each in listed.items():
            assert hashlib.sha256(archive.read(path)).hexdigest() == each["sha256"], path
        wording = archive.read("01-vereinbarung/wortlaut.md").decode()
        annex = hashlib.sha256(archive.read("05-anlagen/001.pdf")).hexdigest()
        assert digest_of(wording, [annex]) == index["wording"]["digest"]
        resolved = json.loads(archive.read("beschluesse.json"))
        assert [(each["party"], each["result"], each["votes"]["yes"]) for each in resolved] == [
            ("Ahrenau", "adopted", 12)
        ]
        assert archive.read("06-belege/001.pdf") == b"%PDF-1.4 Niederschrift"
        assert index["checklist"]["state"] == "unclear" or index["checklist"]["missing"]
        page = archive.read("index.html").decode()
    assert "Keine Rechtsberatung" in page
    assert "Niederschrift &lt;b&gt;.pdf" in page
    assert "<b>" not in page


def test_the_complete_file_says_who_has_to_act_until_when(instrument: Instrument) -> None:
    Instrument.objects.update(rule_set="DE-NW/gkg-24", task_kind="statutory")
    instrument.publications.all().delete()
    party = instrument.parties.get(name="Birkstedt")
    Assignment.objects.create(
        instrument=instrument, act="resolution", party=party, owner="Rat Birkstedt", due_on=date(2026, 12, 10)
    )
    bump(instrument.topic)
    with zipfile.ZipFile(io.BytesIO(making.make("akte.zip", source(instrument)))) as archive:
        page = archive.read("index.html").decode()
    assert "Birkstedt: Es ist kein Beschluss eingetragen. (zuständig: Rat Birkstedt, bis 10. Dezember 2026)" in page
    assert "(zuständig: Aufsichtsbehörde)" in page
    assert "authority" not in page


def test_the_same_facts_give_the_same_bytes(instrument: Instrument) -> None:
    names = ("vereinbarung.docx", "vereinbarung.pdf", "akte.zip")
    first = [making.make(name, source(instrument)) for name in names]
    time.sleep(1.1)  # a clock inside would show
    assert [making.make(name, source(instrument)) for name in names] == first


@pytest.mark.parametrize("kind", sorted(HOSTILE))
def test_hostile_words_stay_words(world: World, kind: str) -> None:
    text = HOSTILE[kind]
    instrument = agreement(world, f"# {text[:200]}\n\n{text}\n\n| a | b |\n|---|---|\n| {text[:80]} | 2 |\n")
    Instrument.objects.update(title=text[:300], subject=text)
    Party.objects.update(name=text[:200], body=text[:120], owner=text[:160])
    Cooperation.objects.update(name=text[:200], summary=text, description=text)
    Organisation.objects.update(brand_light="#zz\"')", name=text[:200])
    bump(instrument.topic)
    found = source(instrument)
    for name in ("vereinbarung.pdf", f"vorlage-{found.parties[0].pk}.docx", f"vorlage-{found.parties[0].pk}.pdf"):
        assert making.make(name, found)
        assert re.fullmatch(r"[a-z0-9._-]+", making.file_name(name, found))
    with zipfile.ZipFile(io.BytesIO(making.make("akte.zip", found))) as archive:
        assert all(re.fullmatch(r"[a-z0-9/.-]+", name) and ".." not in name for name in archive.namelist())
        page = archive.read("index.html").decode()
    assert "<script" not in page
    assert "<img" not in page


def test_code_of_the_typesetter_is_a_text(world: World) -> None:
    found = source(agreement(world, '# #read("/etc/passwd")\n\n#panic("x") $ \\ @ <label> `code` https://a.example\n'))
    whole = " ".join(pages(making.make("vereinbarung.pdf", found)))
    assert '#read("/etc/passwd")' in whole
    assert '#panic("x")' in whole


def test_headings_never_skip_a_level(world: World) -> None:
    found = source(agreement(world, "#### Tief\n\nText\n\n# Hoch\n\n###### Ganz tief\n\n- # In der Liste\n"))
    assert making.make("vereinbarung.pdf", found)
    assert making.make("bekanntmachung.pdf", found)


def test_a_text_of_300_pages_takes_less_than_ten_seconds(world: World) -> None:
    section = (
        "# § {0} Aufgabe\n\n"
        + "Die Beteiligten stimmen sich über ihre Vorhaben ab, soweit es nötig ist. " * 45
        + "\n\n"
    )
    found = source(agreement(world, "".join(section.format(number) for number in range(470))))
    begun = time.process_time()
    content = making.make("vereinbarung.pdf", found)
    assert time.process_time() - begun < 10
    assert len(pypdfium2.PdfDocument(content)) >= 300
    assert making.is_large("vereinbarung.pdf", found)


def test_large_papers_are_made_in_the_background(world: World, client: CastClient) -> None:
    instrument = agreement(world, TEXT + "Satz. " * making.LARGE)
    client.sign_in(world.vera)
    home = reverse("cooperation:papers", args=[world.cooperation.pk, instrument.pk])
    name = "unterschriften.pdf"
    direct = client.get(reverse("cooperation:paper", args=[world.cooperation.pk, instrument.pk, name]))
    assert direct.status_code == 302
    address = reverse("cooperation:paper_prepare", args=[world.cooperation.pk, instrument.pk, name])
    assert client.post(address).status_code == 303
    assert "wird erstellt" in client.get(home).content.decode()
    tasks.make_paper.call(PreparedPaper.objects.get().pk)
    made = PreparedPaper.objects.get()
    assert (made.state, made.done) == ("ready", 1)
    assert made.file is not None
    assert client.get(made.file.get_absolute_url()).status_code == 200
    assert made.file.get_absolute_url() in client.get(home).content.decode()
    client.sign_in(world.otto)
    assert client.get(made.file.get_absolute_url()).status_code == 404


def test_progress_is_told_and_a_failure_is_said(
    instrument: Instrument, world: World, client: CastClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[int, int]] = []
    making.make("akte.zip", source(instrument), lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] == len(told)
    prepare_paper(actor=world.vera, instrument=instrument, name="akte.zip", on=DAY)
    monkeypatch.setattr(making, "make", lambda *_: 1 / 0)
    tasks.make_paper.call(PreparedPaper.objects.get().pk)
    client.sign_in(world.vera)
    page = client.get(reverse("cooperation:papers", args=[world.cooperation.pk, instrument.pk])).content.decode()
    assert "nicht gelungen" in page
    again = prepare_paper(actor=world.vera, instrument=instrument, name="akte.zip", on=DAY)
    assert again == prepare_paper(actor=world.bob, instrument=instrument, name="akte.zip", on=DAY)
    assert PreparedPaper.objects.count() == 1


def test_who_may_ask(instrument: Instrument, world: World) -> None:
    for person in (world.otto, world.zoe):
        with pytest.raises(NotAllowed):
            prepare_paper(actor=person, instrument=instrument, name="akte.zip", on=DAY)
    for name in ("vorlage-999999.pdf", "../akte.zip", "vereinbarung.exe"):
        with pytest.raises(RuleBroken):
            prepare_paper(actor=world.vera, instrument=instrument, name=name, on=DAY)
    empty = Instrument.objects.create(cooperation=world.cooperation, kind="contract", title="Leer", slug="leer")
    with pytest.raises(RuleBroken):
        prepare_paper(actor=world.vera, instrument=empty, name="akte.zip", on=DAY)


def test_everybody_reads_only_the_wording_of_published_instruments(world: World, client: CastClient) -> None:
    instrument = agreement(world)
    address = reverse("cooperation:public_paper", args=[world.cooperation.slug, instrument.slug, "vereinbarung.pdf"])
    assert client.get(address).status_code == 404
    Instrument.objects.update(is_public=True)
    bump(instrument.topic)
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == 'attachment; filename="gemeinsamer-bauhof-fassung-1-vereinbarung.pdf"'
    for name in ("akte.zip", "bekanntmachung.pdf", f"vorlage-{Party.objects.earliest('pk').pk}.pdf"):
        other = reverse("cooperation:public_paper", args=[world.cooperation.slug, instrument.slug, name])
        assert client.get(other).status_code == 404
    Cooperation.objects.update(is_published=False)
    bump(instrument.topic)
    assert client.get(address).status_code == 404


def test_prepared_papers_are_kept_for_a_month(instrument: Instrument, world: World) -> None:
    prepare_paper(actor=world.vera, instrument=instrument, name="akte.zip", on=DAY)
    tasks.make_paper.call(PreparedPaper.objects.get().pk)
    made = PreparedPaper.objects.get()
    assert made.file is not None
    file = made.file.pk
    rule = retention["cooperation.prepared_papers"]
    assert rule.count(made.asked_at + timedelta(days=30)) == 0
    later = made.asked_at + timedelta(days=31)
    assert rule.count(later) == 1
    assert rule.erase(later) == 1
    assert not PreparedPaper.objects.exists()
    assert not StoredFile.objects.filter(pk=file).exists()


def test_a_paper_that_was_lost_is_begun_anew(instrument: Instrument, world: World) -> None:
    first = prepare_paper(actor=world.vera, instrument=instrument, name="akte.zip", on=DAY)
    PreparedPaper.objects.update(asked_at=first.asked_at - timedelta(hours=2))
    assert prepare_paper(actor=world.vera, instrument=instrument, name="akte.zip", on=DAY).pk != first.pk
