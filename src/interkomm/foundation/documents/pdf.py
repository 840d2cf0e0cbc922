"""PDF files for everybody: tagged, PDF/UA-1, made by typst from a template of ours and values.

Values never become part of the template: they travel as JSON and typst shows them as text, so a text that looks like
typst code stays a text. A template begins so:

    #let values = json(bytes(sys.inputs.values))
    #set document(title: values.title)

It may use the fonts "Fira Sans" (ours) and typst's own; language, page number and font are set for it.
"""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from interkomm.calc.visible import visible_lines

if TYPE_CHECKING:
    from typst import Fonts

FONTS = Path(__file__).resolve().parents[2] / "ui/static/ui/vendor/fira-sans"
STANDARD: Literal["ua-1"] = "ua-1"
# Blocks of letters that our fonts and those of typst have in every style; PDF/UA forbids a place where a letter cannot be shown.
BLOCKS = (
    (0x20, 0x24F), (0x2B0, 0x4FF), (0x1E00, 0x1EFF), (0x2010, 0x203E), (0x20A0, 0x20A4), (0x20A6, 0x20BF),
    (0x2190, 0x22FF), (0x2500, 0x25FF),
)  # fmt: skip
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_PREAMBLE = """\
#set text(font: "Fira Sans", lang: "{language}", size: {size}pt, hyphenate: true)
#set page(paper: "a4", margin: (x: 1.8cm, y: 2cm), numbering: "1 / 1")
#show heading: set text(weight: "semibold")
#show strong: set text(weight: "semibold")
"""
LANGUAGES = ("de", "en")
SIZE = 10.0  # pt
_COUNTED = b"\n#context [#metadata(counter(page).final().first()) <pages>]"


def render_pdf(template: Path, values: Mapping[str, Any], *, language: str = "de", size: float = SIZE) -> bytes:
    """A PDF of a template with values.

    `template`: a .typ file of ours; `values`: JSON values, of which `title` becomes the document's title; `language`: "de"
    or "en"; `size`: of the text in pt. Characters that no font has are shown as `REPLACEMENT`. Raises ValueError for
    another language or without a title, `typst.TypstError` when the template is wrong.
    """
    import typst  # costs memory that only a process which makes PDF files shall spend

    source, inputs = _source(template, values, language, size)
    return typst.compile(source, format="pdf", font_paths=_fonts(), sys_inputs=inputs, pdf_standards=STANDARD)


def render_one_page(
    template: Path,
    values: Mapping[str, Any],
    *,
    language: str = "de",
    sizes: Sequence[float] = (10, 9, 8, 7),
    variants: Sequence[Mapping[str, Any]] = ({},),
) -> bytes:
    """The same with the largest text size that leaves everything on one page.

    `variants`: values to try instead with each size, the best one first, such as an upright and a broad page. When nothing
    fits, the smallest size of the first variant has as many pages as it needs.
    """
    for size in sizes:
        for variant in variants:
            if page_count(template, {**values, **variant}, language=language, size=size) == 1:
                return render_pdf(template, {**values, **variant}, language=language, size=size)
    return render_pdf(template, {**values, **variants[0]}, language=language, size=sizes[-1])


def page_count(template: Path, values: Mapping[str, Any], *, language: str = "de", size: float = SIZE) -> int:
    """How many pages it would have; nothing is written, which takes a fraction of the time."""
    import typst

    source, inputs = _source(template, values, language, size)
    found = typst.query(source + _COUNTED, "<pages>", field="value", one=True, font_paths=_fonts(), sys_inputs=inputs)
    return int(json.loads(found))


def _source(template: Path, values: Mapping[str, Any], language: str, size: float) -> tuple[bytes, dict[str, str]]:
    """The text that typst reads, and the values beside it."""
    shown = printable(dict(values))
    if language not in LANGUAGES or not shown.get("title"):
        raise ValueError("a PDF needs a title and one of our languages")
    source = _PREAMBLE.format(language=language, size=size) + _template(template)
    return source.encode(), {"values": json.dumps(shown, ensure_ascii=False)}


def printable(value: Any) -> Any:
    """The same JSON value with only what can be printed in its texts."""
    if isinstance(value, str):
        return _unprintable().sub(REPLACEMENT, _composed(visible_lines(value)))
    if isinstance(value, Mapping):
        return {key: printable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [printable(each) for each in value]
    return value


def printable_letters() -> str:
    """Every character that can be printed, besides the end of a line."""
    letters = (chr(number) for first, last in BLOCKS for number in range(first, last + 1))
    return (
        "".join(
            letter
            for letter in letters
            if _composed(visible_lines(f"a{letter}b")) == f"a{letter}b" and unicodedata.category(letter) != "Cn"
        )
        + REPLACEMENT
    )


def _composed(text: str) -> str:
    """Letters with their marks as one character; marks for which there is none are left out: not every style has them."""
    return "".join(each for each in unicodedata.normalize("NFC", text) if unicodedata.category(each)[0] != "M")


@lru_cache(maxsize=1)
def _unprintable() -> re.Pattern[str]:
    return re.compile(f"[^\n{re.escape(printable_letters())}]")


@lru_cache(maxsize=1)
def _fonts() -> "Fonts":
    from typst import Fonts

    return Fonts(include_system_fonts=False, font_paths=[FONTS])  # the same file everywhere


@lru_cache(maxsize=32)
def _template(path: Path) -> str:
    return path.read_text(encoding="utf-8")
