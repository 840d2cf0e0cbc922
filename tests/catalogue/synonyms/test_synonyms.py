"""The editors keep the words that mean the same; the search knows them at once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from interkomm.catalogue.finding.engine import Query, find
from interkomm.catalogue.models import SynonymGroup
from interkomm.catalogue.synonyms import services
from interkomm.catalogue.synonyms.groups import checked, read_csv
from interkomm.catalogue.vocabulary.synonyms import load_shipped, shipped
from interkomm.foundation.audit.models import AuditEntry
from interkomm.foundation.use_cases import NotAllowed, RuleBroken
from tests.catalogue.making import released
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(world: World) -> Client:
    client = Client()
    client.force_login(world.rita)
    return client


def names(words: str) -> list[str]:
    return [row.name for row in find(Query(words=words)).rows]


def test_a_new_group_is_searched_at_once_and_below_the_word_itself(world: World, editor: Client) -> None:
    released(world)
    assert names("Fuhrpark") == []
    editor.post(reverse("catalogue:add_synonyms"), {"words": "Bauhof\nFuhrpark\n\nBauhof"})
    assert SynonymGroup.objects.latest("pk").words == ["Bauhof", "Fuhrpark"]
    assert names("Fuhrpark") == ["Bauhof Ahrenau–Birkstedt"]
    assert find(Query(words="Fuhrpark")).expanded == ("Bauhof",)
    assert AuditEntry.objects.filter(action="catalogue.synonyms.add").count() == 1


def test_a_preview_says_what_each_word_finds_and_stores_nothing(world: World, editor: Client) -> None:
    released(world)
    before = SynonymGroup.objects.count()
    answer = editor.post(reverse("catalogue:add_synonyms"), {"words": "Bauhof\nFuhrpark", "preview": "1"})
    page = answer.content.decode()
    assert '<dt lang="de">Bauhof</dt><dd>1</dd>' in page
    assert '<dt lang="de">Fuhrpark</dt><dd>0</dd>' in page
    assert SynonymGroup.objects.count() == before


def test_a_change_and_a_deletion_count_at_once(world: World, editor: Client) -> None:
    released(world)
    group = services.add_synonyms(actor=world.rita, words=checked(["Bauhof", "Fuhrpark"]))
    editor.post(reverse("catalogue:change_synonyms", args=[group.pk]), {"words": "Bauhof\nMaschinenring"})
    assert (names("Fuhrpark"), len(names("Maschinenring"))) == ([], 1)
    address = reverse("catalogue:delete_synonyms", args=[group.pk])
    assert "Diese Gruppe löschen?" in editor.get(address).content.decode()
    assert SynonymGroup.objects.exists()
    editor.post(address)
    assert names("Maschinenring") == []
    assert AuditEntry.objects.get(action="catalogue.synonyms.delete").before["words"] == ["Bauhof", "Maschinenring"]


@pytest.mark.parametrize("words", [["Bauhof"], ["Bauhof", "Bauhöfe"], ["", " "], ["x" * 81, "y"], ["!", "?"]])
def test_words_that_make_no_group_are_refused(words: list[str]) -> None:
    with pytest.raises(RuleBroken):
        checked(words)


def test_the_same_group_twice_is_refused_however_it_is_written(world: World) -> None:
    services.add_synonyms(actor=world.rita, words=checked(["Bauhof", "Betriebshof"]))
    with pytest.raises(RuleBroken):
        services.add_synonyms(actor=world.rita, words=checked(["betriebshöfe", "BAUHOF"]))
    other = services.add_synonyms(actor=world.rita, words=checked(["Kita", "Hort"]))
    with pytest.raises(RuleBroken):
        services.change_synonyms(actor=world.rita, group=other, words=checked(["Bauhof", "Betriebshof"]))


def test_others_keep_no_synonyms(world: World) -> None:
    group = SynonymGroup.objects.create(words=["a1", "b1"])
    for act in (
        lambda: services.add_synonyms(actor=world.alice, words=checked(["Kita", "Hort"])),
        lambda: services.change_synonyms(actor=world.alice, group=group, words=checked(["Kita", "Hort"])),
        lambda: services.delete_synonyms(actor=world.alice, group=group),
        lambda: services.import_synonyms(actor=world.alice, groups=[]),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_the_table_that_is_written_can_be_read_again(world: World, editor: Client) -> None:
    load_shipped()
    count = SynonymGroup.objects.count()
    answer = editor.get(reverse("catalogue:synonyms_csv"))
    table = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    SynonymGroup.objects.filter(pk=SynonymGroup.objects.order_by("pk")[3].pk).delete()
    file = SimpleUploadedFile("begriffe.csv", table + b"Kirmes | Dorffest;\r\n")
    editor.post(reverse("catalogue:import_synonyms"), {"file": file})
    assert SynonymGroup.objects.count() == count + 1
    assert AuditEntry.objects.filter(action="catalogue.synonyms.add").count() == 2


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"a;b\r\nnur ein Wort;", b"x" * 1_000_001, b"a\r\nb\x00|c"])
def test_a_file_that_is_no_table_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(RuleBroken) as refused:
        read_csv(content)
    assert str(refused.value)


def test_a_new_site_has_the_shipped_list_once(world: World) -> None:
    assert len(shipped()) >= 60
    stored = load_shipped()
    assert stored in (0, len(shipped()))  # 0: loaded with the tables
    SynonymGroup.objects.all().delete()
    assert load_shipped() == 0


def test_every_shipped_group_is_one_that_an_editor_could_write() -> None:
    keys = [checked(each["words"], each.get("note", "")).key for each in shipped()]
    assert len(set(keys)) == len(keys)


def test_a_word_is_found_in_the_list(world: World, editor: Client) -> None:
    SynonymGroup.objects.create(words=["Musikschule", "Tonkunst"])
    SynonymGroup.objects.create(words=["Kita", "Hort"])
    page = editor.get(reverse("catalogue:synonyms"), {"q": "tonkuns"}).content.decode()
    assert "Musikschule = Tonkunst" in page
    assert "Kita = Hort" not in page
