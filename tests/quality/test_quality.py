"""Quality: what is counted, and that each number is as long as its list."""

import csv
import io
from dataclasses import replace
from datetime import date, datetime

from finder.facility import Credential, Facility, Known, Listing, Position, Said
from finder.feedback import Call, Outcome
from finder.quality import Findings, findings, sheet, write_list
from finder.quality.findings import SOON
from tests.builders import SOURCE, facility, vocabulary
from tests.directory.editions import listing

TODAY = date(2026, 11, 24)


def found(
    *places: Facility, known: tuple[Known, ...] = (), calls: dict[str, Call] | None = None
) -> Findings:
    return findings(sheet(places, known, vocabulary()), calls or {}, TODAY)


def called(id: str, outcome: Outcome, day: date) -> dict[str, Call]:
    return {id: Call(id, datetime(day.year, day.month, day.day), "Ada", "+1", outcome, "")}


def test_a_field_is_covered_by_those_that_fill_it_and_missed_on_a_list_of_the_others():
    bare = facility("Bare", id="bare", phone="", website="", county="")
    full = facility("Full", id="full", has=["detox", "medicaid"])
    shown = found(bare, full)
    have = {each.what: each.have for each in shown.sheet.coverage}
    assert (have["phones"], have["website"], have["county"], have["payment"]) == (1, 1, 1, 1)
    assert have["credentials"] == 0
    for field in ("phones", "website", "county", "payment", "program"):
        assert shown.lists[f"without:{field}"] == ("bare",)
    assert shown.lists["without:credentials"] == ("bare", "full")


def test_a_no_is_said_and_retired_places_are_not_counted():
    denies = next(each for each in vocabulary().terms if each.denied_by)
    says_no = facility("No", id="no", has=[min(denies.denied_by)])
    gone = facility("Gone", id="gone", retired=date(2025, 1, 1))
    shown = found(says_no, gone)
    assert shown.sheet.total == 1
    assert f"without:{denies.category}" not in shown.lists


def test_each_source_is_measured_by_what_it_lists_itself():
    rich = listing(website="http://a.example", position=Position.EXACT)
    known = (
        Known("one", "samhsa", listing(), True),
        Known("one", "state", rich, True),
        Known("one", "old", listing(), False),
    )
    shown = found(facility(id="one"), known=known)
    website = next(each for each in shown.sheet.coverage if each.what == "website")
    assert website.by_source == (("samhsa", 0, 1), ("state", 1, 1))
    assert shown.lists["without:website@samhsa"] == ("one",)
    assert "without:website@state" not in shown.lists


def test_ages_go_from_the_edge_of_a_day_and_add_up():
    days = [date(2026, 11, 24), date(2026, 8, 26), date(2026, 8, 25), date(2020, 1, 1)]
    places = [
        facility(f"P{at}", id=f"p{at}", provenance=replace(SOURCE, as_of=day))
        for at, day in enumerate(days)
    ]
    shown = found(*places, calls=called("p0", Outcome.RIGHT, date(2025, 11, 24)))
    assert {each.name: each.places for each in shown.said if each.places} == {
        "said:90": 2, "said:180": 1, "said:older": 1,
    }  # fmt: skip
    assert sum(each.places for each in shown.called) == 4
    assert shown.lists["called:365"] == ("p0",)
    assert set(shown.lists["called:never"]) == {"p1", "p2", "p3"}


def test_a_call_that_did_not_find_the_number_right_is_none():
    shown = found(facility(id="one"), calls=called("one", Outcome.WRONG_NUMBER, TODAY))
    assert shown.lists["called:never"] == ("one",)


def test_places_are_alike_by_number_and_by_name_and_address_however_written():
    one = facility("St. Mary's", id="a", street="1 Elm St.", phone="+19375550100")
    two = facility("ST MARYS", id="b", street="1 Elm St", phone="+19375550101")
    three = facility("Other", id="c", street="9 Oak St", phone="+19375550100")
    shown = found(one, two, three)
    assert (shown.sheet.shared_phones, shown.sheet.same_places) == (1, 1)
    assert shown.lists["shared:phone"] == ("a", "c")
    assert shown.lists["shared:place"] == ("a", "b")
    assert shown.notes["shared:phone"]["c"] == "937-555-0100 (2)"


def test_a_licence_runs_out_the_day_after_its_last():
    def licensed(id: str, until: date) -> Facility:
        claim = Credential("State", "license", id, valid_until=until)
        return facility(id, id=id, credentials=(claim,))

    last, soon = date(2026, 11, 23), date.fromordinal(TODAY.toordinal() + SOON)
    late = date.fromordinal(soon.toordinal() + 1)
    shown = found(licensed("over", last), licensed("soon", soon), licensed("late", late))
    assert (shown.expired, shown.expiring) == (1, 1)
    assert shown.lists["licence:expired"] == ("over",)
    assert shown.lists["licence:expiring"] == ("soon",)
    assert "State license over 2026-11-23" in shown.notes["licence:expired"]["over"]


def test_a_code_that_nothing_explains_is_counted_once_a_place():
    strange = facility(id="one", has=["DT", "QQZ"])
    twice = replace(strange, said=(*strange.said, Said(SOURCE, ("QQZ",))))
    shown = found(twice, facility(id="two", has=["DT"]))
    assert shown.sheet.codes == (("QQZ", 1),)
    assert shown.lists["code:QQZ"] == ("one",)


def test_positions_are_told_apart_and_drawn():
    near = facility("Near", id="near", position=Position.ZIP)
    away = facility("Away", id="away", position=Position.CITY, at=(61.2, -149.9))
    shown = found(facility("Exact", id="exact"), near, away)
    assert shown.lists["position:zip"] == ("near",)
    assert shown.lists["position:city"] == ("away",)
    assert (len(shown.sheet.spots.listed), len(shown.sheet.spots.added)) == (1, 1)
    assert shown.sheet.spots.elsewhere == 1


def test_a_list_is_a_table_whose_cells_run_nothing():
    claim = Credential("=HYPERLINK()", "license", valid_until=date(2020, 1, 1))
    bad = facility("=1+1", id="bad", credentials=(claim,))
    good = facility("Good", id="good")
    out = io.StringIO(newline="")
    assert write_list(found(bad, good), "licence:expired", [bad, good], out) == 1
    (row,) = csv.DictReader(io.StringIO(out.getvalue()))
    assert row["name"] == "'=1+1"
    assert row["note"].startswith("'=HYPERLINK()")


def test_an_empty_directory_has_no_lists():
    shown = found()
    assert shown.sheet.total == 0
    assert not shown.lists


def test_a_listing_of_a_place_that_is_retired_counts_for_no_source():
    kept: Listing = listing()
    shown = found(facility(id="one"), known=(Known("gone", "samhsa", kept, True),))
    assert shown.sheet.coverage[0].by_source == ()
