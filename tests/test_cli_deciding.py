"""Saying at a terminal which ids are one place and which are two, and taking it back."""

import json

import pytest
from click.testing import CliRunner, Result

from finder.cli import finder
from finder.errors import NotDecidable
from finder.wiring import Parts
from tests.directory.editions import JUNE_2023, listing, publish

WHY = ("--reason", "one door")


@pytest.fixture
def two(parts: Parts) -> Parts:
    """A place that two lists have under two ids, and one that both have under one."""
    publish(parts.directory, {"willow": listing(), "oak": listing("Oak", phones=())})
    again = {"house": listing("Example Willow Recovery Inc"), "oak": listing("Oak Inc", phones=())}
    publish(parts.directory, again, source="ohio", as_of=JUNE_2023)
    return parts


def run(parts: Parts, *arguments: str) -> Result:
    return CliRunner().invoke(finder, arguments, obj=parts)


def ids(parts: Parts) -> list[str]:
    return [each.id for each in parts.directory.all()]


def test_what_may_be_one_is_listed_merged_and_parted_again(two: Parts):
    assert "Nothing has been decided" in run(two, "decisions").output
    told = run(two, "duplicates").output
    assert "willow" in told
    assert "1 pairs" in told
    (pair,) = json.loads(run(two, "duplicates", "--json", "--kind", "across").output)
    assert (sorted(pair["ids"]), "phone" in pair["evidence"]) == (["house", "willow"], True)
    assert "house is willow now" in run(two, "merge", "willow", "HOUSE", *WHY).output
    assert ids(two) == ["oak", "willow"]
    assert two.staff.acts()[0].did == "decided: merge"
    assert json.loads(run(two, "duplicates", "--json").output) == []
    assert "Decision 1 is undone" in run(two, "decisions", "undo", "1").output
    assert ids(two) == ["house", "oak", "willow"]
    (kept,) = json.loads(run(two, "decisions", "--json").output)
    assert (kept["decision"], kept["reason"], bool(kept["undone"])) == ("merge", "one door", True)


def test_two_that_are_alike_are_told_apart_and_one_is_split(two: Parts):
    assert "two places" in run(two, "distinct", "willow", "house", *WHY).output
    assert json.loads(run(two, "duplicates", "--json").output) == []
    made = json.loads(run(two, "split", "oak", "ohio", *WHY, "--json").output)
    assert made["listings"] == ["oak/ohio"]
    assert len(ids(two)) == 4
    told = run(two, "decisions").output
    assert told.index("split oak") < told.index("distinct willow house"), "the newest first"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("merge", "willow", "nobody"), "no place nobody"),
        (("split", "oak", "nowhere"), "It has: oak/ohio, oak/samhsa"),
        (("split", "oak", "ohio", "samhsa"), "not all"),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(
    two: Parts, arguments: tuple[str, ...], said: str
):
    refused = run(two, *arguments, *WHY)
    assert isinstance(refused.exception, NotDecidable)
    assert said in str(refused.exception)
    assert two.directory.identity().decisions == ()
