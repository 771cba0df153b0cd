"""Questions: seeded requests of the six kinds that people send, made from the corpus itself."""

import random
from collections import Counter
from collections.abc import Callable, Sequence

from bench.corpus import Corpus
from bench.peers.contract import Facets, Question
from finder.places import Place, PlaceKind
from finder.search.request import SearchRequest, Sort, Where
from finder.search.words import tokens

PLACE, TEXT, BOTH = "place + facets", "text", "text + place + facets"
TYPO, NATION, NEAREST = "name with typo", "nation + facets", "nearest, no radius"
KINDS = (PLACE, TEXT, BOTH, TYPO, NATION, NEAREST)

_RADII = (10, 25, 25, 50)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class _Maker:
    """Draws the parts of requests."""

    def __init__(self, corpus: Corpus, facets: Facets, vocabulary: Counter[str], seed: int) -> None:
        self._corpus = corpus
        self._facets = facets
        self._uses = vocabulary
        self._chance = random.Random(seed)

    def place(self) -> SearchRequest:
        return SearchRequest(where=self._near(), terms=self._terms(1, 3), sort=Sort.NEAREST)

    def text(self) -> SearchRequest:
        words = self._name_tokens()
        return SearchRequest(words=" ".join(words[: self._chance.choice([1, 2, 2, 3])]))

    def both(self) -> SearchRequest:
        """Half of them by distance, half by score."""
        row = self._row()
        words = self._chance.choice(self._tokens(row)[:2])
        sort = self._chance.choice([Sort.NEAREST, Sort.BEST])
        terms = self._terms(1, 2)
        return SearchRequest(words=words, where=self._near(row), terms=terms, sort=sort)

    def typo(self) -> SearchRequest:
        """A facility's name with one slip, in a word that it makes one that nobody uses."""
        while True:
            words = list(self._name_tokens()[:3])
            long = [at for at, word in enumerate(words) if len(word) >= 5 and word.isalpha()]
            if not long:
                continue
            at = self._chance.choice(long)
            words[at] = self._slip(words[at])
            if words[at] not in self._uses:
                return SearchRequest(words=" ".join(words))

    def nation(self) -> SearchRequest:
        return SearchRequest(terms=self._terms(1, 3))

    def nearest(self) -> SearchRequest:
        where = Where(self._near().place, None)
        return SearchRequest(where=where, terms=self._terms(1, 3), sort=Sort.NEAREST)

    def _row(self) -> int:
        return self._chance.randrange(len(self._corpus))

    def _near(self, row: int | None = None) -> Where:
        row = self._row() if row is None else row
        address = self._corpus.address(row)
        place = Place(address.zip, PlaceKind.ZIP, address.state, self._corpus.point(row))
        return Where(place, self._chance.choice(_RADII))

    def _terms(self, least: int, most: int) -> tuple[str, ...]:
        """Terms that some facility has together."""
        codes = self._corpus.real[self._corpus.offers[self._row()]].codes
        has = [term.slug for term in self._facets.vocabulary.terms if term.codes & codes]
        number = min(len(has), self._chance.randint(least, most))
        return tuple(sorted(self._chance.sample(has, number)))

    def _tokens(self, row: int) -> tuple[str, ...]:
        return tokens(self._corpus.names[row]) or ("center",)

    def _name_tokens(self) -> tuple[str, ...]:
        return self._tokens(self._row())

    def _slip(self, word: str) -> str:
        at = self._chance.randrange(1, len(word) - 1)
        letter = self._chance.choice(_LETTERS)
        return self._chance.choice(
            (
                word[:at] + word[at + 1 :],
                word[:at] + letter + word[at:],
                word[:at] + letter + word[at + 1 :],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            )
        )


def questions(
    corpus: Corpus, facets: Facets, uses: Counter[str], *, number: int, seed: int
) -> Sequence[Question]:
    """So many questions, the kinds taking turns; `uses` counts the words of the directory."""
    maker = _Maker(corpus, facets, uses, seed)
    makers: dict[str, Callable[[], SearchRequest]] = {
        PLACE: maker.place,
        TEXT: maker.text,
        BOTH: maker.both,
        TYPO: maker.typo,
        NATION: maker.nation,
        NEAREST: maker.nearest,
    }
    kinds = (KINDS[turn % len(KINDS)] for turn in range(number))
    return [Question(kind, makers[kind]()) for kind in kinds]
