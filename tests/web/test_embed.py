"""Embeds and oEmbed: a search in other people's pages: light, without script, telling nothing."""

import gzip
from xml.etree import ElementTree

import pytest

from finder.web import assets
from finder.web.security import FRAMED, HEADERS
from tests.builders import facility
from tests.conftest import ROOT
from tests.web.fakes import AKRON, client, many, site
from tests.web.reading import Page, read

OEMBED = "/oembed?url=http://localhost"


def test_a_frame_shows_the_first_few_and_leads_to_all() -> None:
    page = read(client(), "/embed/detox/near/44301")
    assert page.texts("h2") == ["Willow Creek Recovery", "Summit Detox Center"]
    assert page.one("h1").text.startswith("2 places offer detox within 25 miles")
    [all_] = [a for a in page.all("a") if a["href"].startswith("/find/")]
    assert (all_["href"], all_.text) == ("/find/detox/near/44301", "See all 2 places found")
    assert len(read(client(many(30)), "/embed/detox/near/44301").texts("h2")) == 3


def test_a_frame_names_danger_before_places() -> None:
    page = read(client(), "/embed/detox/near/44301")
    assert [a["href"] for a in page.all("a")][:3] == ["tel:911", "tel:988", "tel:+18006624357"]
    urgent = read(client(), "/embed/suicide/near/44301").one("p", "warn")
    assert "988" in urgent.text


def test_a_frame_without_a_place_asks_for_one() -> None:
    page = read(client(), "/embed/heroin?payment=medicaid")
    form = page.one("form")
    assert (form["action"], form["target"]) == ("/search", "_blank")
    fields = {each["name"]: each.attributes.get("value", "") for each in page.inside(form, "input")}
    assert fields == {"payment": "medicaid", "about": "heroin", "near": ""}
    assert page.texts("h2") == []


def test_links_leave_the_frame_and_tell_nobody() -> None:
    for link in read(client(), "/embed/detox/near/44301").all("a"):
        if not link["href"].startswith("tel:"):
            assert link["target"] == "_blank"
            assert link["rel"] == "noopener noreferrer"


def test_a_frame_is_light_without_script_and_without_style_inside() -> None:
    codes = ["detox", "medicaid"]
    heavy = [
        facility("Long Name " * 8 + str(n), has=codes, at=AKRON, city="Akron", zip="44301")
        for n in range(40)
    ]
    style = len(assets.load(ROOT / "finder" / "static")["embed.css"].body)
    for path in ("/embed/detox/near/44301", "/embed/suicide/near/44301", "/embed/detox"):
        answer = client(heavy).get(path)
        assert len(answer.data) + style <= 15 * 1024, path
        page = Page(answer.get_data(as_text=True))
        assert page.all("script") == page.all("style") == page.all("img") == []
        assert not [each for each in page.elements if "style" in each.attributes]
    assert len(gzip.compress(client(heavy).get("/embed/detox/near/44301").data)) < 2 * 1024


def test_only_the_frame_may_be_framed() -> None:
    browser = client()
    headers = browser.get("/embed/detox/near/44301").headers
    assert headers["Content-Security-Policy"] == FRAMED["Content-Security-Policy"]
    assert "frame-ancestors *" in headers["Content-Security-Policy"]
    assert "script-src" not in headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in headers
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    for path in ("/", "/find/detox/near/44301", "/oembed", "/embedded", "/search"):
        headers = browser.get(path).headers
        assert headers["Content-Security-Policy"] == HEADERS["Content-Security-Policy"], path
        assert headers["X-Frame-Options"] == "DENY", path


def test_a_fault_inside_a_frame_is_shown_there() -> None:
    app = site(fault=RuntimeError("x"))
    answer = app.test_client().get("/embed/detox/near/44301")
    assert answer.status_code == 500
    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
    assert "988" in answer.get_data(as_text=True)


def test_the_crisis_lines_of_a_frame_are_those_of_every_page() -> None:
    strip = read(client(), "/").one("aside", "crisis")
    inside = read(client(), "/embed/detox").one("ul", "now")
    assert inside.text == strip.text


def test_an_invented_place_is_announced_in_a_frame() -> None:
    example = facility("Example House", has=["detox"], at=AKRON, invented=True)
    assert "do not call" in read(client([example]), "/embed/detox/near/44301").one("body").text


@pytest.mark.parametrize(
    "url",
    [
        "/find/detox/near/44301",
        "/find/Detox/near/44301/",
        "/embed/detox/near/44301",
        "/search?program=detox%26near=44301",
        "/search?q=detox%26near=44301",
        "/search?q=detox%2Bin%2B44301",
    ],
)
def test_oembed_gives_the_frame_of_an_address(url: str) -> None:
    told = client().get(OEMBED + url).json
    assert told is not None
    assert (told["version"], told["type"], told["title"]) == ("1.0", "rich", "Places found")
    frame = Page(told["html"]).one("iframe")
    assert frame["src"] == "http://localhost/embed/detox/near/44301"
    assert (frame["width"], frame["height"]) == (str(told["width"]), str(told["height"]))
    assert frame["title"] == "Places found, Treatment Finder"
    assert "script" not in told["html"]


def test_oembed_keeps_the_language_of_the_address() -> None:
    for written in ("/find/detox?lang=es", "/es/find/detox", "/es/embed/detox"):
        told = client().get(f"{OEMBED}{written}").json
        assert told is not None
        assert Page(told["html"]).one("iframe")["src"] == "http://localhost/es/embed/detox"


def test_oembed_keeps_to_the_size_it_is_given() -> None:
    told = client().get(f"{OEMBED}/find/detox&maxwidth=300&maxheight=200").json
    assert told is not None
    assert (told["width"], told["height"]) == (300, 200)
    told = client().get(f"{OEMBED}/find/detox&maxwidth=-1&maxheight=9999999").json
    assert told is not None
    assert (told["width"], told["height"]) == (480, 420)


def test_oembed_speaks_xml_too() -> None:
    answer = client().get(f"{OEMBED}/find/detox&format=xml")
    root = ElementTree.fromstring(answer.data)  # noqa: S314 -- made in this process, by us
    assert root.tag == "oembed"
    html = root.findtext("html") or ""
    assert Page(html).one("iframe")["src"] == "http://localhost/embed/detox"
    assert client().get(f"{OEMBED}/find/detox&format=yaml").status_code == 501


@pytest.mark.parametrize(
    "url",
    ["", "http://elsewhere.example/find/detox", "http://localhost/about", "javascript:alert(1)",
     "http://localhost/findings", "http://[", "/find/detox"],
)  # fmt: skip
def test_oembed_knows_only_our_own_searches(url: str) -> None:
    answer = client().get("/oembed", query_string={"url": url})
    assert answer.status_code == 404
    assert url == "" or url not in answer.get_data(as_text=True)


def test_any_page_may_read_oembed() -> None:
    headers = client().get(f"{OEMBED}/find/detox").headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
