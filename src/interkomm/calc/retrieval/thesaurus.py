"""Words that mean the same, and names that stand for a code ("NRW" for the state DE-NW)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from interkomm.calc.retrieval.german import STOP_WORDS
from interkomm.calc.words import fold, stem, words_of

Phrase = tuple[str, ...]  # stems without stop words


def phrase_of(text: str) -> Phrase:
    """The stems of a text without stop words (with them when there is nothing else)."""
    words = [match.group() for match in words_of(text)]
    kept = [word for word in words if fold(word) not in STOP_WORDS] or words
    return tuple(found for word in kept if (found := stem(word)))


@dataclass(frozen=True, slots=True)
class Synonym:
    """`written`: as the editors wrote it."""

    written: str
    phrase: Phrase


class Thesaurus:
    """Immutable. `groups`: words with the same meaning; `codes`: names by sign of the index ("@state:DE-NW")."""

    def __init__(self, groups: Iterable[Collection[str]], codes: Mapping[str, Collection[str]]) -> None:
        groups = list(groups)
        self._groups: dict[Phrase, list[Synonym]] = {}
        self._codes: dict[Phrase, str] = {}
        for words in groups:
            members = [Synonym(word, phrase) for word in words if (phrase := phrase_of(word))]
            for member in members:
                others = [other for other in members if other.phrase != member.phrase]
                known = self._groups.setdefault(member.phrase, [])
                known += [other for other in others if other not in known]
        for sign, names in codes.items():
            for name in names:
                self._codes.setdefault(phrase_of(name), sign)
        phrases = (*self._groups, *self._codes)
        self.longest = max((len(phrase) for phrase in phrases), default=1)
        self.words: tuple[str, ...] = tuple(sorted({stem for phrase in phrases for stem in phrase}))
        self._known = frozenset(self.words)
        named = (name for names in codes.values() for name in names)
        written = (
            word.group() for text in (*(each for words in groups for each in words), *named) for word in words_of(text)
        )
        self._forms = {stem(word): word for word in written}

    def __contains__(self, stem: object) -> bool:
        return stem in self._known

    def written(self, stem: str) -> str:
        """A form in which the word stands here, "" if it does not."""
        return self._forms.get(stem, "")

    def synonyms(self, phrase: Phrase) -> tuple[Synonym, ...]:
        """What means the same, without the phrase itself."""
        return tuple(self._groups.get(phrase, ()))

    def code(self, phrase: Phrase) -> str:
        """The sign of the index that the phrase names, "" if none."""
        return self._codes.get(phrase, "")

    def longest_at(self, stems: Phrase, start: int) -> int:
        """How many stems from here are a known phrase: the longest; 1 when none is."""
        for length in range(min(self.longest, len(stems) - start), 1, -1):
            phrase = stems[start : start + length]
            if phrase in self._groups or phrase in self._codes:
                return length
        return 1
