"""Decisions: two ids become one place and part again, whatever imports come and go meanwhile."""

import io
from datetime import date

import pytest

from finder.directory import Amendment, Corrected, Directory
from finder.errors import NotDecidable
from finder.export.csv import write_csv
from finder.identity import Decision, Identity, Ruling
from tests.directory.editions import JUNE_2022, JUNE_2023, listing, publish

WILLOW, HOUSE = (
    listing(),
    listing("Example Willow House", codes=("OP",), website="http://a.example"),
)


def decide(directory: Directory, ruling: Ruling, kept: str, other: str, **more: object) -> int:
    return directory.decide(Decision(ruling, kept, other, "Ada", "one door", **more))  # type: ignore[arg-type]


def export(directory: Directory) -> str:
    out = io.StringIO()
    write_csv(directory.all(retired=True), out)
    return out.getvalue()


@pytest.fixture
def two(directory: Directory) -> Directory:
    """Two places of one source, one of which a state's list has too."""
    publish(directory, {"willow": WILLOW, "house": HOUSE})
    publish(directory, {"willow": listing("Willow Inc")}, source="ohio", as_of=JUNE_2023)
    return directory


def test_a_merged_place_has_every_source_and_counts_once_and_undone_is_as_before(two: Directory):
    before = export(two)
    number = decide(two, Ruling.MERGE, "willow", "house")
    assert [each.id for each in two.all(retired=True)] == ["willow"]
    found = two.get("house")
    assert found is not None
    assert found.id == "willow", "the other address leads to it"
    assert found.codes == {"SA", "DT", "OP"}
    assert found.website == "http://a.example"
    assert [each.provenance.source for each in found.said] == ["ohio", "samhsa", "samhsa"]
    assert two.problems() == []
    two.undo_decision(number, by="Ada")
    assert export(two) == before
    assert two.problems() == []


def test_a_split_place_is_two_and_undone_its_new_address_leads_back(two: Directory):
    before = export(two)
    number = decide(two, Ruling.SPLIT, "willow", "inc", listings=(("willow", "ohio"),))
    one, other = two.get("willow"), two.get("inc")
    assert one is not None
    assert other is not None
    assert (one.name, other.name) == (WILLOW.name, "Willow Inc")
    assert [each.own for each in two.listings("inc")] == ["willow"]
    said = Corrected("willow", "name", "Willow", date(2026, 11, 24), "Ada", "desk", "so")
    two.amend(Amendment("Ada", new=said))
    assert two.corrections("inc") == (), "what was corrected stays with the place that stays"
    two.amend(Amendment("Ada", drop=(two.corrections("willow")[0].id,)))
    assert two.problems() == []
    two.undo_decision(number, by="Ada")
    assert export(two) == before
    back = two.get("inc")
    assert back is not None
    assert back.id == "willow"
    again = decide(two, Ruling.SPLIT, "willow", "inc", listings=(("willow", "ohio"),))
    assert again > number
    assert [each.id for each in two.all()] == ["house", "inc", "willow"]


def test_decisions_stand_through_imports_and_their_undo(two: Directory):
    decide(two, Ruling.MERGE, "willow", "house")
    before = export(two)
    third = publish(two, {"house": HOUSE}, as_of=JUNE_2023)
    found = two.get("willow")
    assert found is not None
    assert found.retired is None, "one of its ids is listed still"
    two.undo(third.id)
    assert export(two) == before
    for each in two.imports():
        if each.undone is None:
            two.undo(each.id)
    assert export(two).count("\r\n") == 1
    publish(two, {"willow": WILLOW, "house": HOUSE})
    assert [each.id for each in two.all(retired=True)] == ["willow"]
    assert two.problems() == []


def test_a_retired_place_merged_with_its_successor_says_only_what_is_listed(directory: Directory):
    publish(directory, {"old": WILLOW})
    publish(directory, {"new": HOUSE}, as_of=JUNE_2023)
    decide(directory, Ruling.MERGE, "new", "old")
    found = directory.get("old")
    assert found is not None
    assert (found.id, found.retired, len(found.said)) == ("new", None, 1)


