"""Engines: the product's search engine beside its peers, in one run, with the same answers.

    python -m bench.engines [--sizes 12744,20000,200000,1000000] [--queries 210] [--rounds 5]
                            [--peers finder,floor,postgres,sqlite,sqlite-singles,tantivy,
                                     sqlite-groups,whoosh]

Every engine's every answer is compared with a scan before a time is printed. Results go to
bench/results: engines.md, engines.json and engines.svg, where a size that is measured again takes
the place of its former self. Peers that are not installed are said to be missing.
"""

import argparse
import shlex
import signal
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from bench import report
from bench.corpus import REAL_SIZE, Corpus, grown_corpus, real_corpus
from bench.goals import FINDER, FINDER_AT_20K, SMALL, Verdict, verdicts
from bench.peers import finder_engine
from bench.peers.contract import Engine, Facets, Missing, Question, facets_of
from bench.peers.questions import questions
from bench.peers.registry import Ground, makers
from bench.peers.scan import Right, Scan
from bench.race import Runner, Times, race
from bench.real_directory import CHECKOUT, state_names
from finder.config import SEED_DATA
from finder.vocabulary import Vocabulary, load_vocabulary

_SEED = 2023
_EXAMPLES = 3


@dataclass(frozen=True, slots=True, eq=False)
class _Setting:
    """What all sizes share."""

    real: Corpus
    facets: Facets
    vocabulary: Vocabulary
    queries: int
    rounds: int
    peers: Sequence[str]

    def corpus(self, size: int) -> Corpus:
        """The real directory, or one grown from it."""
        return self.real if size == REAL_SIZE else grown_corpus(self.real, size, _SEED + size)


def main() -> None:
    """Measure each size, and write down what came of it."""
    asked = _arguments()
    # Ended from outside, it still stops the server that it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended"))
    vocabulary = load_vocabulary(SEED_DATA / "vocabulary")
    setting = _Setting(
        real_corpus(state_names()),
        facets_of(vocabulary),
        vocabulary,
        asked.queries,
        asked.rounds,
        asked.peers.split(","),
    )
    command = shlex.join(["python", "-m", "bench.engines", *sys.argv[1:]])
    for size in map(int, asked.sizes.split(",")):
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            measured = _measure(setting, size, Path(folder))
        measured |= {"command": command, "machine": report.machine()}
        report.keep(CHECKOUT / "bench" / "results", measured)
        print(report.size_text(measured), flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default=f"{REAL_SIZE},{SMALL},200000,1000000")
    parser.add_argument("--queries", type=int, default=210)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peers", default=",".join(makers()))
    return parser.parse_args()


def _measure(setting: _Setting, size: int, folder: Path) -> dict[str, object]:
    corpus = setting.corpus(size)
    scan = Scan(corpus, setting.facets, corpus.texts())
    asked = questions(corpus, setting.facets, scan.uses, number=setting.queries, seed=_SEED)
    right = [scan.right(each) for each in asked]
    _tell(f"{size:,} facilities, {len(scan.uses):,} words; the scan has judged")
    ground = Ground(corpus, setting.facets, setting.vocabulary, scan.uses, folder)
    with ExitStack() as closing:
        engines, built, missing = _made(ground, setting.peers, closing)
        different = {each.name: _differences(each, asked, right, scan) for each in engines}
        runners = [Runner(each, asked) for each in engines]
        small = _small(setting, size, folder)
        times = dict(
            zip(
                [*(each.name for each in engines), *([FINDER_AT_20K] if small else [])],
                race([*runners, *small], setting.rounds),
                strict=True,
            )
        )
    totals = sorted(int(each.matching.sum()) for each in right)
    return {
        "size": size,
        "queries": len(asked),
        "rounds": setting.rounds,
        "words": len(scan.uses),
        "median_total": totals[len(totals) // 2],
        "built_seconds": built,
        "missing": missing,
        "settings": {each.name: each.settings for each in engines},
        "different": different,
        "milliseconds": report.percentiles(times),
        "ratios": report.ratios(times, FINDER),
        "goals": [each.shown() for each in _verdicts(times, size, different, len(asked))],
    }


def _made(
    ground: Ground, names: Sequence[str], closing: ExitStack
) -> tuple[list[Engine], dict[str, float], dict[str, str]]:
    """The engines, how long each took to be made, and why others are missing."""
    engines: list[Engine] = []
    built: dict[str, float] = {}
    missing: dict[str, str] = {}
    for name, make in makers().items():
        if name not in names:
            continue
        began = time.perf_counter()
        try:
            made = make(ground)
        except Missing as reason:
            missing[name] = str(reason)
            _tell(f"{name}: {reason}")
            continue
        for each in made:
            closing.callback(each.close)
        engines += made
        built[name] = round(time.perf_counter() - began, 1)
        _tell(f"{name} made in {built[name]} s")
    return engines, built, missing


def _differences(
    engine: Engine, asked: Sequence[Question], right: Sequence[Right], scan: Scan
) -> dict[str, object]:
    """How many answers differ from the scan's, and some of them; floors answer nothing."""
    if engine.name.startswith("floor"):
        return {"number": 0, "examples": []}
    wrong = [
        f"{question.kind}: {difference}"
        for question, each in zip(asked, right, strict=True)
        if (difference := scan.differs(question, engine.ask(question), each))
    ]
    _tell(f"{engine.name}: {len(wrong)} of {len(asked)} answers differ from the scan")
    return {"number": len(wrong), "examples": wrong[:_EXAMPLES]}


def _small(setting: _Setting, size: int, folder: Path) -> list[Runner]:
    """The product over 20,000 facilities, to tell growth within the run."""
    if size <= SMALL or "finder" not in setting.peers:
        return []
    corpus = setting.corpus(SMALL)
    scan = Scan(corpus, setting.facets, corpus.texts())
    asked = questions(corpus, setting.facets, scan.uses, number=setting.queries, seed=_SEED)
    return [Runner(finder_engine.built(folder / "small", corpus, setting.facets), asked)]


def _verdicts(
    times: Mapping[str, Times], size: int, different: Mapping[str, Mapping[str, object]], asked: int
) -> Sequence[Verdict]:
    wrong = different.get(FINDER, {}).get("number", asked)
    assert isinstance(wrong, int)
    return verdicts(times, size, 1 - wrong / asked)


def _tell(text: str) -> None:
    print(f"  {time.strftime('%H:%M:%S')} {text}", flush=True)


if __name__ == "__main__":
    main()
