"""Chips: every part of a request has one, and each takes off that part and no other."""

from collections.abc import Iterator

import pytest

from finder.search.request import SearchRequest, Where
from finder.web import chips, wording
from tests.builders import place, vocabulary
from tests.web.fakes import site

WHERE = Where(place(), 25)
FULL = SearchRequest(
    words="willow",
    terms=("detox", "medicaid"),
    unsaid=("private-insurance",),
    topics=("heroin",),
    avoid=("twelve-step",),
    where=WHERE,
    page=4,
)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with site([]).test_request_context():
        yield


def test_each_chip_takes_off_one_part_and_goes_back_to_page_one() -> None:
    found = chips.chips(FULL, vocabulary())
    asked = FULL.at(1)
    assert [chip.request for chip in found] == [
        asked.without("detox"),
        asked.without("medicaid"),
        asked.without("private-insurance"),
        asked.not_about("heroin"),
        asked.without("twelve-step"),
        asked.saying(""),
        asked.near(None),
    ]


def test_each_chip_says_what_it_stands_for() -> None:
    found = chips.chips(FULL, vocabulary())
    assert [wording.chip(chip) for chip in found] == [
        "Detox",
        "Medicaid",
        "Does not say: Private health insurance",
        "Heroin",
        "Not: 12-step program",
        "“willow”",
        "Within 25 miles of Dayton, OH",
    ]


def test_what_only_ranks_is_told_apart_for_those_who_cannot_see_it() -> None:
    found = chips.chips(FULL, vocabulary())
    assert [wording.chip_removal(chip) for chip in found if chip.ranks] == [
        "Take off: Heroin, ranked first",
        "Take off: Not: 12-step program, ranked last",
    ]
    assert wording.chip_removal(found[0]) == "Take off: Detox"


def test_every_label_of_a_chip_begins_with_what_is_seen() -> None:
    for chip in chips.chips(FULL, vocabulary()):
        assert wording.chip(chip) in wording.chip_removal(chip)


def test_a_request_for_nothing_has_no_chips() -> None:
    assert chips.chips(SearchRequest(), vocabulary()) == ()
