"""Sentences for what the readers of texts find, and the notes that stand beside items of a record."""

from collections.abc import Mapping
from dataclasses import replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interkomm.calc.casereading.result import Fact, Finding, Problem, ReadCase
from interkomm.calc.cases import CaseRecord, Item
from interkomm.catalogue.imports.table_wording import fill
from interkomm.catalogue.vocabulary.terms import label

_FINDINGS: dict[str, str | Promise] = {
    "partner.resolved": gettext_lazy("„{written}“ wurde als {name} gelesen (amtlicher Schlüssel {key})."),
    "partner.ambiguous": gettext_lazy("„{written}“ ist mehrdeutig. Möglich sind: {choices}."),
    "partner.unknown": gettext_lazy("„{written}“ steht nicht im Verzeichnis der Gemeinden."),
    "partner.lead_from_address": gettext_lazy("{name} steht in der Anschrift und wurde deshalb als federführend gelesen."),
    "partners.none": gettext_lazy("Im Text sind keine Partner genannt, die sich zuordnen lassen."),
    "partners.unnamed": gettext_lazy("Die weiteren Partner sind im Text nicht mit Namen genannt ({written})."),
    "partners.count": gettext_lazy("Der Text spricht von {said} Partnern, gefunden wurden {found}."),
    "field.empty": gettext_lazy("Das Feld „{label}“ ist leer. Leer heißt unbekannt, nicht „keine“."),
    "field.full": gettext_lazy("Es gibt mehr Angaben, als das Feld aufnimmt ({most}). Die übrigen fehlen."),
    "field.unknown_label": gettext_lazy("Das Feld „{label}“ kennen wir nicht. Sein Wert „{value}“ wurde nicht übernommen."),
    "field.not_read": gettext_lazy("„{label}“: Der Wert „{value}“ lässt sich nicht selbsttätig übernehmen."),
    "field.no_date": gettext_lazy("„{label}“: In „{value}“ ist kein Datum zu erkennen."),
    "term.unknown": gettext_lazy("„{value}“ wurde nicht verstanden."),
    "legal_form.vague": gettext_lazy("„{written}“ nennt keine Rechtsform. Es wurde als informelle Zusammenarbeit gelesen."),
    "contact.person": gettext_lazy("{name} ist als Person genannt. Bitte prüfen Sie, ob der Name veröffentlicht werden darf."),
    "website.check": gettext_lazy("Bitte prüfen Sie, ob diese Website noch besteht und dasselbe zeigt: {url}"),
    "event.planned": gettext_lazy("{event} {date}: Der Text nennt eine Absicht. Ob es so kam, ist nicht belegt."),
    "event.undated": gettext_lazy("{event} „{title}“: Der Text nennt kein Datum. {duration}"),
    "event.first_members": gettext_lazy(
        "Der Text nennt {number} Partner, aber nicht ihre Namen. Es sind die, die nicht erst später beitraten ({later}): {names}."
    ),
    "event.signed_by_all": gettext_lazy(
        "Unterzeichnet haben {people}. Der Text sagt nicht, wer für wen. Eingetragen sind: {names}."
    ),
    "resolution.missing": gettext_lazy("Ein Beschluss von {name} ist nicht belegt."),
    "agreement.without_address": gettext_lazy("„{title}“ ({size}): Das Dokument selbst liegt der Quelle nicht bei."),
    "concept.chapter": gettext_lazy(
        "„{document}“ ist ein Konzept und kein Fall einer Kooperation. Nur „{heading}“ handelt davon."
    ),
    "name.from_file": gettext_lazy("Der Name „{name}“ stammt aus der Überschrift oder dem Dateinamen."),
    "template.not_closed": gettext_lazy("Die Vorlage „{template}“ ist nicht zu Ende. Der Text ist wohl abgeschnitten."),
    "text.truncated": gettext_lazy("Der Text ist sehr lang. Gelesen wurden die ersten {signs} Zeichen."),
    "text.invisible": gettext_lazy("Aus dem Text wurden {number} unsichtbare Zeichen entfernt. Bitte lesen Sie genau."),
    "contradiction.start_after_contract": gettext_lazy(
        "Widerspruch: Als Beginn ist {first} angegeben, aber schon für {second} ist ein Vertrag belegt ({second_event})."
    ),
    "contradiction.joined_before_beginning": gettext_lazy(
        "Widerspruch: {name} soll {first} beigetreten sein, begonnen hat die Kooperation aber {second}."
    ),
    "contradiction.joined_differs": gettext_lazy("Widerspruch: Für den Beitritt von {name} stehen {first} und {second} da."),
    "contradiction.left_before_joined": gettext_lazy(
        "Widerspruch: {name} soll {second} ausgetreten, aber {first} beigetreten sein."
    ),
    "contradiction.effective_before_signed": gettext_lazy(
        "Widerspruch: In Kraft seit {first}, unterzeichnet aber erst {second}."
    ),
    "contradiction.phase_ends_before_it_begins": gettext_lazy(
        "Widerspruch: Eine Rechtsform beginnt {first}, endet aber schon {second}."
    ),
    "contradiction.active_after_end": gettext_lazy(
        "Widerspruch: Die Kooperation soll bestehen, ihr Ende ist aber für {second} belegt."
    ),
}  # fmt: skip
_PROBLEMS: dict[str, str | Promise] = {
    "no_cooperation": gettext_lazy(
        "In diesem Text ist keine Kooperation zu erkennen: keine Partner und keine Worte über eine Zusammenarbeit."
    ),
    "concept_without_cooperation": gettext_lazy(
        "Dieser Text ist ein Konzept. Kein Kapitel handelt von der Zusammenarbeit mit anderen Gemeinden."
    ),
    "too_deep": gettext_lazy("Die Datei ist zu tief verschachtelt und wurde nicht gelesen."),
    "no_cases": gettext_lazy("In der Datei ist kein Fall."),
    "unknown_kind": gettext_lazy("Diese Art von Datei kennen wir nicht: {kind}"),
}
_NOTES: dict[str, str | Promise] = {
    "partner.resolved": gettext_lazy("So geschrieben: „{written}“"),
    "partner.namesake": gettext_lazy(
        "Mehrere Gemeinden heißen so. Gemeint ist wohl die in der Region der anderen Partner."
    ),
    "partner.pair": gettext_lazy("Bildet im Projekt ein Paar mit: {companion}."),
    "extent.derived": gettext_lazy("Abgeleitet aus den Partnern."),
}
_KINDS: dict[str, str | Promise] = {
    "wiki_page": gettext_lazy("Gespeicherte Wiki-Seite"),
    "wikitext": gettext_lazy("Wikitext mit Vorlage"),
    "html": gettext_lazy("Gespeicherte Webseite"),
    "free_text": gettext_lazy("Freier Text"),
    "concept": gettext_lazy("Kapitel eines Konzepts"),
}


