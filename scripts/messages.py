"""Keep the English texts complete: extract, merge and compile the messages of every context.

    .venv/bin/python scripts/messages.py                   # all contexts
    .venv/bin/python scripts/messages.py portal exchange   # some
    .venv/bin/python scripts/messages.py --check           # change nothing; exit code 1 when something is missing

The source language is German: msgids stand in the code. Each context has `locale/en/LC_MESSAGES/django.po`, the only
file to edit. A text that another context has translated already is taken over; a text that is not used any more is kept
as a comment (`#~`) until `--prune`. Neither places nor dates are written, so a change shows only what changed.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "interkomm"
HEADER = "# English texts of the user interface. Source language: German."
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
TEMPLATE_OPTIONS = {"newstyle_gettext": "yes", "trimmed": "yes", "trim_blocks": "yes", "lstrip_blocks": "yes"}
UNDATED = datetime(2026, 1, 1, tzinfo=UTC)
DATED_LINES = ('"POT-Creation-Date:', '"PO-Revision-Date:', '"Generated-By:')


@dataclass
class Findings:
    """What is wrong in one context; empty lists are good."""

    context: str
    untranslated: list[str] = field(default_factory=list)
    fuzzy: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    outdated: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        for kind in ("untranslated", "fuzzy", "broken", "outdated"):
            for text in getattr(self, kind):
                yield f"{self.context}: {kind}: {text}"


def contexts() -> list[str]:
    """The contexts that have any message."""
    found = [folder.name for folder in sorted(PACKAGE.iterdir()) if (folder / "__init__.py").exists()]
    return [name for name in found if any(True for _ in extracted(name))]


def owns_texts(context: str) -> bool:
    """Only an app has a catalogue; the texts of `project` must stand in one of the others."""
    return (PACKAGE / context / "apps.py").exists()


def po_path(context: str) -> Path:
    return PACKAGE / context / "locale" / "en" / "LC_MESSAGES" / "django.po"


def extracted(context: str) -> Iterator[tuple[object, list[str], str | None]]:
    """Message, comments of translators and linguistic context of each text in Python files and templates."""
    root = PACKAGE / context
    sources = [*sorted(root.glob("**/*.py")), *sorted((root / "templates").glob("**/*.*"))]
    for path in sources:
        is_python = path.suffix == ".py"
        method = "python" if is_python else "jinja2.ext:babel_extract"
        options = {} if is_python else TEMPLATE_OPTIONS
        found = extract_from_file(
            method,
            str(path),
            keywords=KEYWORDS,
            comment_tags=("Translators:",),
            options=options,
            strip_comment_tags=True,
        )
        for _line, message, comments, about in found:
            if message:
                yield message, list(comments), about


def template(context: str) -> Catalog:
    """The catalogue of what the code says now."""
    catalog = Catalog(locale="en", charset="utf-8")
    for message, comments, about in extracted(context):
        catalog.add(message, None, auto_comments=comments, context=about)  # type: ignore[arg-type]
    return catalog


def stored(context: str) -> Catalog:
    """The catalogue of the file, or an empty one."""
    path = po_path(context)
    if not path.exists():
        return Catalog(locale="en", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale="en", abort_invalid=True)


def merged(context: str, known: dict[object, object]) -> Catalog:
    """The stored translations for the texts of the code; gaps are filled with what other contexts say."""
    catalog = stored(context)
    catalog.update(template(context), no_fuzzy_matching=True, update_creation_date=False)
    for message in catalog:
        if message.id and not is_translated(message):
            message.string = known.get(key_of(message), message.string)  # type: ignore[assignment]
    return catalog


def key_of(message: Message) -> tuple[object, str | None]:
    context: object = message.context  # babel reads it from a .mo file as bytes
    return tuple_of(message.id), context.decode() if isinstance(context, bytes) else message.context


def is_translated(message: Message) -> bool:
    texts = message.string if isinstance(message.string, list | tuple) else (message.string,)
    return bool(texts) and all(texts)


def is_broken(message: Message) -> bool:
    """The translation has other placeholders than the source."""
    return is_translated(message) and any(True for _ in message.check())


def name_of(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def po_text(catalog: Catalog, *, prune: bool) -> str:
    catalog.header_comment = HEADER
    catalog.project, catalog.version = "Interkomm", "0.1"
    catalog.msgid_bugs_address, catalog.last_translator = "see CONTRIBUTING.md", "Interkomm"
    catalog.language_team, catalog.fuzzy = "English", False
    for message in catalog:
        message.flags.discard("python-brace-format")
        message.user_comments = list(dict.fromkeys(message.user_comments))
    buffer = BytesIO()
    write_po(buffer, catalog, width=0, no_location=True, ignore_obsolete=prune)
    lines = buffer.getvalue().decode().splitlines()
    return "\n".join(line for line in lines if not line.startswith(DATED_LINES)).rstrip("\n") + "\n"


def write(context: str, catalog: Catalog, *, prune: bool) -> None:
    """Write .po and .mo."""
    path = po_path(context)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(po_text(catalog, prune=prune), encoding="utf-8")
    catalog.creation_date = catalog.revision_date = UNDATED
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalog)


def compiled(context: str) -> dict[object, object]:
    path = po_path(context).with_suffix(".mo")
    if not path.exists():
        return {}
    with path.open("rb") as file:
        return {key_of(message): tuple_of(message.string) for message in read_mo(file) if message.id}


def tuple_of(text: object) -> object:
    return tuple(text) if isinstance(text, list | tuple) else text


def findings(context: str) -> Findings:
    """What is missing, compared with the code, without changing a file."""
    found = Findings(context)
    if not owns_texts(context):
        elsewhere = known_texts(contexts())
        found.untranslated = [name_of(m) for m in template(context) if m.id and key_of(m) not in elsewhere]
        return found
    catalog = stored(context)
    have = {key_of(message): message for message in catalog if message.id}
    for wanted in template(context):
        message = have.get(key_of(wanted)) if wanted.id else None
        if wanted.id and (message is None or not is_translated(message)):
            found.untranslated.append(name_of(wanted))
        elif message is not None and message.fuzzy:
            found.fuzzy.append(name_of(wanted))
        elif message is not None and is_broken(message):
            found.broken.append(name_of(wanted))
    usable = {key: tuple_of(m.string) for key, m in have.items() if is_translated(m) and not m.fuzzy}
    if usable != compiled(context):
        found.outdated.append("django.mo does not match django.po")
    return found


def known_texts(names: list[str]) -> dict[object, object]:
    """Every translation of every context."""
    catalogs = [stored(name) for name in names]
    return {key_of(m): m.string for catalog in catalogs for m in catalog if m.id and is_translated(m) and not m.fuzzy}


def collisions(names: list[str]) -> Iterator[str]:
    """The same text with different translations: at run time all contexts are one catalogue, so one of them wins everywhere.

    Such a text needs a linguistic context: `pgettext("Rat", "Sitzung")` beside `_("Sitzung")`.
    """
    meanings: dict[tuple[object, str | None], dict[object, list[str]]] = {}
    for name in filter(owns_texts, names):
        for message in stored(name):
            if message.id and is_translated(message) and not message.fuzzy:
                found = meanings.setdefault(key_of(message), {})
                found.setdefault(tuple_of(message.string), []).append(name)
    for (text, about), found in meanings.items():
        if len(found) > 1:
            said = "; ".join(f"{', '.join(where)}: {english}" for english, where in found.items())
            yield f"collision: {text}{f' [{about}]' if about else ''}: {said}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("contexts", nargs="*")
    parser.add_argument("--check", action="store_true", help="change nothing")
    parser.add_argument("--prune", action="store_true", help="drop texts that are not used any more")
    options = parser.parse_args()
    everything = contexts()
    chosen = options.contexts or everything
    if not options.check:
        known = known_texts(everything)
        for context in filter(owns_texts, chosen):
            write(context, merged(context, known), prune=options.prune)
    problems = [line for context in chosen for line in findings(context).lines()] + list(collisions(everything))
    sys.stdout.write("".join(f"{line}\n" for line in problems))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
