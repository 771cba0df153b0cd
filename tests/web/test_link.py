"""The link builder: what was chosen, what it gives today, and texts to paste as they are."""

from xml.etree import ElementTree

import pytest

from tests.builders import facility, vocabulary
from tests.web.fakes import client
from tests.web.reading import Page, read, submit

DETOX = "http://localhost/find/detox/near/44301"


def pasted(page: Page, name: str) -> str:
    return page.one("textarea", **{"aria-labelledby": name}).text


def test_it_begins_with_two_fields_and_nothing_made() -> None:
    page = read(client(), "/link")
    assert page.all("textarea") == []
    assert [each.text for each in page.all("label")][:3] == ["What help?", "Where?", "How far"]


def test_plain_words_become_a_link_with_its_count() -> None:
    browser = client()
    page = read(browser, "/link")
    form = page.one("form", "making")
    address = submit(page, form, "/link", q="detox that takes medicaid", near="44301")
    made = read(browser, address)
    assert pasted(made, "plain") == f"{DETOX}?payment=medicaid"
    assert "1 place offers detox and takes Medicaid within" in made.one("main").text
    assert [each.text for each in made.inside(made.one("ul", "chips"), "a")][:2] == [
        "Detox",
        "Medicaid",
    ]


def test_the_link_gives_what_the_builder_said() -> None:
    browser = client()
    made = read(browser, "/link?program=detox&near=44301&within=50")
    path = pasted(made, "plain").removeprefix("http://localhost")
    assert path == "/find/detox/near/44301?within=50"
    heading = read(browser, path).one("h1").text
    assert heading in made.texts("h2")


def test_every_text_leads_to_the_same_address() -> None:
    made = read(client(), "/link?program=detox&near=44301")
    text = "Find help: Detox, near ZIP 44301 (Akron, OH)"
    assert pasted(made, "markdown") == f"[{text}]({DETOX})"
    assert Page(pasted(made, "html")).one("a", href=DETOX).text == text
    card = Page(pasted(made, "card"))
    assert card.one("strong").text == text
    assert [a["href"] for a in card.all("a")] == [DETOX, "tel:911", "tel:988", "tel:+18006624357"]
    frame = Page(pasted(made, "frame")).one("iframe")
    assert frame["src"] == "http://localhost/embed/detox/near/44301"
    assert frame["title"] == "Places found, Treatment Finder"
    assert "script" not in pasted(made, "card") + pasted(made, "frame")


def test_what_is_pasted_is_well_formed_whatever_was_typed() -> None:
    made = read(client(), '/link?name="><script>&program=detox&near=44301')
    for name in ("html", "card", "frame"):
        page = Page(pasted(made, name))
        assert page.unclosed == [], name
        assert page.all("script") == [], name


def test_a_name_is_found_again_from_its_link() -> None:
    browser = client()
    made = read(browser, "/link?name=willow+creek")
    path = pasted(made, "plain").removeprefix("http://localhost")
    assert "Willow Creek Recovery" in read(browser, path).one("article").text


def test_chips_take_a_part_off_and_stay_in_the_builder() -> None:
    browser = client()
    made = read(browser, "/link?program=detox&payment=medicaid&near=44301")
    detox = made.inside(made.one("ul", "chips"), "a")[0]
    assert pasted(read(browser, detox["href"]), "plain").endswith("/find/medicaid/near/44301")


def test_a_place_of_two_meanings_is_asked_about_in_the_builder() -> None:
    browser = client()
    made = read(browser, "/link?program=detox&near=Portland")
    choices = made.inside(made.one("div", "question"), "a")
    assert choices[0].text.startswith("Portland, OR")
    assert pasted(read(browser, choices[0]["href"]), "plain").endswith(
        "/find/detox/in/oregon/portland?within=25"
    )


def test_few_places_are_a_warning_to_the_writer() -> None:
    assert (
        "Few or no places fit today"
        in read(client(), "/link?program=detox&near=44301").one("ul", "notes").text
    )
    unknown = read(client(), "/link?program=nonsense&near=44301")
    assert "We do not know “nonsense”" in unknown.one("ul", "notes").text


def test_the_preview_is_the_frame_itself() -> None:
    browser = client()
    for query in ("about=suicide&near=44301", "program=detox&near=44301", "program=detox"):
        made = read(browser, f"/link?{query}")
        path = pasted(made, "frame").partition('src="http://localhost')[2].partition('"')[0]
        assert made.one("div", "embedded").text == read(browser, path).one("div", "embedded").text


def test_without_a_place_the_frame_asks_readers_for_theirs() -> None:
    made = read(client(), "/link?program=detox")
    assert pasted(made, "plain") == "http://localhost/find/detox"
    assert made.one("input", id="embedded-near")


def test_the_language_of_the_page_is_that_of_the_link() -> None:
    browser = client()
    page = read(browser, "/link")
    offered = page.inside(page.one("select", id="lang"), "option")
    assert [each.text for each in offered] == ["English", "español"]
    made = read(browser, "/link?program=detox&near=44301&lang=es")
    assert pasted(made, "plain") == DETOX.replace("/find/", "/es/find/")
    assert made.one("a", download="qr.svg")["href"].startswith("/es/link/qr.svg?")


def test_a_qr_code_is_an_svg_of_our_own() -> None:
    browser = client()
    made = read(browser, "/link?program=detox&near=44301")
    answer = browser.get(made.one("a", download="qr.svg")["href"])
    assert answer.mimetype == "image/svg+xml"
    drawing = ElementTree.fromstring(answer.data)  # noqa: S314 -- made in this process, by us
    assert drawing.tag.endswith("svg")
    assert len(answer.data) <= 15 * 1024
    assert browser.get("/link/qr.svg?program=detox&near=44302").data != answer.data
    shown = made.inside(made.one("p", role="img"), "path")
    drawn = [each.get("d") for each in drawing.iter() if each.tag.endswith("path")]
    assert [each["d"] for each in shown] == drawn


def test_an_address_too_long_for_a_qr_code_has_none() -> None:
    browser = client([facility("A")])
    terms = (
        "&".join(f"avoid={each.slug}" for each in vocabulary().terms) + "&name=" + "%C3%A9" * 200
    )
    made = read(browser, f"/link?{terms}")
    assert made.all("p", role="img") == []
    assert browser.get(f"/link/qr.svg?{terms}").status_code == 404


@pytest.mark.parametrize("path", ["/search?program=detox&near=44301", "/find/detox/near/44301"])
def test_every_list_leads_to_its_link(path: str) -> None:
    [link] = [a for a in read(client(), path).all("a") if a.text == "Link to this list"]
    assert link["href"] == "/link?near=44301&program=detox"


def test_only_the_empty_builder_may_be_listed() -> None:
    assert read(client(), "/link").all("meta", name="robots") == []
    assert read(client(), "/link?program=detox").one("meta", name="robots")["content"] == "noindex"
