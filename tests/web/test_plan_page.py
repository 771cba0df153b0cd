"""The call plan's page and its plain text: who to call, what to ask, nothing that tells on one."""

import re
from datetime import UTC, datetime

import pytest

from finder.web.call_plan import MOST
from tests.web.fakes import client, many, some_facilities
from tests.web.reading import read

TWO = "/plan?ids=willow000001,summit000002"
SEARCH = "&near=44240&payment=medicaid"


def text(path: str, **given: object) -> str:
    answer = client(**given).get(f"{path}&as=text")
    assert answer.status_code == 200
    assert answer.mimetype == "text/plain"
    return answer.get_data(as_text=True)


def test_each_place_has_its_number_its_distance_and_its_own_questions() -> None:
    page = read(client(), TWO + SEARCH)
    willow, summit = page.all("section", "sheet")[:2]
    assert "937-555-0142" in willow.text
    assert "miles from ZIP 44240 (Kent, OH), straight line" in willow.text
    assert "✓ Medicaid" in willow.text
    assert "Do you take Medicaid?" not in willow.text
    assert "Do you take Medicaid?" in summit.text
    assert "Says no: Medicine for opioid use" in summit.text
    assert "National Directory, July 2023" in summit.text


def test_what_no_list_can_say_is_asked_of_every_place_with_a_box_for_each() -> None:
    page = read(client(), TWO)
    table = page.one("table")
    asked = [row for row in page.inside(table, "tr") if row.parents[-1].tag == "tbody"]
    assert len(asked) == 6
    assert {len(page.inside(row, "td")) for row in asked} == {2}
    assert "At which hours can I call you?" in table.text


def test_the_day_it_was_made_stands_on_it() -> None:
    today = datetime.now(UTC).date()
    assert (
        f"Made on {today:%B} {today.day}, {today.year}" in read(client(), TWO).one("p", "made").text
    )


def test_title_and_file_name_say_nothing() -> None:
    assert read(client(), TWO).one("title").text == "List · Finder"
    answer = client().get(TWO + "&as=text")
    assert answer.headers["Content-Disposition"] == 'inline; filename="list.txt"'


def test_the_code_and_the_link_hold_ids_only() -> None:
    page = read(client(), TWO + SEARCH)
    assert page.one("textarea").text == "http://localhost/plan?ids=willow000001,summit000002"
    assert page.one("p", role="img")["aria-label"] == "QR code of this list"
    assert len(page.inside(page.one("p", role="img"), "svg")) == 1


def test_the_text_says_what_the_page_says() -> None:
    page = read(client(), TWO + SEARCH)
    plain = text(TWO + SEARCH)
    for question in page.inside(page.one("main"), "li"):
        if "ticks" in question.parents[-1].classes or "flags" in question.parents[-2].classes:
            assert question.text in plain
    assert "   Phone: 937-555-0142" in plain
    assert plain.rstrip().endswith("http://localhost/plan?ids=willow000001,summit000002")
    assert "&" not in re.sub("http.*", "", plain)
    assert "\n\n\n\n" not in plain


def test_names_are_not_escaped_in_plain_text() -> None:
    place = some_facilities()[0]
    odd = [type(place)(**{n: getattr(place, n) for n in place.__slots__} | {"name": "A & B's <C>"})]
    assert "1. A & B's <C>" in text(TWO, facilities=odd)
    assert "A &amp; B&#39;s &lt;C&gt;" in client(odd).get(TWO).get_data(as_text=True)


def test_a_place_no_longer_listed_is_named_and_not_called() -> None:
    page = read(client(), "/plan?ids=willow000001,old000000004")
    assert "Old Harbor House is no longer listed" in page.one("ul", "notes").text
    assert len(page.texts("h2")) - len(page.all("h2", id="everywhere")) == 4
    assert "Old Harbor House" not in page.all("section", "sheet")[0].text
    assert "Old Harbor House is no longer listed" in text("/plan?ids=willow000001,old000000004")


def test_five_places_fit_and_a_sixth_is_told_of() -> None:
    places = many(6)
    path = "/plan?ids=" + ",".join(place.id for place in places)
    page = read(client(places), path)
    assert len(page.all("p", "write")) == 3 * MOST
    assert "One more is left out." in page.one("ul", "notes").text


@pytest.mark.parametrize("query", ["?x=1", "?ids=,,", "?ids=nobody000009", "?ids=old000000004"])
def test_without_a_place_to_call_the_page_says_how_to_choose_one(query: str) -> None:
    assert "No place is chosen yet." in read(client(), f"/plan{query}").one("main").text
    assert "No place is chosen yet." in text(f"/plan{query}")


def test_an_invented_place_says_so_in_the_text_too() -> None:
    place = some_facilities()[0]
    made = type(place)(**{n: getattr(place, n) for n in place.__slots__} | {"invented": True})
    assert "No place here is real: do not call." in text(TWO, facilities=[made])
