"""SQLite with FTS5 and R*Tree, the facets of a row as the bits of one integer.

The page and the counts are two statements, and each chosen `any` category adds one. Counts come
from sums of lanes: 64 bits hold three counters of 21 bits, so 60 values take 21 sums, not 60.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.corpus import Corpus
from bench.peers.contract import Answer, Facets, Question, corrected
from bench.peers.corrections import Corrections
from bench.peers.geometry import NEARLY, RINGS, circle, in_order, spot
from bench.peers.lanes import Counting, Lanes, Singles
from finder.places import earth_vectors
from finder.search.request import PAGE_SIZE

_WEIGHTS = "3.0, 2.0, 1.0, 0.5, 0.5"  # of name, program, city, county, state, as the product's
_SCHEMA = """
CREATE TABLE facility (n INTEGER PRIMARY KEY, mask INTEGER, x REAL, y REAL, z REAL);
CREATE VIRTUAL TABLE place USING rtree (n, south, north, west, east);
CREATE VIRTUAL TABLE words USING fts5 (name, program, city, county, state,
  content='', tokenize="unicode61 remove_diacritics 0");
"""
_SQUARE = "(f.x-:x)*(f.x-:x)+(f.y-:y)*(f.y-:y)+(f.z-:z)*(f.z-:z)"
_IN_BOX = "p.north>=:south AND p.south<=:north AND p.east>=:west AND p.west<=:east"
_SAYING = "f.n IN (SELECT rowid FROM words WHERE words MATCH :words)"

Values = dict[str, float | int | str]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a question's statements are made of: tables, conditions but the facets, and values."""

    tables: str
    where: tuple[str, ...]
    values: Values


class SqliteMasks:
    """Over a database file, opened to be read, in memory that the process maps."""

    name = "SQLite masks"
    settings = (
        "FTS5 (contentless, optimized) + R*Tree + one 60-bit mask a row; statements cached by "
        "`sqlite3`, mmap, 512 MB of cache, `ANALYZE`; spelling by a deletion dictionary in memory"
    )

    def __init__(self, file: Path, facets: Facets, uses: Counter[str]) -> None:
        self._database = opened(file)
        self._facets = facets
        self._corrections = Corrections(uses)
        self._counting: Counting = Lanes(len(facets.bits))

    def ask(self, question: Question) -> Answer:
        """The answer."""
        return corrected(
            question.request.words,
            self._corrections.of,
            lambda words: self._answer(question, words),
            lambda answer: answer.total > 0,
        )

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _answer(self, question: Question, words: Sequence[str]) -> Answer:
        asked = _asked(question, words)
        chosen = self._facets.chosen(question.request)
        parts = {group: _any_of(group) for group in chosen.any_of}
        values = {**asked.values, "all_of": chosen.all_of}
        values |= {f"any{group}": mask for group, mask in chosen.any_of.items()}
        always = [*asked.where, "(f.mask & :all_of) = :all_of"] if chosen.all_of else asked.where
        total, counts = self._counted(asked.tables, [*always, *parts.values()], values)
        for group in chosen.any_of:
            others = [part for number, part in parts.items() if number != group]
            own = self._counted(asked.tables, [*always, *others], values)[1]
            for bit in self._facets.groups[group].bits:
                counts[bit] = own[bit]
        shown = self._page(question, asked, [*always, *parts.values()], values) if total else ()
        return Answer(total, shown, tuple(counts))

    def _counted(self, tables: str, where: Sequence[str], values: Values) -> tuple[int, list[int]]:
        sums = self._counting.columns("f.mask")
        statement = select(f"count(*), {sums}", tables, where)
        total, *lanes = self._database.execute(statement, values).fetchone()
        return total, self._counting.counts([each or 0 for each in lanes])

    def _page(
        self, question: Question, asked: _Asked, where: Sequence[str], values: Values
    ) -> tuple[int, ...]:
        if not question.by_distance:
            return self._by_score(asked, where, values)
        if question.miles is None:
            return self._nearest(question, where, values)
        return in_order(self._near(asked.tables, where, values))

    def _near(self, tables: str, where: Sequence[str], values: Values) -> list[tuple[int, float]]:
        order = f"ORDER BY square, f.n LIMIT {NEARLY}"
        statement = select(f"f.n, {_SQUARE} AS square", tables, where, order)
        return self._database.execute(statement, values).fetchall()

    def _nearest(self, question: Question, where: Sequence[str], values: Values) -> tuple[int, ...]:
        assert question.point
        for miles in RINGS:
            ring, more = _round(question, miles)
            found = self._near(_PLACES, [*where, *ring], {**values, **more})
            if len(found) >= PAGE_SIZE:
                return in_order(found)
        x, y, z = spot(question.point)
        return in_order(self._near("facility f", where, {**values, "x": x, "y": y, "z": z}))

    def _by_score(self, asked: _Asked, where: Sequence[str], values: Values) -> tuple[int, ...]:
        if "words" not in values:
            order, tables = "f.n", asked.tables
        else:
            order = f"bm25(words, {_WEIGHTS}), f.n"
            tables = "words CROSS JOIN facility f ON f.n = words.rowid"
            scored = [each for each in where if each not in (_SAYING, _IN_BOX)]
            where = ["words MATCH :words", *scored]
        statement = select("f.n", tables, where, f"ORDER BY {order} LIMIT {PAGE_SIZE}")
        return tuple(row for (row,) in self._database.execute(statement, values))


