"""Named places in pages that upper contexts fill, so that a lower context need not know them.

A page of *participation* writes ``{{ slots("process.sidebar", request, process) }}``; *notifications*, which may import
participation but not the other way round, calls ``slots.fill("process.sidebar", follow_box)`` in its ``ready()``.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest
from django.template import loader
from markupsafe import Markup, escape

Filler = Callable[[HttpRequest, Any], str]
_fillers: defaultdict[str, list[tuple[int, Filler]]] = defaultdict(list)


def fill(place: str, filler: Filler, order: int = 50) -> None:
    """Add a function to a place; smaller ``order`` comes first. Filling twice with the same function counts once."""
    entries = _fillers[place]
    if all(known is not filler for _, known in entries):
        entries.append((order, filler))
        entries.sort(key=lambda entry: entry[0])


def clear(place: str, filler: Filler) -> None:
    """Take a function out of a place (tests)."""
    _fillers[place] = [entry for entry in _fillers[place] if entry[1] is not filler]


def render(place: str, request: HttpRequest, obj: Any = None) -> Markup:
    """Return the parts of all fillers one after another; plain strings are escaped, Markup is taken as it is."""
    return Markup("").join(escape(filler(request, obj)) for _, filler in _fillers.get(place, ()))


def render_part(template: str, context: Mapping[str, object], request: HttpRequest) -> Markup:
    """Render a Jinja2 part for a slot."""
    # The template escapes its own variables, so its result is safe markup.
    return Markup(loader.render_to_string(template, dict(context), request=request))  # noqa: S704
