"""Correcting a place on the staff pages, over a real directory."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from finder.app import create_app
from finder.directory import Amendment, Corrected, lapsed
from finder.staff import Role
from finder.web.staff.access import TOKEN
from finder.web.staff.intake import Intake
from finder.web.staff.lapsing import Watch
from finder.wiring import Parts
from tests.directory.editions import listing, publish
from tests.staff.desks import PASSWORD

PAGE = "/staff/facilities/willow"
SAID = {"field": "phones", "value": "330-555-0199", "told_by": "their desk", "reason": "it moved"}


@pytest.fixture
def steward(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """A browser in which a steward is signed in, over a directory of one place. Work is done at
    once, where the site would start a process for it."""
    publish(parts.directory, {"willow": listing()})
    parts.searchable()
    monkeypatch.setattr(Parts, "begin", lambda self, ticket: self.work.carry_out(ticket))
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
    progress = send(steward, **SAID)
    assert progress.status_code == 303
    told = steward.get(progress.location).get_data(as_text=True)
    assert "Corrected." in told
    assert f'href="{PAGE}"' in told
    assert number(parts) == "330-555-0199"
    page = steward.get(PAGE).get_data(as_text=True)
    assert "Checked by our staff" in page
    assert "their desk: it moved" in page
    assert parts.staff.acts()[0].did == "corrected phones"
    kept = parts.directory.corrections("willow")[0]
    assert send(steward, withdraw=str(kept.id)).status_code == 303
    assert number(parts) == "330-555-0142"
    assert parts.staff.acts()[0].did == "dropped a correction"
    assert "dropped by Ada" in steward.get(PAGE).get_data(as_text=True)


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


def test_a_correction_that_waits_says_so_and_ends_with_a_right_call(
    parts: Parts, steward: FlaskClient
):
    send(steward, **SAID | {"field": "name", "value": "Willow House", "until": "verified"})
    assert "until the place is next verified" in steward.get(PAGE).get_data(as_text=True)
    call = {"phone": "+13305550142", "outcome": "no answer"}
    for outcome, name in (("no answer", "Willow House"), ("right", listing().name)):
        page = steward.get("/staff/verify").get_data(as_text=True)
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)
        assert token
        fields = {**call, "outcome": outcome, "csrf_token": token[1]}
        steward.post("/staff/verify/willow", data=fields)
        found = parts.directory.get("willow")
        assert found is not None
        assert found.name == name
    assert "verified by a call, Ada" in steward.get(PAGE).get_data(as_text=True)


def test_a_correction_until_a_day_stands_and_is_ended_by_whoever_comes_after(
    parts: Parts, steward: FlaskClient
):
    last = datetime.now(UTC).date()
    send(steward, **SAID | {"until": "day", "day": last.isoformat()})
    assert number(parts) == "330-555-0199"
    watch = Watch(intake_of(parts))
    watch.look()
    assert number(parts) == "330-555-0199"
    over = Amendment("a test", drop=lapsed(parts.directory.corrections(), last + timedelta(days=1)))
    assert over.drop, "it is over tomorrow"


def intake_of(parts: Parts) -> Intake:
    return Intake(
        staging=parts.staging,
        directory=parts.directory,
        vocabulary=parts.vocabulary,
        gazetteer=parts.gazetteer,
        profiles=parts.profiles,
        staff=parts.staff,
        begin=parts.begin,
    )


def test_what_is_over_is_noticed_within_the_hour_and_ended_once(parts: Parts, steward: FlaskClient):
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    old = Corrected("willow", "name", "X", yesterday, "Ada", "desk", "why", until=yesterday)
    parts.directory.amend(Amendment("Ada", new=old))
    now = [0.0]
    watch = Watch(intake_of(parts), clock=lambda: now[0])
    watch.look()
    found = parts.directory.get("willow")
    assert found is not None
    assert found.name == listing().name
    assert parts.directory.corrections()[0].ended == "lapsed"
    parts.directory.amend(Amendment("Ada", new=old))
    now[0] = 3599.0
    watch.look()
    assert parts.directory.corrections()[0].withdrawn is None, "it looks once an hour"
    now[0] = 3600.0
    watch.look()
    assert parts.directory.corrections()[0].withdrawn is not None


def test_a_day_that_is_missing_is_asked_for(parts: Parts, steward: FlaskClient):
    refused = send(steward, **SAID | {"until": "day", "day": ""})
    assert refused.status_code == 400
    page = refused.get_data(as_text=True)
    assert "until which day" in page
    assert re.search(r'value="day" checked', page)


def test_a_double_press_makes_one_correction(parts: Parts, steward: FlaskClient):
    for _ in range(2):
        send(steward, **SAID)
    assert len(parts.directory.corrections("willow")) == 1


def test_the_history_tells_each_field_with_who_and_what_changed_it(steward: FlaskClient):
    send(steward, **SAID)
    page = steward.get(f"{PAGE}/history").get_data(as_text=True)
    row = next(each for each in page.split("<tr>") if "330-555-0199" in each)
    assert "<ins>" in row
    assert "their desk: it moved" in row
    assert "Ada" in row
    assert "Import 1" in page
    only = steward.get(f"{PAGE}/history?field=phones").get_data(as_text=True)
    assert only.count("<tr>") == 3
    assert steward.get("/staff/facilities/nobody/history").status_code == 404
