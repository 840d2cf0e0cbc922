"""From the words of a person to what the index is asked: groups of alternatives, all of which a document should have."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from interkomm.calc.retrieval.german import STOP_WORDS, WEAK_STEMS
from interkomm.calc.retrieval.thesaurus import Phrase, Thesaurus
from interkomm.calc.retrieval.vocabulary import INSIDE, Leaf, Vocabulary
from interkomm.calc.visible import visible_line
from interkomm.calc.words import fold, stem, words_of

LONGEST_QUESTION = 300
MOST_WORDS = 14
OF_SYNONYM, OF_SPLIT, BESIDE_CODE = 0.6, 0.55, 0.2
OF_SPLIT_KNOWN = 0.3  # the compound itself or a synonym is known, too
OF_PART = 0.5  # of a compound that is not known as a whole
OF_LIKE = (
    0.7  # a known word that differs from an unknown compound by little: "Wohngelt" may be one of "wohnen" and "gelten"
)
OF_NO_NOUN, SENTENCE = 0.7, 3  # German nouns begin with a capital letter; so many words may be a sentence
OF_GUESSED = 0.7  # a word that was probably meant, beside others that are sure
_QUOTED = re.compile(r"[\"„“”«»]([^\"„“”«»]+)[\"„“”«»]")

Element = tuple[Leaf, ...]  # any of these words


@dataclass(frozen=True, slots=True)
class Alternative:
    """All elements must occur. `weight` at most 1."""

    elements: tuple[Element, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Group:
    """One asked idea: any of the alternatives. `written`: as asked; a weak one need not occur beside others.

    `parts`: of an unknown compound, each alone; they count when no document has all that was asked.
    `share`: how much of its rarity counts; less for what is no noun in a sentence.
    """

    written: str
    alternatives: tuple[Alternative, ...]
    is_weak: bool = False
    parts: tuple[Alternative, ...] = ()
    share: float = 1.0
    is_quoted: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """`corrected`: the question with mistyped words replaced, "" when none was; `expanded`: synonyms that count, too.

    `phrases`: quoted words, folded, which must stand beside each other.
    """

    groups: tuple[Group, ...] = ()
    corrected: str = ""
    expanded: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Word:
    written: str
    stem: str
    is_guessed: bool = False


def ask(question: str, vocabulary: Vocabulary, thesaurus: Thesaurus) -> Asked:
    """Read a question. Whatever is typed has a meaning or none; nothing in it is an operator but quotation marks."""
    line = visible_line(question.replace("\x00", " ")[: 2 * LONGEST_QUESTION])[:LONGEST_QUESTION]
    phrases = [found.group(1) for found in _QUOTED.finditer(line)]
    quoted = [group for phrase in phrases if (group := _quoted_group(phrase))]
    words = _words(_QUOTED.sub(" ", line))
    reader = _Reader(vocabulary, thesaurus)
    groups = reader.groups(words, is_alone=not quoted)
    return Asked(
        (*quoted, *groups),
        " ".join(reader.corrected) if reader.is_corrected else "",
        tuple(dict.fromkeys(reader.expanded)),
        tuple(folded for phrase in phrases if (folded := folded_line(phrase))),
    )


def folded_line(text: str) -> str:
    """Words without marks and signs, with one space between them and around: for looking up quoted words."""
    words = " ".join(fold(match.group()) for match in words_of(text))
    return f" {words} " if words else ""


def _words(line: str) -> list[_Word]:
    written = [match.group() for match in words_of(line)]
    kept = [word for word in written if fold(word) not in STOP_WORDS] or written
    return [_Word(word, found) for word in kept if (found := stem(_municipal_key(word)))][:MOST_WORDS]


def _municipal_key(word: str) -> str:
    """The AGS (8 digits) of a regional key (12 digits: district 5, association 4, municipality 3)."""
    return word[:5] + word[9:] if word.isascii() and word.isdigit() and len(word) == 12 else word


def _quoted_group(phrase: str) -> Group | None:
    elements = tuple((Leaf(word.stem, 1.0),) for word in _words(phrase))
    return Group(phrase, (Alternative(elements),), is_quoted=True) if elements else None


def _alone(pieces: Sequence[str], parts: Sequence[Element]) -> tuple[Alternative, ...]:
    """The parts each for itself; of "ausgestiegen" none, as the other part alone says something else."""
    if any(piece in STOP_WORDS for piece in pieces):
        return ()
    return tuple(
        Alternative((part,), OF_PART) for piece, part in zip(pieces, parts, strict=True) if piece not in WEAK_STEMS
    )


class _Reader:
    """Reads the words of one question."""

    def __init__(self, vocabulary: Vocabulary, thesaurus: Thesaurus) -> None:
        self._vocabulary, self._thesaurus = vocabulary, thesaurus
        self.corrected: list[str] = []
        self.expanded: list[str] = []
        self.is_corrected = False

    def groups(self, words: Sequence[_Word], *, is_alone: bool) -> list[Group]:
        words = [self._spelled(word) for word in words]
        stems = tuple(word.stem for word in words)
        has_nouns = len(words) >= SENTENCE and any(word.written[0].isupper() for word in words)
        found: list[Group] = []
        at = 0
        while at < len(words):
            length = self._thesaurus.longest_at(stems, at)
            part = words[at : at + length]
            is_less = has_nouns and all(word.written[0].islower() for word in part)
            share = (OF_NO_NOUN if is_less else 1.0) * (OF_GUESSED if any(word.is_guessed for word in part) else 1.0)
            found.append(replace(self._group(part), share=share))
            at += length
        is_all_weak = is_alone and all(group.is_weak for group in found)
        return [replace(each, is_weak=False) if is_all_weak else each for each in found]

    def _group(self, words: Sequence[_Word]) -> Group:
        phrase = tuple(word.stem for word in words)
        code = self._thesaurus.code(phrase)
        own = Alternative(tuple(self._vocabulary.expand(stem) for stem in phrase), BESIDE_CODE if code else 1.0)
        alternatives = [own] if all(own.elements) else []
        if code:
            leaf = Leaf(phrase[0], 1.0)
            exact = Alternative(((leaf,),), BESIDE_CODE)
            alternatives = [Alternative(((Leaf(code, 1.0),),)), *([exact] if len(phrase) == 1 else alternatives)]
        alternatives += self._synonyms(phrase)
        is_weak = len(phrase) == 1 and phrase[0] in WEAK_STEMS
        pieces = () if len(phrase) > 1 or code else self._pieces(phrase[0], is_known=bool(alternatives))
        parts = tuple(self._part(piece) for piece in pieces)
        alone = () if alternatives else _alone(pieces, parts)
        alternatives += self._of_parts(phrase[0], parts, is_known=bool(alternatives))
        return Group(" ".join(word.written for word in words), tuple(alternatives), is_weak, alone)

    def _of_parts(self, stem: str, parts: tuple[Element, ...], *, is_known: bool) -> list[Alternative]:
        """All parts of a compound; beside an unknown one also the known word that differs by little."""
        if len(parts) < 2:
            return []
        like = "" if is_known else self._vocabulary.nearest(stem)
        others = [Alternative((self._vocabulary.expand(like),), OF_LIKE)] if like else []
        return [Alternative(parts, OF_SPLIT_KNOWN if is_known else OF_SPLIT), *others]

    def _pieces(self, stem: str, *, is_known: bool) -> tuple[str, ...]:
        """The parts of a compound; of a word that is nothing otherwise the end that is known."""
        pieces = self._vocabulary.pieces(stem, self._thesaurus)
        if is_known:
            return () if any(piece in STOP_WORDS for piece in pieces) else pieces
        end = "" if pieces else self._vocabulary.known_end(stem, self._thesaurus)
        return (end,) if end else pieces

    def _part(self, piece: str) -> Element:
        """What a part of a compound finds, with its synonyms of one word."""
        synonyms = [each.phrase[0] for each in self._thesaurus.synonyms((piece,)) if len(each.phrase) == 1]
        others = (leaf for synonym in synonyms for leaf in self._surely(synonym))
        return (*self._vocabulary.expand(piece), *(Leaf(leaf.stem, leaf.weight * OF_SYNONYM) for leaf in others))

    def _synonyms(self, phrase: Phrase) -> list[Alternative]:
        found = []
        for synonym in self._thesaurus.synonyms(phrase):
            elements = tuple(self._surely(stem) for stem in synonym.phrase)
            if all(elements):
                found.append(Alternative(elements, OF_SYNONYM))
                self.expanded.append(synonym.written)
        return found

    def _surely(self, stem: str) -> Element:
        """A synonym is not guessed further: the word itself and compounds of known words."""
        return tuple(leaf for leaf in self._vocabulary.expand(stem) if leaf.weight >= INSIDE)

    def _spelled(self, word: _Word) -> _Word:
        """The word, or the known one that was probably meant."""
        meant = "" if self._is_known(word.stem) else self._vocabulary.nearest(word.stem, self._thesaurus.words)
        form = self._thesaurus.written(meant) if meant not in self._vocabulary else self._vocabulary.written(meant)
        self.corrected.append((form or meant) if meant else word.written)
        if not meant:
            return word
        self.is_corrected = True
        return _Word(self.corrected[-1], meant, is_guessed=True)

    def _is_known(self, stem: str) -> bool:
        """Whether it needs no correction."""
        return stem in self._thesaurus or bool(
            self._vocabulary.expand(stem) or self._vocabulary.pieces(stem, self._thesaurus)
        )
