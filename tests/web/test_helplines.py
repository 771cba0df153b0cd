"""Helplines: who answers and who pays stands beside each; a paid line says so and stands last."""

import csv

import pytest

from finder.errors import SeedDataError
from finder.facility import slug_of
from finder.web import helplines
from tests.builders import SEED_DATA
from tests.web.fakes import client, some_facilities
from tests.web.reading import read

OURS = SEED_DATA / "helplines.csv"
PAID = {
    "slug": "example-line",
    "name": "Example Recovery Line",
    "number": "1-800-555-0177",
    "link": "tel:+18005550177",
    "who_answers": "Staff of Example Recovery",
    "who_pays": "Example Recovery",
    "hours": "Weekdays",
    "languages": "English",
    "source": "Example Recovery",
    "sponsor": "Example Recovery",
}


def own_file(folder, **changed):
    """An operator's file with one line."""
    columns = OURS.read_text(encoding="utf-8").splitlines()[0].split(",")
    file = folder / "own.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, columns)
        writer.writeheader()
        writer.writerow({**PAID, **changed})
    return file


def test_each_line_says_who_answers_who_pays_when_and_in_what_language():
    page = read(client(), "/helplines")
    listed = helplines.load(OURS)
    terms = page.texts("dt")
    for said in ("Who answers", "Who pays", "Open", "Languages"):
        assert terms.count(said) == len(listed)
    assert page.one("main").text.count("not yet checked by a call") == len(listed)


def test_none_of_ours_is_sponsored():
    assert all(line.sponsor == "" for line in helplines.load(OURS))
    assert "Sponsored" not in read(client(), "/helplines").one("main").text


def test_a_paid_line_is_labelled_and_stands_below_911_988_and_samhsa(tmp_path):
    page = read(client(own_lines=own_file(tmp_path)), "/helplines")
    names = page.texts("h2")
    assert names[-1] == "Example Recovery Line"
    assert [line.slug for line in helplines.load(OURS)][:3] == ["emergency", "988", "samhsa"]
    section = next(
        each for each in page.all("section", "fact") if "Example Recovery Line" in each.text
    )
    assert "Sponsored by Example Recovery." in section.text
    assert "None of these lines sells treatment" not in page.one("main").text


@pytest.mark.parametrize(
    "path",
    [
        f"/facility/willow000001/{slug_of('Willow Creek Recovery')}",
        "/",
        "/search?q=i+want+to+die&near=44301",
        "/search?program=detox&near=Wyoming",
        "/guidance/heroin-and-fentanyl",
    ],
)
def test_a_paid_line_is_on_no_facilitys_page_and_in_no_panel(tmp_path, path):
    browser = client(some_facilities(), own_lines=own_file(tmp_path))
    text = browser.get(path).get_data(as_text=True)
    assert "555-0177" not in text
    assert "Example Recovery Line" not in text


@pytest.mark.parametrize("slug", ["emergency", "988", "samhsa", "domestic-violence"])
def test_a_paid_line_can_not_take_the_place_of_ours(tmp_path, slug):
    with pytest.raises(SeedDataError, match="stands twice"):
        helplines.load(OURS, own=own_file(tmp_path, slug=slug))


def test_our_own_file_holds_no_paid_line(tmp_path):
    with pytest.raises(SeedDataError, match="has a sponsor"):
        helplines.load(own_file(tmp_path))


@pytest.mark.parametrize("column", ["who_answers", "who_pays", "hours", "languages"])
def test_a_line_that_leaves_out_who_pays_or_answers_is_refused(tmp_path, column):
    with pytest.raises(SeedDataError, match=f"{column} must not be empty"):
        helplines.load(OURS, own=own_file(tmp_path, **{column: ""}))
