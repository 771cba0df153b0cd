"""PostgreSQL 15 with PostGIS, text by `tsvector`, the facets of a row as bits of one integer.

Statements are prepared at their first use. A page and its counts are two statements, and each
chosen `any` category adds one. Distances are those of the contract: a GiST index finds the box, and
squares of chords decide and order.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any

from bench.corpus import Corpus
from bench.peers import cluster
from bench.peers.contract import Answer, Facets, Missing, Question, corrected
from bench.peers.corrections import Corrections
from bench.peers.geometry import NEARLY, circle, in_order, reach, spot
from bench.peers.lanes import Counting, Lanes, Singles
from finder.places import earth_vectors
from finder.search.request import PAGE_SIZE

_TABLE = """
CREATE EXTENSION postgis;
CREATE TABLE facility (n int NOT NULL, mask bigint NOT NULL, x float8 NOT NULL, y float8 NOT NULL,
  z float8 NOT NULL, spot geometry(Point, 4326) NOT NULL, words tsvector NOT NULL);
"""
_INDEXES = """
ALTER TABLE facility ADD PRIMARY KEY (n);
CREATE INDEX ON facility USING gist (spot);
CREATE INDEX ON facility USING gin (words) WITH (fastupdate = off);
"""
_SQUARE = "((x-%(x)s)*(x-%(x)s)+(y-%(y)s)*(y-%(y)s)+(z-%(z)s)*(z-%(z)s))"
_IN_BOX = "spot && ST_MakeEnvelope(%(west)s, %(south)s, %(east)s, %(north)s, 4326)"
_SAYING = "words @@ %(words)s::tsquery"
# Name, program, city, and county with state, as the product weighs them; ts_rank takes D first.
_RANK = "ts_rank('{0.17, 0.33, 0.67, 1.0}', words, %(words)s::tsquery)"
_LETTERS = "ABCDD"
_AWAY = 1.000001  # room for rounding when the nearest are looked for again within a circle

Values = dict[str, float | int | str]


class Postgres:
    """Over a private server."""

    name = "PostgreSQL"
    settings = (
        "15 + PostGIS 3.3: GiST on points, GIN on `tsvector`, one 60-bit mask a row, prepared "
        "statements by psycopg 3 over a Unix socket; "
        + ", ".join(f"{name} {value}" for name, value in cluster.SETTINGS.items())
        + "; `VACUUM (FREEZE, ANALYZE)` after clustering rows by place, then `pg_prewarm`; "
        "spelling by a deletion dictionary in the client"
    )

    def __init__(
        self,
        server: cluster.Cluster,
        connection: Any,
        facets: Facets,
        corrections: Corrections,
    ) -> None:
        self._server = server
        self._connection = connection
        self._cursor = connection.cursor()
        self._facets = facets
        self._counting: Counting = Lanes(len(facets.bits))
        self._corrections = corrections

    def singly(self) -> "PostgresSingles":
        """Another client of the same server, that counts with a column a facet."""
        return PostgresSingles(self._server, self._connection, self._facets, self._corrections)

    def ask(self, question: Question) -> Answer:
        """The answer."""
        return corrected(
            question.request.words,
            self._corrections.of,
            lambda words: self._answer(question, words),
            lambda answer: answer.total > 0,
        )

    def close(self) -> None:
        """Stop the server."""
        self._connection.close()
        self._server.stop()

    def _answer(self, question: Question, words: Sequence[str]) -> Answer:
        where, values = _asked(question, words)
        chosen = self._facets.chosen(question.request)
        parts = {group: f"mask & %(any{group})s <> 0" for group in chosen.any_of}
        values |= {f"any{group}": mask for group, mask in chosen.any_of.items()}
        if chosen.all_of:
            where.append("mask & %(all_of)s = %(all_of)s")
            values["all_of"] = chosen.all_of
        both = [*where, *parts.values()]
        total, counts = self._counted(both, values)
        for group in chosen.any_of:
            others = [part for number, part in parts.items() if number != group]
            own = self._counted([*where, *others], values)[1]
            for bit in self._facets.groups[group].bits:
                counts[bit] = own[bit]
        shown = self._page(question, both, values) if total else ()
        return Answer(total, shown, tuple(counts))

    def _counted(self, where: Sequence[str], values: Values) -> tuple[int, list[int]]:
        sums = self._counting.columns("mask")
        statement = _select(f"count(*), {sums}", where)
        total, *lanes = self._rows(statement, values)[0]
        return total, self._counting.counts([int(each or 0) for each in lanes])

    def _page(self, question: Question, where: Sequence[str], values: Values) -> tuple[int, ...]:
        if question.by_distance:
            return self._nearest(question, where, values)
        order = f"{_RANK} DESC, n" if "words" in values else "n"
        statement = _select("n", where, f"ORDER BY {order} LIMIT {PAGE_SIZE}")
        return tuple(row for (row,) in self._rows(statement, values))

    def _nearest(self, question: Question, where: Sequence[str], values: Values) -> tuple[int, ...]:
        """Without a radius: some near rows first, by the index, then all in the circle of these."""
        if question.miles is None:
            assert question.point
            x, y, z = spot(question.point)
            here: Values = {"x": x, "y": y, "z": z}
            here |= {"lat": question.point.lat, "lon": question.point.lon}
            by_index = "ORDER BY spot <-> ST_SetSRID(ST_MakePoint(%(lon)s, %(lat)s), 4326)"
            statement = _select(f"n, {_SQUARE}", where, f"{by_index} LIMIT {PAGE_SIZE}")
            near = self._rows(statement, {**values, **here})
            ring, more = _round(question, reach(near) * _AWAY)
            where, values = [*where, *ring], {**values, **more}
        order = f"ORDER BY square, n LIMIT {NEARLY}"
        statement = _select(f"n, {_SQUARE} AS square", where, order)
        return in_order(self._rows(statement, values))

    def _rows(self, statement: str, values: Values) -> list[Any]:
        rows: list[Any] = self._cursor.execute(statement, values, prepare=True).fetchall()
        return rows


class PostgresSingles(Postgres):
    """The same server, counting with a column a facet."""

    name = "PostgreSQL, 60 sums"
    settings = "the same, but `count(*) FILTER` a facet"

    def __init__(
        self,
        server: cluster.Cluster,
        connection: Any,
        facets: Facets,
        corrections: Corrections,
    ) -> None:
        super().__init__(server, connection, facets, corrections)
        self._counting = Singles(len(facets.bits), "count(*) FILTER (WHERE {mask} & {value} <> 0)")

    def close(self) -> None:
        """The server is stopped by whom it was started for."""


def started(
    corpus: Corpus,
    facets: Facets,
    uses: Counter[str],
    texts: Iterable[Sequence[str]],
) -> Postgres:
    """A server with the corpus in it; raises `Missing` where something is not installed."""
    try:
        psycopg: Any = import_module("psycopg")
    except ImportError as error:
        raise Missing("psycopg is not installed: bench/requirements.txt") from error
    server = cluster.started()
    try:
        connection = psycopg.connect(server.address, autocommit=True)
        connection.prepared_max = None  # every statement stays prepared
        connection.execute(_TABLE)
        _load(connection, corpus, facets, texts)
        return Postgres(server, connection, facets, Corrections(uses))
    except BaseException:
        server.stop()
        raise


def _load(connection: Any, corpus: Corpus, facets: Facets, texts: Iterable[Sequence[str]]) -> None:
    connection.execute("CREATE UNLOGGED TABLE coming (LIKE facility)")
    masks = corpus.masks(facets.codes).tolist()
    axes = earth_vectors(corpus.lats, corpus.lons).tolist()
    lats, lons = corpus.lats.tolist(), corpus.lons.tolist()
    with connection.cursor().copy("COPY coming FROM STDIN") as copy:
        for n, fields in enumerate(texts):
            point = f"SRID=4326;POINT({lons[n]!r} {lats[n]!r})"
            copy.write_row((n, masks[n], *axes[n], point, _vector(fields)))
    connection.execute("INSERT INTO facility SELECT * FROM coming ORDER BY spot")
    connection.execute("DROP TABLE coming")
    connection.execute(_INDEXES)
    connection.execute("VACUUM (FREEZE, ANALYZE) facility")
    connection.execute("CREATE EXTENSION pg_prewarm")
    connection.execute(
        "SELECT pg_prewarm(oid) FROM pg_class "
        "WHERE relname LIKE 'facility%' AND relkind IN ('r', 'i')"
    )


def _vector(fields: Sequence[str]) -> str:
    """Tokens with their places and weights, as a tsvector is written."""
    places: dict[str, list[str]] = {}
    at = 0
    for letter, text in zip(_LETTERS, fields, strict=True):
        for token in text.split():
            at += 1
            places.setdefault(token, []).append(f"{at}{letter}")
    return " ".join(f"'{token}':{','.join(found)}" for token, found in places.items())


def _asked(question: Question, words: Sequence[str]) -> tuple[list[str], Values]:
    where: list[str] = []
    values: Values = {}
    if question.point and question.miles is not None:
        where, values = _round(question, question.miles)
    if words:
        values["words"] = " & ".join(f"'{word}'" for word in words)
        where.append(_SAYING)
    return where, values


def _round(question: Question, miles: float) -> tuple[list[str], Values]:
    assert question.point
    about = circle(question.point, miles)
    names = ("south", "north", "west", "east", "x", "y", "z", "square")
    values: Values = {name: getattr(about, name) for name in names}
    return [_IN_BOX, f"{_SQUARE} <= %(square)s"], values


def _select(columns: str, where: Sequence[str], rest: str = "") -> str:
    """A statement of pieces that all stand in this file; what a question says is bound to names."""
    condition = f"WHERE {' AND '.join(where)}" if where else ""
    return f"SELECT {columns} FROM facility {condition} {rest}"  # noqa: S608 -- as just said
