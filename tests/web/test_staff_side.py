"""The staff side: signing in, what each role may open, forms that others send, and the cookie."""

import re
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from finder.staff import Permission, Role
from finder.web.staff.access import COOKIE, NAME
from tests.staff.desks import PASSWORD, Bench, bench, signed_in, staffed
from tests.web.reading import read

ROLES = (None, *Role)
WRONG = "wrong wrong wrong"


@pytest.fixture
def on(tmp_path) -> Bench:
    return bench(tmp_path)


@pytest.fixture
def app(on: Bench) -> Flask:
    return staffed(on)


def token_of(browser: FlaskClient, path: str) -> str:
    """The token in the forms of a page."""
    page = browser.get(path).get_data(as_text=True)
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token, page
    return token[1]


def post(browser: FlaskClient, path: str, form: str = "", **fields: str) -> TestResponse:
    """Send a form as a person does, with the token of the page it stands on."""
    return browser.post(path, data={"csrf_token": token_of(browser, form or path), **fields})


def test_somebody_new_signs_in_sets_up_an_app_and_keeps_recovery_codes(on: Bench, app: Flask):
    ada = on.staff.add("Ada", Role.OWNER, PASSWORD, by="a test")
    browser = app.test_client()
    first = post(browser, "/staff/sign-in", name="Ada", password=PASSWORD)
    assert first.location == "/staff/authenticator"
    page = browser.get(first.location).get_data(as_text=True)
    assert on.staff.authenticator(ada) in page.replace(" ", "")
    assert "<svg" in page
    wrong = post(browser, first.location, code="000000")
    assert wrong.status_code == 403
    kept = post(browser, first.location, code=on.code(ada))
    assert len(re.findall(r"<li><code>", kept.get_data(as_text=True))) == 10
    assert browser.get("/staff/home").status_code == 200


def test_afterwards_a_code_is_asked_for_each_time(on: Bench, app: Flask):
    ada = on.staff.add("Ada", Role.OWNER, PASSWORD, by="a test")
    secret = on.staff.authenticator(ada)
    on.staff.confirm(ada, on.code(ada))
    on.clock.pass_(seconds=60)
    browser = app.test_client()
    assert browser.get("/staff/people").location == "/staff/sign-in?then=/staff/people"
    first = post(browser, "/staff/sign-in?then=/staff/people", name="Ada", password=PASSWORD)
    assert browser.get("/staff/home").status_code == 302, "a password alone is not enough"
    second = post(browser, first.location, code=on.code(ada, secret=secret))
    assert second.location == "/staff/people"
    assert browser.get("/staff/people").status_code == 200


def test_a_sign_in_begun_with_a_password_ends_when_it_is_replaced(on: Bench, app: Flask):
    ada = on.somebody()
    browser = app.test_client()
    assert post(browser, "/staff/sign-in", name="Ada", password=PASSWORD).location == "/staff/code"
    on.staff.reset(ada, f"{PASSWORD} again", by="a test")
    for path in ("/staff/code", "/staff/authenticator"):
        assert browser.get(path).location == "/staff/sign-in", "no app is set up by an old password"


def test_a_sign_in_begun_ends_when_somebody_is_disabled(on: Bench, app: Flask):
    on.somebody("Grace")
    ada = on.somebody()
    browser = app.test_client()
    post(browser, "/staff/sign-in", name="Ada", password=PASSWORD)
    on.staff.disable(ada, by="Grace")
    assert browser.get("/staff/code").location == "/staff/sign-in"


def test_a_password_is_changed_by_who_knows_it_and_ends_all_other_sessions(on: Bench, app: Flask):
    browser, new = signed_in(app, on, Role.VIEWER, "Ada"), "nine loud geese by the lake"
    ada = on.staff.named("Ada")
    elsewhere = on.sessions.begin(ada)
    form, path = "/staff/account", "/staff/account/password"
    wrong = post(browser, path, form, old=WRONG, new=new)
    assert "present password is not right" in wrong.get_data(as_text=True)
    weak = post(browser, path, form, old=PASSWORD, new="short")
    assert "15 characters" in weak.get_data(as_text=True)
    assert on.sessions.who(elsewhere) == ada, "nothing has changed so far"
    assert post(browser, path, form, old=PASSWORD, new=new).location == form
    assert browser.get(form).status_code == 200, "this browser stays signed in"
    assert on.sessions.who(elsewhere) is None
    assert on.staff.check_password("Ada", PASSWORD, "") is None
    assert on.staff.check_password("Ada", new, "") == ada
    assert on.staff.acts()[0].did == "changed their password"