class SqliteSingles(SqliteMasks):
    """The same database, counting with a sum a facet."""

    name = "SQLite masks, 60 sums"
    settings = "the same, but a sum a facet"

    def __init__(self, file: Path, facets: Facets, uses: Counter[str]) -> None:
        super().__init__(file, facets, uses)
        self._counting = Singles(len(facets.bits), "sum(({mask} >> {bit}) & 1)")


_PLACES = "place p CROSS JOIN facility f ON f.n = p.n"


def _asked(question: Question, words: Sequence[str]) -> _Asked:
    where: list[str] = []
    values: Values = {}
    tables = "facility f"
    if question.point and question.miles is not None:
        ring, values = _round(question, question.miles)
        where += ring
        tables = _PLACES
    if words:
        values = {**values, "words": " AND ".join(f'"{word}"' for word in words)}
        where.append(_SAYING)
    return _Asked(tables, tuple(where), values)


def _round(question: Question, miles: float) -> tuple[list[str], Values]:
    assert question.point
    about = circle(question.point, miles)
    names = ("south", "north", "west", "east", "x", "y", "z", "square")
    values: Values = {name: getattr(about, name) for name in names}
    return [_IN_BOX, f"{_SQUARE} <= :square"], values


def _any_of(group: int) -> str:
    return f"(f.mask & :any{group}) != 0"


def select(columns: str, tables: str, where: Sequence[str], rest: str = "") -> str:
    """A statement of pieces that stand here and in `sqlite_groups`; what a question says is bound
    to names."""
    condition = " AND ".join(where) or "1"
    return f"SELECT {columns} FROM {tables} WHERE {condition} {rest}"  # noqa: S608 -- as just said


def opened(file: Path) -> sqlite3.Connection:
    """The database, with settings for reading from memory."""
    database = sqlite3.connect(file, cached_statements=512)
    for setting in ("cache_size = -524288", "mmap_size = 8589934592", "temp_store = MEMORY"):
        database.execute(f"PRAGMA {setting}")
    return database


def write(file: Path, corpus: Corpus, facets: Facets, texts: Iterable[Sequence[str]]) -> None:
    """Make the database; rows go into the tree by latitude bands, as neighbours."""
    database = opened(file)
    database.execute("PRAGMA journal_mode = OFF")
    database.executescript(_SCHEMA)
    masks = corpus.masks(facets.codes).tolist()
    axes = earth_vectors(corpus.lats, corpus.lons).tolist()
    rows = ((n, masks[n], *axes[n]) for n in range(len(corpus)))
    database.executemany("INSERT INTO facility VALUES (?,?,?,?,?)", rows)
    spots = zip(corpus.lats.tolist(), corpus.lons.tolist(), strict=True)
    boxes = ((n, lat, lat, lon, lon) for n, (lat, lon) in enumerate(spots))
    database.executemany("INSERT INTO place VALUES (?,?,?,?,?)", boxes)
    said = ((n, *fields) for n, fields in enumerate(texts))
    insert = "INSERT INTO words (rowid, name, program, city, county, state) VALUES (?,?,?,?,?,?)"
    database.executemany(insert, said)
    database.execute("INSERT INTO words (words) VALUES ('optimize')")
    database.execute("ANALYZE")
    database.commit()
    database.close()
