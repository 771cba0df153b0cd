"""Ranks: the parts of a score in words, and the page that writes them down has the same numbers."""

import re

import pytest

from finder.search import wishes
from finder.search.intent import spans
from finder.search.reasons import Reasons
from finder.web import ranks
from tests.builders import place, vocabulary
from tests.conftest import ROOT
from tests.web.fakes import site

WRITTEN = (ROOT / "docs" / "relevance.md").read_text(encoding="utf-8").replace("−", "-")
FULL = Reasons(
    words=12.3456,
    wished=(("buprenorphine", 0.5), ("naltrexone", 0.25)),
    avoided=(("twelve-step", 3.0),),
    in_place=1.0,
    nearness=0.8333,
)


def test_every_part_has_a_row_and_the_sum_comes_last() -> None:
    with site([]).test_request_context():
        rows = ranks.rows(FULL, place(), vocabulary())
    assert [number for _, number in rows] == [
        "+12.35", "+0.50", "+0.25", "−3.00", "+1.00", "+0.83", "11.93",
    ]  # fmt: skip
    assert rows[1][0] == "Has: Buprenorphine (Suboxone) prescribed here"
    assert rows[4][0] == "In Dayton, OH itself"


def test_what_adds_nothing_has_no_row() -> None:
    with site([]).test_request_context():
        assert ranks.rows(Reasons(0, (), (), 0, 0), None, vocabulary()) == (("In all", "0.00"),)
        below = ranks.rows(Reasons(0, (), (("gone", 1.5),), 0, 0), None, vocabulary())
    assert below[-1] == ("In all", "−1.50")


@pytest.mark.parametrize("room", [wishes, spans])
def test_the_written_order_has_the_numbers_of_the_code(room: object) -> None:
    weights = {name: value for name, value in vars(room).items() if re.fullmatch("[A-Z_]+", name)}
    weights = {name: value for name, value in weights.items() if isinstance(value, float)}
    weights = {name: value for name, value in weights.items() if not name.startswith("_")}
    assert weights
    for name, value in weights.items():
        row = next((line for line in WRITTEN.splitlines() if f"`{name}`" in line), "")
        assert str(value) in row, f"docs/relevance.md: {name} is {value}"
