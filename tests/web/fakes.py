"""Fakes: an engine and a directory over a list of facilities, and the site over both."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, cast

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from finder.app import build
from finder.directory import Directory, Locality, Status
from finder.facility import Facility, Known, Position, Revision
from finder.feedback import Feedback
from finder.guidance import Library, load_guidance
from finder.maps import Atlas, load_atlas
from finder.places import Gazetteer, load_gazetteer
from finder.search.engine import View
from finder.search.reasons import Reasons
from finder.search.request import SearchRequest
from finder.web import helplines
from finder.web.staff import Desk
from tests.builders import SEED_DATA, facility, vocabulary
from tests.search.oracle import Oracle

AKRON = (41.0814, -81.5190)
KENT = (41.1537, -81.3579)


@dataclass
class FakeEngine:
    """Answers from one view, or raises what it is told to."""

    held: View
    fault: Exception | None = None

    def view(self) -> View:
        if self.fault is not None:
            raise self.fault
        return self.held


@dataclass
class FakeDirectory:
    """The facilities by id, retired ones too."""

    facilities: Mapping[str, Facility] = field(default_factory=dict)
    demo: bool = False

    def get(self, facility: str) -> Facility | None:
        return self.facilities.get(facility)

    def revision(self) -> Revision:
        return Revision(1, "")

    def all(self) -> Iterator[Facility]:
        return (each for each in self.facilities.values() if each.retired is None)

    def known(self) -> list[Known]:
        return []

    def status(self) -> Status:
        listed = sum(each.retired is None for each in self.facilities.values())
        retired = len(self.facilities) - listed
        return Status(listed, retired, len(self.facilities), 1, 1, self.demo, {})

    def localities(self) -> tuple[Locality, ...]:
        listed = (each.address for each in self.facilities.values() if each.retired is None)
        counted = Counter((each.state, each.county, each.city) for each in listed)
        return tuple(Locality(*where, n) for where, n in sorted(counted.items()))


class Explained(Oracle):
    """The oracle, with reasons: nearness alone, which is all that its `best` knows."""

    def reasons(self, request: SearchRequest, ids: Sequence[str]) -> tuple[Reasons, ...]:
        miles = (self.miles(request, self.present[each]) for each in ids)
        near = (0.0 if far is None else 1 / (1 + far / 10) for far in miles)
        return tuple(Reasons(0.0, (), (), 0.0, each) for each in near)


class ClosingClient(FlaskClient):
    """A browser that reads every answer to its end, so that no file stays open."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        return super().open(*args, **{"buffered": True, **kwargs})


@cache
def gazetteer() -> Gazetteer:
    """The project's own gazetteer."""
    return load_gazetteer(SEED_DATA / "places")


@cache
def atlas() -> Atlas:
    """The project's own outlines and towns."""
    return load_atlas(SEED_DATA / "places", gazetteer())


@cache
def guidance() -> Library:
    """The project's own articles."""
    return load_guidance([SEED_DATA / "guidance"], vocabulary=vocabulary(), gazetteer=gazetteer())


def site(
    facilities: Sequence[Facility] | None = None,
    *,
    fault: Exception | None = None,
    demo: bool = False,
    own_lines: Path | None = None,
    feedback: Feedback | None = None,
    desk: Desk | None = None,
    styleguide: bool = False,
) -> Flask:
    """The site over these facilities; with a `desk`, its staff side too."""
    listed = some_facilities() if facilities is None else facilities
    names = {state.state: state.name for state in gazetteer().states()}
    app = build(
        engine=FakeEngine(Explained(listed, vocabulary(), names), fault),
        directory=cast(Directory, FakeDirectory({each.id: each for each in listed}, demo)),
        vocabulary=vocabulary(),
        gazetteer=gazetteer(),
        atlas=atlas(),
        lines=helplines.load(SEED_DATA / "helplines.csv", own=own_lines),
        guidance=guidance(),
        feedback=feedback,
        desk=desk,
        styleguide=styleguide,
    )
    app.test_client_class = ClosingClient
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app


def client(facilities: Sequence[Facility] | None = None, **given: Any) -> FlaskClient:
    """A browser on the site over these facilities."""
    return site(facilities, **given).test_client()


def page(browser: FlaskClient, path: str, code: int = 200) -> str:
    """The text of a page."""
    answer = browser.get(path)
    assert answer.status_code == code, answer.status
    return answer.get_data(as_text=True)


def some_facilities() -> list[Facility]:
    """A few places about Akron, and one far away."""
    return [
        facility(
            "Willow Creek Recovery",
            id="willow000001",
            program="Residential and withdrawal unit",
            has=["detox", "residential", "medicaid", "spanish", "accredited"],
            at=AKRON,
            city="Akron",
            zip="44301",
            county="Summit County",
        ),
        facility(
            "Summit Detox Center",
            id="summit000002",
            has=["detox", "private-insurance", "NOOP", "XYZ"],
            at=(41.12, -81.50),
            city="Akron",
            zip="44310",
            county="Summit County",
            position=Position.ZIP,
        ),
        facility(
            "Kent Outpatient",
            id="kent00000003",
            has=["outpatient", "medicaid", "teens"],
            at=KENT,
            city="Kent",
            zip="44240",
            county="Portage County",
        ),
        facility(
            "Old Harbor House",
            id="old000000004",
            has=["detox"],
            at=AKRON,
            city="Akron",
            zip="44301",
            county="Summit County",
            retired=date(2023, 7, 1),
        ),
        facility("Dayton Clinic", id="dayton000005", has=["outpatient", "medicare"]),
    ]


def many(number: int, has: Iterable[str] = ("detox", "medicaid")) -> list[Facility]:
    """So many places in Akron, each saying yes to what they have."""
    wanted = tuple(has)
    return [
        facility(
            f"Example Place {each:03d}",
            id=f"many{each:08d}",
            program="Program",
            has=wanted,
            at=AKRON,
            city="Akron",
            zip="44301",
            county="Summit County",
        )
        for each in range(number)
    ]
