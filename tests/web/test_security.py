"""Security: every header on every answer, no cookie ever, and a log that knows no visitor."""

import logging
import re

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from finder.errors import IndexUnusable
from finder.web.security import HEADERS, headers_of
from tests.conftest import ROOT
from tests.web import fakes
from tests.web.fakes import FakeEngine, client, site

CANARY = "zq7canaryzq7"
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "TRACE", "DELETE")
VALUES = {"facility_id": "willow000001", "slug": "willow-creek-recovery", "state": "ohio"}


def every_path(app: Flask) -> list[str]:
    """An address for each route, and addresses that are no route."""
    paths = ["/nope", "/nope.json", "/static/nope.css", "/facility/nope/x", "/search?q=%00%ff"]
    for rule in app.url_map.iter_rules():
        path = rule.rule.replace("<path:filename>", "finder.css")
        path = path.replace("<path:rest>", "detox/near/44301")
        for name, value in VALUES.items():
            path = path.replace(f"<{name}>", value)
        assert "<" not in path, rule
        paths.append(path)
    return paths


def every_answer() -> list[tuple[str, TestResponse]]:
    """Every route by every method, well and with two faults."""
    found: list[tuple[str, TestResponse]] = []
    for fault in (None, IndexUnusable("x"), RuntimeError("x")):
        app = site(fault=fault)
        browser = app.test_client()
        for path in every_path(app):
            found += [(f"{way} {path}", browser.open(path, method=way)) for way in METHODS]
    return found


def expected(answer: TestResponse) -> dict[str, str]:
    """The headers of a page; what is made for other pages has the few it needs in their place."""
    path = answer.request.path
    if answer.status_code == 405:  # asked in a way that no view answers
        return HEADERS
    if path.startswith("/embed"):
        return headers_of("embed.embed")
    return headers_of("oembed.oembed") if path == "/oembed" else HEADERS


def test_every_answer_has_every_header_and_no_cookie() -> None:
    seen = set()
    for asked, answer in every_answer():
        seen.add(answer.status_code)
        for name, value in expected(answer).items():
            assert answer.headers.get(name) == value, f"{asked}: {name}"
        assert "Set-Cookie" not in answer.headers, asked
        assert "Vary" not in answer.headers or "Cookie" not in answer.headers["Vary"], asked
        assert answer.headers["Cache-Control"] in ("no-store", "no-cache"), asked
    assert {200, 301, 303, 404, 405, 500, 503} <= seen


def test_the_policy_is_the_one_that_was_decided() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "*" not in policy
    assert HEADERS["Referrer-Policy"] == "no-referrer"


def test_only_static_files_under_their_own_hash_are_kept() -> None:
    browser = client()
    text = browser.get("/about").get_data(as_text=True)
    links = re.findall(r'"(/static/[^"]+)"', text)
    assert len(links) == 3
    for link in links:
        answer = browser.get(link)
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        again = browser.get(link, headers={"If-None-Match": answer.headers["ETag"]})
        assert again.status_code == 304
        assert again.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    for stale in ("/static/finder.css", "/static/finder.css?v=old"):
        assert browser.get(stale).headers["Cache-Control"] == "no-cache"
    assert browser.get("/static/nope.css?v=").headers["Cache-Control"] == "no-store"


def test_static_files_cannot_be_climbed_out_of() -> None:
    for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py"):
        assert client().get(path).status_code == 404


class Shouting(FakeEngine):
    """An engine whose fault repeats what was asked."""

    def view(self):
        raise RuntimeError(f"nobody can find {CANARY}")


@pytest.mark.parametrize("path", ["/search", "/search.json", "/browse/ohio/"])
def test_a_fault_logs_its_kind_and_place_in_the_code_only(
    path: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fakes, "FakeEngine", Shouting)
    with caplog.at_level(logging.DEBUG):
        answer = (
            site()
            .test_client()
            .get(
                f"{path}?q={CANARY}&near=44301",
                headers={"User-Agent": CANARY, "Referer": f"https://x.example/{CANARY}"},
                environ_base={"REMOTE_ADDR": "203.0.113.77"},
            )
        )
    assert answer.status_code == 500
    assert caplog.records
    written = "\n".join(f"{each.getMessage()} {each.exc_info}" for each in caplog.records)
    assert re.search(r"RuntimeError at (finder|tests)\.[\w.]+:\d+", written)
    for secret in (CANARY, "203.0.113.77", "44301", path, str(ROOT), "Traceback"):
        assert secret not in written


def test_an_ordinary_search_writes_nothing_down(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    browser = client()
    with caplog.at_level(logging.DEBUG):
        for path in (f"/search?q={CANARY}", f"/{CANARY}", f"/facility/{CANARY}/x"):
            browser.get(path)
    assert CANARY not in caplog.text
    assert CANARY not in "".join(capfd.readouterr())


def test_a_request_cannot_name_the_host_it_is_redirected_to() -> None:
    answer = client().get("/facility/willow000001", headers={"Host": "evil.example"})
    assert answer.location.startswith("/facility/")


def test_answers_do_not_hang_on_any_cookie_that_is_sent() -> None:
    browser = client()
    browser.set_cookie("session", "x")
    answer = browser.get("/search")
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")
