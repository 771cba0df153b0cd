"""Under /es the same page is in Spanish: the address alone decides, and keeps the language."""

import pytest
from flask import Flask
from werkzeug.test import Client, EnvironBuilder

from tests.web.fakes import client, site
from tests.web.reading import Page, read

SEARCH = "/search?q=detox+that+takes+medicaid&near=Akron,+OH"
PAGES = [
    "/",
    SEARCH,
    "/find/detox/in/ohio/akron",
    "/facility/willow000001/willow-creek-recovery?near=44240",
    "/browse/",
    "/browse/ohio/",
    "/guidance",
    "/guidance/heroin-and-fentanyl",
    "/guidance/safety-check",
    "/about",
    "/privacy",
    "/accessibility",
    "/helplines",
    "/link?program=detox&near=44301",
    "/embed/detox/near/44301",
]


def spoken(page: Page) -> str:
    return page.one("html")["lang"]


def switch(page: Page) -> str:
    return page.one("a", "language")["href"]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_there_in_both_languages(path: str) -> None:
    browser = client()
    assert spoken(read(browser, path)) == "en"
    assert spoken(read(browser, f"/es{path}")) == "es"


@pytest.mark.parametrize("path", PAGES)
def test_every_link_and_form_keeps_the_language(path: str) -> None:
    page = read(client(), f"/es{path}")
    others = {each["href"] for each in page.all("a", hreflang="en")}
    for each in page.elements:
        target = each.attributes.get("href") or each.attributes.get("action") or ""
        if each.tag in ("a", "form") and target.startswith("/") and target not in others:
            assert target.startswith("/es/"), target
        if each.tag in ("script", "img") and "src" in each.attributes:
            assert each["src"].startswith("/static/")


@pytest.mark.parametrize("path", PAGES[:-1])
def test_the_switch_leads_to_the_same_page_and_keeps_the_whole_search(path: str) -> None:
    browser = client()
    assert switch(read(browser, path)) == f"/es{path}"
    assert switch(read(browser, f"/es{path}")) == path


def test_the_switch_leaves_out_what_other_sites_hung_on_the_link() -> None:
    assert switch(read(client(), "/search?near=44301&fbclid=x")) == "/es/search?near=44301"


def test_an_error_is_in_the_language_of_its_address_and_its_switch_leads_to_the_front() -> None:
    page = read(client(), "/es/nope?q=heroin", 404)
    assert spoken(page) == "es"
    assert switch(page) == "/"


def test_the_browsers_preference_changes_nothing() -> None:
    browser = client()
    for path in ("/", SEARCH, "/es/about"):
        plain = browser.get(path)
        asked = browser.get(path, headers={"Accept-Language": "es-MX,es;q=0.9"})
        assert asked.data == plain.data
        assert "Accept-Language" not in plain.headers.get("Vary", "")


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("/about?lang=es", "es"),
        ("/about?lang=en", "en"),
        ("/es/about?lang=en", "en"),
        ("/about?lang=xx", "en"),
        ("/es/about?lang=xx", "es"),
    ],
)
def test_the_parameter_of_old_is_heeded_still(path: str, language: str) -> None:
    assert spoken(read(client(), path)) == language


@pytest.mark.parametrize(
    ("path", "leads"),
    [
        ("/es", "/es/"),
        ("/es?q=detox", "/es/?q=detox"),
        ("/ES/about", "/es/about"),
        ("/Es/About/", "/es/about"),
        ("/es/About", "/es/about"),
        ("/en/about", "/about"),
        ("/en/", "/"),
        ("/es/browse/OH/", "/es/browse/ohio/"),
        ("/es/find", "/es/find/treatment"),
        ("/es/find/detox/?lang=es", "/es/find/detox"),
        ("/es/facility/willow000001", "/es/facility/willow000001/willow-creek-recovery"),
    ],
)
def test_an_untidy_address_leads_to_the_one_meant(path: str, leads: str) -> None:
    browser = client()
    answer = browser.get(path)
    assert (answer.status_code, answer.location) == (301, leads)
    assert browser.get(path, follow_redirects=True).status_code == 200


@pytest.mark.parametrize("path", ["/es/es/about", "/estonia", "/es/en/about"])
def test_a_prefix_is_one_and_a_whole_part(path: str) -> None:
    assert client().get(path).status_code == 404


@pytest.mark.parametrize("path", ["/", "/about", "/guidance", "/browse/ohio/"])
def test_each_language_names_itself_and_the_others_to_search_engines(path: str) -> None:
    english, spanish = f"http://localhost{path}", f"http://localhost/es{path}"
    for asked, own in ((path, english), (f"/es{path}", spanish)):
        page = read(client(), asked)
        assert page.one("link", rel="canonical")["href"] == own
        named = {each["hreflang"]: each["href"] for each in page.all("link", rel="alternate")}
        assert named == {"en": english, "es": spanish, "x-default": english}


def test_the_json_answers_where_it_did_and_heeds_the_parameter() -> None:
    browser = client()
    plain, asked = (
        browser.get("/search.json?program=detox"),
        browser.get("/search.json?program=detox&lang=es"),
    )
    assert plain.status_code == asked.status_code == 200
    assert plain.json is not None
    assert asked.json is not None
    first = plain.json["facets"][0]["values"][0]["label"]
    assert first != asked.json["facets"][0]["values"][0]["label"]


def test_the_sitemap_lists_every_page_in_each_language_whoever_asks_first() -> None:
    for first, then in (("/sitemap.xml", "/es/sitemap.xml"), ("/es/sitemap.xml", "/sitemap.xml")):
        browser = client()
        one, other = browser.get(first).text, browser.get(then).text
        assert one == other
        for path in ("/about", "/facility/willow000001/willow-creek-recovery", "/guidance/detox"):
            assert f"<loc>http://localhost{path}</loc>" in one
            assert f"<loc>http://localhost/es{path}</loc>" in one
        assert "/es/es/" not in one


def test_robots_are_kept_from_searches_in_each_language() -> None:
    told = client().get("/robots.txt").text
    assert "Disallow: /search\n" in told
    assert "Disallow: /es/search\n" in told


def test_a_site_that_hangs_under_a_path_keeps_it() -> None:
    app: Flask = site()
    builder = EnvironBuilder(path="/es/about", base_url="http://localhost/finder")
    body = Client(app).open(builder).get_data(as_text=True)
    page = Page(body)
    assert spoken(page) == "es"
    assert switch(page) == "/finder/about"
    assert page.one("link", rel="canonical")["href"] == "http://localhost/finder/es/about"
    assert page.one("link", rel="icon")["href"].startswith("/finder/static/")
