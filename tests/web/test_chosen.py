"""Chosen places: whatever a link holds, the ids in it are read, and what became of the rest is
known."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finder.facility import Says
from finder.web import chosen, comparison
from finder.web.chosen import Chosen
from tests.builders import facility, vocabulary


@pytest.mark.parametrize(
    ("values", "ids"),
    [
        (["aaaa1,bbbb2"], ("aaaa1", "bbbb2")),
        (["aaaa1", "bbbb2"], ("aaaa1", "bbbb2")),
        (["AAAA1 ; bbbb2\n aaaa1"], ("aaaa1", "bbbb2")),
        ([",,", ""], ()),
        ([], ()),
    ],
)
def test_ids_are_read_however_they_are_parted(values: list[str], ids: tuple[str, ...]) -> None:
    assert chosen.read(values, 4) == Chosen(ids)


def test_what_is_no_id_is_counted_and_what_is_too_much_is_named() -> None:
    assert chosen.read(["aaaa1,../etc,bbbb2,cccc3,<b>"], 2) == Chosen(
        ("aaaa1", "bbbb2"), over=("cccc3",), odd=2
    )


@given(st.lists(st.text()), st.integers(1, 5))
def test_reading_never_fails_and_gives_no_more_than_asked(values: list[str], most: int) -> None:
    read = chosen.read(values, most)
    assert len(read.ids) <= most
    assert len(set(read.ids + read.over)) == len(read.ids + read.over)
    assert chosen.read([chosen.written(read.ids)], most).ids == read.ids


def test_places_are_sorted_into_listed_retired_and_unknown_each_once() -> None:
    here = facility("Here", id="here0001")
    gone = facility("Gone", id="gone0001", retired=date(2023, 7, 1))
    found = chosen.found(["gone0001", "here0001", "xxxx0001", "here0002"], [gone, here, None, here])
    assert found.listed == (here,)
    assert found.retired == (gone,)
    assert found.lost == ("xxxx0001",)
    assert found.asked_as == {"gone0001": ("gone0001",), "here0001": ("here0001", "here0002")}


def test_places_differ_where_not_all_of_them_say_yes() -> None:
    both = [facility("A", has=["detox", "medicaid"]), facility("B", has=["detox", "NOOP"])]
    sections = {each.category.slug: each for each in comparison.compared(both, vocabulary())}
    assert [term.slug for term in sections["program"].same] == ["detox"]
    assert [(row.term.slug, row.says) for row in sections["payment"].differ] == [
        ("medicaid", (Says.YES, Says.NOT_SAID))
    ]
    denied = {row.term.slug: row.says for row in sections["medication"].differ}
    assert denied["moud"] == (Says.NOT_SAID, Says.NO)
    assert "housing" not in sections


def test_every_term_that_any_of_them_has_is_there_once() -> None:
    words = vocabulary()
    half = [min(term.codes) for term in words.terms[::2]]
    both = [facility("A", has=half), facility("B", has=["medicaid"])]
    seen = [
        term
        for section in comparison.compared(both, words)
        for term in (*(row.term for row in section.differ), *section.same)
    ]
    had = [
        term for term in words.terms if any(each.says(term) is not Says.NOT_SAID for each in both)
    ]
    assert sorted(term.slug for term in seen) == sorted(term.slug for term in had)
    assert comparison.compared([], words) == ()
