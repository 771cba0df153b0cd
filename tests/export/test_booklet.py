"""The booklet: every place once, page numbers that are right, helplines first, whole as a PDF."""

import json
import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from finder.cli import finder
from finder.config import SEED_DATA
from finder.export.area import Area, area_named
from finder.export.chapters import by_letter, by_town, chapters
from finder.export.pdf import NoPdf, write_pdf
from finder.facility import Facility
from finder.web import helplines
from finder.wiring import Parts
from tests.export.directories import listed
from tests.export.printed import Printed, flat

SITE = "https://find.example.org"


@pytest.fixture(scope="module")
def printer(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Skips where nothing can be printed; in CI that is a failure."""
    try:
        write_pdf("<html lang=en><title>.</title>", tmp_path_factory.mktemp("pdf") / "trial.pdf")
    except NoPdf as error:
        if os.environ.get("CI"):
            pytest.fail(str(error))
        pytest.skip(str(error))


def booklet(parts: Parts, file: Path, *options: str, fails: int = 0) -> str:
    """What the command says while it writes a booklet."""
    arguments = ["export", "booklet", "--out", str(file), *options]
    done = CliRunner().invoke(finder, arguments, obj=parts)
    assert done.exit_code == fails, done.output
    return done.output


def expect_whole(printed: Printed, facilities: list[Facility], area: Area) -> None:
    """Every place stands in it exactly once, and every page number leads to what it names."""
    whole = "\n".join(printed.pages)
    references = re.findall(r"find\.example\.org/facility/(\w+)", whole)
    assert sorted(references) == sorted(each.id for each in facilities)
    on = {id_: printed.pages_with(f"find.example.org/facility/{id_}")[0] for id_ in references}
    assert all(printed.leads_to(f"place-{id_}") == page for id_, page in on.items())
    found = chapters(facilities, area)
    names, towns = [], []
    for letter in by_letter(found):
        names.append(letter.text)
        names += [f"{named(each)}, {each.address.city} {on[each.id]}" for each in letter.facilities]
    for town in by_town(found):
        towns += [town.text, *(f"{named(each)} {on[each.id]}" for each in town.facilities)]
    assert printed.part("Places by name") == flat(" ".join(names))
    assert printed.part("Places by town") == flat(" ".join(towns))
    first = [on[chapter.facilities[0].id] for chapter in found]
    contents = [f"{chapter.county} {page}" for chapter, page in zip(found, first, strict=True)]
    assert flat(" ".join(contents)) in printed.part("Contents")


def named(facility: Facility) -> str:
    return ", ".join(filter(None, (facility.name, facility.program)))


@pytest.mark.usefixtures("printer")
def test_a_booklet_of_invented_places_is_whole_and_says_they_are_invented(
    demonstration: Parts, tmp_path: Path
):
    file = tmp_path / "guide.pdf"
    told = booklet(demonstration, file, "--state", "Vermont", "--site", SITE, "--json")
    places, printed = listed(demonstration, "VT"), Printed(file)
    assert json.loads(told)["places"] == len(places) > 5
    assert json.loads(told)["pages"] == len(printed.pages)
    expect_whole(printed, places, area_named(demonstration.gazetteer, "VT"))
    assert "These places are invented" in printed.pages[0]
    counties = {each.address.county for each in places}
    contents = next(page for page in printed.pages if page.startswith("Contents"))
    assert all(county in contents for county in counties)


@pytest.mark.usefixtures("printer")
def test_helplines_come_first_and_the_crisis_numbers_stand_on_every_page(
    demonstration: Parts, tmp_path: Path
):
    file = tmp_path / "guide.pdf"
    booklet(demonstration, file, "--state", "VT", "--site", SITE)
    printed = Printed(file)
    for page in printed.pages:
        assert all(number in page for number in ("911", "988", "1-800-662-4357"))
    before = "".join(printed.pages[: printed.pages_with("Contents")[0] - 1])
    for line in helplines.load(SEED_DATA / "helplines.csv"):
        assert line.number in before
    assert "Printed on" in printed.pages[0]
    assert "Invented example, January 2020" in printed.pages[0]
    assert "Ten questions for any place" in before
    assert "Red flags" in before


@pytest.mark.usefixtures("printer")
def test_a_county_alone_is_in_it_alone(demonstration: Parts, tmp_path: Path):
    file = tmp_path / "guide.pdf"
    county = listed(demonstration, "VT")[0].address.county
    told = booklet(demonstration, file, "--state", "vt", "--county", county, "--site", SITE)
    places = [each for each in listed(demonstration, "VT") if each.address.county == county]
    assert f"{len(places)} places in 1 county of Vermont" in told
    area = area_named(demonstration.gazetteer, "VT", [county])
    expect_whole(Printed(file), places, area)


@pytest.mark.usefixtures("printer")
def test_it_is_a_tagged_pdf_with_a_neutral_name_and_its_language(
    demonstration: Parts, tmp_path: Path
):
    file = tmp_path / "guide.pdf"
    booklet(demonstration, file, "--state", "VT")
    reader = Printed(file).reader
    assert reader.root_object["/Lang"] == "en"
    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Guide to places, Vermont"


def test_an_unknown_area_is_told_the_nearest_and_nothing_is_written(
    demonstration: Parts, tmp_path: Path
):
    file = tmp_path / "guide.pdf"
    runner = CliRunner()
    for options, said in (
        (["--state", "Vermnt"], "Do you mean Vermont"),
        (["--state", "VT", "--county", "Chitenden"], "Do you mean Chittenden County"),
    ):
        done = runner.invoke(
            finder, ["export", "booklet", "--out", str(file), *options], obj=demonstration
        )
        assert said in str(done.exception)
    assert not file.exists()


def test_a_language_that_is_not_spoken_and_half_an_address_are_refused(
    demonstration: Parts, tmp_path: Path
):
    file = tmp_path / "guide.pdf"
    said = booklet(demonstration, file, "--state", "VT", "--language", "xx", fails=2)
    assert "is not one of" in said
    said = booklet(demonstration, file, "--state", "VT", "--site", "find.example.org", fails=2)
    assert "whole address" in said


@pytest.mark.usefixtures("printer")
def test_the_booklet_of_kentucky_is_whole(kentucky: Parts, tmp_path: Path):
    file = tmp_path / "guide.pdf"
    booklet(kentucky, file, "--state", "KY", "--site", SITE)
    places = listed(kentucky, "KY")
    assert len(places) > 300
    expect_whole(Printed(file), places, area_named(kentucky.gazetteer, "KY"))
