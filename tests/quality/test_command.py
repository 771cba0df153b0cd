"""The command `quality`: the same figures as the page, at a terminal."""

import csv
import io
import json

import pytest
from click.testing import CliRunner, Result

from finder.cli import finder
from finder.wiring import Parts
from tests.directory.editions import listing, publish


@pytest.fixture
def one_place(parts: Parts) -> Parts:
    """A directory of one place without a website."""
    publish(parts.directory, {"willow": listing("=Willow")})
    return parts


def run(parts: Parts, *arguments: str) -> Result:
    return CliRunner().invoke(finder, ["quality", *arguments], obj=parts)


def test_it_tells_every_figure_and_the_name_of_its_list(one_place: Parts):
    told = run(one_place).output
    assert "1 places are listed." in told
    assert "without:website@samhsa" in told
    figures = json.loads(run(one_place, "--json").output)
    assert figures["facilities"] == 1
    assert figures["lists"]["without:website"] == 1
    assert figures["positions"] == {"exact": 0, "zip": 1, "city": 0}


def test_a_list_is_written_as_a_table(one_place: Parts, tmp_path):
    shown = run(one_place, "--csv", "without:website").output
    (row,) = csv.DictReader(io.StringIO(shown))
    assert (row["id"], row["name"]) == ("willow", "'=Willow")
    run(one_place, "--csv", "position:zip", "--output", str(tmp_path / "list.csv"))
    assert "willow" in (tmp_path / "list.csv").read_text()


def test_a_list_that_is_none_is_said(one_place: Parts):
    refused = run(one_place, "--csv", "nothing")
    assert "There is no list 'nothing'" in str(refused.exception)


def test_the_history_of_a_place_is_told_and_given_as_json(one_place: Parts):
    def history(*arguments: str) -> Result:
        return CliRunner().invoke(finder, ["history", *arguments], obj=one_place)

    assert "name: (none) → =Willow" in history("willow").output
    (only,) = json.loads(history("WILLOW", "--field", "name", "--json").output)
    assert (only["cause"], only["number"], only["after"]) == ("import", 1, "=Willow")
    assert "There is no facility nobody." in str(history("nobody").exception)
