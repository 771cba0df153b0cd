"""Duplicates on the staff pages: pairs side by side, deciding, splitting, undoing, over a real
directory."""

import re
import time

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from finder.app import create_app
from finder.staff import Role
from finder.web.staff.access import TOKEN
from finder.wiring import Parts
from tests.directory.editions import JUNE_2023, listing, publish
from tests.staff.desks import PASSWORD

PAGE = "/staff/duplicates"


@pytest.fixture
def steward(parts: Parts) -> FlaskClient:
    """A browser in which a steward is signed in, over two places that are one."""
    publish(parts.directory, {"willow": listing(), "oak": listing("Oak", phones=())})
    house = listing("Example Willow Recovery Inc", website="http://a.example")
    publish(parts.directory, {"house": house}, source="ohio", as_of=JUNE_2023)
    parts.searchable()
    person = parts.staff.add("Ada", Role.STEWARD, PASSWORD, by="a test")
    browser = create_app(parts).test_client()
    with browser.session_transaction(base_url="http://localhost/staff") as kept:
        kept[TOKEN] = parts.sessions.begin(person)
    return browser


def send(browser: FlaskClient, form: str, path: str = "", **fields: str) -> TestResponse:
    token = re.search(r'name="csrf_token" value="([^"]+)"', text(browser, form))
    assert token
    return browser.post(path or form, data={"csrf_token": token[1], **fields})


def text(browser: FlaskClient, path: str) -> str:
    return browser.get(path, follow_redirects=True).get_data(as_text=True)


def decide(browser: FlaskClient, ruling: str, **more: str) -> TestResponse:
    pair = {"one": "house", "other": "willow", "kept": "willow", "reason": "one door"}
    return send(browser, PAGE, ruling=ruling, **(pair | more))


def test_a_pair_stands_side_by_side_with_its_evidence_and_what_differs(steward: FlaskClient):
    page = text(steward, PAGE)
    assert "1 pair" in page
    assert "same phone" in page
    assert page.count('class="differs"') == 1, "the names; a website that one lacks is no conflict"
    assert 'value="names alike, same phone, same street"' in page, (
        "a reason is there to be bettered"
    )
    assert "No pair is left" in text(steward, f"{PAGE}?kind=within")
    assert "1 pair" in text(steward, f"{PAGE}?evidence=phone&kind=nonsense&page=99")


def test_one_click_makes_them_one_the_other_address_leads_on_and_undo_parts_them(
    parts: Parts, steward: FlaskClient
):
    done = decide(steward, "merge")
    assert done.status_code == 303
    page = text(steward, done.location)
    assert "house" in page
    assert "No pair is left" in page
    assert [each.id for each in parts.directory.all()] == ["oak", "willow"]
    parts.engine.view()
    while not parts.engine.state().is_current:  # the older revision answers meanwhile
        time.sleep(0.01)
    moved = steward.get("/facility/house/example-willow-recovery-inc")
    assert moved.status_code == 301
    assert moved.location.startswith("/facility/willow/")
    assert parts.staff.acts()[0].did == "decided: merge"
    number = parts.directory.identity().decisions[0].id
    undone = send(steward, "/staff/decisions", f"/staff/decisions/{number}/undo")
    assert undone.status_code == 303
    assert "undone" in text(steward, "/staff/decisions")
    assert len(list(parts.directory.all())) == 3
    assert parts.staff.acts()[0].did == "undid a decision"


def test_what_are_two_places_is_not_offered_again(parts: Parts, steward: FlaskClient):
    assert decide(steward, "distinct").status_code == 303
    assert "No pair is left" in text(steward, PAGE)
    assert len(list(parts.directory.all())) == 3
    refused = decide_from_place(steward, "merge")
    assert refused.status_code == 400
    assert "two places: undo that one first" in refused.get_data(as_text=True)


def decide_from_place(browser: FlaskClient, ruling: str) -> TestResponse:
    """As the form of one place's lists does."""
    fields = {"one": "willow", "kept": "willow", "other": "house", "reason": "x", "ruling": ruling}
    return send(browser, "/staff/facilities/willow/listings", PAGE, **fields)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"reason": " "}, "Say why"),
        ({"other": "nobody"}, "no place nobody"),
        ({"other": "house"}, "with itself"),
        ({"ruling": "perhaps"}, "one place or two"),
    ],
)
def test_what_cannot_be_decided_is_said(
    parts: Parts, steward: FlaskClient, changed: dict[str, str], said: str
):
    refused = decide(steward, **({"ruling": "merge"} | changed))
    assert refused.status_code == 400
    assert said in refused.get_data(as_text=True)
    assert parts.directory.identity().decisions == ()


def test_a_place_that_two_lists_share_is_split_and_joined_again(parts: Parts, steward: FlaskClient):
    publish(parts.directory, {"willow": listing("Chrysalis")}, source="ca")
    page = "/staff/facilities/willow/listings"
    assert "Split it" in text(steward, page)
    for chosen in ({}, {"listing": "willow/nobody"}):
        refused = send(steward, page, reason="two doors", **chosen)
        assert refused.status_code == 400
        assert "Say which listings" in refused.get_data(as_text=True)
    done = send(steward, page, listing="willow/ca", reason="two doors")
    new = done.location.split("/")[3]
    found = parts.directory.get(new)
    assert found is not None
    assert found.name == "Chrysalis"
    assert "split in two" in text(steward, done.location)
    number = parts.directory.identity().decisions[0].id
    send(steward, "/staff/decisions", f"/staff/decisions/{number}/undo")
    assert steward.get(f"/staff/facilities/{new}/listings").location == page
    again = send(steward, "/staff/decisions", f"/staff/decisions/{number}/undo")
    assert again.status_code == 400


def test_a_viewer_sees_pairs_and_no_buttons(parts: Parts, steward: FlaskClient):
    person = parts.staff.add("Vi", Role.VIEWER, PASSWORD, by="a test")
    with steward.session_transaction(base_url="http://localhost/staff") as kept:
        kept[TOKEN] = parts.sessions.begin(person)
    assert "These are one place" not in text(steward, PAGE)
    assert "Split it" not in text(steward, "/staff/facilities/willow/listings")
