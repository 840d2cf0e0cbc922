"""Strings that hurt careless programs, and a way to put them into every text of every table."""

from collections.abc import Iterator
from html.parser import HTMLParser

from django.apps import apps
from django.db import models

MARK = "xqzj"  # stands in every hostile string, so that its places on a page can be found
_SCRIPT = f"<script>{MARK}()</script><img src=x onerror={MARK}()>"
_ATTRIBUTE = f"\" onmouseover=\"{MARK}()\" x='' onfocus='{MARK}()' autofocus='"
_END = f"</textarea></title></style></script><!--{MARK}--><script>{MARK}()</script>"
_TEMPLATE = f"{{{{ 7*7 }}}}{{% raise %}}${{7*7}} {MARK} %(x)s %s {{0}}"
_SQL = f"'; DROP TABLE participation_contribution; -- {MARK}"
_ODD = f"\u202eabc\u202c\u2066{MARK}\u2069\u200f \u200b\u200c\u200d\ufeff{MARK}\u200b 👩‍👩‍👧‍👦🏳️‍🌈 Z̸͖͝a̷l̴g̵o̶ 𝕋"
_LINES = f"a\r\nSet-Cookie: {MARK}=1\r\n\r\n<b>{MARK}</b>\n\t\x0b"
_MARKDOWN = f"[{MARK}](javascript:alert(1)) ![x](//evil.example/{MARK}.png) <svg/onload={MARK}()>"
HOSTILE = {  # short fields take only the beginning, so each begins differently
    "markup": " ".join([_SCRIPT, _ATTRIBUTE, _END, _MARKDOWN]),
    "attributes": " ".join([_ATTRIBUTE, _END, _SCRIPT, _TEMPLATE]),
    "addresses": f"javascript:{MARK}()//{_ATTRIBUTE}",
    "odd": " ".join([_ODD, _SQL, _TEMPLATE, _MARKDOWN]),
    "lines": " ".join([_LINES, _ODD, _END]),
    "long": f"{_SQL}{MARK * 3000}",
}
NULL = f"a\x00{MARK}\x00"  # no database keeps it: only sent, never stored
SKIPPED_APPS = {"contenttypes", "auth", "sessions", "django_tasks_database", "axes", "mfa", "socialaccount", "account"}
KEPT = {  # machines read these: keys, states, hashes, addresses of pages
    "accounts.User": {"password", "email", "language"},
    "foundation.AuditEntry": {"action", "subject_type", "subject_id"},
    "foundation.StoredFile": {"sha256", "media_type", "access", "access_key"},
    "foundation.TopicVersion": {"topic"},
    "places.Area": {"official_key", "regional_key", "nuts", "postcode"},
    "organisations.Organisation": {"brand_light", "brand_dark"},
    "organisations.Invitation": {"token_hash", "email"},
    "cooperation.ConsentRequest": {"subject_type", "act"},
    "cooperation.Resolution": {"body"},  # part of OParl addresses; hostile councils: tests/exchange/oparl
    "cooperation.PreparedPaper": {"name"},
    "cooperation.CalendarKey": {"token_hash"},
    "cooperation.Decision": {"rule"},
    "cooperation.Instrument": {"rule_set"},
    "cooperation.Wording": {"digest"},
    "cooperation.Party": {"state"},
    "cooperation.SupervisionAct": {"state"},
    "cooperation.Assignment": {"act"},
    "catalogue.Case": {"status", "legal_form"},
    "catalogue.CasePartner": {"official_key", "country", "kind", "role"},
    "catalogue.CaseTerm": {"vocabulary", "code"},
    "catalogue.CaseLink": {"url", "final_url", "place"},
    "catalogue.ContactAddress": {"email"},
    "catalogue.Question": {"asker_email", "language", "token_hash"},
    "planning.ConceptVersion": {"source_sha256"},
    "planning.ConceptImport": {"source_sha256"},
    "notifications.Follow": {"email", "language"},
    "planning.Section": {"key"},
    "planning.Paragraph": {"anchor"},
    "participation.Contribution": {
        "public_id",
        "section_key",
        "anchor",
        "submission_key",
        "token_hash",
        "quote_suffix",
    },
    "participation.ProcessPart": {"format"},
    "participation.Tally": {"section_key", "anchor"},
    "participation.Support": {"supporter_key"},
    "notifications.OutboxMail": {"purpose", "dedupe_key", "message_id"},
    "portal.SearchEntry": {"key", "source", "path", "place_tokens"},
    "usersessions.UserSession": {"session_key"},
}
TEXTS_IN_JSON = {
    "foundation.AuditEntry": ("before", "after"),
    "planning.ConceptImport": ("recognised",),
    "catalogue.Revision": ("content",),
    "cooperation.Resolution": ("conditions",),
}
WORDS_IN_JSON = {"name", "title", "text", "introduction", "de", "quote", "note", "written", "publisher", "organisation"}
LONGEST_IN_JSON = 2000  # a name in a record of the catalogue


