"""Registry: which engines there are, and how each is made over a corpus."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.corpus import Corpus
from bench.peers import (
    finder_engine,
    lanes,
    postgres,
    sqlite_groups,
    sqlite_masks,
    tantivy_text,
    whoosh_everything,
)
from bench.peers.contract import Engine, Facets, Missing
from bench.peers.floor import Chords, PopulationCounts
from bench.peers.whoosh_masks import WhooshMasks
from finder.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What engines are made over: a corpus, the facets, its words, and a folder to write in."""

    corpus: Corpus
    facets: Facets
    vocabulary: Vocabulary
    uses: Counter[str]
    folder: Path

    def at(self, name: str) -> Path:
        """A new folder of this name."""
        folder = self.folder / name
        folder.mkdir()
        return folder


_MOST_FOR_SINGLES = 200_000  # more take a second a question
Maker = Callable[[Ground], list[Engine]]


def makers() -> dict[str, Maker]:
    """By the name to ask for them on the command line, in the order in which they take turns."""
    return {
        "finder": _finder,
        "floor": _floors,
        "postgres": _postgres,
        "sqlite": _sqlite,
        "sqlite-singles": _sqlite_singles,
        "tantivy": _tantivy,
        "sqlite-groups": _sqlite_groups,
        "whoosh": _whoosh,
    }


def _finder(ground: Ground) -> list[Engine]:
    folder = ground.at("finder")
    engine = finder_engine.built(folder, ground.corpus, ground.facets)
    more = finder_engine.with_all_terms(folder, ground.corpus, engine, ground.vocabulary)
    return [engine, more]


def _floors(ground: Ground) -> list[Engine]:
    return [PopulationCounts.of(ground.corpus, ground.facets), Chords.of(ground.corpus)]


def _postgres(ground: Ground) -> list[Engine]:
    texts = ground.corpus.texts()
    engine = postgres.started(ground.corpus, ground.facets, ground.uses, texts)
    return [engine, engine.singly()]


def _sqlite(ground: Ground) -> list[Engine]:
    return [sqlite_masks.SqliteMasks(_masks(ground, "sqlite"), ground.facets, ground.uses)]


def _sqlite_singles(ground: Ground) -> list[Engine]:
    _refuse_more(ground, _MOST_FOR_SINGLES)
    file = _masks(ground, "sqlite-singles")
    return [sqlite_masks.SqliteSingles(file, ground.facets, ground.uses)]


def _masks(ground: Ground, name: str) -> Path:
    assert len(ground.corpus) <= lanes.MOST_ROWS
    file = ground.at(name) / "masks.db"
    sqlite_masks.write(file, ground.corpus, ground.facets, ground.corpus.texts())
    return file


def _refuse_more(ground: Ground, most: int) -> None:
    if len(ground.corpus) > most:
        raise Missing(f"asked only up to {most:,} facilities, for it takes too long")


def _sqlite_groups(ground: Ground) -> list[Engine]:
    if len(ground.corpus) > sqlite_groups.MOST_ROWS:
        raise Missing(
            f"asked only up to {sqlite_groups.MOST_ROWS:,} facilities: seconds a question"
        )
    file = ground.at("sqlite-groups") / "groups.db"
    sqlite_masks.write(file, ground.corpus, ground.facets, ground.corpus.texts())
    sqlite_groups.add_groups(file, ground.corpus, ground.facets)
    return [sqlite_groups.SqliteGroups(file, ground.facets, ground.uses)]


def _tantivy(ground: Ground) -> list[Engine]:
    folder = ground.at("tantivy")
    tantivy_text.write(folder, ground.corpus, ground.facets, ground.corpus.texts())
    return [tantivy_text.TantivyText(folder, ground.corpus, ground.facets, ground.uses)]


def _whoosh(ground: Ground) -> list[Engine]:
    _refuse_more(ground, whoosh_everything.MOST_ROWS)
    folder = ground.at("whoosh")
    whoosh_everything.write(folder, ground.corpus, ground.facets, ground.corpus.texts())
    return [
        whoosh_everything.WhooshEverything(folder, ground.facets),
        WhooshMasks(folder, ground.facets),
    ]
