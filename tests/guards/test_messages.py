"""Every text of the user interface has an English translation, and the compiled file is the one of the source."""

import ast
from pathlib import Path

import pytest

from scripts import messages

PO = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
)


@pytest.mark.parametrize("context", messages.contexts())
def test_english_is_complete(context: str) -> None:
    assert not list(messages.findings(context).lines()), "run scripts/messages.py and fill django.po"


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A context `trees` with a text in Python, one in a template and one with plural."""
    root = tmp_path / "trees"
    (root / "templates" / "trees").mkdir(parents=True)
    (root / "locale" / "en" / "LC_MESSAGES").mkdir(parents=True)
    (root / "__init__.py").touch()
    (root / "apps.py").write_text('from x import gettext as _\nNAME = _("Der Baum")\n')
    page = '{{ _("Ast %(number)s", number=1) }}{{ ngettext("%(num)s Blatt", "%(num)s Blätter", 2) }}'
    (root / "templates" / "trees" / "page.html").write_text(page, encoding="utf-8")
    monkeypatch.setattr(messages, "PACKAGE", tmp_path)
    return root


def write(text: str) -> None:
    messages.po_path("trees").write_text(PO + text, encoding="utf-8")


def merge() -> None:
    messages.write("trees", messages.merged("trees", {}), prune=False)


WHOLE = (
    'msgid "Der Baum"\nmsgstr "The tree"\n\nmsgid "Ast %(number)s"\nmsgstr "Branch %(number)s"\n\n'
    'msgid "%(num)s Blatt"\nmsgid_plural "%(num)s Blätter"\nmsgstr[0] "%(num)s leaf"\nmsgstr[1] "%(num)s leaves"\n'
)


def test_a_complete_context_passes(package: Path) -> None:
    write(WHOLE)
    merge()
    assert not list(messages.findings("trees").lines())


def test_without_file_everything_is_missing(package: Path) -> None:
    assert messages.findings("trees").untranslated == ["Der Baum", "Ast %(number)s", "%(num)s Blatt"]


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("The tree", "", "untranslated"),
        ("%(num)s leaves", "", "untranslated"),
        ("Branch %(number)s", "Branch %(numbre)s", "broken"),
        ('msgid "Der Baum"', '#, fuzzy\nmsgid "Der Baum"', "fuzzy"),
    ],
)
def test_each_fault_is_found(package: Path, before: str, after: str, kind: str) -> None:
    write(WHOLE.replace(before, after))
    merge()
    assert getattr(messages.findings("trees"), kind)


def test_a_forgotten_compilation_is_found(package: Path) -> None:
    write(WHOLE)
    merge()
    write(WHOLE.replace("The tree", "The old tree"))
    assert messages.findings("trees").outdated


def test_merging_keeps_what_was_translated_and_writes_no_dates(package: Path) -> None:
    write(WHOLE + '\nmsgid "Die Wurzel"\nmsgstr "The root"\n')
    merge()
    first = messages.po_path("trees").read_text(encoding="utf-8")
    merge()
    assert messages.po_path("trees").read_text(encoding="utf-8") == first
    assert '#~ msgstr "The root"' in first
    assert 'msgstr "The tree"' in first
    assert "Date" not in first


def test_a_text_that_another_context_has_is_taken_over(package: Path) -> None:
    catalog = messages.merged("trees", {("Der Baum", None): "The tree of others"})
    tree = catalog.get("Der Baum")
    assert tree is not None
    assert tree.string == "The tree of others"


def test_texts_are_only_fetched_by_names_that_are_collected() -> None:
    """`from … import gettext as _text` would show German to everybody: what it is called with is never extracted."""
    strange = [
        f"{path.relative_to(messages.PACKAGE)}: {name.name} as {name.asname}"
        for path in sorted(messages.PACKAGE.glob("**/*.py"))
        if "utils.translation" in (text := path.read_text(encoding="utf-8"))
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for name in node.names
        if name.name in messages.KEYWORDS and (name.asname or name.name) not in messages.KEYWORDS
    ]
    assert not strange


def test_no_text_means_two_things() -> None:
    assert not list(messages.collisions(messages.contexts())), (
        "unify the English, or use pgettext (scripts/messages.py)"
    )


@pytest.mark.parametrize(("said", "found"), [("Bank", []), ("Bench", ["collision: Bank: forests: Bench; trees: Bank"])])
def test_a_text_with_two_meanings_is_found(package: Path, said: str, found: list[str]) -> None:
    other = package.parent / "forests"
    (other / "locale" / "en" / "LC_MESSAGES").mkdir(parents=True)
    (other / "apps.py").touch()
    write('msgid "Bank"\nmsgstr "Bank"\n')
    messages.po_path("forests").write_text(f'{PO}msgid "Bank"\nmsgstr "{said}"\n', encoding="utf-8")
    assert list(messages.collisions(["forests", "trees"])) == found


def test_texts_with_a_context_are_collected_from_code_and_pages(package: Path) -> None:
    (package / "seats.py").write_text('from x import pgettext\nSEAT = pgettext("Park", "Bank")\n')
    (package / "templates" / "trees" / "money.html").write_text('{{ pgettext("Geld", "Bank") }}{{ _("Bank") }}')
    merge()
    abouts = {m.context for m in messages.stored("trees") if m.id == "Bank"}
    assert abouts == {"Park", "Geld", None}
