"""The words of an index: which compounds contain a word, of which words a compound is made, what a mistyped word meant."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from interkomm.calc.retrieval.german import LINKS
from interkomm.calc.retrieval.recent import Recent

EXACT = 1.0
AT_END, AT_BEGINNING, INSIDE = 0.8, 0.75, 0.5  # the rest of the compound is made of known words
MAYBE_AT_END, MAYBE_AT_BEGINNING = 0.35, 0.45  # it is not
OF_VERB = 0.45  # "prüfen" for "Prüfung"
SHORTEST_PART = 3
SHORTEST_INSIDE = 4
SHORTEST_BEGINNING = 4
SHORTEST_PIECE, SHORTEST_BOUND = 4, 5
SHORTEST_REPLACED = 5  # in shorter words another letter makes another word: "Hund" is no mistyped "Hand"
MOST_COMPOUNDS = 250
MOST_PARTS = 4
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Leaf:
    """A stem of the index that stands for an asked word; `weight` at most 1."""

    stem: str
    weight: float


class Vocabulary:
    """Immutable. `stems`: stem → number of documents that have it; `forms`: stem → how it is written, in lower case."""

    def __init__(self, stems: Mapping[str, int], forms: Mapping[str, str] | None = None) -> None:
        self.uses, self._forms = stems, forms or {}
        self._all = "\n" + "\n".join(stems) + "\n"
        self._expanded: Recent[str, tuple[Leaf, ...]] = Recent(4096)
        self._pieces: Recent[str, tuple[str, ...]] = Recent(1024)
        self._nearest: Recent[str, str] = Recent(1024)

    def __contains__(self, stem: str) -> bool:
        return stem in self.uses

    @cached_property
    def _suggestible(self) -> list[str]:
        """Needed only when somebody mistypes."""
        return [stem for stem in self.uses if len(stem) > 3 and not stem.isdigit()]

    def written(self, stem: str) -> str:
        """A form in which people write the word."""
        return self._forms.get(stem, stem)

    def expand(self, stem: str) -> tuple[Leaf, ...]:
        """The stem itself, if known, and the compounds it is a part of; best first, of equals the most used."""
        return self._expanded.get(stem, lambda: self._expand(stem))

    def _expand(self, stem: str) -> tuple[Leaf, ...]:
        found: dict[str, float] = {stem: EXACT} if stem in self.uses else {}
        if len(stem) >= SHORTEST_PART and not stem.isdigit():
            for word in self._containing(stem):
                weight = self._share(stem, word)
                if weight:
                    found.setdefault(word, weight)
        if (verb := _verb(stem)) in self.uses:
            found.setdefault(verb, OF_VERB)
        ranked = sorted(found.items(), key=lambda each: (-each[1], -self.uses[each[0]], each[0]))
        return tuple(Leaf(word, weight) for word, weight in ranked[:MOST_COMPOUNDS])

    def _containing(self, stem: str) -> Iterable[str]:
        """All other words that contain these letters, each once."""
        at = self._all.find(stem)
        while at >= 0:
            begin, end = self._all.rfind("\n", 0, at) + 1, self._all.find("\n", at)
            if end - begin > len(stem):
                yield self._all[begin:end]
            at = self._all.find(stem, end)

    def _share(self, part: str, word: str) -> float:
        """How surely a word is a compound with this part; 0: it only happens to contain the letters."""
        best = 0.0
        at = word.find(part)
        while at >= 0:
            best = max(best, self._share_at(word[:at], word[at + len(part) :], len(part)))
            at = word.find(part, at + 1)
        return best

    def _share_at(self, left: str, right: str, length: int) -> float:
        if not left:
            if self._is_right(right):
                return AT_BEGINNING
            return MAYBE_AT_BEGINNING if length >= SHORTEST_BEGINNING else 0.0
        if not right:
            if self._is_left(left):
                return AT_END
            return MAYBE_AT_END if len(left) >= 3 and length > SHORTEST_INSIDE else 0.0
        return INSIDE if length >= SHORTEST_INSIDE and self._is_left(left) and self._is_right(right) else 0.0

    def _is_left(self, text: str) -> bool:
        """Whether this is a word with what joins it to the next: "gewerbe", "stadtverwaltungs"."""
        return any(
            self._is_made_of_parts(text[: len(text) - len(link)] if link else text)
            for link in LINKS
            if text.endswith(link) and len(text) - len(link) >= SHORTEST_PART
        )

    def _is_right(self, text: str) -> bool:
        """Whether this is what joins, and then a word: "enpool", "sverband"."""
        return any(text.startswith(link) and self._is_made_of_parts(text[len(link) :]) for link in LINKS)

    def _is_made_of_parts(self, text: str) -> bool:
        return self._is_part(text) or bool(self.split(text))

    def _is_part(self, text: str) -> bool:
        return len(text) >= SHORTEST_PART and text in self.uses and not text.isdigit()

    def split(self, stem: str) -> tuple[str, ...]:
        """The known words of which an unknown compound is made, as few as possible; empty when it is not."""
        return self._split(stem[:LONGEST], MOST_PARTS) if len(stem) > 2 * SHORTEST_PART else ()

    def _split(self, text: str, most: int) -> tuple[str, ...]:
        best: tuple[str, ...] = ()
        for at in range(len(text) - SHORTEST_PART, SHORTEST_PART - 1, -1):
            left = text[:at]
            if not self._is_part(left):
                continue
            for link in LINKS:
                rest = text[at + len(link) :]
                if not text.startswith(link, at) or len(rest) < SHORTEST_PART:
                    continue
                tail = (rest,) if self._is_part(rest) else self._split(rest, most - 1) if most > 2 else ()
                if tail and (not best or len(tail) + 1 < len(best)):
                    best = (left, *tail)
            if len(best) == 2:
                break
        return best

    def pieces(self, stem: str, others: Container[str] = ()) -> tuple[str, ...]:
        """The parts of an unknown compound, also such as stand nowhere alone but in other compounds, or in `others`."""
        return self._pieces.get(stem, lambda: self._in_pieces(stem[:LONGEST], others))

    def _in_pieces(self, stem: str, others: Container[str]) -> tuple[str, ...]:
        """As few as possible: "freibad|sanierung" says more than "frei|bad|sanierung"."""
        ways = [way for way in (self.split(stem), self._cut(stem, others, MOST_PARTS)) if way]
        return min(ways, key=len, default=())

    def _cut(self, stem: str, others: Container[str], most: int) -> tuple[str, ...]:
        """The left part as long as possible, then the rest in the same way; each at least somehow known."""
        for at in range(len(stem) - SHORTEST_PIECE, SHORTEST_PIECE - 1, -1):
            if not self._is_piece(stem[:at], others):
                continue
            for link in LINKS:
                rest = stem[at + len(link) :]
                if not stem.startswith(link, at) or len(rest) < SHORTEST_PIECE:
                    continue
                if tail := (rest,) if self._is_piece(rest, others) else most > 2 and self._cut(rest, others, most - 1):
                    return (stem[:at], *tail)
        return ()

    def _is_piece(self, text: str, others: Container[str]) -> bool:
        """Whether this is a word, one of `others`, or what is left of a known compound without its other words."""
        if self._is_part(text) or text in others or _verb(text) in self.uses:
            return True
        return len(text) >= SHORTEST_BOUND and any(leaf.weight >= INSIDE for leaf in self.expand(text))

    def known_end(self, stem: str, others: Container[str] = ()) -> str:
        """The longest known word with which an otherwise unknown one begins, else with which it ends; "" if none.

        The beginning of a compound says what it is about, the end often only that it is an office, a house or a fee.
        """
        word = stem[:LONGEST]
        beginnings = (word[:length] for length in range(len(word) - SHORTEST_PART, SHORTEST_PIECE - 1, -1))
        ends = (word[-length:] for length in range(len(word) - SHORTEST_PART, SHORTEST_BOUND - 1, -1))
        return next((text for text in (*beginnings, *ends) if self._is_part(text) or text in others), "")

    def nearest(self, stem: str, others: Sequence[str] = ()) -> str:
        """The known word that differs least, by one letter (two in long words), of equals the most used; "" if none.

        `others`: words that may be meant, too (names that the index knows by another sign).
        """
        if len(stem) < 4 or len(stem) > LONGEST or stem.isdigit():
            return ""
        return self._nearest.get(stem, lambda: self._find_nearest(stem, others))

    def _find_nearest(self, stem: str, others: Sequence[str]) -> str:
        allowed = 1 if len(stem) < 8 else 2
        hits = [
            hit
            for words in (self._suggestible, others)
            for hit in process.extract(stem, words, scorer=OSA.distance, score_cutoff=allowed, limit=8)
            if _is_likely(stem, hit[0])
        ]
        if not hits:
            return ""
        return min(hits, key=lambda hit: (hit[1], hit[0][0] != stem[0], -self.uses.get(hit[0], 0), hit[0]))[0]


def _verb(stem: str) -> str:
    """What the verb of a short noun is cut to ("schliessung": "schliess"), "" if it is none; longer ones lose -ung anyway."""
    return stem[:-3] if stem.endswith("ung") and len(stem) >= SHORTEST_PIECE + 3 else ""


def _is_likely(typed: str, meant: str) -> bool:
    """Whether somebody may have mistyped it so: in short words and at the beginning hardly by another letter."""
    is_replaced = len(typed) == len(meant) and sorted(typed) != sorted(meant)
    return not is_replaced or (len(typed) >= SHORTEST_REPLACED and typed[0] == meant[0])
