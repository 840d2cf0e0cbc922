"""Public pages of concepts: list, contents, sections, the whole text, differences of versions."""

from itertools import pairwise

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from interkomm.calc.visible import visible_line
from interkomm.foundation.pages.marks import storable
from interkomm.planning.concepts.differences import State
from interkomm.planning.concepts.founding import TOPIC_OF_LISTS, topics_of
from interkomm.planning.concepts.models import Concept, ConceptVersion
from interkomm.planning.concepts.queries import OutlineRow, SectionLink, outline, section_page
from interkomm.planning.concepts.wording import KINDS, STATES
from interkomm.planning.reading import queries
from interkomm.planning.versions.queries import version_differences, version_of
from interkomm.ui.layouts import Link, Page, page_links


@require_safe
def concepts(request: HttpRequest) -> HttpResponse:
    """All published concepts."""
    words = visible_line(request.GET.get("q", ""))[:100]
    found = queries.public_list(words, request.GET.get("page"))
    context = {
        "page": Page(title=_("Konzepte"), is_public=True, description=_("Entwicklungskonzepte zum Nachlesen")),
        "concepts": found.object_list,
        "words": words,
        "pages": page_links(request, found.number, found.paginator.num_pages),
    }
    response = render(request, "planning/reading/list.html", context)
    return response if words else storable(request, response, topics=[TOPIC_OF_LISTS])


@require_safe
def concept(request: HttpRequest, slug: str) -> HttpResponse:
    """Title page and contents of a concept."""
    found, version = _published(slug)
    versions = queries.published_versions(found)
    context = {
        "page": Page(title=found.title, description=found.summary, is_public=True, breadcrumbs=_crumbs()),
        "concept": found,
        "version": version,
        "contents": contents_links(found, outline(version.pk)),
        "versions": versions,
        "changes": _change_links(found, versions),
    }
    return storable(request, render(request, "planning/reading/concept.html", context), topics=topics_of(found))


@require_safe
def section(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """One section with its paragraphs, each with its own address."""
    found, version = _published(slug)
    page = section_page(version.pk, key)
    if page is None:
        raise Http404
    crumbs = [*_crumbs(found), *([_link(found, page.parent)] if page.parent else [])]
    context = {
        "page": Page(title=page.label, is_public=True, breadcrumbs=tuple(crumbs)),
        "concept": found,
        "section": page,
        "kinds": KINDS,
        "groups": queries.grouped(page.paragraphs),
        "previous": _link(found, page.previous) if page.previous else None,
        "next": _link(found, page.next) if page.next else None,
        "children": [_link(found, child) for child in page.children],
    }
    return storable(request, render(request, "planning/reading/section.html", context), topics=topics_of(found))


@require_safe
def whole(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole text on one page, for printing and searching."""
    found, version = _published(slug)
    context = {
        "page": Page(title=found.title, is_public=True, breadcrumbs=_crumbs(found)),
        "concept": found,
        "version": version,
        "sections": queries.whole_text(version.pk),
    }
    return storable(request, render(request, "planning/reading/whole.html", context), topics=topics_of(found))


@require_safe
def differences(request: HttpRequest, slug: str, old: int, new: int) -> HttpResponse:
    """What has changed between two published versions."""
    found, _current = _published(slug)
    before, after = version_of(found, old), version_of(found, new)
    if before is None or after is None or before.published_at is None or after.published_at is None:
        raise Http404
    title = _("Unterschiede zwischen Fassung %(old)s und %(new)s") % {"old": old, "new": new}
    context = {
        "page": Page(title=title, is_public=True, width="wide", breadcrumbs=_crumbs(found)),
        "differences": [each for each in version_differences(before, after) if each.state is not State.SAME],
        "states": STATES,
    }
    return storable(request, render(request, "planning/versions/differences.html", context), topics=topics_of(found))


def contents_links(found: Concept, rows: list[OutlineRow]) -> tuple[Link, ...]:
    """The contents as nested links."""
    children: dict[str, list[OutlineRow]] = {}
    for row in rows:
        children.setdefault(row.parent_key, []).append(row)

    def below(key: str) -> tuple[Link, ...]:
        return tuple(
            Link(row.label, section_url(found, row.key), children=below(row.key)) for row in children.get(key, [])
        )

    return below("")


def section_url(found: Concept, key: str) -> str:
    return reverse("planning:section", args=[found.slug, key])


def _link(found: Concept, target: SectionLink) -> Link:
    return Link(target.label, section_url(found, target.key))


def _change_links(found: Concept, versions: list[ConceptVersion]) -> list[Link]:
    """Each public version compared with the one before."""
    return [
        Link(
            _("Fassung %(old)s → %(new)s") % {"old": old.number, "new": new.number},
            reverse("planning:differences", args=[found.slug, old.number, new.number]),
        )
        for new, old in pairwise(versions)
    ]


def _published(slug: str) -> tuple[Concept, ConceptVersion]:
    found = queries.public_concept(slug)
    if found is None or found.published_version is None:
        raise Http404
    return found, found.published_version


def _crumbs(found: Concept | None = None) -> tuple[Link, ...]:
    links = [Link(_("Konzepte"), reverse("planning:concepts"))]
    if found is not None:
        links.append(Link(found.title, reverse("planning:concept", args=[found.slug])))
    return tuple(links)
