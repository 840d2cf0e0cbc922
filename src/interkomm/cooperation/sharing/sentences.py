"""Names and sentences of cost plans for people: cost types, figures, methods, and what is wrong with an input."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from interkomm.calc.sharing import InvalidGame
from interkomm.cooperation.sharing.content import InvalidContent
from interkomm.ui.text import localdate

Names = Mapping[str, str | Promise]
COST_KIND_NAMES: Names = {
    "": gettext_lazy("alle Kosten"),
    "investment": gettext_lazy("Investition"),
    "operation": pgettext_lazy("Kostenart", "Betrieb"),
    "staff": gettext_lazy("Personal"),
    "publicity": gettext_lazy("Öffentlichkeitsarbeit"),
    "other": gettext_lazy("Sonstiges"),
}
FIGURE_NAMES: Names = {
    "equal": gettext_lazy("zu gleichen Teilen"),
    "population": gettext_lazy("Einwohnerzahl"),
    "area": gettext_lazy("Fläche (km²)"),
    "usage": gettext_lazy("Nutzung (Fälle, Stunden, Kilometer, Kinder)"),
    "tax_power": gettext_lazy("Steuerkraft"),
    "other": gettext_lazy("eigene Kennzahl"),
}
METHOD_NAMES: Names = {
    "own_keys": gettext_lazy("Schlüssel dieses Plans"),
    "key_equal": gettext_lazy("Zu gleichen Teilen"),
    "key_population": gettext_lazy("Nach Einwohnerzahl"),
    "key_area": gettext_lazy("Nach Fläche"),
    "key_usage": gettext_lazy("Nach Nutzung"),
    "key_tax_power": gettext_lazy("Nach Steuerkraft"),
    "key_other": gettext_lazy("Nach eigener Kennzahl"),
    "shapley": gettext_lazy("Shapley-Wert"),
    "scrb": gettext_lazy("Trennbare Kosten und Vorteile (SCRB)"),
    "nucleolus": gettext_lazy("Nukleolus"),
    "weak_nucleolus": gettext_lazy("Nukleolus je Mitglied"),
    "proportional_nucleolus": gettext_lazy("Nukleolus im Verhältnis der Kosten"),
}
METHOD_TEXTS: Names = {
    "own_keys": gettext_lazy("Die Schlüssel, die für diesen Plan eingetragen sind, je Kostenart und Jahr."),
    "key_equal": gettext_lazy("Alle zahlen gleich viel."),
    "key_population": gettext_lazy("Der Anteil folgt der Einwohnerzahl am Stichtag."),
    "key_area": gettext_lazy("Der Anteil folgt der Fläche."),
    "key_usage": gettext_lazy("Der Anteil folgt der gezählten Nutzung."),
    "key_tax_power": gettext_lazy("Der Anteil folgt der Steuerkraft."),
    "key_other": gettext_lazy("Der Anteil folgt der eigenen Kennzahl."),
    "shapley": gettext_lazy(
        "Jede Partnerin zahlt, was sie im Mittel über alle Reihenfolgen des Beitritts an Kosten hinzufügt."
    ),
    "scrb": gettext_lazy(
        "Jede Partnerin zahlt, was ohne sie wegfiele; der Rest wird danach geteilt, wie viel sie gegenüber dem Alleingang spart."
    ),
    "nucleolus": gettext_lazy(
        "Die Gruppe mit dem kleinsten Vorteil wird so gut gestellt wie möglich, dann die nächste."
    ),
    "weak_nucleolus": gettext_lazy("Wie der Nukleolus, der Vorteil einer Gruppe zählt aber je Mitglied."),
    "proportional_nucleolus": gettext_lazy(
        "Wie der Nukleolus, der Vorteil einer Gruppe zählt aber im Verhältnis zu ihren eigenen Kosten."
    ),
}
_PROBLEMS: Names = {
    "no_partners": gettext_lazy("Der Plan hat noch keine Partnerinnen."),
    "no_amounts": gettext_lazy("Es sind noch keine Kosten eingetragen."),
    "no_key": gettext_lazy("Für die Kostenart „%(kind)s“ ist kein Schlüssel gewählt."),
    "no_key_yet": gettext_lazy("Für die Kostenart „%(kind)s“ gilt %(year)s noch kein Schlüssel."),
    "no_figures": gettext_lazy("Es fehlen Zahlen: %(kind)s mit einem Stichtag bis %(on)s."),
    "missing": gettext_lazy("Es fehlen Zahlen: %(kind)s zum %(on)s für %(partners)s."),
    "zero": gettext_lazy("%(kind)s: Alle Zahlen sind null. Danach lässt sich nicht teilen."),
    "weights": gettext_lazy("Die Gewichte des Schlüssels ergeben nicht 100 Prozent."),
    "limits": gettext_lazy(
        "Die Ober- und Untergrenzen passen nicht zusammen: Damit lassen sich die Kosten nicht voll verteilen."
    ),
    "steps": gettext_lazy("Die Stufen des Schlüssels sind nicht gültig."),
    "funding": gettext_lazy("%(year)s ist die Förderung höher als die Kosten, für die sie gilt."),
    "no_game": gettext_lazy("Dafür fehlt, was die Partnerinnen allein und in Gruppen zahlen würden."),
    "too_few": gettext_lazy("Zum Teilen müssen mindestens zwei Partnerinnen bleiben."),
    "too_many": gettext_lazy("Mehr als %(most)s Partnerinnen sind nicht möglich."),
    "table": gettext_lazy(
        "Was eine neue Partnerin bedeutet, lässt sich nur mit dem Kostenmodell rechnen: In der Tabelle fehlen ihre Gruppen."
    ),
    "not_possible": gettext_lazy("Dieses Verfahren braucht für jede Gruppe Kosten über null."),
    "game_players": gettext_lazy("Dafür müssen es zwischen 2 und %(most)s Partnerinnen sein."),
    "game_missing": gettext_lazy("Es fehlen die Kosten von %(count)s Gruppen, zum Beispiel: %(coalitions)s."),
    "game_unknown": gettext_lazy("Unbekannte Partnerin in der Gruppe „%(coalition)s“."),
    "game_twice": gettext_lazy("Die Gruppe „%(coalition)s“ steht zweimal mit verschiedenen Kosten da."),
    "game_number": gettext_lazy("Die Kosten der Gruppe „%(coalition)s“ sind keine Zahl."),
    "game_huge": gettext_lazy("Die Kosten der Gruppe „%(coalition)s“ sind zu groß."),
}
_CONTENT: Names = {
    "amount": gettext_lazy("„%(value)s“ ist kein möglicher Betrag: nicht negativ und höchstens 100 Milliarden."),
    "figure": gettext_lazy(
        "„%(value)s“ ist keine mögliche Zahl: nicht negativ, höchstens sechs Nachkommastellen, höchstens eine Billion."
    ),
    "year": gettext_lazy("„%(value)s“ ist kein mögliches Jahr."),
    "date": gettext_lazy("„%(value)s“ ist kein Datum."),
    "partner": gettext_lazy("„%(value)s“ ist keine Partnerin dieses Plans."),
    "kind": gettext_lazy("„%(value)s“ gibt es hier nicht zur Auswahl."),
    "percent": gettext_lazy("„%(value)s“ ist kein möglicher Prozentsatz."),
    "steps": gettext_lazy("Stufen gehen nur mit einer einzigen Kennzahl."),
    "too_many": gettext_lazy("Zu viele Einträge: höchstens %(value)s."),
    "below_costs": gettext_lazy(
        "Der Verkaufspreis liegt unter den Erschließungskosten, die daraus zurückgezahlt werden."
    ),
}


def joined(names: Iterable[str]) -> str:
    """ "A, B und C"."""
    listed = list(names)
    if len(listed) < 2:
        return "".join(listed)
    return _("%(first)s und %(last)s") % {"first": ", ".join(listed[:-1]), "last": listed[-1]}


def members_text(members: Iterable[str], names: Mapping[str, str]) -> str:
    """A coalition by the names of its members."""
    return joined(names.get(key, key) for key in members)


def problem_sentence(problem: Exception, names: Mapping[str, str]) -> str:
    """What keeps a split or a game from being calculated."""
    code = str(getattr(problem, "code", "not_possible"))
    facts = dict(getattr(problem, "facts", {}))
    return stored_problem_sentence(f"game_{code}" if isinstance(problem, InvalidGame) else code, facts, names)


def stored_problem_sentence(code: str, facts: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """The same from its stored code and facts."""
    words = {key: _word(key, value, names) for key, value in facts.items()}
    if code in ("no_key", "no_key_yet"):
        words["kind"] = COST_KIND_NAMES.get(str(facts.get("kind")), "")
    text = _PROBLEMS.get(code)
    return (
        str(text) % words if text is not None else _("Das lässt sich so nicht berechnen (%(code)s).") % {"code": code}
    )


def content_sentence(problem: InvalidContent) -> str:
    """What is wrong with a value."""
    text = _CONTENT.get(problem.code)
    return (
        str(text) % {"value": problem.value}
        if text is not None
        else _("Diese Angaben sind nicht lesbar. Bitte laden Sie die Seite neu und geben Sie sie noch einmal ein.")
    )


def blocking_sentence(members: Iterable[str], names: Mapping[str, str], over: str) -> str:
    """Who would do better alone, and by how much. `over`: amount in words."""
    members = list(members)
    who = members_text(members, names)
    return ngettext(
        "%(who)s hätte einen Grund zu gehen: Allein wäre es um %(over)s günstiger.",
        "%(who)s hätten einen Grund zu gehen: Zu %(count)s wäre es um %(over)s günstiger.",
        len(members),
    ) % {"who": who, "over": over, "count": len(members)}


def apart_sentence(first: Iterable[str], second: Iterable[str], names: Mapping[str, str], over: str) -> str:
    """Two coalitions for which joining does not pay."""
    return _("Getrennt wäre es um %(over)s günstiger: %(first)s auf der einen, %(second)s auf der anderen Seite.") % {
        "first": members_text(first, names),
        "second": members_text(second, names),
        "over": over,
    }


def _word(key: str, value: Any, names: Mapping[str, str]) -> Any:
    if key == "kind":
        return FIGURE_NAMES.get(str(value), value)
    if key == "on":
        return localdate(date.fromisoformat(str(value)))
    if key == "partners":
        return joined(map(str, value))
    if key == "coalition":
        return members_text(str(value).split(","), names)
    if key == "coalitions":
        return "; ".join(members_text(str(each).split(","), names) for each in value)
    return value