def test_corrections_of_both_stand_for_the_merged_place_and_can_be_dropped(two: Directory):
    for place, value in (("house", "+13305550150"), ("willow", "+13305550151")):
        said = Corrected(place, "phones", value, date(2026, 11, 24), "Ada", "desk", "moved")
        two.amend(Amendment("Ada", new=said))
    number = decide(two, Ruling.MERGE, "willow", "house")
    found = two.get("willow")
    assert found is not None
    assert found.phones[0].number == "+13305550151", "the newest correction goes before"
    newest, older = two.corrections("willow")
    two.amend(Amendment("Ada", drop=(newest.id,)))
    found = two.get("willow")
    assert found is not None
    assert found.phones[0].number == "+13305550150"
    two.undo_decision(number, by="Ada")
    assert two.problems() == []
    assert [each.id for each in two.corrections("house")] == [older.id]


@pytest.mark.parametrize(
    ("ruling", "kept", "other", "said"),
    [
        (Ruling.MERGE, "willow", "nobody", "no place nobody"),
        (Ruling.MERGE, "willow", "willow", "with itself"),
        (Ruling.DISTINCT, "nobody", "willow", "no place nobody"),
        (Ruling.SPLIT, "willow", "new", "some of them, not all"),
    ],
)
def test_what_makes_no_sense_is_refused(
    two: Directory, ruling: Ruling, kept: str, other: str, said: str
):
    before = two.revision()
    with pytest.raises(NotDecidable, match=said):
        decide(two, ruling, kept, other)
    assert two.revision() == before


def test_all_of_a_place_cannot_be_split_off_nor_under_the_id_of_another(two: Directory):
    every = (("willow", "ohio"), ("willow", "samhsa"))
    with pytest.raises(NotDecidable, match="not all"):
        decide(two, Ruling.SPLIT, "willow", "new", listings=every)
    with pytest.raises(NotDecidable, match="another place"):
        decide(two, Ruling.SPLIT, "willow", "house", listings=every[:1])


def test_a_decision_that_stands_must_be_undone_before_its_opposite(two: Directory):
    apart = decide(two, Ruling.DISTINCT, "willow", "house")
    with pytest.raises(NotDecidable, match=f"Decision {apart} says"):
        decide(two, Ruling.MERGE, "house", "willow")
    two.undo_decision(apart, by="Ada")
    merged = decide(two, Ruling.MERGE, "house", "willow")
    with pytest.raises(NotDecidable, match="it is one with house now"):
        decide(two, Ruling.DISTINCT, "house", "willow")
    two.undo_decision(merged, by="Ada")
    for number, why in ((merged, "was undone"), (99, "no decision 99")):
        with pytest.raises(NotDecidable, match=why):
            two.undo_decision(number, by="Ada")


def test_what_a_later_decision_builds_on_is_not_undone_under_it(two: Directory):
    split = decide(two, Ruling.SPLIT, "willow", "inc", listings=(("willow", "ohio"),))
    with pytest.raises(NotDecidable, match=f"Decision {split} says"):
        decide(two, Ruling.MERGE, "willow", "inc")
    merged = decide(two, Ruling.MERGE, "house", "inc")
    with pytest.raises(NotDecidable, match=f"Decision {merged} builds on"):
        two.undo_decision(split, by="Ada")
    two.undo_decision(merged, by="Ada")
    two.undo_decision(split, by="Ada")
    assert two.problems() == []


def test_a_chain_of_merges_leads_to_its_end_and_keeps_apart_what_any_of_it_is_apart_from():
    known = Identity(
        [
            Decision(Ruling.MERGE, "b", "a", "Ada", "x", id=1),
            Decision(Ruling.MERGE, "c", "b", "Ada", "x", id=2),
            Decision(Ruling.DISTINCT, "a", "d", "Ada", "x", id=3),
        ]
    )
    assert known.place("a") == "c"
    assert known.own_ids("c") == {"a", "b", "c"}
    assert known.apart("c", "d") is not None
    assert known.apart("d", "c") is not None
    assert known.apart("d", "e") is None


def test_the_newest_edition_day_is_of_the_listing_that_gave_it(two: Directory):
    decide(two, Ruling.MERGE, "house", "willow")
    found = two.get("house")
    assert found is not None
    assert {each.provenance.as_of for each in found.said} == {JUNE_2022, JUNE_2023}
