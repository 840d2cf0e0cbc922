"""Amounts and figures that nobody means: said in words, at once, and nothing typed is lost."""

import time
from urllib.parse import urlencode

import pytest
from django import forms
from django.conf import settings
from django.urls import reverse

from interkomm.cooperation.costs.fields import AmountField
from interkomm.cooperation.costs.models import CostPlan
from interkomm.cooperation.costs.table_forms import PACKED, packed, unpacked
from interkomm.cooperation.costs.table_reading import UnreadableTable, read_costs
from interkomm.cooperation.sharing.content import InvalidContent, figure_text
from tests.conftest import CastClient
from tests.world import World

ODD = ["NaN", "sNaN", "inf", "-inf", "1e400", "1e999999999", "-5", "1e18", "0,001", "--5", "5-", "½", "٣,٥٥٥", "1" * 40]


@pytest.mark.parametrize("text", ODD)
def test_odd_amounts_are_refused_in_words(text: str) -> None:
    with pytest.raises(forms.ValidationError):
        AmountField().clean(text)


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("1.234.567,89", 123456789), ("1 250", 125000), ("1250.5", 125050), ("0e999999999", 0), ("٣", 300), ("", None),
        ("-0", 0),
    ],
)  # fmt: skip
def test_usual_ways_of_writing_are_read(text: str, cents: int | None) -> None:
    assert AmountField(required=False).clean(text) == cents


@pytest.mark.parametrize(
    "value",
    ["NaN", "Infinity", "1e13", "-1", "1e-7", "1e999999999", "x", "", pytest.param(10**5000, id="endless"), None],
)
def test_odd_figures_are_refused(value: object) -> None:
    with pytest.raises(InvalidContent):
        figure_text(value, "figures")


def test_nothing_times_a_power_of_ten_is_nothing() -> None:
    """Written out it would be a text of a thousand million zeros."""
    began = time.process_time()
    assert figure_text("0e999999999", "figures") == "0"
    assert time.process_time() - began < 1


@pytest.mark.django_db
def test_pages_of_a_plan_refuse_them(world: World, client: CastClient) -> None:
    client.sign_in(world.alice)
    at = [world.cooperation.pk]
    client.post(reverse("cooperation:cost_start", args=at), {"title": "Bauhof", "key_on": "2024-12-31", "owner": ""})
    plan = CostPlan.objects.get()
    at = [*at, plan.pk]
    item = {"what": "cost", "kind": "staff", "title": "Stelle", "year": "2025", "edition": str(plan.edition)}
    for odd in ODD:
        answer = client.post(reverse("cooperation:cost_items", args=at), item | {"cents": odd})
        assert answer.status_code == 422
        assert "Stelle" in answer.content.decode()
        asked = {"geht": odd, "name": odd, "mehr": odd, "zahl-population": odd, "zehntel": odd}
        assert client.get(reverse("cooperation:cost_what_if", args=at), asked).status_code == 200
    for place in ("9" * 5000, "-1", "x", "٣"):
        sent = {"entfernen": place, "edition": "9" * 5000}
        assert client.post(reverse("cooperation:cost_items", args=at), sent).status_code == 303
    plan.refresh_from_db()
    assert plan.read().items == ()


@pytest.mark.django_db
def test_pasted_json_is_read_whatever_it_holds(world: World) -> None:
    from interkomm.cooperation.sharing.content import Content, PartnerLine

    content = Content(partners=(PartnerLine("1", "A"), PartnerLine("2", "B")))
    found = read_costs(content, '{"A": 1e400, "B": [], "A,B": "0e999999999", "\\ud800": 1, "A,A": NaN}')
    assert found.costs == {"1,2": 0}
    assert len(found.problems) == 4
    "".join(found.problems).encode()  # no half letters that a page could not write
    for broken in ("{" * 100_000, '{"costs": 5}', "{}x"):
        with pytest.raises(UnreadableTable):
            read_costs(content, broken)


def test_the_table_of_sixteen_partners_travels_within_the_limit_of_a_form() -> None:
    """65,535 groups are shown before they are stored: what the page keeps meanwhile must fit when it is sent."""
    keys = [str(number) for number in range(101, 117)]
    masks = range(1, 1 << len(keys))
    table = "\n".join("+".join(key for at, key in enumerate(keys) if mask >> at & 1) + f"\t{mask},05" for mask in masks)
    sent = packed(table)
    assert len(urlencode({"text": sent})) < settings.DATA_UPLOAD_MAX_MEMORY_SIZE < len(urlencode({"text": table}))
    assert unpacked(sent) == table
    for odd in ("", "Ahrenau\t5", f"{PACKED}x", f"{PACKED}AAAA"):
        assert unpacked(odd) == odd
