"""Numbers as German text writes them: "acht", "zunächst acht Städte", "5"."""

import re

WORDS = {
    "zwei": 2, "beide": 2, "beiden": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9,
    "zehn": 10, "elf": 11, "zwölf": 12, "dreizehn": 13, "vierzehn": 14, "fünfzehn": 15, "sechzehn": 16,
    "siebzehn": 17, "achtzehn": 18, "neunzehn": 19, "zwanzig": 20,
}  # fmt: skip
_NUMBER = "|".join(sorted(WORDS, key=len, reverse=True))
COUNTED = re.compile(
    rf"\b(?P<number>{_NUMBER}|\d{{1,3}})[ \t\n]{{1,9}}(?:[\w-]{{1,25}}[ \t\n]{{1,9}})?(?:\d{{4}}-)?"
    r"(?P<noun>Städten?(?! und Regional)|Gemeinden?|Kommunen?|Partnerkommunen|Partner(?:städten?|n)?"
    r"|Mitglieds(?:kommunen|gemeinden)"
    r"|Nachbar(?:kommunen|gemeinden|städten?)|Landkreisen?|Kreisen?|Stadt- und Regionalpartnerschaften)\b",
    re.IGNORECASE,
)  # fmt: skip
DURATION = re.compile(
    rf"\b(?P<number>{_NUMBER}|\d{{1,3}})[ \t\n]{{1,9}}(?P<unit>Tagen?|Wochen?|Monaten?|Jahren?)\b", re.IGNORECASE
)


def number_of(word: str) -> int:
    """2 for "zwei" or "2"; 0 for what is no number."""
    return int(word) if word.isascii() and word.isdigit() and len(word) < 10 else WORDS.get(word.lower(), 0)
