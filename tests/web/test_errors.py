"""Errors: every fault is a page with numbers to call, whatever else has failed."""

import pytest

from finder.errors import Busy, IndexUnusable, NoDirectory
from finder.facility import Facility
from tests.web import fakes
from tests.web.fakes import client, site
from tests.web.reading import Page, read

NUMBERS = ("tel:911", "tel:988", "tel:+18006624357")


def has_numbers(text: str) -> bool:
    links = {each.attributes.get("href") for each in Page(text).all("a")}
    return links >= set(NUMBERS)


@pytest.mark.parametrize(
    ("path", "method", "code"),
    [("/nope", "GET", 404), ("/search", "POST", 405), ("/search", "TRACE", 405)],
)
def test_odd_requests_get_a_page_with_numbers(path: str, method: str, code: int) -> None:
    answer = client().open(path, method=method)
    assert answer.status_code == code
    assert has_numbers(answer.get_data(as_text=True))


def test_a_405_says_what_is_allowed() -> None:
    assert set(client().post("/search").headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


@pytest.mark.parametrize("fault", [IndexUnusable("x"), NoDirectory("x"), Busy("x")])
@pytest.mark.parametrize("path", ["/search", "/search?q=detox&near=44301", "/browse/"])
def test_a_list_that_is_not_ready_is_a_503_with_numbers(path: str, fault: Exception) -> None:
    answer = client(fault=fault).get(path)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"
    assert has_numbers(answer.get_data(as_text=True))


def test_home_and_plain_pages_do_without_the_engine() -> None:
    browser = client(fault=IndexUnusable("x"))
    for path in ("/", "/about", "/privacy", "/helplines", "/healthz", "/robots.txt"):
        assert browser.get(path).status_code == 200, path


def test_a_facility_is_shown_from_the_directory_when_the_engine_is_not_ready() -> None:
    browser = client(fault=IndexUnusable("x"))
    assert read(browser, "/facility/willow000001/willow-creek-recovery").all("a", "tel")


def test_a_facility_is_shown_from_the_engine_when_the_database_is_gone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def gone(self: object, facility: str) -> Facility | None:
        raise RuntimeError("database is gone")

    monkeypatch.setattr(fakes.FakeDirectory, "get", gone)
    assert read(client(), "/facility/willow000001/willow-creek-recovery")
    assert client().get("/facility/old000000004/old-harbor-house").status_code == 500


def test_readiness_follows_the_engine() -> None:
    assert client().get("/readyz").status_code == 200
    answer = client(fault=IndexUnusable("secret words")).get("/readyz")
    assert answer.status_code == 503
    assert answer.json == {"ready": False, "why": "IndexUnusable"}
    assert client(fault=RuntimeError("x")).get("/healthz").json == {"alive": True}


def test_any_fault_is_a_500_with_numbers() -> None:
    answer = client(fault=RuntimeError("heroin detox")).get("/search?q=heroin")
    assert answer.status_code == 500
    text = answer.get_data(as_text=True)
    assert has_numbers(text)
    assert "heroin" not in text


def test_a_machine_gets_its_errors_in_json() -> None:
    answer = client(fault=RuntimeError("x")).get("/search.json?q=heroin")
    assert answer.status_code == 500
    assert answer.json == {"error": "Something went wrong here. It is not your fault."}
    assert client(fault=IndexUnusable("x")).get("/search.json").status_code == 503
    assert client().get("/nope.json").json == {"error": "There is nothing at this address."}


def broken(*_: object, **__: object) -> None:
    raise RuntimeError("no translations")


@pytest.mark.parametrize("path", ["/search", "/nope", "/about"])
def test_even_without_translations_the_numbers_are_there(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("finder.web.language._translations", broken)
    answer = client().get(path)
    assert answer.status_code in (404, 500)
    text = answer.get_data(as_text=True)
    assert has_numbers(text)
    assert answer.mimetype == "text/html"
    page = Page(text)
    assert page.one("link", rel="stylesheet")["href"].startswith("/static/finder.css?v=")
    # Which language the reader speaks may be what failed: both stand there, and say which they are.
    assert page.one("section", lang="es")
    assert "Algo falló aquí" in text
    assert text.count('href="tel:988"') == 2


def test_even_without_templates_the_numbers_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    app = site()
    monkeypatch.setattr(app.jinja_env, "get_or_select_template", None)
    answer = app.test_client().get("/search")
    assert answer.status_code == 500
    assert has_numbers(answer.get_data(as_text=True))


def test_a_body_too_long_is_refused_everywhere() -> None:
    for path in ("/", "/search", "/static/finder.css", "/nope"):
        answer = client().get(path, data=b"x" * (64 * 1024 + 1))
        assert answer.status_code == 413, path
