"""Permanent addresses: the results page itself, told once, listed only where that harms nobody."""

import pytest
from flask.testing import FlaskClient

from tests.builders import facility
from tests.web.fakes import AKRON, client, site
from tests.web.reading import Page, read


def canonical(page: Page) -> str:
    return page.one("link", rel="canonical")["href"]


def is_listed(page: Page) -> bool:
    return page.all("meta", name="robots") == []


def test_it_is_the_results_page() -> None:
    browser = client()
    page = read(browser, "/find/detox/near/44301")
    assert page.one("h1").text.startswith("2 places offer detox within 25 miles of ZIP 44301")
    assert page.texts("h1") == read(browser, "/search?program=detox&near=44301").texts("h1")
    assert page.one("input", id="near")["value"] == "44301"


def test_it_names_its_one_address_whole() -> None:
    page = read(client(), "/find/medicaid/near/44301?program=detox&sort=best")
    one = "http://localhost/find/detox/near/44301?payment=medicaid"
    assert canonical(page) == one
    assert page.one("meta", property="og:url")["content"] == one


def test_the_operators_address_goes_before_the_hosts() -> None:
    app = site()
    app.config["SITE_URL"] = "https://find.example.org"
    page = read(app.test_client(), "/find/detox/in/ohio")
    assert canonical(page) == "https://find.example.org/find/detox/in/ohio"


def test_a_language_that_is_asked_for_stays_in_the_address() -> None:
    browser = client()
    english = "http://localhost/find/detox/in/ohio"
    spanish = "http://localhost/es/find/detox/in/ohio"
    for path in ("/es/find/detox/in/ohio", "/find/detox/in/ohio?lang=es"):
        page = read(browser, path)
        assert canonical(page) == spanish
        alternates = {each["hreflang"]: each["href"] for each in page.all("link", rel="alternate")
                      if "hreflang" in each.attributes}  # fmt: skip
        assert alternates == {"en": english, "es": spanish, "x-default": english}
    for path in ("/es/find/Detox/in/OH", "/find/Detox/in/OH?lang=es"):
        assert browser.get(path).location == "/es/find/detox/in/ohio"


@pytest.mark.parametrize(
    ("path", "listed"),
    [
        ("/find/detox", True),
        ("/find/detox/in/ohio", True),
        ("/find/treatment/in/ohio/akron", True),
        ("/find/detox/in/ohio/akron?lang=en", True),
        ("/find/detox/near/44301", False),
        ("/find/detox/near/39.76,-84.19", False),
        ("/find/detox/in/ohio?payment=medicaid", False),
        ("/find/wishful-thinking/in/ohio", False),
        ("/find/detox/in/wyoming", False),
        ("/search?program=detox", False),
    ],
)
def test_search_engines_list_what_names_no_street_and_has_something(
    path: str, listed: bool
) -> None:
    assert is_listed(read(client(), path)) is listed


def test_invented_places_are_never_listed() -> None:
    example = facility("Example House", has=["detox"], at=AKRON, city="Akron", invented=True)
    assert not is_listed(read(client([example], demo=True), "/find/detox/in/ohio"))


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/find/detox/in/atlantiss", "atlantiss"),
        ("/find/detox/near/portland", "There is more than one “portland”"),
        ("/find/detox/in/ohio/clevland", "This is for Cleveland, OH"),
        ("/find/zzyzxq/near/44301", "zzyzxq"),
    ],
)
def test_what_is_unknown_is_explained_and_something_is_shown(path: str, told: str) -> None:
    page = read(client(), path)
    assert told in page.one("main").text
    assert page.all("article") or page.all("section", "question")
    assert page.all("link", rel="canonical") == []


@pytest.mark.parametrize(
    "path",
    ["/find/probuphine/near/44301", "/search?medication=probuphine&near=44301",
     "/find/treatment/near/44301?program=probuphine", "/find/probuphine/in/ohio/akronn"],
)  # fmt: skip
def test_a_retired_term_lands_on_its_successor_with_a_note(path: str) -> None:
    browser = client([facility("A", has=["buprenorphine"], at=AKRON)])
    answer = browser.get(path, follow_redirects=True)
    page = Page(answer.get_data(as_text=True))
    assert answer.status_code == 200
    assert page.one("h1").text.startswith("1 place")
    note = "“probuphine” is no longer listed by that name."
    assert sum(note in each for each in page.texts("li")) == 1
    assert "do not know" not in page.one("main").text


def test_only_a_term_that_was_retired_is_named_back() -> None:
    page = read(client(), "/find/detox/near/44301?was=anything-at-all")
    assert "anything" not in page.one("main").text


def test_titles_for_people_and_machines_are_neutral() -> None:
    page = read(client(), "/find/heroin/in/ohio/akron")
    title = page.title
    assert title == "Places found · Finder"
    assert page.one("meta", property="og:title")["content"] == title
    for each in page.all("meta"):
        if each.attributes.get("property") != "og:url":
            assert "heroin" not in each.attributes.get("content", "").lower()


def test_a_page_tells_what_gives_it_to_other_pages() -> None:
    for path in ("/find/detox/near/44301", "/search?program=detox&near=44301"):
        link = read(client(), path).one("link", type="application/json+oembed")
        assert link["href"] == (
            "http://localhost/oembed?url="
            "http%3A%2F%2Flocalhost%2Ffind%2Fdetox%2Fnear%2F44301&format=json"
        )


@pytest.fixture(scope="module")
def browser() -> FlaskClient:
    return client()


@pytest.mark.parametrize("path", ["/About", "/about/", "/HELPLINES", "/Find/Detox", "/find//detox"])
def test_another_case_or_a_slash_too_many_leads_to_the_page(
    path: str, browser: FlaskClient
) -> None:
    answer = browser.get(path)
    assert answer.status_code == 301
    assert browser.get(path, follow_redirects=True).status_code == 200


@pytest.mark.parametrize("path", ["/nope/", "/Nope", "/", "/find/" + "x/" * 300])
def test_nothing_leads_in_a_circle(path: str, browser: FlaskClient) -> None:
    assert browser.get(path, follow_redirects=True).status_code in (200, 404)
