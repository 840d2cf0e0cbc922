"""From the rows of a plan to its stored shares, with everything that explains them years later."""

from dataclasses import asdict
from datetime import date
from typing import Any

from interkomm.cooperation.sharing.content import Content
from interkomm.cooperation.sharing.games import build
from interkomm.cooperation.sharing.solving import alone_cents, digest, result_as_json, solve, split_by
from interkomm.cooperation.sharing.splitting import population

FORMAT = 1


def shares_to_store(content: Content, key_on: date, method: str) -> dict[str, Any]:
    """JSON of the shares: by partner and year in cents, what they follow from, and how they were checked.

    Raises NotSplittable, NotPossible, InvalidGame.
    """
    split = split_by(content, key_on, method)
    built = build(content)
    return {
        "format": FORMAT,
        "method": method,
        "digest": digest(content, key_on),
        "key_on": key_on.isoformat(),
        "partners": [asdict(partner) for partner in content.partners],
        "net": {str(year): cents for year, cents in split.net.items()},
        "shares": {key: {str(year): cents for year, cents in years.items()} for key, years in split.shares.items()},
        "totals": split.totals,
        "population": population(content, key_on),
        "alone": alone_cents(built),
        "used": [asdict(each) for each in split.used],
        "checked": result_as_json(solve(content, key_on, method, built)),
    }
