"""Correcting a place at the terminal."""

import json

import pytest
from click.testing import CliRunner, Result

from finder.cli import finder
from finder.errors import NothingToCorrect
from finder.importing.correcting import BadCorrection
from finder.wiring import Parts
from tests.directory.editions import listing, publish

SAID = ("--source", "their desk", "--reason", "it moved")


@pytest.fixture
def one_place(parts: Parts) -> Parts:
    publish(parts.directory, {"willow": listing()})
    return parts


def run(parts: Parts, *arguments: str) -> Result:
    return CliRunner().invoke(finder, arguments, obj=parts)


def told(parts: Parts, *arguments: str) -> list[dict[str, object]]:
    found = json.loads(run(parts, *arguments, "--json").output)
    assert isinstance(found, list)
    return found


def test_a_field_is_corrected_listed_and_dropped(one_place: Parts):
    (made,) = told(one_place, "correct", "WILLOW", "phones", "330 555 0199", *SAID)
    assert (made["value"], made["until"], made["ended"]) == ("+13305550199", None, None)
    shown = run(one_place, "corrections").output
    assert "phones: +13305550199  until dropped" in shown
    assert "their desk: it moved" in shown
    assert one_place.staff.acts()[0].did == "corrected phones"
    (dropped,) = told(one_place, "corrections", "drop", str(made["id"]))
    assert dropped["ended_because"] == "dropped"
    assert "None." in run(one_place, "corrections", "--facility", "willow").output
    assert len(told(one_place, "corrections", "--all")) == 1
    again = run(one_place, "corrections", "drop", str(made["id"]))
    assert isinstance(again.exception, NothingToCorrect)


def test_one_that_waits_ends_with_a_right_call(one_place: Parts):
    (made,) = told(one_place, "correct", "willow", "name", "W", *SAID, "--until", "verified")
    assert made["until"] == "verified"
    run(one_place, "verify", "record", "willow", "voicemail")
    assert len(told(one_place, "corrections")) == 1
    run(one_place, "verify", "record", "willow", "right")
    assert told(one_place, "corrections") == []
    assert one_place.staff.acts()[0].did == "settled corrections"


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (("willow", "phones", "call us"), BadCorrection),
        (("nobody", "name", "X"), NothingToCorrect),
        (("willow", "name", "X", "--until", "soon"), BadCorrection),
    ],
)
def test_what_cannot_be_is_refused(one_place: Parts, arguments, fault: type[Exception]):
    refused = run(one_place, "correct", *arguments, *SAID)
    assert isinstance(refused.exception, fault)
    assert told(one_place, "corrections", "--all") == []
