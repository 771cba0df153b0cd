"""Reports and calls on the page: sent without a script, a cookie or a name; answered by staff."""

import re

import pytest
from flask import Flask
from itsdangerous import TimestampSigner

from finder.feedback import Feedback, NewReport, Outcome, Subject
from finder.staff import Role
from tests.staff.desks import Bench, bench, signed_in, staffed
from tests.web.fakes import some_facilities

WILLOW = "/report/about/willow000001"
SAID = {"subject": "phone", "text": "It rings at a bakery."}


@pytest.fixture
def on(tmp_path) -> Bench:
    return bench(tmp_path)


@pytest.fixture
def feedback(on: Bench) -> Feedback:
    return Feedback(on.staff.database, b"s" * 32, on.clock)


@pytest.fixture
def app(on: Bench, feedback: Feedback) -> Flask:
    return staffed(on, feedback=feedback)


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every form was opened a minute ago."""
    stamp = TimestampSigner.get_timestamp
    sign = TimestampSigner.sign

    def signed(self: TimestampSigner, value: str) -> bytes:
        monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda each: stamp(each) - 60)
        try:
            return sign(self, value)
        finally:
            monkeypatch.setattr(TimestampSigner, "get_timestamp", stamp)

    monkeypatch.setattr(TimestampSigner, "sign", signed)


def opened(app: Flask) -> str:
    page = app.test_client().get(WILLOW).get_data(as_text=True)
    found = re.search(r'name="opened" value="([^"]+)"', page)
    assert found
    return found[1]


def test_somebody_reports_a_wrong_number_and_sees_what_came_of_it(
    app: Flask, feedback: Feedback, on: Bench
):
    browser = app.test_client()
    page = browser.get("/facility/willow000001/willow-creek-recovery").get_data(as_text=True)
    assert f'href="{WILLOW}"' in page
    sent = browser.post(WILLOW, data={**SAID, "opened": opened(app)})
    assert sent.status_code == 303
    assert "Set-Cookie" not in sent.headers
    code = feedback.reports()[0].code
    thanks = browser.get(sent.location).get_data(as_text=True)
    assert f"{code[:4]}-{code[4:]}" in thanks
    staff = signed_in(app, on, Role.STEWARD)
    form = staff.get(f"/staff/reports/{code}").get_data(as_text=True)
    token = re.search(r'name="csrf_token" value="([^"]+)"', form)
    assert token
    fields = {"csrf_token": token[1], "ended": "mended", "answer": "It is 0142."}
    staff.post(f"/staff/reports/{code}", data=fields)
    answer = browser.get(f"/report/{code}").get_data(as_text=True)
    assert "You were right" in answer
    assert "It is 0142." in answer
    assert on.staff.acts()[0].did == "closed a report"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"subject": "nonsense"}, "Choose"),
        ({"text": "  "}, "few words"),
        ({"text": "x" * 3000}, "too long"),
        ({"text": "http://a http://b https://c"}, "advertisement"),
        ({"website": "http://spam.example"}, "advertisement"),
        ({"opened": "willow000001.AAAA.forged"}, "once more"),
    ],
)
def test_what_cannot_be_taken_is_said_and_nothing_typed_is_lost(
    app: Flask, feedback: Feedback, changed: dict[str, str], said: str
):
    sent = app.test_client().post(WILLOW, data={**SAID, "opened": opened(app), **changed})
    page = sent.get_data(as_text=True)
    assert sent.status_code == 400
    assert said in page
    assert feedback.reports() == ()
    if "text" not in changed:
        assert SAID["text"] in page


def test_a_form_is_good_for_its_own_place_only(app: Flask, feedback: Feedback):
    other = next(each for each in some_facilities() if each.id != "willow000001")
    sent = app.test_client().post(f"/report/about/{other.id}", data={**SAID, "opened": opened(app)})
    assert sent.status_code == 400
    assert feedback.reports() == ()


def test_a_page_says_when_the_number_was_called_and_what_was_found(
    app: Flask, feedback: Feedback, on: Bench
):
    browser, address = app.test_client(), "/facility/willow000001/willow-creek-recovery"
    assert "nobody here has checked" in browser.get(address).get_data(as_text=True)
    staff = signed_in(app, on, Role.STEWARD)
    page = staff.get("/staff/verify").get_data(as_text=True)
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    willow = next(each for each in some_facilities() if each.id == "willow000001")
    assert token
    fields = {"csrf_token": token[1], "phone": willow.phones[0].number, "outcome": "right"}
    staff.post("/staff/verify/willow000001", data=fields)
    last = feedback.last_call("willow000001")
    assert last is not None
    assert last.outcome is Outcome.RIGHT
    assert "the number was right" in browser.get(address).get_data(as_text=True)
    waiting = staff.get("/staff/verify").get_data(as_text=True)
    assert "willow-creek-recovery" not in waiting, "it need not be called again"
    on.clock.pass_(days=400)
    staff = signed_in(app, on, Role.VIEWER)
    assert "willow-creek-recovery" in staff.get("/staff/verify").get_data(as_text=True)


def test_an_unknown_code_is_explained(app: Flask):
    answer = app.test_client().get("/report/zzzz9999")
    assert answer.status_code == 404
    assert "no report with this code" in answer.get_data(as_text=True)


def test_the_overview_says_what_waits_and_for_how_long(app: Flask, feedback: Feedback, on: Bench):
    staff = signed_in(app, on, Role.VIEWER)

    def figures() -> dict[str, str]:
        page = staff.get("/staff/home").get_data(as_text=True)
        found = re.findall(r"<dt>([^<]+)</dt><dd>(.*?)</dd>", page)
        return {name: re.sub("<[^>]+>", "", value) for name, value in found}

    assert (figures()["Open reports"], figures()["Of these, late"]) == ("0", "0")
    feedback.send(NewReport("willow000001", Subject.PHONE, "It rings at a bakery.", ""), address="")
    assert (figures()["Open reports"], figures()["Of these, late"]) == ("1", "0")
    on.clock.pass_(seconds=8 * 24 * 3600)
    later = signed_in(app, on, Role.VIEWER, "Later").get("/staff/home").get_data(as_text=True)
    assert re.search(r"<dt>Of these, late</dt><dd>1</dd>", later)
