"""Correcting a place on the staff pages, over a real directory."""

import re

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from finder.app import create_app
from finder.staff import Role
from finder.web.staff.access import TOKEN
from finder.wiring import Parts
from tests.directory.editions import listing, publish
from tests.staff.desks import PASSWORD

PAGE = "/staff/facilities/willow"
SAID = {"field": "phones", "value": "330-555-0199", "told_by": "their desk", "reason": "it moved"}


@pytest.fixture
def steward(parts: Parts) -> FlaskClient:
    """A browser in which a steward is signed in, over a directory of one place."""
    publish(parts.directory, {"willow": listing()})
    parts.searchable()
    person = parts.staff.add("Ada", Role.STEWARD, PASSWORD, by="a test")
    browser = create_app(parts).test_client()
    with browser.session_transaction(base_url="http://localhost/staff") as kept:
        kept[TOKEN] = parts.sessions.begin(person)
    return browser


def send(browser: FlaskClient, **fields: str) -> TestResponse:
    page = browser.get(PAGE).get_data(as_text=True)
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token
    return browser.post(PAGE, data={"csrf_token": token[1], **fields})


def number(parts: Parts) -> str:
    found = parts.directory.get("willow")
    assert found is not None
    return found.phones[0].shown


def test_a_number_is_corrected_shown_as_checked_written_down_and_dropped(
    parts: Parts, steward: FlaskClient
):
    assert send(steward, **SAID).status_code == 302
    assert number(parts) == "330-555-0199"
    page = steward.get(PAGE).get_data(as_text=True)
    assert "Checked by our staff" in page
    assert "their desk: it moved" in page
    assert parts.staff.acts()[0].did == "corrected phones"
    kept = parts.directory.corrections("willow")[0]
    assert send(steward, withdraw=str(kept.id)).status_code == 302
    assert number(parts) == "330-555-0142"
    assert parts.staff.acts()[0].did == "dropped a correction"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"value": "call us"}, "no telephone number"),
        ({"field": "codes"}, "Choose what to correct"),
        ({"reason": " "}, "Say who says so"),
        ({"told_by": ""}, "Say who says so"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(
    parts: Parts, steward: FlaskClient, changed: dict[str, str], said: str
):
    typed = {**SAID, **changed}
    refused = send(steward, **typed)
    page = refused.get_data(as_text=True)
    assert refused.status_code == 400
    assert said in page
    assert f'value="{typed["value"]}"' in page
    assert number(parts) == "330-555-0142"
    assert parts.directory.corrections("willow") == ()


def test_a_correction_of_another_place_is_not_dropped_from_here(parts: Parts, steward: FlaskClient):
    assert send(steward, withdraw="99").status_code == 404


def test_a_place_is_opened_by_its_id_or_the_address_of_its_page(steward: FlaskClient):
    for asked in ("willow", " WILLOW ", "https://find.example/facility/willow/example-willow"):
        found = steward.get("/staff/facilities", query_string={"id": asked})
        assert found.location == PAGE
    unknown = steward.get("/staff/facilities", query_string={"id": "nobody"})
    assert "There is no place nobody" in unknown.get_data(as_text=True)
