"""The product's engine: a snapshot built and loaded as the site does, asked through its view."""

from dataclasses import dataclass, replace
from pathlib import Path

from bench.corpus import Corpus, row_of
from bench.peers.contract import Answer, Facets, Question, corrected
from finder.facility import Revision
from finder.search.columns import Columns, columns_of, in_rows
from finder.search.engine import Matches
from finder.search.snapshot import build, load
from finder.search.snapshot_view import SnapshotView
from finder.search.words import tokens
from finder.vocabulary import Vocabulary

_REVISION = Revision(1, "bench")


@dataclass(frozen=True, slots=True, eq=False)
class FinderEngine:
    """A view of one revision; words that find nothing are respelt as the product's page does it."""

    view: SnapshotView
    facets: Facets
    name: str = "finder"
    settings: str = "`snapshot.build`, `SnapshotView.find`; one process, one thread"

    def ask(self, question: Question) -> Answer:
        """The answer, as the view gives it."""
        request = question.request
        typed = tokens(request.words)

        def find(words: tuple[str, ...]) -> Matches:
            respelt = words != typed
            return self.view.find(replace(request, words=" ".join(words)) if respelt else request)

        found = corrected(request.words, self.view.spelling, find, lambda each: each.total > 0)
        shown = tuple(map(row_of, found.ids))
        counts = found.counts
        return Answer(found.total, shown, tuple(counts[slug] for slug in self.facets.bits))

    def close(self) -> None:
        """Nothing was started."""


def built(folder: Path, corpus: Corpus, facets: Facets) -> FinderEngine:
    """The engine over a corpus, with the contract's 60 facets for a vocabulary."""
    facilities = list(corpus.facilities())
    build(folder, _REVISION, facilities, facets.vocabulary, corpus.state_names)
    loaded = load(folder, _REVISION, facets.vocabulary)
    return FinderEngine(SnapshotView.of(1, loaded, facets.vocabulary), facets)


def with_all_terms(
    folder: Path, corpus: Corpus, engine: FinderEngine, vocabulary: Vocabulary
) -> FinderEngine:
    """The same, but counting every term of the vocabulary, which is more than peers are asked."""
    aside = folder / "all-terms"
    aside.mkdir()
    columns_of(in_rows(corpus.facilities()), vocabulary).save(aside)
    snapshot = replace(engine.view.snapshot, columns=Columns.load(aside))
    return FinderEngine(
        SnapshotView.of(1, snapshot, vocabulary),
        engine.facets,
        name=f"finder, all {len(vocabulary.terms)} terms",
        settings="the same, counting every term of the vocabulary",
    )
