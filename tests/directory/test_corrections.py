"""Corrections: they stand whatever imports say, through an undo, until they are dropped."""

from datetime import date, datetime
from typing import Any

import pytest

from finder.directory import (
    FIELDS,
    Amendment,
    Corrected,
    Directory,
    End,
    lapsed,
    settled_by_call,
)
from finder.errors import NothingToCorrect
from finder.importing.correcting import VERIFIED, BadCorrection, correction, tidy
from tests.directory.editions import JUNE_2023, listing, publish

TODAY = date(2026, 11, 24)


def said(field: str, value: str, facility: str = "willow", **more: Any) -> Corrected:
    return Corrected(facility, field, value, TODAY, "Ada", "their desk", "it changed", **more)


def correct(directory: Directory, new: Corrected) -> None:
    directory.amend(Amendment(new.by, new=new))


def drop(directory: Directory, number: int, because: End = End.DROPPED) -> None:
    directory.amend(Amendment("Grace", drop=(number,), because=because))


def phone(directory: Directory) -> str:
    found = directory.get("willow")
    assert found is not None
    return found.phones[0].shown


def test_a_corrected_number_stands_through_an_import_and_its_undo(directory: Directory) -> None:
    publish(directory, {"willow": listing()})
    correct(directory, said("phones", "+13305550199;12"))
    assert phone(directory) == "330-555-0199 ext. 12"
    second = publish(directory, {"willow": listing("Example Willow Center")}, as_of=JUNE_2023)
    assert phone(directory) == "330-555-0199 ext. 12"
    directory.undo(second.id)
    assert phone(directory) == "330-555-0199 ext. 12"
    assert directory.problems() == []
    drop(directory, directory.corrections("willow")[0].id)
    assert phone(directory) == "330-555-0142"
    assert directory.problems() == []


def test_a_correction_says_on_whose_word_and_is_a_revision_of_its_own(directory: Directory) -> None:
    publish(directory, {"willow": listing()})
    before = directory.revision()
    correct(directory, said("name", "Example Willow House"))
    found = directory.get("willow")
    assert found is not None
    assert found.name == "Example Willow House"
    assert found.source_of_field("name").source == "steward"
    assert directory.revision().number == before.number + 1
    kept = directory.corrections("willow")[0]
    assert (kept.by, kept.told_by, kept.reason) == ("Ada", "their desk", "it changed")


def test_a_later_correction_of_a_field_takes_the_place_of_the_one_before(
    directory: Directory,
) -> None:
    publish(directory, {"willow": listing()})
    correct(directory, said("name", "First"))
    correct(directory, said("name", "Second"))
    second, first = directory.corrections("willow")
    assert first.withdrawn
    assert (first.ended, first.ended_by) == (End.REPLACED, "Ada")
    assert second.withdrawn is None
    drop(directory, second.id)
    found = directory.get("willow")
    assert found is not None
    assert found.name == listing().name


def test_what_is_not_there_cannot_be_corrected_or_dropped(directory: Directory) -> None:
    with pytest.raises(NothingToCorrect):
        correct(directory, said("name", "X", facility="nobody"))
    before = directory.revision()
    assert directory.amend(Amendment("Ada", drop=(7,))) == ()
    assert directory.revision() == before, "nothing to do is no new revision"


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_that_is_offered_can_be_corrected(directory: Directory, field: str) -> None:
    publish(directory, {"willow": listing()})
    value = {"phones": "+13305550100", "zip": "44302", "website": "http://a.example"}
    correct(directory, said(field, value.get(field, "Example")))
    assert directory.problems() == []


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("phones", "(330) 555-0142 x12", "+13305550142;12"),
        ("phones", "330 555 0142", "+13305550142"),
        ("zip", "2139", "02139"),
        ("website", "example.org", "http://example.org"),
        ("website", " ", ""),
        ("name", "  Example   House ", "Example House"),
    ],
)
def test_what_is_typed_is_tidied(field: str, typed: str, kept: str) -> None:
    assert tidy(field, typed) == kept


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("phones", "call us"),
        ("phones", "330-555-0142 or 330-555-0143"),
        ("zip", "ABC"),
        ("website", "javascript:alert(1)"),
        ("name", ""),
        ("name", "x" * 300),
    ],
)
def test_what_cannot_be_is_refused(field: str, typed: str) -> None:
    with pytest.raises(BadCorrection):
        tidy(field, typed)


