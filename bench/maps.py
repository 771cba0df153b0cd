"""Maps: how long one takes to draw, beside the search whose list it stands under.

    python -m bench.maps [--rounds N]

Times depend on the machine; the ratio to one search over the same directory, in the same run, says
whether a map is worth its wait. Choropleths are drawn once a revision: beside the counting that is
done as seldom, which is not timed here. Needs the reference files beside the checkout.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial

from bench.real_home import parts_of
from finder.maps import Amount, Asked, Pin, local_map, nation_map, state_map
from finder.places import Place, PlaceKind
from finder.search import params
from finder.search.answer import answer
from finder.search.request import SearchRequest, Where
from finder.wiring import Parts

PLACES = ("Akron, OH", "New York, NY", "Los Angeles, CA", "Anchorage, AK", "Honolulu, HI",
          "San Juan, PR", "Cook County, IL", "Kentucky", "Texas", "Alaska")  # fmt: skip
STATES = ("TX", "KY", "CA", "AK", "RI")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=20, help="how often each is timed")
    rounds = parser.parse_args().rounds
    parts = parts_of()
    for name in PLACES:
        place = parts.gazetteer.look_up(name)
        assert isinstance(place, Place), name
        searched, drawn = _beside_a_list(parts, place, rounds)
        ratio = drawn / searched
        _say(f"{name:18} map {drawn:6.1f} ms, answer {searched:6.1f} ms, ratio {ratio:5.2f}")
    for state in STATES:
        counties = [_amount(each, each.name) for each in parts.gazetteer.counties(state)]
        drawn = _median(partial(state_map, parts.atlas, state, counties), rounds)
        _say(f"{len(counties)} counties of {state} {drawn:6.1f} ms")
    states = [_amount(each, "") for each in parts.gazetteer.states()]
    _say(f"the nation {_median(partial(nation_map, parts.atlas, states), rounds):6.1f} ms")


def _beside_a_list(parts: Parts, place: Place, rounds: int) -> tuple[float, float]:
    """Milliseconds of the search about a place, and of the map of its list."""
    request = SearchRequest(where=Where.about(place))
    view, states = parts.engine.view(), parts.gazetteer.state
    ask = partial(answer, view, request, parts.vocabulary, states=states)
    hits = enumerate(ask().hits, 1)
    pins = [Pin(at, hit.facility.name, hit.facility.point) for at, hit in hits]
    area = None
    if place.kind in (PlaceKind.STATE, PlaceKind.COUNTY):
        area = (place.state, place.name if place.kind is PlaceKind.COUNTY else "")
    asked = Asked(params.near_text(place), place.point, 25, area)
    drawn = _median(partial(local_map, parts.atlas, pins, asked), rounds)
    return _median(ask, rounds), drawn


def _amount(place: Place, county: str) -> Amount:
    """As if there were some places in every one."""
    return Amount(place.state, county, place.name, place.point, 1 + len(place.name))


def _median(done: Callable[[], object], rounds: int) -> float:
    """Milliseconds, of so many times after one to warm up."""
    done()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        done()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
