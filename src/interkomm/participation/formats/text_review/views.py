"""Pages of the text review: contents, and the hot page of one section with its contributions."""

from dataclasses import replace
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from interkomm.participation.contributions.lists import list_view, page_number, sort_key
from interkomm.participation.contributions.queries import Choice, section_counts
from interkomm.participation.formats.text_review.queries import Review, discussion, review_of, reviewed_section
from interkomm.participation.processes.queries import PartRow
from interkomm.participation.reading.frame import Reading, answer, load
from interkomm.planning.concepts.queries import OutlineRow, SectionLink, SectionPage, outline
from interkomm.ui.layouts import Link

FORMAT = "text_review"


def _review(reading: Reading, part: PartRow) -> Review:
    review = review_of(part.id) if part.format == FORMAT else None
    if review is None:
        raise Http404
    return review


@require_safe
def contents(request: HttpRequest, slug: str, part: str, town: str = "") -> HttpResponse:
    """Numbered contents of the text with the number of contributions per section."""
    reading = load(request, slug, town)
    chosen = reading.part(part)
    review = _review(reading, chosen)
    counts = section_counts(chosen.id)
    rows = outline(review.version_id)
    links = _tree(reading, chosen, rows, counts)
    context = {
        "page": reading.page(chosen.title, description=chosen.introduction),
        "part": chosen,
        "review": review,
        "links": links,
        "gone": _gone(reading, rows, counts),
        "count": sum(counts.values()),
        "further": further_questions(reading, chosen),
    }
    return answer(request, reading, "participation/text_review/contents.html", context, [review.topic])


def _tree(reading: Reading, part: PartRow, rows: list[OutlineRow], counts: dict[str, int]) -> tuple[Link, ...]:
    """The outline as nested links; the count of a section stands beside it."""
    below: dict[str, list[OutlineRow]] = {}
    for row in rows:
        below.setdefault(row.parent_key, []).append(row)

    def links(parent: str) -> tuple[Link, ...]:
        return tuple(
            Link(
                row.label,
                reading.url("section", part=part.slug, key=row.key),
                meta=str(counts.get(row.key, "")),
                children=links(row.key) if row.key else (),
            )
            for row in below.get(parent, ())
        )

    return links("")


def _gone(reading: Reading, rows: list[OutlineRow], counts: dict[str, int]) -> tuple[Link, ...]:
    """Sections that the text no longer has, with their contributions: these are kept."""
    present = {row.key for row in rows}
    base = reading.url("contributions")
    return tuple(
        Link(key, f"{base}?{urlencode({'abschnitt': key})}", meta=str(count))
        for key, count in sorted(counts.items())
        if key and key not in present
    )


def further_questions(reading: Reading, part: PartRow) -> tuple[Link, ...]:
    """The other parts of the same process."""
    others = (other for other in reading.process.parts if other.id != part.id)
    return tuple(Link(other.title, reading.url("contents", part=other.slug)) for other in others)


@require_safe
def section(request: HttpRequest, slug: str, part: str, key: str, town: str = "") -> HttpResponse:
    """One section: its text with anchors, and a page of the contributions on it."""
    reading = load(request, slug, town)
    chosen = reading.part(part)
    shown = reviewed_section(chosen.id, reading.process.topic, key) if chosen.format == FORMAT else None
    if shown is None:
        raise Http404
    review, text = shown.review, shown.text
    anchors = {paragraph.anchor for paragraph in text.paragraphs}
    asked = request.GET.get("absatz", "")
    choice = Choice(
        process_id=reading.process.id,
        part_id=chosen.id,
        section_key=key,
        anchor=asked if asked in anchors else None,
        sort=sort_key(request),
        page=page_number(request),
    )
    spoken = discussion(choice, reading.topics)
    assert spoken is not None
    counts = spoken.counts
    context = {
        "page": replace(reading.page(text.label, trail=reading.part_trail(chosen)), description=_beginning(text)),
        "part": chosen,
        "review": review,
        "text": text,
        "counts": counts,
        "count": sum(counts.values()),
        "choice": choice,
        "contributions": list_view(request, reading, choice, spoken.listing),
        "previous": _link(reading, chosen, text.previous),
        "next": _link(reading, chosen, text.next),
        "parent": _link(reading, chosen, text.parent),
        "children": [_link(reading, chosen, child) for child in text.children],
        "write_url": reading.url("write", part=chosen.slug, key=key),
        "section_url": reading.url("section", part=chosen.slug, key=key),
        "further": further_questions(reading, chosen),
    }
    return answer(request, reading, "participation/text_review/section.html", context, [review.topic])


def _link(reading: Reading, part: PartRow, section: SectionLink | None) -> Link | None:
    return Link(section.label, reading.url("section", part=part.slug, key=section.key)) if section else None


def _beginning(text: SectionPage) -> str:
    return text.paragraphs[0].text[:200] if text.paragraphs else ""