@pytest.mark.parametrize(
    "then", ["//evil.example/staff", "https://evil.example", "/search", "/staff\\x"]
)
def test_after_signing_in_one_stays_on_the_staff_side(on: Bench, app: Flask, then: str):
    on.staff.add("Ada", Role.OWNER, PASSWORD, by="a test")
    browser = app.test_client()
    page = browser.get("/staff/sign-in", query_string={"then": then}).get_data(as_text=True)
    assert 'name="then" value=""' in page


def test_what_is_wrong_is_not_said_more_exactly_than_it_may_be(on: Bench, app: Flask):
    on.somebody()
    browser = app.test_client()
    said = {
        read_text(post(browser, "/staff/sign-in", name=name, password=WRONG))
        for name in ("Ada", "Nobody")
    }
    assert len(said) == 1


def read_text(answer: TestResponse) -> str:
    assert answer.status_code == 403
    found = re.search(r'role="alert"[^>]*>([^<]+)<', answer.get_data(as_text=True))
    assert found
    return found[1]


def routes(app: Flask) -> list[tuple[str, str, Permission]]:
    """Every address and method of the staff side, with the permission it declares."""
    found = []
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith(f"{NAME}."):
            permission = getattr(app.view_functions[rule.endpoint], "permission", None)
            assert permission is not None, f"{rule.endpoint} declares no permission"
            path = re.sub(r"<[^>]+>", "1", rule.rule)
            found += [(path, m, permission) for m in (rule.methods or ()) - {"HEAD", "OPTIONS"}]
    return found


def test_every_page_of_the_staff_side_declares_whom_it_lets_in(app: Flask):
    assert len(routes(app)) >= 12
    for endpoint, view in app.view_functions.items():
        assert endpoint.startswith(f"{NAME}.") == hasattr(view, "permission"), endpoint


@pytest.mark.parametrize("role", ROLES)
def test_each_role_opens_what_it_may_and_nothing_else(on: Bench, app: Flask, role: Role | None):
    for path, method, permission in routes(app):
        if permission is Permission.SIGN_IN:
            continue
        browser = signed_in(app, on, role, f"{path} {method}"[:80]) if role else app.test_client()
        token = token_of(browser, "/staff/home" if role else "/staff/sign-in")
        fields = {"csrf_token": token} if method == "POST" else None
        answer = browser.open(path, method=method, data=fields)
        person = on.staff.named(f"{path} {method}"[:80]) if role else None
        if person is None:
            assert answer.status_code == 302, path
            assert answer.location.startswith("/staff/sign-in"), path
        elif person.may(permission):
            assert answer.status_code not in (401, 403), (path, role)
        else:
            assert answer.status_code == 403, (path, role)


def test_no_page_shows_what_only_the_program_should_see(on: Bench, app: Flask):
    browsers = app.test_client(), signed_in(app, on, Role.OWNER, "Ada")
    shown = 0
    for path, method, _permission in routes(app):
        for browser in browsers if method == "GET" else ():
            page = browser.get(path).get_data(as_text=True)
            shown += 'class="wrap staff"' in page
            assert "&lt;" not in page, path
    assert shown >= 10


def test_a_form_without_its_token_changes_nothing(on: Bench, app: Flask):
    for path, method, _permission in routes(app):
        if method == "POST":
            name = f"POST {path}"[:80]
            browser = signed_in(app, on, Role.OWNER, name)
            assert browser.post(path, data={"change": "disable"}).status_code == 403, path
            assert browser.get("/staff/home").status_code == 200, "and signs nobody out"


@pytest.mark.parametrize("role", [None, Role.VIEWER])
def test_a_large_file_of_somebody_who_may_not_send_one_is_not_even_read(
    on: Bench, app: Flask, role: Role | None
):
    class Unread(BytesIO):
        """A body that says whether anybody looked at it."""

        looked = 0

        def read(self, *size: int | None) -> bytes:
            self.looked += 1
            return super().read(*size)

    body = Unread(b"--x\r\n" + b"a" * 2**20)
    browser = signed_in(app, on, role) if role else app.test_client()
    answer = browser.post(
        "/staff/imports/new",
        input_stream=body,
        content_length=2**20 + 5,
        content_type="multipart/form-data; boundary=x",
    )
    assert answer.status_code == (403 if role else 302)
    assert body.looked == 0


