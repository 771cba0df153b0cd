"""HTTP: `/search` beside the same page rendered from a ready answer, on the real directory.

    python -m bench.http [--queries 210] [--rounds 5] [--seconds 3] [--port 8765]

First in one process, without a server: each query in turn at each address. Then through gunicorn on
loopback, when `wrk` is here (Debian's package wrk): one client for p50 and p95, eight for the rate.
Results go to bench/results/http.md and http.json.
"""

import argparse
import csv
import io
import json
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import numpy as np
from numpy.typing import NDArray
from werkzeug.test import EnvironBuilder

from bench.corpus import real_corpus
from bench.peers.contract import facets_of
from bench.peers.questions import questions
from bench.peers.scan import Scan
from bench.ready import FILLED, READY, SEARCH, application
from bench.real_directory import CHECKOUT, state_names
from bench.report import machine
from finder.config import SEED_DATA
from finder.search.params import query
from finder.vocabulary import load_vocabulary

PATHS = (SEARCH, READY, FILLED)
_JUDGED = CHECKOUT.parent / "shared" / "search" / "judged_queries.tsv"
_WORKERS, _CLIENTS = 2, 8
# `wrk` tells its own percentiles; this asks the addresses by turns and prints them as JSON.
_SCRIPT = """
local queries, at = {}, 0
for line in io.lines(os.getenv("BENCH_QUERIES")) do queries[#queries + 1] = line end
local path = os.getenv("BENCH_PATH")
request = function()
  at = at % #queries + 1
  return wrk.format("GET", path .. "?" .. queries[at])
end
done = function(summary, latency)
  io.write(string.format('{"rate": %f, "p50": %f, "p95": %f, "bad": %d}\\n',
    summary.requests / summary.duration * 1e6, latency:percentile(50) / 1e3,
    latency:percentile(95) / 1e3, summary.errors.status + summary.errors.timeout))
end
"""

Numbers = dict[str, float]


def main() -> None:
    """Measure both ways, print the ratios, and write them down."""
    asked = _arguments()
    found: dict[str, Any] = {
        "command": shlex.join(["python", "-m", "bench.http", *sys.argv[1:]]),
        "machine": machine(),
    }
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        home, queries = Path(folder, "home"), Path(folder, "queries")
        lines = _queries(asked.queries)
        queries.write_text("\n".join(lines) + "\n", "utf-8")
        found["one process"] = _in_process(home, queries, asked.rounds)
        if shutil.which("wrk"):
            script = Path(folder, "by-turns.lua")
            script.write_text(_SCRIPT, "utf-8")
            with _served(home, queries, asked.port):
                found |= _by_wrk(script, queries, asked)
        else:
            found["missing"] = "wrk is not here: apt-get install wrk"
    text = _text(found, len(lines))
    results = CHECKOUT / "bench" / "results"
    results.mkdir(exist_ok=True)
    (results / "http.json").write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    (results / "http.md").write_text(text, "utf-8")
    print(text)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--queries", type=int, default=210)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--port", type=int, default=8765)
    return parser.parse_args()


def _queries(number: int) -> list[str]:
    """Query strings: the six kinds of the engines' bench, then what people write in sentences."""
    vocabulary = load_vocabulary(SEED_DATA / "vocabulary")
    corpus, facets = real_corpus(state_names()), facets_of(vocabulary)
    uses = Scan(corpus, facets, corpus.texts()).uses
    asked = questions(corpus, facets, uses, number=number, seed=2023)
    lines = [query(each.request, vocabulary) for each in asked]
    judged = [line for line in _JUDGED.read_text("utf-8").splitlines() if line[:1] != "#"]
    sentences = csv.DictReader(io.StringIO("\n".join(judged)), delimiter="\t")
    return list(dict.fromkeys([*lines, *(urlencode({"q": row["query"]}) for row in sentences)]))


def _in_process(home: Path, queries: Path, rounds: int) -> dict[str, Numbers]:
    """Milliseconds in one process: each query at each address, by turns."""
    app = application(str(home), str(queries))
    lines = queries.read_text("utf-8").splitlines()
    environs = [[EnvironBuilder(path, query_string=each) for path in PATHS] for each in lines]
    taken = np.zeros((rounds, len(lines), len(PATHS)))
    for turn in range(rounds):
        for at, row in enumerate(environs):
            for column, builder in enumerate(row):
                environ = builder.get_environ()
                began = time.perf_counter_ns()
                b"".join(app.wsgi_app(environ, _start))
                taken[turn, at, column] = (time.perf_counter_ns() - began) / 1e6
    return {path: _percentiles(taken[:, :, column]) for column, path in enumerate(PATHS)}


