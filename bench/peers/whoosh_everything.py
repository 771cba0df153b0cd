"""Everything in Whoosh: text, facets, places and counts, with nothing beside it.

Facets are a KEYWORD field, counted by Whoosh's own grouping over its vectors; latitude and
longitude are NUMERIC fields in millionths of a degree, sortable, so that columns of them are kept.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh import fields, index, query, sorting
from whoosh.analysis import SpaceSeparatedTokenizer

from bench.corpus import Corpus
from bench.peers.contract import Answer, Facets, Question, corrected, slips_in
from bench.peers.corrections import ranked
from bench.peers.geometry import NEARLY, circle, in_order, spot
from finder.places import earth_vectors
from finder.search.request import PAGE_SIZE

_WEIGHTS = {"name": 3.0, "program": 2.0, "city": 1.0, "county": 0.5, "state": 0.5}
_MILLION = 1_000_000
_NONE = "-"
MOST_ROWS = 20_000  # more take minutes to index, and seconds to ask


@dataclass(frozen=True, slots=True)
class Found:
    """Rows that match, ascending, the best of them by score, and the counts of their facets."""

    rows: Sequence[int]
    best: tuple[int, ...]
    counts: list[int]


class WhooshEverything:
    """Over an index folder; one segment, so that a document's number is its row."""

    name = "Whoosh alone"
    settings = (
        "whoosh-reloaded 2.7.5, one segment: TEXT a field, KEYWORD facets with vectors grouped by "
        "Whoosh (`FieldFacet`, `Count`), sortable NUMERIC coordinates, spelling by `terms_within`; "
        "squares of chords with numpy"
    )

    def __init__(self, folder: Path, facets: Facets) -> None:
        self._facets = facets
        self._slugs = list(facets.bits)
        self._searcher = index.open_dir(str(folder), readonly=True).searcher()
        reader = self._searcher.reader()
        self._masks = reader.column_reader("mask")
        self._lats = reader.column_reader("lat")
        self._lons = reader.column_reader("lon")
        self._uses: Counter[str] = Counter()

    def ask(self, question: Question) -> Answer:
        """The answer."""
        return corrected(
            question.request.words,
            self._spelling,
            lambda words: self._answer(question, words),
            lambda answer: answer.total > 0,
        )

    def close(self) -> None:
        """Close the index."""
        self._searcher.close()

    def _answer(self, question: Question, words: Sequence[str]) -> Answer:
        chosen = self._facets.chosen(question.request)
        ticked = {group: self._any_of(mask) for group, mask in chosen.any_of.items()}
        always = [_word(word) for word in words]
        always += [query.Term("facets", self._slugs[bit]) for bit in _bits(chosen.all_of)]
        inside = None
        if question.point and question.miles is not None:
            box = _box(question)
            inside = self._inside(question, query.And([*always, *box]))
            always += box
        found = self.found([*always, *ticked.values()], inside)
        counts = found.counts
        for group in chosen.any_of:
            others = [part for number, part in ticked.items() if number != group]
            own = self.found([*always, *others], inside).counts
            for bit in self._facets.groups[group].bits:
                counts[bit] = own[bit]
        shown = self._nearest(question, found.rows) if question.by_distance else found.best
        return Answer(len(found.rows), shown, tuple(counts))

    def found(self, parts: list[Any], inside: set[int] | None) -> Found:
        """What matches all parts, among some rows where these are given."""
        grouping = sorting.FieldFacet("facets", allow_overlap=True, maptype=sorting.Count)
        found = self._searcher.search(
            query.And(parts) if parts else query.Every(),
            limit=PAGE_SIZE,
            filter=inside,
            groupedby={"each": grouping},
        )
        grouped = found.groups("each")
        counts = [grouped.get(slug, 0) for slug in self._slugs]
        return Found(sorted(found.docs()), best_of(found), counts)

    def _inside(self, question: Question, asked: Any) -> set[int]:
        assert question.point
        about = circle(question.point, question.miles or 0)
        rows = np.fromiter(self._searcher.docs_for_query(asked), dtype=np.int64)
        squares = self._squares(question, rows)
        return set(rows[squares <= about.square].tolist())

    def _squares(self, question: Question, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        assert question.point
        numbers = rows.tolist()
        lats = np.array([self._lats[row] for row in numbers], dtype=np.float64) / _MILLION
        lons = np.array([self._lons[row] for row in numbers], dtype=np.float64) / _MILLION
        apart = earth_vectors(lats, lons) - np.array(spot(question.point))
        squares: NDArray[np.float64] = np.einsum("ij,ij->i", apart, apart)
        return squares

    def _nearest(self, question: Question, found: Sequence[int]) -> tuple[int, ...]:
        rows = np.array(found, dtype=np.int64)
        squares = self._squares(question, rows)
        order = np.lexsort((rows, squares))[:NEARLY]
        return in_order(zip(rows[order].tolist(), squares[order].tolist(), strict=True))

    def _any_of(self, mask: int) -> Any:
        return query.Or([query.Term("facets", self._slugs[bit]) for bit in _bits(mask)])

    def _spelling(self, word: str) -> tuple[str, ...]:
        """By Whoosh's automaton; it takes a swap of neighbours for two slips, so one more each."""
        reader, slips = self._searcher.reader(), slips_in(word)
        if not slips or not word.isalpha() or any((each, word) in reader for each in _WEIGHTS):
            return ()
        near = {
            other for field in _WEIGHTS for other in reader.terms_within(field, word, slips + 1)
        }
        return ranked(word, near, Counter({each: self._users(each) for each in near}))

    def _users(self, word: str) -> int:
        said = query.Or([query.Term(field, word) for field in _WEIGHTS])
        return sum(1 for _ in self._searcher.docs_for_query(said))


def best_of(found: Any) -> tuple[int, ...]:
    """The first rows of Whoosh's results, which are more than asked for when they are grouped."""
    return tuple(row for _, row in found.top_n[:PAGE_SIZE])


def write(folder: Path, corpus: Corpus, facets: Facets, texts: Iterable[Sequence[str]]) -> None:
    """Make the index, in one segment."""
    kinds: dict[str, Any] = {
        name: fields.TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=False) for name in _WEIGHTS
    }
    kinds["facets"] = fields.KEYWORD(vector=True)
    kinds["mask"] = fields.NUMERIC(int, bits=64, signed=True, sortable=True)
    for axis in ("lat", "lon"):
        kinds[axis] = fields.NUMERIC(int, bits=32, signed=True, sortable=True)
    writer = index.create_in(str(folder), fields.Schema(**kinds)).writer(limitmb=512, procs=1)
    slugs = list(facets.bits)
    masks = corpus.masks(facets.codes).tolist()
    for row, said in enumerate(texts):
        writer.add_document(
            **dict(zip(_WEIGHTS, said, strict=True)),
            # Grouping fails on a document without a vector: those with no facet have a word too.
            facets=" ".join((*(slugs[bit] for bit in _bits(masks[row])), _NONE)),
            mask=masks[row],
            lat=round(float(corpus.lats[row]) * _MILLION),
            lon=round(float(corpus.lons[row]) * _MILLION),
        )
    writer.commit(merge=False)


def _word(word: str) -> Any:
    return query.Or([query.Term(field, word, boost=boost) for field, boost in _WEIGHTS.items()])


def _box(question: Question) -> list[Any]:
    assert question.point
    about = circle(question.point, question.miles or 0)
    sides = (("lat", about.south, about.north), ("lon", about.west, about.east))
    return [
        query.NumericRange(axis, round(low * _MILLION), round(high * _MILLION))
        for axis, low, high in sides
    ]


def _bits(mask: int) -> Iterable[int]:
    return (bit for bit in range(mask.bit_length()) if mask >> bit & 1)