def text_fields(model: type[models.Model]) -> Iterator[models.Field]:  # type: ignore[type-arg]
    """Fields whose text people write or read."""
    kept = KEPT.get(model._meta.label, set()) | {"submission_key"}
    for field in model._meta.concrete_fields:
        is_text = isinstance(field, models.CharField | models.TextField) and not isinstance(field, models.SlugField)
        if is_text and not field.choices and not field.primary_key and field.name not in kept:
            yield field


def poison(text: str) -> set[str]:
    """Put the string into every text of every row, cut to the field; returns "app.Model.field" of what was reached."""
    reached = set()
    for model in apps.get_models():
        if model._meta.app_label in SKIPPED_APPS or not model._meta.managed:
            continue
        fields = list(text_fields(model))
        for row in model._default_manager.all() if fields else []:
            values: dict[str, object] = {field.name: _fitting(field, text, row.pk) for field in fields}
            for name in TEXTS_IN_JSON.get(model._meta.label, ()):
                values[name] = _in_json(getattr(row, name), text[:LONGEST_IN_JSON])
            model._default_manager.filter(pk=row.pk).update(**values)
            reached |= {f"{model._meta.label}.{name}" for name in values}
    return reached


def _in_json(value: object, text: str) -> object:
    """The same structure with the string at the places of words."""
    if isinstance(value, dict):
        return {
            key: text if key in WORDS_IN_JSON and isinstance(each, str) else _in_json(each, text)
            for key, each in value.items()
        }
    return [_in_json(each, text) for each in value] if isinstance(value, list) else value


def _fitting(field: models.Field, text: str, key: object) -> str:  # type: ignore[type-arg]
    """Cut to the length of the field; with the key of the row where the field must be unique."""
    length = field.max_length or 1_000_000
    if field.unique or any(field.name in each.fields for each in _unique_together(field)):
        return f"{key}{text}"[:length]
    return text[:length]


def _unique_together(field: models.Field) -> list[models.UniqueConstraint]:  # type: ignore[type-arg]
    return [each for each in field.model._meta.constraints if isinstance(each, models.UniqueConstraint)]


class _Reader(HTMLParser):
    """Reads a page as a browser does and notes what a hostile string has brought to life."""

    def __init__(self) -> None:
        super().__init__()
        self.alive: list[str] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag
        for name, value in attrs:
            told = (value or "").strip().lower()
            if name.startswith("on"):  # the site has none of its own
                self.alive.append(f"event handler {name} on <{tag}>")
            if name in {"href", "src", "action", "formaction"} and told.startswith(
                ("javascript:", "data:text", "//evil")
            ):
                self.alive.append(f"address {told[:40]} on <{tag}>")

    def handle_data(self, data: str) -> None:
        if self.inside in {"script", "style"} and MARK in data:
            self.alive.append(f"text inside <{self.inside}>")

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""


def harm(page: str) -> str:
    """What of a hostile string is alive on a page; "" when it is only text."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return "; ".join(dict.fromkeys(reader.alive))
