"""Undo one repair that a person rejects in the preview."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from .concept import CentralProject, Chapter, Measure, Paragraph, RecognisedConcept, Repair

S = TypeVar("S", Chapter, Measure, CentralProject)


def undo_repair(concept: RecognisedConcept, repair: Repair) -> RecognisedConcept:
    """The concept with the source's spelling at this one place; unchanged if the repair is not (or no longer) in it."""
    if repair not in concept.repairs:
        return concept
    change = _change(repair)
    growth = len(repair.before) - len(repair.after)
    repairs = tuple(_moved(each, repair, growth) for each in concept.repairs if each != repair)
    return replace(
        concept,
        title=change(concept.title) if repair.where == "title" else concept.title,
        summary=change(concept.summary) if repair.where == "summary" else concept.summary,
        central_projects=tuple(_project(each, repair.where, change) for each in concept.central_projects),
        chapters=tuple(_section(each, repair.where, change) for each in concept.chapters),
        repairs=repairs,
    )


def _change(repair: Repair) -> Callable[[str], str]:
    def change(text: str) -> str:
        end = repair.position + len(repair.after)
        if text[repair.position : end] != repair.after:
            return text
        return text[: repair.position] + repair.before + text[end:]

    return change


def _moved(repair: Repair, undone: Repair, growth: int) -> Repair:
    is_behind = repair.where == undone.where and repair.position > undone.position
    return replace(repair, position=repair.position + growth) if is_behind else repair


def _section(section: S, where: str, change: Callable[[str], str]) -> S:
    title = change(section.title) if section.anchor == where else section.title
    return replace(section, title=title, paragraphs=_paragraphs(section.paragraphs, where, change))


def _project(project: CentralProject, where: str, change: Callable[[str], str]) -> CentralProject:
    measures = tuple(_section(each, where, change) for each in project.measures)
    return replace(_section(project, where, change), measures=measures)


def _paragraphs(paragraphs: tuple[Paragraph, ...], where: str, change: Callable[[str], str]) -> tuple[Paragraph, ...]:
    return tuple(replace(each, text=change(each.text)) if each.anchor == where else each for each in paragraphs)
