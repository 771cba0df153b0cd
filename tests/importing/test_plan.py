"""What a plan says an import would do, and when it worries."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from finder.facility import Known, Listing
from finder.importing.plan import Plan, Row, make_plan
from finder.importing.record import Problem, Weight
from tests.directory.editions import JUNE_2022, JUNE_2023, listing


def town(number: int, **changes: Any) -> Listing:
    """One of many facilities that have nothing in common."""
    there = replace(listing().address, street=f"{number} Elm Street", zip=f"{44_000 + number}")
    return listing(f"Example {number}", address=there, phones=(), **changes)


def known(*listings: Listing, source: str = "samhsa", current: bool = True) -> list[Known]:
    return [Known(f"f{i}", source, each, current) for i, each in enumerate(listings)]


def plan(rows: list[Listing], before: list[Known], **more: Any) -> Plan:
    given: dict[str, Any] = {
        "source": "samhsa", "as_of": JUNE_2023, "previous": JUNE_2022, "counted": len(rows)
    }  # fmt: skip
    numbered = [Row(f"row {i + 2}", each) for i, each in enumerate(rows)]
    return make_plan(numbered, before, **{**given, **more})


def test_a_plan_tells_apart_new_changed_gone_and_same():
    before = known(town(1), town(2), town(3))
    changed = town(2, codes=("SA", "OP"), website="http://two.example/")
    made = plan([town(1), changed, town(4)], before)
    assert [each.name for each in made.added] == ["Example 4"]
    assert [each.facility for each in made.changed] == ["f1"]
    assert [each.name for each in made.retired] == ["Example 3"]
    assert made.same == 1
    assert [facility for facility, _, _ in made.entries][:2] == ["f0", "f1"]


def test_a_change_says_field_by_field_what_was_and_what_will_be():
    made = plan([town(1, codes=("SA", "OP"), website="http://one.example/")], known(town(1)))
    fields = {each.field: (each.before, each.after) for each in made.changed[0].fields}
    assert fields == {"website": ("", "http://one.example/"), "services": ("DT", "OP")}
    assert made.fields == {"website": 1, "services": 1}


def test_codes_in_another_order_are_no_change():
    made = plan([town(1, codes=("DT", "SA"))], known(town(1)))
    assert (made.same, made.changed) == (1, ())


def test_the_same_place_said_twice_is_listed_once_and_said_so():
    made = plan([town(1), town(1)], [])
    assert len(made.entries) == 1
    assert str(made.problems[0]) == "row 3: found 'Example 1', the same place as row 2; listed once"
    assert made.weighing(Weight.MERGED) == 1


def test_what_another_source_still_lists_is_dropped_but_not_retired():
    before = [*known(town(1)), *known(town(1), source="ohio")]
    made = plan([], before)
    assert (len(made.dropped), len(made.retired)) == (1, 0)


def test_a_facility_another_source_knows_is_joined_not_added():
    made = plan([town(1)], known(town(1), source="ohio"), previous=None)
    assert not made.added
    assert made.changed[0].fields[0].after == "samhsa"


def test_a_retired_facility_that_comes_back_is_added_under_its_old_id():
    made = plan([town(1)], known(town(1), current=False))
    assert [each.facility for each in made.added] == ["f0"]


@pytest.mark.parametrize(("gone", "worries"), [(20, False), (21, True)])
def test_losing_more_than_a_fifth_worries(gone, worries):
    before = [town(i) for i in range(100)]
    made = plan(before[gone:], known(*before))
    assert bool(made.worrying) is worries


@pytest.mark.parametrize(("skipped", "worries"), [(2, False), (3, True)])
def test_skipping_more_than_one_row_in_fifty_worries(skipped, worries):
    bad = [Problem(f"row {i}", "name", "", "a name", Weight.SKIPPED) for i in range(skipped)]
    made = plan([town(i) for i in range(100 - skipped)], [], counted=100, problems=bad)
    assert bool(made.worrying) is worries


def test_rows_that_are_left_out_for_a_reason_do_not_worry():
    left_out = [Problem("row 2", "", "MH", "left out", Weight.LEFT_OUT)] * 60
    assert plan([town(1)], [], counted=61, problems=left_out).worrying is None


def test_older_data_and_empty_files_worry():
    old = plan([town(1)], known(town(1)), as_of=date(2021, 1, 1))
    assert "older data would replace newer" in old.worrying
    assert plan([], []).worrying == "The file lists no facility that could be read."


def test_the_same_edition_again_is_nothing_new_but_a_newer_day_is():
    again = plan([town(1)], known(town(1)), as_of=JUNE_2022)
    later = plan([town(1)], known(town(1)), as_of=JUNE_2023)
    assert (again.nothing_new, later.nothing_new) == (True, False)
