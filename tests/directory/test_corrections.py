"""Corrections: they stand whatever imports say, through an undo, until they are dropped."""

from datetime import date

import pytest

from finder.directory import FIELDS, Corrected, Directory
from finder.errors import NothingToCorrect
from finder.importing.correcting import BadCorrection, tidy
from tests.directory.editions import JUNE_2023, listing, publish


def correction(field: str, value: str, facility: str = "willow") -> Corrected:
    return Corrected(facility, field, value, date(2026, 11, 24), "Ada", "their desk", "it changed")


def phone(directory: Directory) -> str:
    found = directory.get("willow")
    assert found is not None
    return found.phones[0].shown


def test_a_corrected_number_stands_through_an_import_and_its_undo(directory: Directory) -> None:
    publish(directory, {"willow": listing()})
    directory.correct(correction("phones", "+13305550199;12"))
    assert phone(directory) == "330-555-0199 ext. 12"
    second = publish(directory, {"willow": listing("Example Willow Center")}, as_of=JUNE_2023)
    assert phone(directory) == "330-555-0199 ext. 12"
    directory.undo(second.id)
    assert phone(directory) == "330-555-0199 ext. 12"
    assert directory.problems() == []
    directory.withdraw(directory.corrections("willow")[0].id)
    assert phone(directory) == "330-555-0142"
    assert directory.problems() == []


def test_a_correction_says_on_whose_word_and_is_a_revision_of_its_own(directory: Directory) -> None:
    publish(directory, {"willow": listing()})
    before = directory.revision()
    directory.correct(correction("name", "Example Willow House"))
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
    directory.correct(correction("name", "First"))
    directory.correct(correction("name", "Second"))
    second, first = directory.corrections("willow")
    assert first.withdrawn
    assert second.withdrawn is None
    directory.withdraw(second.id)
    found = directory.get("willow")
    assert found is not None
    assert found.name == listing().name


def test_what_is_not_there_cannot_be_corrected_or_dropped(directory: Directory) -> None:
    with pytest.raises(NothingToCorrect):
        directory.correct(correction("name", "X", facility="nobody"))
    with pytest.raises(NothingToCorrect):
        directory.withdraw(7)


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_that_is_offered_can_be_corrected(directory: Directory, field: str) -> None:
    publish(directory, {"willow": listing()})
    value = {"phones": "+13305550100", "zip": "44302", "website": "http://a.example"}
    directory.correct(correction(field, value.get(field, "Example")))
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
