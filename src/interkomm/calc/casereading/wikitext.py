"""A small parser of wikitext: finds templates with their parameters and masks markup.

Masking replaces markup by spaces of the same length, so every position in the masked text is the position in the source.
Everything is one pass over the text; depth and numbers are bounded, hostile texts end early.
"""

import re
from dataclasses import dataclass, field

_TOKEN = re.compile(r"\{\{|\}\}|\[\[|\]\]|\|")
_TAG = re.compile(r"<(?P<name>/?[a-zA-Z]{1,20})(?:[ /][^<>]{0,300})?>")
_LINK = re.compile(r"\[\[(?P<target>[^\[\]|\n]{0,300})(?:\|(?P<label>[^\[\]\n]{0,300}))?\]\]")
_OUTSIDE = re.compile(r"\[(?:https?:)?//[^\s\[\]]{1,500}(?P<label>[^\[\]\n]{0,300})\]")
_QUOTES = re.compile(r"'{2,5}")
_ENTITY = re.compile(r"&(?:nbsp|amp|ndash|mdash|quot|thinsp|shy|#160);")
_HEADING = re.compile(r"^(?P<marks>={2,5})[ \t]*(?P<heading>[^=\n]{1,120}?)[ \t]*={2,5}[ \t]*$", re.MULTILINE)
_BEHAVIOUR = re.compile(r"__[A-Z]{3,30}__")
_HIDDEN_LINKS = ("datei:", "file:", "bild:", "image:", "kategorie:", "category:", ":datei:", ":kategorie:")
DEEPEST = 40
MOST_TOKENS = 200_000
MOST_PARAMETERS = 300


@dataclass(slots=True)
class Template:
    """A template call at `start`:`end`. `parameters`: (name, start of value, end of value); unnamed ones are "1", "2"."""

    name: str
    start: int
    end: int
    parameters: list[tuple[str, int, int]] = field(default_factory=list)
    is_closed: bool = True


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; the section begins at `end`."""

    text: str
    start: int
    end: int


def without_comments(text: str) -> str:
    """The text with comments, nowiki marks and footnotes masked."""
    for opening, closing in (("<!--", "-->"), ("<ref", "</ref>")):
        if opening in text:
            text = _mask_between(text, opening, closing)
    return text


def _mask_between(text: str, opening: str, closing: str) -> str:
    pieces: list[str] = []
    at = 0
    while (start := text.find(opening, at)) >= 0:
        tag_end = text.find(">", start, start + 400)
        if opening == "<ref" and tag_end > 0 and text[tag_end - 1] == "/":
            end = tag_end + 1
        else:
            closed = text.find(closing, start)
            if closed < 0:
                break
            end = closed + len(closing)
        pieces += (text[at:start], _blank(text[start:end]))
        at = end
    return "".join((*pieces, text[at:]))


def _blank(text: str) -> str:
    """Spaces of the same length; line ends stay."""
    return " " * len(text) if "\n" not in text else "".join("\n" if sign == "\n" else " " for sign in text)


def templates(text: str) -> list[Template]:
    """The outermost templates, in order. One that is never closed ends with the text and says so."""
    found: list[Template] = []
    depth, links = 0, 0
    cuts: list[int] = []
    for number, token in enumerate(_TOKEN.finditer(text)):
        if number >= MOST_TOKENS or depth > DEEPEST:
            break
        sign, at = token[0], token.start()
        if sign == "{{":
            depth += 1
            if depth == 1:
                found.append(Template("", at, len(text), is_closed=False))
                cuts, links = [at + 2], 0
        elif sign == "}}" and depth:
            depth -= 1
            if depth == 0:
                _close(found[-1], text, cuts, at)
        elif depth == 1:
            links = _cut(text, sign, at, links, cuts)
    if found and not found[-1].is_closed and cuts:
        _close(found[-1], text, cuts, len(text))
        found[-1].is_closed, found[-1].end = False, len(text)
    return found


def _cut(text: str, sign: str, at: int, links: int, cuts: list[int]) -> int:
    """Remember where a parameter begins; a bar inside a link is none, unless it begins a line."""
    if sign == "[[":
        return links + 1
    if sign == "]]":
        return max(0, links - 1)
    if links == 0 or text[max(0, at - 10) : at].rstrip(" \t").endswith("\n"):
        if len(cuts) <= MOST_PARAMETERS:
            cuts.append(at + 1)
        return 0
    return links


def _close(template: Template, text: str, cuts: list[int], end: int) -> None:
    template.is_closed, template.end = True, min(len(text), end + 2)
    ends = [*(cut - 1 for cut in cuts[1:]), end]
    template.name = text[cuts[0] : min(ends[0], cuts[0] + 120)].strip()
    for number, (start, stop) in enumerate(zip(cuts[1:], ends[1:], strict=True), 1):
        equals = text.find("=", start, min(stop, start + 120))
        name = text[start:equals].strip() if equals >= 0 else ""
        if name and not any(sign in name for sign in "[{<"):
            template.parameters.append((name, equals + 1, stop))
        else:
            template.parameters.append((str(number), start, stop))


def mask(text: str) -> str:
    """The words without markup, of the same length. Templates are not masked here (`templates`)."""
    if "[" in text:
        text = _OUTSIDE.sub(_outside, _LINK.sub(_link, text))
    if "<" in text:
        text = _TAG.sub(_tag, text)
    if "''" in text:
        text = _QUOTES.sub(_spaces, text)
    if "&" in text:
        text = _ENTITY.sub(_spaces, text)
    return _BEHAVIOUR.sub(_spaces, text) if "__" in text else text


def _spaces(match: re.Match[str]) -> str:
    return _blank(match[0])


def _tag(match: re.Match[str]) -> str:
    return "\n".ljust(len(match[0])) if match["name"].lower() in ("br", "p", "li") else _blank(match[0])


def _link(match: re.Match[str]) -> str:
    target = match["target"]
    if target.lower().startswith(_HIDDEN_LINKS):
        return _blank(match[0])
    return _kept(match, "label") if match["label"] else _kept(match, "target")


def _outside(match: re.Match[str]) -> str:
    return _kept(match, "label") if match["label"].strip() else _blank(match[0])


def _kept(match: re.Match[str], group: str) -> str:
    """Only one group of a match stays; an annotation "[[Sektor::öffentlich]]" shows its value."""
    start, end = match.span(group)
    if group == "target" and "::" in match[group]:
        start = match.string.rindex("::", start, end) + 2
    return (
        _blank(match.string[match.start() : start]) + match.string[start:end] + _blank(match.string[end : match.end()])
    )


def annotations(text: str) -> list[tuple[str, int, int]]:
    """Semantic annotations "[[Property::value]]": (property, start of value, end of value)."""
    found: list[tuple[str, int, int]] = []
    for match in _LINK.finditer(text):
        name, separator, _value = match["target"].partition("::")
        if separator and len(found) < MOST_PARAMETERS:
            found.append((name, match.start("target") + len(name) + 2, match.end("target")))
    return found


def headings(text: str) -> list[Heading]:
    """Headings "== Beschreibung ==", in order."""
    return [Heading(match["heading"], match.start(), match.end()) for match in _HEADING.finditer(text)]