def finding_sentence(finding: Finding) -> str:
    """The sentence of a finding in the active language; the code where there is none (it is never lost)."""
    facts = dict(finding.facts)
    for key in ("event", "second_kind"):
        if key in facts:
            facts["second_event" if key == "second_kind" else key] = label("event", str(facts[key]))
    if not facts.get("written") and finding.message_code == "partners.unnamed":
        facts["written"] = _("nur allgemein erwähnt")
    for key in ("first", "second", "date"):
        if key in facts:
            facts[key] = plain_date(str(facts[key]))
    template = _FINDINGS.get(finding.message_code)
    return fill(template, facts).strip() if template is not None else finding.message_code


def problem_sentence(problem: Problem) -> str:
    """Why a text cannot be read, in the active language."""
    template = _PROBLEMS.get(problem.code)
    return fill(template, problem.facts) if template is not None else problem.code


def kind_name(kind: str) -> str:
    """What a kind of text is called."""
    return str(_KINDS.get(kind, kind))


def plain_date(iso: str) -> str:
    """ "2003-06-06" → "06.06.2003", "2003-06" → "06.2003"; anything else stays as it is."""
    parts = iso.split("-")
    is_date = 1 <= len(parts) <= 3 and all(part.isdigit() for part in parts) and len(parts[0]) == 4
    return ".".join(reversed(parts)) if is_date else iso


def annotated(case: ReadCase) -> CaseRecord:
    """The record with a note at every item of which something is to be said: what was resolved stays visible."""
    notes: dict[tuple[str, int], list[str]] = {}
    for field_code, item, code, facts in _said(case):
        text = fill(_NOTES[code], facts)
        listed = notes.setdefault((field_code, item), [])
        if text not in listed:
            listed.append(text)
    entries = {
        code: replace(entry, items=tuple(_noted(item, notes.get((code, at))) for at, item in enumerate(entry.items)))
        for code, entry in case.record.entries.items()
    }
    return replace(case.record, entries=entries) if notes else case.record


def _said(case: ReadCase) -> list[tuple[str, int, str, Mapping[str, Fact]]]:
    return [
        (each.field_code, each.item, each.message_code, each.facts)
        for each in case.remarks
        if each.message_code in _NOTES
    ]


def _noted(item: Item, notes: list[str] | None) -> Item:
    return replace(item, note=" ".join(filter(None, (item.note, *notes)))) if notes else item


__all__ = ["annotated", "finding_sentence", "kind_name", "plain_date", "problem_sentence"]
