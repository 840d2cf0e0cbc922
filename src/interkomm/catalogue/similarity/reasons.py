"""Why a case is similar, criterion by criterion, in words with the facts of both sides."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interkomm.calc.similarity import CRITERIA, WORD, Bits, Columns, can_compare, distance_km
from interkomm.catalogue.similarity.subjects import Whom
from interkomm.catalogue.similarity.weights import NAMES
from interkomm.catalogue.vocabulary.terms import codes, label
from interkomm.ui.text import number

MUCH, SOME = 0.75, 0.4


@dataclass(frozen=True, slots=True)
class Reason:
    """`percent` None: not known of the case (or of us), so left out. `weight`: 0 plays no part."""

    criterion: str
    name: str
    text: str
    percent: int | None
    weight: int


def reasons(
    whom: Whom, columns: Columns, row: int, scores: np.ndarray, weights: Mapping[str, int]
) -> tuple[Reason, ...]:
    """All five in their order. `scores`: of this case, NaN where unknown."""
    ours = can_compare(whom.subject)
    made = []
    for name, score in zip(CRITERIA, scores.tolist(), strict=True):
        is_known = not np.isnan(score)
        if is_known:
            text = _WORDS[name](whom, columns, row, score)
        elif name in ours:
            text = _("vom Fall nicht bekannt, zählt nicht mit")
        else:
            text = _("von Ihrer Seite nicht bekannt, zählt nicht mit")
        made.append(Reason(name, str(NAMES[name]), text, round(100 * score) if is_known else None, weights[name]))
    return tuple(made)


def _task(whom: Whom, columns: Columns, row: int, _score: float) -> str:
    common = [label("theme", code) for code in _common("theme", columns.themes, row, whom.subject.themes)]
    common += [label("task", code) for code in _common("task", columns.tasks, row, whom.subject.tasks)]
    if not common:
        return _("andere Aufgabe")
    return ngettext("gleiche Aufgabe: %(names)s", "gleiche Aufgaben: %(names)s", len(common)) % {
        "names": ", ".join(dict.fromkeys(common))
    }


def _size(whom: Whom, columns: Columns, row: int, score: float) -> str:
    theirs = float((columns.town_population if whom.subject.is_town else columns.population)[row])
    facts = {"ours": _people(whom.subject.population), "theirs": _people(theirs)}
    if whom.subject.is_town:
        facts["average"] = _("im Mittel je Gemeinde")
        if score >= MUCH:
            return _("ähnlich groß: %(ours)s gegenüber %(theirs)s %(average)s") % facts
        return _("anders groß: %(ours)s gegenüber %(theirs)s %(average)s") % facts
    if score >= MUCH:
        return _("ähnlich groß: zusammen %(ours)s gegenüber %(theirs)s") % facts
    return _("anders groß: zusammen %(ours)s gegenüber %(theirs)s") % facts


def _law(whom: Whom, columns: Columns, row: int, _score: float) -> str:
    parts = []
    states = [label("state", code) for code in _common("state", columns.states, row, whom.subject.states)]
    countries = [label("country", code) for code in _common("country", columns.countries, row, whom.subject.countries)]
    if states:
        parts.append(_("gleiches Landesrecht: %(names)s") % {"names": ", ".join(states)})
    elif countries:
        has_state = bool(columns.states[row].any()) and whom.subject.states
        words = _("gleicher Staat, anderes Land: %(names)s") if has_state else _("gleicher Staat: %(names)s")
        parts.append(words % {"names": ", ".join(countries)})
    elif columns.countries[row].any() and whom.subject.countries:
        parts.append(_("anderer Staat"))
    form = int(columns.legal_form[row])
    if form >= 0 and whom.subject.legal_form >= 0:
        name = label("legal_form", codes("legal_form")[form])
        is_same = form == whom.subject.legal_form
        parts.append(
            (_("gleiche Rechtsform: %(name)s") if is_same else _("andere Rechtsform: %(name)s")) % {"name": name}
        )
    return "; ".join(parts)


def _structure(whom: Whom, columns: Columns, row: int, _score: float) -> str:
    parts = []
    partners, density = float(columns.partners[row]), float(columns.density[row])
    if partners > 0 and whom.subject.partners > 0:
        parts.append(
            _("%(ours)s Partner gegenüber %(theirs)s")
            % {"ours": number(int(whom.subject.partners)), "theirs": number(int(partners))}
        )
    if density > 0 and whom.subject.density > 0:
        parts.append(
            _("%(kind)s: %(ours)s gegenüber %(theirs)s Personen je km²")
            % {
                "kind": _("ähnlich dicht") if _score >= MUCH else _("anders dicht besiedelt"),
                "ours": _people(whom.subject.density),
                "theirs": _people(density),
            }
        )
    return "; ".join(parts)


def _distance(whom: Whom, columns: Columns, row: int, _score: float) -> str:
    km = distance_km(columns.lat[row : row + 1], columns.lon[row : row + 1], whom.subject.lat, whom.subject.lon)[0]
    return _("%(km)s km entfernt") % {"km": number(round(float(km)))}


_WORDS = {"task": _task, "size": _size, "law": _law, "structure": _structure, "distance": _distance}


def _common(vocabulary: str, table: Bits, row: int, mask: int) -> Iterable[str]:
    own = sum(int(word) << (WORD * place) for place, word in enumerate(table[row]))
    both = own & mask
    return [code for number_, code in enumerate(codes(vocabulary)) if both >> number_ & 1]


def _people(value: float) -> str:
    """Rounded to three figures: more would pretend that the figures are exact."""
    rounded = float(f"{value:.3g}")
    return number(int(rounded) if rounded >= 1 else 1)
