"""What can be found: for each topic the entries that everybody may read, made from the contexts below."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.urls import reverse

from interkomm.catalogue.cases.models import TOPICS
from interkomm.catalogue.models import Case
from interkomm.catalogue.vocabulary.terms import label
from interkomm.cooperation.models import Cooperation
from interkomm.organisations.models import Organisation
from interkomm.participation.models import Contribution, Process
from interkomm.planning.models import Concept, Paragraph, Section
from interkomm.portal.news.queries import public as public_news
from interkomm.portal.search.models import SearchEntry

Kind = SearchEntry.Kind
MAX_TEXT = 100_000
PORTION = 500
CASE_TERMS = ("theme", "task", "legal_form")


@dataclass(frozen=True)
class Draft:
    """An entry before it is stored. `passages`: (anchor, text); the anchor may be ""."""

    kind: str
    key: str
    source: str
    path: str
    title: str
    context: str = ""
    passages: tuple[tuple[str, str], ...] = ()
    organisations: tuple[int, ...] = ()
    regions: tuple[int, ...] = ()
    at: datetime | None = None
    is_official: bool = field(default=True)

    @property
    def text(self) -> str:
        return "\n".join(" ".join(text.split()) for _, text in self.passages)[:MAX_TEXT]

    @property
    def place_tokens(self) -> str:
        return " ".join([*(f"o{key}" for key in self.organisations), *(f"r{key}" for key in self.regions)])[:400]


@dataclass(frozen=True)
class Places:
    """Keys of the organisations and of the regions that something speaks for."""

    organisations: tuple[int, ...]
    regions: tuple[int, ...]


_MARKDOWN = re.compile(r"\*\*|__|`|^#{1,6} |^> ", re.MULTILINE)


def _passages(*texts: str) -> tuple[tuple[str, str], ...]:
    """Texts as passages, without the signs of the Markdown subset."""
    return tuple(("", _MARKDOWN.sub("", text)) for text in texts if text.strip())


def processes(keys: Iterable[int] | None = None) -> Iterator[Draft]:
    """Published processes with their questions."""
    chosen = Process.objects.published().prefetch_related("ownerships", "parts")
    for row in chosen if keys is None else chosen.filter(pk__in=keys):
        parts = [f"{part.title} {part.introduction}" for part in row.parts.all()]
        yield Draft(
            Kind.PROCESS,
            str(row.pk),
            row.topic,
            reverse("participation:process", args=[row.slug]),
            row.title,
            passages=_passages(row.summary, row.description, *parts),
            organisations=tuple(owner.organisation_id for owner in row.ownerships.all()),
            regions=(row.cooperation_id,) if row.cooperation_id else (),
            at=row.published_at,
        )


def concepts(keys: Iterable[int] | None = None) -> Iterator[Draft]:
    """Published concepts, and each section of their published version."""
    chosen = Concept.objects.published().select_related("published_version").prefetch_related("owners")
    for row in chosen if keys is None else chosen.filter(pk__in=keys):
        version = row.published_version
        if version is None:
            continue
        owners = tuple(owner.pk for owner in row.owners.all())
        places = Places(owners, (row.cooperation_id,) if row.cooperation_id else ())
        yield Draft(
            Kind.CONCEPT,
            str(row.pk),
            row.topic,
            reverse("planning:concept", args=[row.slug]),
            row.title,
            passages=_passages(row.summary, version.introduction),
            organisations=places.organisations,
            regions=places.regions,
            at=version.published_at,
        )
        yield from _sections(row, version.pk, version.published_at, places)


def _sections(concept: Concept, version_id: int, at: datetime | None, places: Places) -> Iterator[Draft]:
    texts: dict[int, list[tuple[str, str]]] = {}
    rows = Paragraph.objects.filter(version_id=version_id).order_by("position")
    for section_id, anchor, text in rows.values_list("section_id", "anchor", "text").iterator(chunk_size=2000):
        texts.setdefault(section_id, []).append((anchor, text))
    for section in Section.objects.filter(version_id=version_id):
        yield Draft(
            Kind.SECTION,
            f"{concept.pk}:{section.key}",
            concept.topic,
            reverse("planning:section", args=[concept.slug, section.key]),
            f"{section.number} {section.title}".strip(),
            context=concept.title,
            passages=tuple(texts.get(section.pk, ())),
            organisations=places.organisations,
            regions=places.regions,
            at=at,
        )


def public_contributions(process_ids: Iterable[int] | None = None, since: datetime | None = None) -> Iterator[Draft]:
    """Published contributions of published processes, read in portions."""
    chosen = Contribution.objects.public().filter(process__published_at__isnull=False, process__deleted_at__isnull=True)
    if process_ids is not None:
        chosen = chosen.filter(process_id__in=process_ids)
    if since is not None:
        chosen = chosen.filter(updated_at__gte=since)
    fields = ("pk", "public_id", "process_id", "process__slug", "process__title", "process__cooperation_id")
    rows = chosen.order_by("pk").values_list(*fields, "municipality_id", "text", "created_at")
    for pk, public_id, process_id, slug, title, region_id, town_id, text, at in rows.iterator(chunk_size=2000):
        yield Draft(
            Kind.CONTRIBUTION,
            str(pk),
            f"process:{process_id}",
            reverse("participation:contribution", args=[slug, public_id]),
            "",
            context=title,
            passages=_passages(text),
            organisations=(town_id,) if town_id else (),
            regions=(region_id,) if region_id else (),
            at=at,
            is_official=False,
        )


def regions(keys: Iterable[int] | None = None) -> Iterator[Draft]:
    """Published cooperations."""
    chosen = Cooperation.objects.published().prefetch_related("partners__organisation")
    for row in chosen if keys is None else chosen.filter(pk__in=keys):
        partners = [partner for partner in row.partners.all() if partner.left_on is None]
        yield Draft(
            Kind.REGION,
            str(row.pk),
            row.topic,
            reverse("portal:region", args=[row.slug]),
            row.name,
            passages=_passages(
                row.summary, row.claim, row.description, " ".join(partner.organisation.name for partner in partners)
            ),
            organisations=tuple(partner.organisation_id for partner in partners),
            regions=(row.pk,),
        )


def organisations(keys: Iterable[int] | None = None) -> Iterator[Draft]:
    """Active organisations; a municipality is found on its town view."""
    chosen = Organisation.objects.active().select_related("parent")
    for row in chosen if keys is None else chosen.filter(pk__in=keys):
        is_town = row.kind == Organisation.Kind.MUNICIPALITY
        yield Draft(
            Kind.ORGANISATION,
            str(row.pk),
            row.topic,
            reverse("portal:town" if is_town else "organisations:detail", args=[row.slug]),
            row.name,
            context=row.parent.name if row.parent else "",
            passages=_passages(row.short_name, row.claim, f"{row.postcode} {row.city}"),
            organisations=(row.pk, row.parent_id) if row.parent_id else (row.pk,),
        )


def news(keys: Iterable[int] | None = None) -> Iterator[Draft]:
    """Public news. They belong to one topic together."""
    chosen = public_news()
    for row in chosen if keys is None else chosen.filter(pk__in=keys):
        yield Draft(
            Kind.NEWS,
            str(row.pk),
            "news",
            reverse("portal:news_item", args=[row.pk]),
            row.title,
            context=row.organisation.label,
            passages=_passages(row.text),
            organisations=(row.organisation_id,),
            regions=(row.cooperation_id,) if row.cooperation_id else (),
            at=row.published_at,
        )


def cases(keys: Iterable[int] | None = None) -> Iterator[Draft]:
    """Public cases of the catalogue: name, summary, partners, themes and legal form. `keys`: numbers of their topics."""
    chosen = Case.objects.released().prefetch_related("partners", "terms")
    if keys is not None:
        chosen = chosen.annotate(topic_number=F("pk") % TOPICS + 1).filter(topic_number__in=keys)
    for row in chosen.iterator(chunk_size=PORTION):
        terms = [label(term.vocabulary, term.code) for term in row.terms.all() if term.vocabulary in CASE_TERMS]
        organisations = {each.organisation_id for each in row.partners.all() if each.organisation_id}
        yield Draft(
            Kind.CASE,
            str(row.pk),
            row.topic,
            reverse("catalogue:case", args=[row.slug]),
            row.name,
            passages=_passages(row.summary, ", ".join(each.name for each in row.partners.all()), ", ".join(terms)),
            organisations=tuple(sorted(organisations)),
            at=row.changed_at,
        )


BY_TOPIC: dict[str, Callable[[Iterable[int] | None], Iterator[Draft]]] = {
    "process": processes,
    "concept": concepts,
    "cooperation": regions,
    "organisation": organisations,
    "cases": cases,
}


def public_now(entries: Iterable[SearchEntry]) -> set[tuple[str, str]]:
    """(kind, key) of those that everybody may read at this moment, in one query: the index may be a minute old."""
    by_kind: dict[str, dict[int, list[str]]] = {}
    for entry in entries:
        thing = int(entry.key.partition(":")[0])  # a section is as public as its concept
        by_kind.setdefault(entry.kind, {}).setdefault(thing, []).append(entry.key)
    asked = [
        _public(kind)
        .filter(pk__in=keys)
        .order_by()
        .annotate(sort_of_thing=Value(kind, output_field=CharField()))
        .values_list("sort_of_thing", "pk")
        for kind, keys in by_kind.items()
    ]
    if not asked:
        return set()
    found = asked[0].union(*asked[1:], all=True) if len(asked) > 1 else asked[0]
    return {(kind, key) for kind, pk in found for key in by_kind[kind][pk]}


def _public(kind: str) -> QuerySet[Any]:
    if kind in (Kind.CONCEPT, Kind.SECTION):
        return Concept.objects.published()
    if kind == Kind.PROCESS:
        return Process.objects.published()
    if kind == Kind.REGION:
        return Cooperation.objects.published()
    if kind == Kind.ORGANISATION:
        return Organisation.objects.active()
    if kind == Kind.CASE:
        return Case.objects.released()
    if kind == Kind.NEWS:
        return public_news().select_related(None)
    public_processes = Process.objects.published().values("pk")
    return Contribution.objects.public().filter(process__in=public_processes)
