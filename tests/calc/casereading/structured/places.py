"""A list of three places for readers."""

from collections.abc import Sequence

from interkomm.calc.casereading.naming import MUNICIPALITY, Named, Resolved

AHRENAU = Named("Ahrenau", "14730990", label="Ahrenau (Landkreis Nordsachsen)")
BIRKSTEDT = Named("Birkstedt", "14730991")
NAUNDORF = (Named("Naundorf", "14730210", label="Naundorf (A)"), Named("Naundorf", "12062333", label="Naundorf (B)"))


def resolve(name: str, *, levels: Sequence[str] = (MUNICIPALITY,), within: str = "") -> Resolved:
    """Ahrenau, Birkstedt and the misspelt Ahrnau are known; there are two of Naundorf."""
    del levels, within
    plain = name.removeprefix("Stadt ")
    if plain == "Ahrnau":
        return Resolved(AHRENAU, 0.8)
    if plain == "Naundorf":
        return Resolved(None, 0.0, NAUNDORF)
    return Resolved({"Ahrenau": AHRENAU, "Birkstedt": BIRKSTEDT}.get(plain), 1.0)
