"""Macros show hostile strings as text, bind labels, hints and errors, and refuse forbidden attributes."""

import re
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.template import engines
from django.utils import translation
from jinja2 import ChoiceLoader, DictLoader, FileSystemLoader
from markupsafe import Markup

from interkomm.ui.brands import Brand
from interkomm.ui.figures import Bar, Phase
from interkomm.ui.icons import icon
from interkomm.ui.jinja import environment
from interkomm.ui.links import Link
from interkomm.ui.lists import Column, PageLinks, Sort
from interkomm.ui.sample import SampleForm

UI_TEMPLATES = Path(__file__).resolve().parents[2] / "src/interkomm/ui/templates"
EVIL = "\"'><script>alert(1)</script><b onclick=x>"
LINK = Link(EVIL, "/x?a=1&b=2", meta=EVIL, children=(Link(EVIL, "/y"),))


def render(source: str, **context: Any) -> str:
    template = engines.all()[0].from_string(source)
    with translation.override("de"):
        return str(template.render(context))


CALLS = {
    "actions": (
        "button(e, name=e, value=e)",
        "link_button(e, '/')",
        "menu(e, (link,))",
        "copy_link('/', e)",
        "anchor('a', e)",
        "post_button(e, '/x', '', confirm=e)",
    ),
    "messages": ("alert(e, e, 'danger')", "badge(e, 'success')", "empty(e, e)"),
    "layout": (
        "card(e, '/', meta=e, badge=e)",
        "facts(((e, e),))",
        "breadcrumbs((link,), current=e)",
        "section_links((link,), e)",
        "previous_next(link, link)",
        "table_of_contents((link,), e)",
        "figure_number(e, e)",
    ),
    "progress": (
        "progress(e, 1, 2, e)",
        "timeline(phases)",
        "phase_banner(e, e, ends=e, action=link)",
        "steps((e, e), 1)",
    ),
    "table": ("table(e, columns, ((e, e),), sort)", "pagination(pages)"),
    "comments": ("quote(e, '/')",),
    "charts": ("bar_chart(e, bars, unit=e, text=e)",),
    "pages": ("confirmation(e, e, e, '/', '')",),
}


@pytest.mark.parametrize(("file", "call"), [(file, call) for file, calls in CALLS.items() for call in calls])
def test_hostile_text_stays_text(file: str, call: str) -> None:
    name = call.split("(", 1)[0]
    html = render(
        f'{{% from "ui/components/{file}.html" import {name} %}}{{{{ {call} }}}}',
        e=EVIL,
        link=LINK,
        phases=[Phase(EVIL, EVIL, state, EVIL, "/") for state in ("past", "now", "future")],
        columns=(Column(EVIL, "a"), Column(EVIL, is_numeric=True)),
        sort=Sort("a", True, {"a": "/?sort=a"}),
        pages=PageLinks(2, 3, "/?a=1", "/?a=1&b=2", "/?page=3", "/?page=3", ((1, "/"), (2, ""), (3, "/?page=3"))),
        bars=(Bar(EVIL, 3, EVIL), Bar("leer", 0)),
    )
    assert "<script" not in html
    assert "<b onclick" not in html
    assert "&lt;script&gt;" in html or name == "pagination"


@pytest.mark.parametrize(
    "file_call", ["comments:comment('c', e, e)", "comments:official_answer(e, e)", "layout:accordion(e)"]
)
def test_hostile_text_in_macros_with_a_body(file_call: str) -> None:
    file, call = file_call.split(":")
    name = call.split("(", 1)[0]
    html = render(
        f'{{% from "ui/components/{file}.html" import {name} %}}{{% call {call} %}}{{{{ e }}}}{{% endcall %}}', e=EVIL
    )
    assert "<script" not in html
    assert "<b onclick" not in html


class HostileForm(forms.Form):
    text = forms.CharField(label=EVIL, help_text=EVIL, widget=forms.Textarea, max_length=9)
    choice = forms.ChoiceField(label=EVIL, choices=((EVIL, EVIL),), widget=forms.RadioSelect)
    select = forms.ChoiceField(label=EVIL, choices=((EVIL, EVIL),))


FORM = '{% from "ui/components/forms.html" import form_frame %}{{ form_frame(form) }}'


def test_hostile_labels_and_values_of_forms_stay_text() -> None:
    html = render(FORM, form=HostileForm({"text": EVIL + "</textarea><script>", "choice": "x", "select": EVIL}))
    assert "<script" not in html
    assert "<b onclick" not in html


def test_form_binds_hint_error_and_summary() -> None:
    html = render(FORM, form=SampleForm({"email": "x"}, auto_id="id_%s"))
    assert re.search(r'<label class="kern-label" for="id_name">', html)
    control = re.search(r'<input[^>]*id="id_name"[^>]*>', html)
    assert control is not None
    assert 'aria-describedby="id_name_helptext id_name_error"' in control[0]
    assert 'aria-invalid="true"' in control[0]
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert '<a href="#id_name">' in html
    assert '<a href="#id_answer_0">' in html, "a group is reached by its first choice"
    assert "Bitte prüfen Sie 6 Angaben" in html
    assert 'enctype="multipart/form-data"' in html


def test_every_label_of_a_form_points_to_a_control() -> None:
    html = render(FORM, form=SampleForm(auto_id="id_%s"))
    targets = re.findall(r'<label[^>]*for="([^"]+)"', html)
    assert len(targets) == 12
    for target in targets:
        assert re.search(rf'<(input|select|textarea)[^>]*id="{target}"', html), target


def test_form_without_errors_has_no_summary() -> None:
    assert "ik-error-summary" not in render(FORM, form=SampleForm())


@pytest.mark.parametrize("name", ["onclick", "ONCLICK", "style", "data-hx-on:click", "srcdoc"])
def test_forbidden_attributes_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="not allowed"):
        render('{% from "ui/components/actions.html" import button %}{{ button("x", attrs={name: "y"}) }}', name=name)


def test_icons_are_decoration_unless_they_have_a_label() -> None:
    assert 'aria-hidden="true"' in icon("info")
    assert 'aria-label="&lt;b&gt;"' in icon("info", "<b>")
    with pytest.raises(KeyError):
        icon("unicorn")


def test_constants_follow_the_language_of_the_page() -> None:
    template = engines.all()[0].from_string("{{ 1234|number }}")
    with translation.override("de"):
        german = template.render({})
    with translation.override("en"):
        english = template.render({})
    assert (german, english) == ("1.234", "1,234")


def test_misspelt_name_is_an_error() -> None:
    with pytest.raises(Exception, match="undefined"):
        render("{{ nobody_knows }}")


def test_mail_is_plain_text() -> None:
    child = '{% extends "ui/mail/base.txt" %}{% block content %}Hallo {{ name }}{% endblock %}'
    loader = ChoiceLoader([DictLoader({"hallo.txt": child}), FileSystemLoader(UI_TEMPLATES)])
    brand = Brand(name="Ahornstadt", imprint_url="https://a.example/i")
    with translation.override("de"):
        text = environment(loader=loader).get_template("hallo.txt").render(name="Meier & Söhne <x>", brand=brand)
    assert text.startswith("Hallo Meier & Söhne <x>")
    assert "Impressum: https://a.example/i" in text


def test_markup_of_callers_is_kept() -> None:
    html = render('{% from "ui/components/layout.html" import facts %}{{ facts((("a", m),)) }}', m=Markup("<b>x</b>"))
    assert "<dd><b>x</b></dd>" in html