def _start(*_status_and_headers: object) -> Callable[[bytes], object]:
    return len


def _percentiles(taken: NDArray[np.float64]) -> Numbers:
    p50, p95 = (float(np.median(np.percentile(taken, each, axis=1))) for each in (50, 95))
    return {"p50": p50, "p95": p95, "rate": 1000 / float(taken.mean())}


@contextmanager
def _served(home: Path, queries: Path, port: int) -> Iterator[None]:
    """The site, served as `finder serve` does it, until the block ends."""
    target = f"bench.ready:application({str(home)!r}, {str(queries)!r})"
    options = f"--workers {_WORKERS} --threads 4 --preload --log-level error"
    # No shell reads it: this Python, this module's options, and folders that the bench made.
    server = subprocess.Popen(  # noqa: S603 -- as the line above says
        [
            *(sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}"),
            *options.split(),
            target,
        ]
    )
    try:
        _wait(port, server)
        yield
    finally:
        server.terminate()
        server.wait(30)


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert server.poll() is None, "gunicorn did not start"
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError("gunicorn did not answer within two minutes")


def _by_wrk(script: Path, queries: Path, asked: argparse.Namespace) -> dict[str, Any]:
    """One client and several, the addresses by turns, the medians of the rounds."""
    found: dict[str, Any] = {}
    for clients in (1, _CLIENTS):
        rounds: dict[str, list[Numbers]] = {path: [] for path in PATHS}
        for turn in range(asked.rounds + 1):
            for path in PATHS:
                numbers = _wrk(script, queries, path, clients, asked)
                if turn:  # the first only warms
                    rounds[path].append(numbers)
        found[f"wrk, {clients} at once"] = {
            path: {name: float(np.median([each[name] for each in taken])) for name in taken[0]}
            for path, taken in rounds.items()
        }
    return found


def _wrk(
    script: Path, queries: Path, path: str, clients: int, asked: argparse.Namespace
) -> Numbers:
    # No shell reads it: numbers and files of this bench, and an address on this machine.
    told = subprocess.run(  # noqa: S603 -- as the line above says
        [
            *("wrk", "-t1", f"-c{clients}", f"-d{asked.seconds}s", "-s", str(script)),
            f"http://127.0.0.1:{asked.port}/",
        ],
        check=True,
        capture_output=True,
        text=True,
        env={"BENCH_QUERIES": str(queries), "BENCH_PATH": path, "PATH": "/usr/bin:/bin"},
    )
    numbers: Numbers = json.loads(told.stdout.splitlines()[-1])
    return numbers


def _text(found: Mapping[str, Any], number: int) -> str:
    lines = [
        "# `/search` beside the same page from a ready answer\n",
        f"Made by `python -m bench.http`: the real 2023 directory, {number} different addresses of "
        "the six kinds of `bench.engines` and of sentences people write. `/ready` hands a "
        "precomputed page to the same template; `/template` has even the words at hand. Addresses "
        "take turns; medians of the rounds. Milliseconds; rates a second.\n",
        "| how | address | p50 | p95 | rate |\n|---|---|---|---|---|",
    ]
    ways = [way for way in found if way == "one process" or way.startswith("wrk")]
    for way in ways:
        for path, each in found[way].items():
            lines.append(
                f"| {way} | {path} | {each['p50']:.2f} | {each['p95']:.2f} | {each['rate']:.0f} |"
            )
    lines += ["\n| goal | wanted | measured | |\n|---|---|---|---|"]
    for way in ways:
        lines += _goals(way, found[way])
    lines += [f"\n- {found['missing']}."] if "missing" in found else []
    lines += [f"\n- Command: `{found['command']}`"]
    facts = ", ".join(f"{name} {value}" for name, value in found["machine"].items())
    return "\n".join([*lines, f"- Machine: {facts}", ""])


def _goals(way: str, found: Mapping[str, Numbers]) -> Iterator[str]:
    """The goals are about a ready page; what a ready model would take is told beside them."""
    searched = found[SEARCH]
    for path in (READY, FILLED):
        slower = searched["p95"] / found[path]["p95"]
        share = searched["rate"] / found[path]["rate"]
        is_goal = path == READY
        wanted = ("≤ 3×", "≥ .75") if is_goal else ("", "")
        met = (_met(slower <= 3), _met(share >= 0.75)) if is_goal else ("", "")
        yield f"| p95 against {path} ({way}) | {wanted[0]} | {slower:.2f}× | {met[0]} |"
        yield f"| rate against {path} ({way}) | {wanted[1]} | {share:.2f} | {met[1]} |"


def _met(is_met: bool) -> str:
    return "met" if is_met else "**not met**"


if __name__ == "__main__":
    main()
