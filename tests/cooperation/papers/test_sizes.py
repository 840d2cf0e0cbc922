"""What the public page says of the size of a paper holds for the paper."""

import random

import pytest
from django.urls import reverse

from interkomm.cooperation.instruments.models import Instrument
from interkomm.cooperation.instruments.sizes import rounded, sizes_of
from interkomm.cooperation.papers import making
from interkomm.cooperation.papers.source import source_of
from interkomm.ui.text import filesize
from tests.conftest import CastClient
from tests.cooperation.papers.making import DAY, TEXT, agreement
from tests.world import World

pytestmark = pytest.mark.django_db


def prose(letters: int) -> str:
    """Words that compress about as German does."""
    drawn = random.Random(7)
    syllables = (
        "ge",
        "ver",
        "be",
        "mein",
        "schaft",
        "lich",
        "ung",
        "an",
        "trag",
        "Kost",
        "en",
        "bau",
        "hof",
        "Stadt",
        "rat",
    )
    words = ("".join(drawn.choices(syllables, k=drawn.randint(1, 4))) for _place in range(letters // 9))
    return "\n\n".join(
        f"## § {place}\n\n{' '.join(words_of)}." for place, words_of in enumerate(_parts(list(words)), 1)
    )


def _parts(words: list[str], size: int = 90) -> list[list[str]]:
    return [words[at : at + size] for at in range(0, len(words), size)]


@pytest.mark.parametrize("text", [TEXT, prose(40_000)], ids=["short", "long"])
def test_the_size_that_is_told_is_about_the_size(world: World, client: CastClient, text: str) -> None:
    made = agreement(world, text, is_public=True)
    source = source_of(made.pk, DAY)
    assert source is not None
    told = sizes_of(source.instrument)
    for form in ("pdf", "docx"):
        real = len(making.make(f"vereinbarung.{form}", source))
        assert 0.7 * real < told[form] < 1.4 * real, (form, real, told)
    for name, args in (("public_instrument", [made.slug]), ("public_cooperation", [])):
        page = client.get(reverse(f"cooperation:{name}", args=[world.cooperation.slug, *args])).content.decode()
        assert f"etwa {filesize(told['pdf'])}" in page, name
        assert f"etwa {filesize(told['docx'])}" in page, name


def test_nothing_is_told_without_a_wording(world: World) -> None:
    made = Instrument.objects.create(cooperation=world.cooperation, kind="mandating", title="Leer", slug="leer")
    assert sizes_of(made) == {}
    assert [rounded(size) for size in (7, 19_432, 1_072_381)] == [7, 19_000, 1_100_000]
