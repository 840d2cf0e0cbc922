"""A few places for tests of readers, so that they need no list."""

from collections.abc import Sequence

from interkomm.calc.casereading.naming import MUNICIPALITY, Named, Resolved

PLACES = {
    "Ahausen": "05110000", "Bedorf": "05120000", "Cestadt": "05130000", "Deheim": "05140000", "Xanten": "05170052",
}  # fmt: skip
TWINS = (Named("Neuhof", "06000001", label="Neuhof (Hessen)"), Named("Neuhof", "05000001", label="Neuhof (NRW)"))


def resolve(name: str, *, levels: Sequence[str] = (MUNICIPALITY,), within: str = "") -> Resolved:
    """Exact names, "Ahaussen" as a typing error, and "Neuhof" twice."""
    plain = name.strip().removeprefix("Stadt ")
    if MUNICIPALITY not in levels:
        return Resolved()
    if plain == "Neuhof":
        found = tuple(place for place in TWINS if place.official_key.startswith(within))
        return Resolved(found[0], 1.0) if len(found) == 1 else Resolved(None, 0.0, found)
    if plain == "Ahaussen":
        return Resolved(Named("Ahausen", PLACES["Ahausen"]), 0.8)
    key = PLACES.get(plain, "")
    return Resolved(Named(plain, key), 1.0) if key and key.startswith(within) else Resolved()
