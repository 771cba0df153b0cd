"""Fuzz: a hundred thousand odd addresses; none may fail, be slow, or leave a person with nothing.

    python -m bench.fuzz [--count 100000] [--seed 1] [--home FOLDER]

Every address goes to /search or /search.json in process. It fails (exit 1) on any answer of 500 or
above, any over one second, and any useless page. A page is useful when it has a hit, a way on, a
note or a panel; in HTML, when it links to a facility or to another search, or shows a telephone
number. A refusal is useful only where the docs promise one: JSON's 400 that names the unknown
parameters. An answer over a second is asked again, and is slow when it is so twice: a machine that
paused once is not the product's fault. Both times are told.
"""

import argparse
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from bench.fuzz_queries import JSON, Asked, Stock, asked
from bench.judged import OWN, SHARED, load
from bench.real_home import DEFAULT_HOME, parts_of
from finder.app import create_app
from finder.wiring import Parts

SLOW = 1.0  # seconds
_SHOWN = 10  # of each fault
_WAY = re.compile(r'href="/(?:facility/|search\?)|href="tel:')
_BAD_REQUEST, _FAULT = 400, 500


@dataclass(slots=True)
class Tally:
    """What happened so far."""

    statuses: Counter[int] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    seconds: list[tuple[float, Asked]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    slow: list[str] = field(default_factory=list)
    useless: list[str] = field(default_factory=list)
    paused: int = 0

    @property
    def failed(self) -> bool:
        """Whether anything happened that must not."""
        return bool(self.faults or self.slow or self.useless)


def main() -> int:
    """Ask, print a summary; 1 when anything happened that must not."""
    parser = argparse.ArgumentParser(prog="python -m bench.fuzz")
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--home", type=Path, default=DEFAULT_HOME)
    options = parser.parse_args()
    parts = parts_of(options.home)
    client = create_app(parts).test_client()
    client.get(JSON)  # the first request loads what the rest share
    tally = run(client, asked(options.count, options.seed, stock(parts)))
    print(summary(tally))
    return 1 if tally.failed else 0


def stock(parts: Parts) -> Stock:
    """Real words: the judged queries, the terms' names, and the places of the gazetteer."""
    terms = parts.vocabulary.terms
    names = [name for term in terms for name in (term.label, term.label_es, *term.aliases)]
    queries = [each.query for path in (SHARED, OWN) if path.exists() for each in load(path)]
    states = parts.gazetteer.states()
    places = [place.label for state in states for place in parts.gazetteer.cities_in(state.state)]
    counties = [p.label for state in states for p in parts.gazetteer.counties(state.state)]
    return Stock(
        phrases=[*queries, *names],
        places=[*places[::40], *counties[::20], *(state.name for state in states)],
        filters=[(term.category, term.slug) for term in terms],
    )


def run(client: FlaskClient, addresses: Iterable[Asked]) -> Tally:
    """Every address asked once, and the slow ones again."""
    tally = Tally()
    for each in addresses:
        response, seconds = _timed(client, each)
        if seconds > SLOW:
            again = _timed(client, each)[1]
            told = f"{seconds:.2f} s, then {again:.2f} s: {_told(each)}"
            if again > SLOW:
                tally.slow.append(told)
            else:
                tally.paused += 1
        tally.statuses[response.status_code] += 1
        tally.kinds[each.kind] += 1
        tally.seconds.append((seconds, each))
        if response.status_code >= _FAULT:
            tally.faults.append(f"{response.status_code}: {_told(each)}")
        elif not is_useful(each.path, response):
            tally.useless.append(f"{response.status_code}: {_told(each)}")
    return tally


def is_useful(path: str, response: TestResponse) -> bool:
    """Whether the answer leads anywhere."""
    if path != JSON:
        return response.status_code == 200 and bool(_WAY.search(response.text))
    answer = response.get_json(silent=True) or {}
    if response.status_code == _BAD_REQUEST:
        return bool(answer.get("unknown"))
    has_any = any(answer.get(name) for name in ("hits", "widenings", "notes"))
    has_panel = bool((answer.get("understood") or {}).get("panel"))
    return response.status_code == 200 and (has_any or has_panel)


def summary(tally: Tally) -> str:
    """What happened, in lines."""
    times = sorted((seconds for seconds, _ in tally.seconds), reverse=True)
    if not times:
        return "Nothing was asked."
    slowest = sorted(tally.seconds, key=lambda pair: -pair[0])[:3]
    statuses = ", ".join(f"{code}: {count:,}" for code, count in sorted(tally.statuses.items()))
    lines = [
        f"{len(times):,} addresses of {len(tally.kinds)} kinds; statuses {statuses}",
        f"median {median(times) * 1000:.1f} ms, p99 {times[len(times) // 100] * 1000:.0f} ms",
        *(f"slowest {seconds * 1000:.0f} ms: {_told(each)}" for seconds, each in slowest),
        f"over {SLOW:.0f} s once, not again: {tally.paused}",
    ]
    for name, found in (
        ("faults (5xx)", tally.faults),
        ("slow", tally.slow),
        ("useless", tally.useless),
    ):
        lines.append(f"{name}: {len(found)}")
        lines += [f"  {each}" for each in found[:_SHOWN]]
    return "\n".join(lines)


def _timed(client: FlaskClient, each: Asked) -> tuple[TestResponse, float]:
    began = time.perf_counter()
    response = client.get(each.path, query_string=each.query)
    response.get_data()
    return response, time.perf_counter() - began


def _told(each: Asked) -> str:
    shown = each.query if len(each.query) <= 100 else each.query[:100] + "…"
    return f"[{each.kind}] {each.path}?{shown}"


if __name__ == "__main__":
    sys.exit(main())
