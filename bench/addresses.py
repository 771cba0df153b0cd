"""Addresses: ten thousand permanent addresses, asked; each must answer 200 or lead, by 301, to one.

    python -m bench.addresses [--count 10000] [--seed 1] [--home FOLDER]

Every kind of help (terms, topics, old names, other names) goes through many places: states,
counties, cities and ZIPs in turn, with the spellings that people and programs make of an address,
with filters, in frames, and with words that nobody knows. It fails (exit 1) on any other answer
than 200 or 301, and where two 301s do not end in a page.
"""

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

from flask.testing import FlaskClient

from bench.real_home import DEFAULT_HOME, parts_of
from finder.app import create_app
from finder.config import Config
from finder.links.address import EMBEDDED, EVERYTHING, ROOT, place_path
from finder.places import Gazetteer
from finder.vocabulary import Vocabulary
from finder.wiring import Parts

Kind = TypeVar("Kind")

_SHOWN = 20
_PAGE, _MOVED = 200, 301
_MOST_HOPS = 2
# As it is written nine times in ten, and what becomes of addresses on their way.
_SPELLINGS: tuple[Callable[[str], str], ...] = (
    *(str for _ in range(6)),
    str.upper,
    lambda path: path + "/",
    lambda path: path.replace("/in/", "//in/"),
    lambda path: path.replace("-", "%20"),
    lambda path: path.replace("-", "_").title(),
    lambda path: path.replace("/near/", "/").replace("/in/", "/"),
)
_UNKNOWN = ("zzyzx-clinic", "a-kind-word", "%F0%9F%92%8A", "..%2F..%2Fetc", "%00", "-", "x" * 300)
_NOWHERE = (
    "/in/atlantis",
    "/near/00000",
    "/in/ohio/nowhere-at-all",
    "/near/91,181",
    "/in",
    "/a/b/c/d",
)
_UNKNOWN_SHARE, _FRAMED_SHARE, _FILTERED_SHARE = 0.05, 0.1, 0.3


@dataclass(slots=True)
class Tally:
    """What was answered so far."""

    statuses: Counter[int] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def main() -> int:
    """Ask, print a summary; 1 when any address led nowhere."""
    parser = argparse.ArgumentParser(prog="python -m bench.addresses")
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--home", type=Path, help="default: the 2023 directory, made if missing")
    options = parser.parse_args()
    parts = Parts(Config(home=options.home)) if options.home else parts_of(DEFAULT_HOME)
    parts.searchable()
    began = time.perf_counter()
    made = generated(options.count, options.seed, parts.vocabulary, parts.gazetteer)
    tally = run(create_app(parts).test_client(), made)
    statuses = ", ".join(f"{code}: {count:,}" for code, count in sorted(tally.statuses.items()))
    print(f"{options.count:,} addresses in {time.perf_counter() - began:.0f} s; {statuses}")
    print(f"lead nowhere: {len(tally.wrong):,}")
    for each in tally.wrong[:_SHOWN]:
        print(f"  {each}")
    return 1 if tally.wrong else 0


def generated(count: int, seed: int, vocabulary: Vocabulary, gazetteer: Gazetteer) -> Iterator[str]:
    """So many addresses, the same for a seed: every kind of help in turn, each somewhere else."""
    chance = random.Random(seed)
    kinds = _kinds(vocabulary)
    places = _places(gazetteer, chance)
    terms = vocabulary.terms
    for kind in islice(cycle(kinds), count):
        what, where = kind, chance.choice(places)
        if chance.random() < _UNKNOWN_SHARE:
            what = chance.choice(_UNKNOWN)
        if chance.random() < _UNKNOWN_SHARE:
            where = chance.choice(_NOWHERE)
        path = chance.choice(_SPELLINGS)(what + where)
        root = EMBEDDED if chance.random() < _FRAMED_SHARE else ROOT
        query = ""
        if chance.random() < _FILTERED_SHARE:
            term = chance.choice(terms)
            query = f"?{term.category}={term.slug}&within={chance.choice((5, 50, 'any', 'x'))}"
        yield root + path + query


def _kinds(vocabulary: Vocabulary) -> list[str]:
    """Whatever may stand for a kind of help: its slug, an old one, and what else people say."""
    terms, topics = vocabulary.terms, vocabulary.topics
    slugs = [EVERYTHING, *(each.slug for each in terms), *(each.slug for each in topics)]
    aliases = [quote(alias) for term in terms for alias in term.aliases[:2]]
    return [*slugs, *(each.old for each in vocabulary.renames), *aliases]


def _places(gazetteer: Gazetteer, chance: random.Random) -> Sequence[str]:
    """The ends of addresses: nowhere, every state, and a thousand each of the rest."""
    states = gazetteer.states()
    counties = [each for state in states for each in gazetteer.counties(state.state)]
    cities = [each for state in states for each in gazetteer.cities_in(state.state)]
    zips = [zip5 for zip5 in (f"{n:05}" for n in range(501, 99_951)) if gazetteer.zip_point(zip5)]
    most = 1_000
    named = [*states, *_some(counties, most, chance), *_some(cities, most, chance)]
    return [
        "",
        *(place_path(place, gazetteer) for place in named),
        *(f"/near/{zip5}" for zip5 in _some(zips, most, chance)),
    ]


def _some(of: Sequence[Kind], most: int, chance: random.Random) -> list[Kind]:
    return chance.sample(of, min(most, len(of)))


def run(client: FlaskClient, addresses: Iterator[str]) -> Tally:
    """Every address asked, and followed to its page."""
    tally = Tally()
    for asked in addresses:
        answer = client.get(asked)
        tally.statuses[answer.status_code] += 1
        hops = 0
        while answer.status_code == _MOVED and hops < _MOST_HOPS:
            answer = client.get(answer.location)
            hops += 1
        if answer.status_code != _PAGE:
            tally.wrong.append(f"{answer.status_code} after {hops}: {asked}")
    return tally


if __name__ == "__main__":
    sys.exit(main())
