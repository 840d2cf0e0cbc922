"""Words of a text as our searches know them: stems without umlauts, the same for "Bürgerhäuser" and "Buergerhaus".

Pure; used by the search of the site (`portal.search`) and of the catalogue (`calc.retrieval`).
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import Stemmer

WORD = re.compile(r"[^\W_]+(?:\.[0-9]+)*", re.UNICODE)
_GERMAN = Stemmer.Stemmer("german")
_DIGRAPHS = re.compile("ae|oe|ue")
MAX_WORD = 60


def words_of(text: str) -> Iterator[re.Match[str]]:
    """Every word with its place; "6.1" and "B96" are words too."""
    return WORD.finditer(text)


def different_words(text: str) -> set[str]:
    """Every word once, as it is written; quicker than `words_of` where the places do not matter."""
    return set(WORD.findall(text))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of one word: lower case, German endings cut, ä and ae both a, ß and ss both ss; a-z and digits only."""
    cut = word.casefold()[:MAX_WORD]
    stemmed = _GERMAN.stemWord(cut)
    folded = _DIGRAPHS.sub(lambda found: found.group()[0], fold(stemmed))
    return folded or fold(cut)


def fold(text: str) -> str:
    """Letters without marks, lower case; everything that is not a letter or a digit is left out."""
    plain = unicodedata.normalize("NFKD", text.casefold()).replace("ß", "ss")
    return "".join(character for character in plain if character.isalnum())


def stems_of(text: str) -> list[str]:
    """The stems of a text in its order, repeated as in the text."""
    return [found for match in words_of(text) if (found := stem(match.group()))]