def test_a_form_that_another_site_sends_is_refused(on: Bench, app: Flask):
    browser = signed_in(app, on, Role.OWNER)
    token = token_of(browser, "/staff/people")
    fields = {"csrf_token": token, "name": "Eve", "role": "owner", "password": PASSWORD}
    for origin in ("cross-site", "same-site"):
        sent = browser.post("/staff/people", data=fields, headers={"Sec-Fetch-Site": origin})
        assert sent.status_code == 403
    assert all(each.name != "Eve" for each in on.staff.people())


def test_the_cookie_is_this_hosts_alone_and_no_scripts(on: Bench, app: Flask):
    secure = app.test_client().get("/staff/sign-in", base_url="https://find.example")
    cookie = secure.headers["Set-Cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    for wanted in ("Secure", "HttpOnly", "SameSite=Strict", "Path=/"):
        assert wanted in cookie
    assert "Domain" not in cookie
    plain = app.test_client().get("/staff/sign-in", base_url="http://find.example")
    assert "Secure" in plain.headers["Set-Cookie"], "not over the open net"


def test_the_public_side_has_no_cookie_even_beside_a_staff_side(on: Bench, app: Flask):
    browser = signed_in(app, on, Role.OWNER)
    for path in ("/", "/search?q=detox", "/about", "/nothing"):
        answer = browser.get(path)
        assert "Set-Cookie" not in answer.headers
        assert "Cookie" not in answer.headers.get("Vary", "")


def test_signing_out_clears_what_the_browser_kept(on: Bench, app: Flask):
    browser = signed_in(app, on, Role.VIEWER)
    out = post(browser, "/staff/sign-out", "/staff/home")
    assert out.headers["Clear-Site-Data"] == '"*"'
    assert browser.get("/staff/home").status_code == 302


def test_a_new_session_has_nothing_of_the_one_before(on: Bench, app: Flask):
    ada = on.staff.add("Ada", Role.OWNER, PASSWORD, by="a test")
    browser = app.test_client()
    before = browser.get("/staff/sign-in").headers["Set-Cookie"]
    first = post(browser, "/staff/sign-in", name="Ada", password=PASSWORD)
    after = post(browser, first.location, code=on.code(ada)).headers["Set-Cookie"]
    assert before.partition(";")[0] != after.partition(";")[0]
    on.sessions.end_all(ada)
    assert browser.get("/staff/home").status_code == 302


def test_an_owner_keeps_the_list_of_people(on: Bench, app: Flask):
    browser = signed_in(app, on, Role.OWNER, "Ada")
    weak = post(browser, "/staff/people", name="Grace", role="viewer", password=WRONG[:9])
    assert weak.status_code == 400
    assert "15 characters" in weak.get_data(as_text=True)
    assert post(browser, "/staff/people", name="Grace", role="viewer", password=PASSWORD).location
    grace = on.staff.named("Grace")
    post(browser, f"/staff/people/{grace.id}", "/staff/people", change="role", role="steward")
    assert on.staff.named("Grace").role is Role.STEWARD
    post(browser, f"/staff/people/{grace.id}", "/staff/people", change="disable")
    assert on.staff.named("Grace").disabled
    last = post(
        browser, f"/staff/people/{on.staff.named('Ada').id}", "/staff/people", change="disable"
    )
    assert "only owner" in last.get_data(as_text=True)
    acts = browser.get("/staff/acts").get_data(as_text=True)
    assert "added a person" in acts
    assert "disabled a person" in acts


def test_without_any_staff_the_page_says_how_to_begin(app: Flask):
    page = read(app.test_client(), "/staff")
    assert "finder user add NAME --role owner" in page.one("pre").text


def test_a_crisis_line_stands_on_staff_pages_too(on: Bench, app: Flask):
    page = signed_in(app, on, Role.VIEWER).get("/staff/home").get_data(as_text=True)
    assert "tel:988" in page
