"""How long the embedded engine takes to answer, beside a scan that looks at every facility.

    python -m bench.search_engine [how many requests of each kind]

Times wander with the machine, so engine and scan take turns in one run, and the ratio is what
counts. The scan is the test suite's oracle: the same answers, checked before speeds are compared.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median, quantiles
from typing import Protocol

from bench.real_directory import real_facilities, state_names
from finder.config import SEED_DATA
from finder.facility import Facility, Revision
from finder.places import Place, PlaceKind
from finder.search.engine import Matches, View
from finder.search.request import SearchRequest, Sort, Where
from finder.search.snapshot import build, load
from finder.search.snapshot_view import SnapshotView
from finder.search.words import tokens
from finder.vocabulary import load_vocabulary
from tests.search.oracle import Oracle

Kinds = dict[str, list[SearchRequest]]
TERMS = ("detox", "detox-hospital", "detox-residential", "detox-outpatient")
SCANS_A_KIND = 3  # a scan takes a fraction of a second


def requests(facilities: list[Facility], each: int, chance: random.Random) -> Kinds:
    """Requests of the kinds that people send, made from places and names of the directory."""

    def near() -> Where:
        spot = chance.choice(facilities)
        place = Place(spot.address.zip, PlaceKind.ZIP, spot.address.state, spot.point)
        return Where(place, chance.choice([10, 25, 25, 50]))

    def state() -> Where:
        spot = chance.choice(facilities)
        return Where(Place("", PlaceKind.STATE, spot.address.state, spot.point), None)

    def name() -> str:
        return " ".join(tokens(chance.choice(facilities).name)[:3])

    def term() -> tuple[str, ...]:
        return (chance.choice(TERMS),)

    makers: dict[str, Callable[[], SearchRequest]] = {
        "place": lambda: SearchRequest(where=near()),
        "place + term": lambda: SearchRequest(where=near(), terms=term()),
        "name": lambda: SearchRequest(words=name()),
        "word + place": lambda: SearchRequest(words=name().split()[0], where=near()),
        "state + term by name": lambda: SearchRequest(where=state(), terms=term(), sort=Sort.NAME),
        "nation + term": lambda: SearchRequest(terms=term()),
        "nearest in the nation": lambda: SearchRequest(
            where=Where(near().place, None), terms=term(), sort=Sort.NEAREST
        ),
    }
    return {kind: [make() for _ in range(each)] for kind, make in makers.items()}


def main() -> None:
    """Build the index of the real directory in a folder aside, ask, and print a table."""
    each = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    facilities, names = real_facilities(), state_names()
    vocabulary = load_vocabulary(SEED_DATA / "vocabulary")
    with tempfile.TemporaryDirectory() as folder:
        revision = Revision(1, "bench")
        began = time.perf_counter()
        build(Path(folder), revision, facilities, vocabulary, names)
        print(f"{len(facilities)} facilities indexed in {time.perf_counter() - began:.2f} s")
        view = SnapshotView.of(1, load(Path(folder), revision, vocabulary), vocabulary)
        scan = Oracle(facilities, vocabulary, names)
        print(f"{'ms':24}{'p50':>8}{'p95':>8}{'total p50':>11}{'scan p50':>10}{'ratio':>8}")
        for kind, asked in requests(facilities, each, random.Random(1)).items():
            print(line(kind, asked, view, scan))


class _Scan(Protocol):
    """What is asked of the scan."""

    def find(self, request: SearchRequest) -> Matches: ...


def line(kind: str, asked: list[SearchRequest], view: View, scan: _Scan) -> str:
    """One kind's times in milliseconds; every so often the scan takes its turn."""
    for request in asked[:SCANS_A_KIND]:
        found, right = view.find(request), scan.find(request)
        assert (found.total, found.counts) == (right.total, right.counts)
    every = max(1, len(asked) // SCANS_A_KIND)
    finds = list(timed(view.find, asked))
    scans = list(timed(scan.find, asked[::every]))
    finds += timed(view.find, asked)
    totals = list(timed(view.total, asked))
    p50, p95, whole = median(finds), quantiles(finds, n=20)[-1], median(scans)
    return f"{kind:24}{p50:8.3f}{p95:8.3f}{median(totals):11.3f}{whole:10.1f}{whole / p50:7.0f}x"


def timed(ask: Callable[[SearchRequest], object], asked: list[SearchRequest]) -> Iterator[float]:
    """How many milliseconds each request took."""
    for request in asked:
        began = time.perf_counter()
        ask(request)
        yield (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main()
