"""Sentences for what the readers of tables find, for duplicates, and names of the meanings of columns."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from interkomm.calc.casereading.result import Fact
from interkomm.catalogue.vocabulary.field_names import FIELD_NAMES
from interkomm.catalogue.vocabulary.terms import AMOUNT, EVENT

FINDINGS: dict[str, str | Promise] = {
    "cell.not_understood": gettext_lazy(
        "Zeile {row}, Spalte „{column}“: „{text}“ wurde nicht verstanden und fehlt deshalb."
    ),
    "term.not_known": gettext_lazy(
        "Zeile {row}, Spalte „{column}“: „{text}“ ist kein Begriff unserer Liste und bleibt so."
    ),
}
PROBLEMS: dict[str, str | Promise] = {
    "empty": gettext_lazy("Die Datei ist leer oder enthält keine Fälle. Bitte prüfen Sie, ob es die richtige ist."),
    "damaged": gettext_lazy("Die Datei ist beschädigt oder unvollständig. Bitte speichern Sie sie neu."),
    "bomb": gettext_lazy("Die Datei würde ausgepackt größer als {limit_mb} MB und wurde deshalb nicht geöffnet."),
    "password": gettext_lazy("Die Datei ist mit einem Kennwort geschützt. Bitte speichern Sie sie ohne Kennwort."),
    "entities": gettext_lazy(
        "Die Datei verweist auf fremde Inhalte oder verschachtelt Kürzel und wurde nicht gelesen."
    ),
    "too_many_columns": gettext_lazy("Die Tabelle hat {columns} Spalten. Möglich sind {limit}."),
    "too_many_rows": gettext_lazy("Die Tabelle hat mehr als {limit} Zeilen. Bitte teilen Sie sie auf."),
    "not_ask": gettext_lazy("Diese JSON-Datei ist kein Ergebnis einer Abfrage eines semantischen Wikis."),
    "not_rdf": gettext_lazy("Diese XML-Datei ist kein RDF."),
    "binary": gettext_lazy(
        "Das ist kein Text und keine Tabelle. Möglich sind Text, HTML, CSV, XLSX, ODS, JSON und RDF/XML."
    ),
    "no_name_column": gettext_lazy(
        "Auf dem Blatt „{sheet}“ ist keine Spalte der Name des Falls. Es wurde nicht gelesen."
    ),
    "rows_without_name": gettext_lazy("{rows} Zeilen haben keinen Namen und wurden nicht gelesen."),
    "no_known_columns": gettext_lazy("Keine der Spalten ließ sich einem Feld zuordnen."),
    "not_understood": gettext_lazy("In dieser Quelle wurde kein Fall erkannt."),
    "too_large": gettext_lazy("Der Text ist zu lang. Möglich sind {megabytes} MB."),
}
REASONS: dict[str, str | Promise] = {
    "same_name": gettext_lazy("derselbe Name"),
    "similar_name": gettext_lazy("ein ähnlicher Name"),
    "same_partners": gettext_lazy("dieselben {fact} Partner"),
    "most_partners": gettext_lazy("großenteils dieselben Partner ({fact})"),
    "same_website": gettext_lazy("dieselbe Website ({fact})"),
    "same_place": gettext_lazy("derselbe Ort auf der Karte"),
    "same_start": gettext_lazy("dasselbe Jahr des Beginns ({fact})"),
}
_TARGETS: dict[str, str | Promise] = {
    "": gettext_lazy("nicht übernehmen"),
    "name": gettext_lazy("Name des Falls"),
    "other_names": gettext_lazy("weitere Namen"),
    "partners:lead": gettext_lazy("Partner mit Federführung"),
    "partners:key": gettext_lazy("Amtliche Schlüssel der Partner"),
    "position:lat": gettext_lazy("Lage: Breite"),
    "position:lon": gettext_lazy("Lage: Länge"),
    "source": gettext_lazy("Quelle der Angaben"),
}
LONGEST_FACT = 300


def fill(template: str | Promise, facts: Mapping[str, Fact]) -> str:
    """The sentence with its facts; a fact that is missing leaves its place empty. Facts are never templates."""
    values = {name: _plain(fact) for name, fact in facts.items()}
    return str(template).format_map(_Facts(values))


class _Facts(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


def _plain(fact: Fact) -> str:
    return ", ".join(map(str, fact))[:LONGEST_FACT] if isinstance(fact, tuple) else str(fact)[:LONGEST_FACT]


def duplicate_sentence(facts: Mapping[str, Fact]) -> str:
    """Which case it may be the same as, and why: the reasons in our order, stored facts have none on every database."""
    reasons = [
        fill(text, {"fact": facts[f"reason_{code}"]}) for code, text in REASONS.items() if f"reason_{code}" in facts
    ]
    certain = facts.get("certainty") == "certain"
    template = (
        _("Diesen Fall gibt es schon: „%(name)s“ (%(reasons)s).")
        if certain
        else _("Vermutlich gibt es diesen Fall schon: „%(name)s“ (%(reasons)s).")
    )
    return template % {"name": facts.get("name", ""), "reasons": ", ".join(reasons)}


def target_name(target: str) -> str:
    """What a meaning of a column is called: "Zeitlicher Verlauf: Gründung"."""
    if target in _TARGETS:
        return str(_TARGETS[target])
    code, _separator, kind = target.partition(":")
    vocabulary = {"events": EVENT, "costs": AMOUNT, "staffing": AMOUNT}.get(code, {})
    label = str(FIELD_NAMES[code])
    return f"{label}: {vocabulary[kind]}" if kind in vocabulary else label
