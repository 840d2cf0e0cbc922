"""Small registers in the official format, made for tests."""

from collections.abc import Iterable


def line(
    kind: str,
    key: str,
    name: str,
    *,
    as_of: str = "20260228",
    mark: str = "64",
    area_ha: int = 1000,
    population: int = 500,
    postcode: str = "66111",
    association: str = "0000",
) -> str:
    """One line of 220 characters; `key` has 2, 5 or 8 digits by record type."""
    place = key if len(key) < 8 else key + association
    start = f"{kind}{as_of}{place}".ljust(22) + name.ljust(50)
    if kind != "60":
        return (start.ljust(122) + (mark if kind in ("40", "50") else "")).ljust(220)
    numbers = f"{area_ha:011d}{population:011d}{population // 2:011d}"
    return (start.ljust(122) + mark.ljust(6) + numbers + "    " + postcode).ljust(220)


def register(
    municipalities: Iterable[str], *, as_of: str = "20260228", state: str = "10", district: str = "10041"
) -> str:
    """A whole register of one district."""
    head = [
        line("10", state, "Saarland", as_of=as_of),
        line("40", district, "Regionalverband Saarbrücken", as_of=as_of, mark="45"),
    ]
    return "\n".join([*head, *municipalities]) + "\n"
