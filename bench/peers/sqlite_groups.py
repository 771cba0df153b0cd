"""SQLite with FTS5 and R*Tree, the facets in a table of their own and counted by GROUP BY."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bench.corpus import Corpus
from bench.peers.contract import Facets
from bench.peers.sqlite_masks import SqliteMasks, Values, opened, select

MOST_ROWS = 20_000  # more take seconds a question
_SCHEMA = "CREATE TABLE has (n INTEGER, facet INTEGER, PRIMARY KEY (n, facet)) WITHOUT ROWID"


class SqliteGroups(SqliteMasks):
    """The same pages as with masks; only the counts are grouped rows."""

    name = "SQLite GROUP BY"
    settings = (
        "as with masks, but counts by `GROUP BY facet` over a table of (facility, facet) WITHOUT "
        "ROWID; filters still by masks"
    )

    def __init__(self, file: Path, facets: Facets, uses: Counter[str]) -> None:
        super().__init__(file, facets, uses)
        self._size = len(facets.bits)

    def _counted(self, tables: str, where: Sequence[str], values: Values) -> tuple[int, list[int]]:
        database = self._database
        (total,) = database.execute(select("count(*)", tables, where), values).fetchone()
        counts = [0] * self._size
        joined = f"{tables} CROSS JOIN has ON has.n = f.n"
        grouped = database.execute(
            select("facet, count(*)", joined, where, "GROUP BY facet"), values
        )
        for facet, count in grouped:
            counts[facet] = count
        return total, counts


def add_groups(file: Path, corpus: Corpus, facets: Facets) -> None:
    """Put the table of facets into a database made for masks."""
    database = opened(file)
    database.execute(_SCHEMA)
    masks = corpus.masks(facets.codes).tolist()
    bits = range(len(facets.bits))
    rows = ((n, bit) for n, mask in enumerate(masks) for bit in bits if mask >> bit & 1)
    database.executemany("INSERT INTO has VALUES (?,?)", rows)
    database.execute("ANALYZE")
    database.commit()
    database.close()
