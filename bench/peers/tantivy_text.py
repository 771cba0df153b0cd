"""Tantivy, by its Python package: text, facets and counts; it has no places.

Where a circle is asked for, tantivy finds the rows in its box (range queries on fast fields), and
this program tests and counts them in arrays: numpy does what a Python site around tantivy would.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.corpus import Corpus
from bench.peers.contract import Answer, Chosen, Facets, Missing, Question, corrected
from bench.peers.corrections import Corrections
from bench.peers.geometry import RINGS, Circle, circle, in_order
from finder.places import earth_vectors
from finder.search.request import PAGE_SIZE

_FIELDS = {"name": 3.0, "program": 2.0, "city": 1.0, "county": 0.5, "state": 0.5}
_EVERYWHERE = 13_000.0  # miles: half round the Earth


class TantivyText:
    """Over an index folder; one segment."""

    name = "tantivy"
    settings = (
        "one segment; text with term frequencies, facets as a multi-valued fast field counted by a "
        "terms aggregation, latitude and longitude as fast fields; spelling by a deletion "
        "dictionary; circles are tested and counted with numpy, for it has no geo"
    )

    def __init__(self, folder: Path, corpus: Corpus, facets: Facets, uses: Counter[str]) -> None:
        self._tantivy = _tantivy()
        self._index = self._tantivy.Index.open(str(folder))
        self._searcher = self._index.searcher()
        self._schema = self._index.schema
        self._facets = facets
        self._corrections = Corrections(uses)
        self._masks = corpus.masks(facets.codes)
        self._axes = earth_vectors(corpus.lats, corpus.lons)

    def ask(self, question: Question) -> Answer:
        """The answer."""
        return corrected(
            question.request.words,
            self._corrections.of,
            lambda words: self._answer(question, words),
            lambda answer: answer.total > 0,
        )

    def close(self) -> None:
        """Nothing was started."""

    def _answer(self, question: Question, words: Sequence[str]) -> Answer:
        chosen = self._facets.chosen(question.request)
        parts = [self._word(word) for word in words]
        if question.point and question.miles is not None:
            return self._in_circle(question, parts, chosen)
        ticked = {group: self._any_of(mask) for group, mask in chosen.any_of.items()}
        always = [*parts, *self._all_of(chosen.all_of)]
        query = self._all([*always, *ticked.values()])
        counts = self._counted(query)
        for group in chosen.any_of:
            others = [part for number, part in ticked.items() if number != group]
            own = self._counted(self._all([*always, *others]))
            for bit in self._facets.groups[group].bits:
                counts[bit] = own[bit]
        if question.point:
            total = self._searcher.search(query, limit=1).count
            shown = self._nearest(question, [*always, *ticked.values()])
        else:
            found = self._searcher.search(query, limit=PAGE_SIZE)
            total = found.count
            shown = tuple(self._rows([address for _, address in found.hits]).tolist())
        return Answer(total, shown, tuple(counts))

    def _in_circle(self, question: Question, parts: list[Any], chosen: Chosen) -> Answer:
        assert question.point
        about = circle(question.point, question.miles or 0)
        query = self._all([*parts, *self._all_of(chosen.all_of), *self._box(about)])
        found = self._searcher.search(query, limit=max(1, len(self._masks)), count=False).hits
        rows = self._rows([address for _, address in found])
        squares = self._squares(rows, about)
        inside = squares <= about.square
        rows, squares, masks = rows[inside], squares[inside], self._masks[rows[inside]]
        tests = {group: (masks & mask) != 0 for group, mask in chosen.any_of.items()}
        base = np.logical_and.reduce([np.ones(len(rows), np.bool_), *tests.values()])
        counts = self._sums(masks[base])
        for group in chosen.any_of:
            others = [test for number, test in tests.items() if number != group]
            kept = np.logical_and.reduce([np.ones(len(rows), np.bool_), *others])
            own = self._sums(masks[kept])
            for bit in self._facets.groups[group].bits:
                counts[bit] = own[bit]
        if question.by_distance:
            shown = self._first(rows[base], squares[base])
        else:
            shown = tuple(rows[base][:PAGE_SIZE].tolist())  # hits come by score
        return Answer(int(base.sum()), shown, tuple(counts))

    def _nearest(self, question: Question, parts: list[Any]) -> tuple[int, ...]:
        assert question.point
        for miles in (*RINGS, _EVERYWHERE):
            about = circle(question.point, miles)
            box = self._box(about) if miles < _EVERYWHERE else []
            hits = self._searcher.search(
                self._all([*parts, *box]), limit=len(self._masks), count=False
            ).hits
            rows = self._rows([address for _, address in hits])
            squares = self._squares(rows, about)
            inside = squares <= about.square
            if inside.sum() >= PAGE_SIZE or miles == _EVERYWHERE:
                return self._first(rows[inside], squares[inside])
        return ()

    def _first(self, rows: NDArray[np.int64], squares: NDArray[np.float64]) -> tuple[int, ...]:
        order = np.lexsort((rows, squares))[: 2 * PAGE_SIZE]
        return in_order(zip(rows[order].tolist(), squares[order].tolist(), strict=True))

    def _squares(self, rows: NDArray[np.int64], about: Circle) -> NDArray[np.float64]:
        apart = self._axes[rows] - np.array([about.x, about.y, about.z])
        squares: NDArray[np.float64] = np.einsum("ij,ij->i", apart, apart)
        return squares

    def _sums(self, masks: NDArray[np.int64]) -> list[int]:
        bits = np.unpackbits(masks.view(np.uint8).reshape(-1, 8), axis=1, bitorder="little")
        counts: list[int] = bits.sum(axis=0, dtype=np.int64).tolist()
        return counts[: len(self._facets.bits)]

    def _rows(self, addresses: list[Any]) -> NDArray[np.int64]:
        values = self._searcher.fast_field_values("row", addresses) if addresses else []
        return np.array(values, dtype=np.int64)

    def _counted(self, query: Any) -> list[int]:
        size = len(self._facets.bits)
        asked = {"each": {"terms": {"field": "facet", "size": size, "segment_size": size}}}
        counts = [0] * size
        for bucket in self._searcher.aggregate(query, asked)["each"]["buckets"]:
            counts[int(bucket["key"])] = int(bucket["doc_count"])
        return counts

    def _word(self, word: str) -> Any:
        query = self._tantivy.Query
        return query.disjunction_max_query(
            [
                query.boost_query(query.term_query(self._schema, field, word, "freq"), weight)
                for field, weight in _FIELDS.items()
            ],
            1.0,
        )

    def _all_of(self, mask: int) -> list[Any]:
        query = self._tantivy.Query
        return [
            query.const_score_query(query.term_query(self._schema, "facet", bit, "basic"), 0.0)
            for bit in _bits(mask)
        ]

    def _any_of(self, mask: int) -> Any:
        query = self._tantivy.Query
        return query.const_score_query(
            query.term_set_query(self._schema, "facet", list(_bits(mask))), 0.0
        )

    def _box(self, about: Circle) -> list[Any]:
        kind = self._tantivy.FieldType.Float
        sides = (("lat", about.south, about.north), ("lon", about.west, about.east))
        query = self._tantivy.Query
        return [
            query.const_score_query(query.range_query(self._schema, field, kind, low, high), 0.0)
            for field, low, high in sides
        ]

    def _all(self, parts: list[Any]) -> Any:
        query, must = self._tantivy.Query, self._tantivy.Occur.Must
        return query.boolean_query([(must, each) for each in parts]) if parts else query.all_query()


def write(folder: Path, corpus: Corpus, facets: Facets, texts: Iterable[Sequence[str]]) -> None:
    """Make the index, in one segment."""
    tantivy = _tantivy()
    schema = tantivy.SchemaBuilder()
    for field in _FIELDS:
        schema.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    schema.add_unsigned_field("row", fast=True)
    schema.add_unsigned_field("facet", indexed=True, fast=True)
    for field in ("lat", "lon"):
        schema.add_float_field(field, indexed=True, fast=True)
    built = schema.build()
    index = tantivy.Index(built, path=str(folder))
    writer = index.writer(heap_size=2_000_000_000, num_threads=1)
    masks = corpus.masks(facets.codes).tolist()
    spots = zip(corpus.lats.tolist(), corpus.lons.tolist(), strict=True)
    for row, (fields, (lat, lon)) in enumerate(zip(texts, spots, strict=True)):
        document = tantivy.Document()
        for field, text in zip(_FIELDS, fields, strict=True):
            document.add_text(field, text)
        document.add_unsigned("row", row)
        for bit in _bits(masks[row]):
            document.add_unsigned("facet", bit)
        document.add_float("lat", lat)
        document.add_float("lon", lon)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


def _bits(mask: int) -> Iterable[int]:
    return (bit for bit in range(mask.bit_length()) if mask >> bit & 1)


def _tantivy() -> Any:
    """The package, which has no complete types; raises `Missing` where it is not installed."""
    try:
        return import_module("tantivy")
    except ImportError as error:
        raise Missing(f"tantivy is not installed in {Path(sys.prefix).name}") from error
