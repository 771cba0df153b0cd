"""What was published once answers for ever: every form of address, replayed."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask.testing import FlaskClient

from finder.links import address
from finder.links.spoken import parted
from finder.search import params
from finder.search.params import Parsed
from finder.search.understand import understand
from tests.builders import vocabulary
from tests.search.oracle import Oracle
from tests.web.fakes import client, gazetteer, some_facilities

PUBLISHED = Path(__file__).with_name("published.tsv")


@dataclass(frozen=True, slots=True)
class Line:
    """One published address, what it answers, where it leads and what it asks for."""

    address: str
    code: int
    leads: str
    asks: str


def lines() -> list[Line]:
    rows = [row.split("\t") for row in PUBLISHED.read_text(encoding="utf-8").splitlines()]
    kept = [row for row in rows if not row[0].startswith("#")][1:]
    return [Line(row[0], int(row[1]), row[2], row[3]) for row in kept]


@pytest.fixture(scope="module")
def browser() -> FlaskClient:
    return client()


def test_there_are_enough_of_them_to_mean_something() -> None:
    assert len(lines()) == len({each.address for each in lines()}) > 60


@pytest.mark.parametrize("line", lines(), ids=lambda line: line.address)
def test_it_answers_as_it_was_promised(line: Line, browser: FlaskClient) -> None:
    answer = browser.get(line.address)
    assert (answer.status_code, answer.location or "") == (line.code, line.leads)
    if line.leads:
        final = browser.get(line.address, follow_redirects=True)
        assert final.status_code == 200
        assert len(final.history) <= 2


@pytest.mark.parametrize(
    "line", [each for each in lines() if each.asks], ids=lambda line: line.address
)
def test_it_asks_what_it_always_asked(line: Line) -> None:
    assert _request(line.address) == _request(f"/search?{line.asks}")


def _request(written: str):
    """What an address asks for, its words read."""
    parts = urlsplit(written)
    pairs = parse_qsl(parts.query)
    _, path = parted(parts.path)
    if path.startswith(address.ROOT):
        path = path.removeprefix(address.ROOT)
        pairs = [*address.read(path, vocabulary(), gazetteer()).pairs, *pairs]
    read: Parsed = params.parse(pairs, vocabulary(), gazetteer())
    view = Oracle(some_facilities(), vocabulary(), {})
    return understand(read, view, vocabulary(), gazetteer()).request