def test_a_change_that_is_made_twice_is_made_once(directory: Directory) -> None:
    publish(directory, {"willow": listing()})
    assert directory.amend(Amendment("Ada", new=said("name", "Willow House"))) == ("willow",)
    before = directory.revision()
    assert directory.amend(Amendment("Ada", new=said("name", "Willow House"))) == ()
    assert directory.revision() == before
    assert len(directory.corrections("willow")) == 1


def test_what_ends_a_correction_is_kept_with_it(directory: Directory) -> None:
    publish(directory, {"willow": listing()})
    correct(directory, said("name", "Willow House"))
    drop(directory, 1, End.LAPSED)
    (kept,) = directory.corrections()
    assert (kept.ended, kept.ended_by) == (End.LAPSED, "Grace")
    assert kept.made is not None
    assert kept.withdrawn is not None


@pytest.mark.parametrize(
    ("until", "today", "over"),
    [
        (date(2026, 11, 30), date(2026, 11, 30), ()),
        (date(2026, 11, 30), date(2026, 12, 1), (1,)),
        (None, date(2099, 1, 1), ()),
    ],
)
def test_a_correction_stands_through_its_last_day(
    directory: Directory, until: date | None, today: date, over: tuple[int, ...]
) -> None:
    publish(directory, {"willow": listing()})
    correct(directory, said("name", "Willow House", until=until))
    assert lapsed(directory.corrections(), today) == over


def name(directory: Directory) -> str:
    found = directory.get("willow")
    assert found is not None
    return found.name


def test_a_newer_list_ends_what_waits_for_it_and_its_undo_brings_it_back(
    directory: Directory,
) -> None:
    publish(directory, {"willow": listing()})
    correct(directory, said("name", "Willow House", until_verified=True))
    correct(directory, said("website", "http://a.example", until_verified=True))
    old = publish(directory, {"willow": listing()}, as_of=JUNE_2023)
    assert name(directory) == "Willow House", "a list of an earlier day verifies nothing"
    new = publish(directory, {"willow": listing("Willow Now")}, as_of=date(2026, 12, 1))
    assert name(directory) == "Willow Now"
    website, ended = directory.corrections("willow")
    assert website.withdrawn is None, "a list that has no website says nothing of it"
    assert (ended.ended, ended.verified_in) == (End.VERIFIED, new.id)
    directory.undo(new.id)
    assert name(directory) == "Willow House"
    assert directory.problems() == []
    assert all(each.withdrawn is None for each in directory.corrections("willow"))
    directory.undo(old.id)
    assert name(directory) == "Willow House"


def test_an_undo_brings_nothing_back_over_a_later_correction(directory: Directory) -> None:
    publish(directory, {"willow": listing()})
    correct(directory, said("name", "First", until_verified=True))
    new = publish(directory, {"willow": listing("Now")}, as_of=date(2026, 12, 1))
    correct(directory, said("name", "Second"))
    directory.undo(new.id)
    assert name(directory) == "Second"
    assert directory.problems() == []


def test_a_list_that_does_not_have_the_place_verifies_nothing(directory: Directory) -> None:
    publish(directory, {"willow": listing()})
    correct(directory, said("name", "Willow House", until_verified=True))
    publish(directory, {"oak": listing("Oak")}, source="state", as_of=date(2026, 12, 1))
    assert name(directory) == "Willow House"


def test_a_right_call_ends_what_waits_for_it_but_not_the_number_it_found_right() -> None:
    made = (
        said("phones", "+13305550199;12", until_verified=True, id=1),
        said("name", "Willow House", until_verified=True, id=2),
        said("city", "Kent", id=3),
        said("zip", "44240", until_verified=True, id=4, withdrawn=datetime(2026, 11, 24)),
    )
    assert settled_by_call(made, "+13305550199") == (2,)
    assert settled_by_call(made, "+13305550100") == (1, 2)


def typed(**changes: str) -> Corrected:
    given = {"facility": "willow", "field": "name", "typed": "A", "told_by": "B", "reason": "C"}
    return correction(**{**given, **changes}, by="Ada", today=TODAY)


def test_until_when_is_a_day_a_verification_or_nothing() -> None:
    assert (typed().until, typed().until_verified) == (None, False)
    assert typed(until=VERIFIED).until_verified
    assert typed(until="2026-11-24").until == TODAY


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"until": "soon"}, "is not a day"),
        ({"until": "2026-11-23"}, "is over"),
        ({"field": "codes"}, "one of phones"),
        ({"told_by": " "}, "who says so"),
    ],
)
def test_a_correction_that_cannot_be_is_refused_with_what_to_do(
    changes: dict[str, str], told: str
) -> None:
    with pytest.raises(BadCorrection, match=told):
        typed(**changes)
