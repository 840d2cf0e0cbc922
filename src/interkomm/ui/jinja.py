"""The Jinja2 environment of all our pages (setting ``TEMPLATES``: ``OPTIONS["environment"]``).

StrictUndefined: a misspelt name is an error in the first test that renders the page, not an empty place on it.
"""

import secrets
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.templatetags.static import static
from django.utils import translation
from jinja2 import Environment, StrictUndefined, pass_context
from jinja2.runtime import Context

from interkomm.ui import fields, icons, layouts, slots, text
from interkomm.ui.addresses import address
from interkomm.ui.links import Link


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """Return the address of a named URL in the language of the page."""
    return address(name, *args, **kwargs)


def safe_attributes(attributes: Mapping[str, object]) -> dict[str, object]:
    """Return attributes for ``xmlattr`` without empty ones; ValueError for what the security policy forbids."""
    for name in attributes:
        lowered = name.lower()
        if lowered.startswith(("on", "data-hx-on")) or lowered in {"style", "srcdoc"}:
            raise ValueError(f"attribute {name!r} is not allowed in pages")
    return {name: value for name, value in attributes.items() if value not in (None, False, "")}


def at_run_time(function: Callable[..., Any]) -> Callable[..., Any]:
    """Keep Jinja2 from working out a filter of a constant once, in the language of whoever came first."""

    @pass_context
    @wraps(function)
    def filter_(_context: Context, *args: Any, **kwargs: Any) -> Any:
        return function(*args, **kwargs)

    return filter_


def _filters() -> dict[str, Any]:
    filters: dict[str, Callable[..., Any]] = {
        "localdate": text.localdate,
        "localtime": text.localtime,
        "timetag": text.timetag,
        "number": text.number,
        "filesize": text.filesize,
        "plain_text": text.plain_text,
        "markdown": text.markdown,
        "truncate_words": text.truncate_words,
        "safe_attributes": safe_attributes,
    }
    return {name: at_run_time(function) for name, function in filters.items()}


def _globals() -> dict[str, Any]:
    return {
        "url": url,
        "static": static,
        "icon": icons.icon,
        "slots": slots.render,
        "Page": layouts.Page,
        "Link": Link,
        "frame_of": layouts.frame,
        "current_user": layouts.current_user,
        "page_language": lambda: translation.get_language() or "de",
        "form_field": fields.describe,
        "form_errors": fields.errors_of,
        "opened_form": lambda: secrets.token_urlsafe(9),  # tells one opened form from another (foundation.submissions)
    }


def is_escaped(name: str | None) -> bool:
    """Say whether a template's output is escaped: everything but plain text (mail), strings included."""
    return not (name or "").endswith(".txt")


def environment(**options: Any) -> Environment:
    """Return the environment with our filters, globals and translations."""
    options |= {"autoescape": is_escaped, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    options.setdefault("extensions", []).append("jinja2.ext.i18n")
    env = Environment(**options)  # noqa: S701 - autoescape is set above
    env.filters.update(_filters())
    env.globals.update(_globals())
    env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=translation.gettext,
        ngettext=translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    env.policies["ext.i18n.trimmed"] = True
    return env
