"""Which sections are central projects, which are measures, which are chapters.

Evidence, strongest first: printed labels ("Zentrales Vorhaben 6", "Maßnahme 6.1"); an announcing heading
("Zentrale Vorhaben und Maßnahmen"); an unnumbered heading above a row "6.1, 6.2 …". Numbered chapters with numbered
sub-chapters are taken for projects only if nothing else in the document is and no usual chapter of analysis occurs.
"""

from __future__ import annotations

import re

from .numbering import Label
from .tree import Role, Section

_ANALYSIS = re.compile(
    r"\b(?:anlass|einleitung|einführung|vorwort|vorbemerkung\w*|methodik|analyse\w*|bestands\w+|ausgangslage|"
    r"bevölkerung\w*|demografi\w*|demographi\w*|prognose\w*|swot\w*|stärken|schwächen|leitbild\w*|"
    r"rahmenbedingungen|räumliche einordnung|übergeordnete|wohnen|wirtschaft|verkehr|"
    r"zusammenfassung|monitoring|umsetzung\w*|ausblick|fazit|anhang|literatur\w*)\b",
    re.IGNORECASE,
)


def classify(root: Section, title: str) -> bool:
    """Set ``role`` on every section below root; True if projects were only assumed."""
    sections = list(root.below())
    _from_labels(sections)
    for section in sections:
        if section.is_container and section.role is Role.CHAPTER and not _is_below_project(section):
            _container(section)
    _from_rows(sections)
    is_assumed = not any(each.role is Role.PROJECT for each in sections) and _assume(sections, title)
    _settle(sections, root)
    return is_assumed


def _from_labels(sections: list[Section]) -> None:
    for section in sections:
        if section.meaning is Label.PROJECT:
            section.role = Role.PROJECT
        elif section.meaning is Label.MEASURE:
            section.role = Role.MEASURE
            parent = section.parent
            if parent and parent.parent and parent.role is Role.CHAPTER and not _is_below_project(section):
                parent.role = Role.PROJECT


def _is_below_project(section: Section) -> bool:
    return any(above.role is Role.PROJECT for above in section.above())


def _container(container: Section) -> None:
    """Children with children are projects; if no child has any, the container is the project of its measures."""
    groups = [child for child in container.children if child.children or child.role is Role.PROJECT]
    if groups:
        for child in groups:
            _make_project(child)
    elif any(child.number for child in container.children) or len(container.children) > 1:
        _make_project(container)


def _make_project(section: Section) -> None:
    if section.role is Role.CHAPTER:
        section.role = Role.PROJECT
    is_row = any(child.number for child in section.children)
    for child in section.children:
        if child.role is Role.CHAPTER and (child.number or not is_row):
            child.role = Role.MEASURE


def _from_rows(sections: list[Section]) -> None:
    """An unnumbered heading above a row of numbers with two or more parts, or a labelled project above such a row."""
    for section in sections:
        if section.meaning is Label.PROJECT and all(child.meaning is Label.NONE for child in section.children):
            _make_project(section)
        row = [child for child in section.children if child.depth > 1 and child.meaning is Label.NONE]
        is_free = section.role is Role.CHAPTER and section.number is None and not section.is_container
        if is_free and row and not _ANALYSIS.search(section.title) and all(each.role is Role.CHAPTER for each in row):
            _make_project(section)


def _assume(sections: list[Section], title: str) -> bool:
    if any(_ANALYSIS.search(section.title) for section in sections) or _ANALYSIS.search(title):
        return False
    groups = [
        section
        for section in sections
        if section.depth == 1 and section.meaning is Label.NONE and any(child.depth == 2 for child in section.children)
    ]
    for section in groups:
        _make_project(section)
    return bool(groups)


def _settle(sections: list[Section], root: Section) -> None:
    """What stands below a measure is inside it; what stands unnumbered below a project is inside that."""
    for section in sections:
        parent = section.parent
        if parent is None or parent is root or section.role is Role.MEASURE:
            continue
        if parent.role in (Role.MEASURE, Role.INSIDE) or (parent.role is Role.PROJECT and section.role is Role.CHAPTER):
            section.role = Role.INSIDE
