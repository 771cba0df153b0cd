"""Guidance pages: articles lead into results, and results lead back to articles."""

import json
import re

import pytest

from finder.facility import slug_of
from tests.builders import facility
from tests.web.fakes import AKRON, client, guidance, many
from tests.web.reading import read, submit

HEROIN = "/guidance/heroin-and-fentanyl"


def test_every_article_is_listed_and_has_a_page():
    browser = client()
    page = read(browser, "/guidance")
    links = [each["href"] for each in page.inside(page.one("ul", "guides"), "a")]
    assert len(links) == len({each.slug for each in guidance().articles})
    for link in links:
        assert read(browser, link).one("h1").text


def test_a_search_that_asks_where_is_a_form_of_one_field():
    browser = client(many(3))
    page = read(browser, HEROIN)
    form = next(
        each for each in page.all("form", "find") if "Find detox near you" in page_text(page, each)
    )
    fields = [
        each for each in page.inside(form, "input") if each.attributes.get("type") != "hidden"
    ]
    assert [each["name"] for each in fields] == ["near"]
    address = submit(page, form, HEROIN, near="44301")
    assert read(browser, address).one("h1").text.startswith("3 places")


def page_text(page, element):
    return " ".join(each.text for each in page.inside(element))


def test_where_a_place_is_known_the_same_search_is_a_link_whose_count_holds():
    browser = client(many(3))
    page = read(browser, f"{HEROIN}?near=44301")
    assert page.all("form", "find") == []
    line = next(each for each in page.all("p", "find") if each.text.startswith("Find detox"))
    assert "3 places near ZIP 44301" in line.text
    results = read(browser, page.inside(line, "a")[0]["href"])
    assert results.one("h1").text.startswith("3 places")


def test_where_there_is_none_near_by_the_link_says_so_and_leads_to_the_nearest():
    browser = client(many(3))
    page = read(browser, f"{HEROIN}?near=Los+Angeles,+CA")
    line = next(each for each in page.all("p", "find") if each.text.startswith("Find detox"))
    assert "None within 25 miles of Los Angeles, CA. See the nearest." in line.text
    assert read(browser, page.inside(line, "a")[0]["href"]).all("article")


def test_a_place_that_is_not_understood_leaves_the_fields():
    assert read(client(), f"{HEROIN}?near=zzzz").all("form", "find")


def test_an_article_says_who_wrote_it_when_it_was_reviewed_and_from_what():
    page = read(client(), HEROIN)
    text = page.one("article").text
    assert "Last reviewed on November 24, 2026" in text
    assert "No doctor or nurse has read this page for us yet." in text
    assert "Written by: The Treatment Finder project" in text
    cited = {each["href"] for each in page.all("a", "cite")}
    listed = {f"#{each['id']}" for each in page.all("li") if "id" in each.attributes}
    assert cited == listed


def test_machines_read_the_same_and_no_reviewer_who_did_not_review():
    told = json.loads(read(client(), HEROIN).one("script", type="application/ld+json").text)
    assert told["@type"] == "MedicalWebPage"
    assert told["lastReviewed"] == "2026-11-24"
    assert "reviewedBy" not in told
    assert len(told["citation"]) == len(guidance().article("heroin-and-fentanyl", "en").sources)


def test_the_table_of_contents_leads_to_every_heading():
    page = read(client(), HEROIN)
    targets = [each["href"][1:] for each in page.inside(page.one("nav", "toc"), "a")]
    assert targets == [
        each["id"]
        for each in page.all("h2")
        if each["id"] not in ("panel", "first", "sources", "reading")
    ]


@pytest.mark.parametrize("path", ["/search?about=heroin&near=44301", "/search?q=heroin+akron"])
def test_results_lead_to_the_guidance_that_speaks_of_the_same(path):
    page = read(client(), path)
    links = page.inside(page.one("section", "reading"), "a")
    assert 1 <= len(links) <= 3
    assert any(each["href"].startswith(HEROIN) for each in links)
    assert all("near=" in each["href"] for each in links)


def test_results_for_something_no_article_speaks_of_show_none():
    assert read(client(), "/search?accepts=female").all("section", "reading") == []


def test_an_article_opened_from_results_knows_where():
    browser = client(many(3))
    results = read(browser, "/search?about=heroin&near=44301")
    link = next(
        each
        for each in results.inside(results.one("section", "reading"), "a")
        if each["href"].startswith(HEROIN)
    )
    article = read(browser, link["href"])
    assert article.all("form", "find") == []
    assert article.one("meta", name="robots")["content"] == "noindex"


def test_the_way_to_the_safety_check_is_in_the_language_of_the_article():
    page = read(client(), f"{HEROIN}?lang=es")
    box = next(each for each in page.all("section", "question") if each["lang"] == "es")
    (link,) = page.inside(box, "a")
    assert link.text == "Empezar la revisión de seguridad"
    assert link["href"] == "/es/guidance/safety-check"
    assert read(client(), "/guidance").all("section", "question")


def test_articles_may_be_found_by_search_engines():
    assert read(client(), HEROIN).all("meta", name="robots") == []


def test_titles_say_nothing_of_drugs():
    for each in guidance().articles:
        assert not re.search(
            r"heroin|fentan|drug|alcohol|detox|opioid|meth|cocain|overdos|rehab|addict|drog|desint"
            r"|sobredosis|pill|pastill|treat|trat",
            each.tab,
            re.IGNORECASE,
        ), each.file


def test_unknown_articles_are_not_here():
    read(client(), "/guidance/nothing", 404)


def test_the_front_page_leads_to_guidance():
    page = read(client(), "/")
    assert any(each["href"].startswith(HEROIN) for each in page.all("a"))
    assert any(each["href"] == "/guidance" for each in page.all("a"))


def test_a_place_leads_to_what_to_read_about_what_it_offers():
    listed = facility("Willow", id="willow000009", has=["detox"], at=AKRON, zip="44301")
    page = read(client([listed]), f"/facility/willow000009/{slug_of('Willow')}")
    links = [each["href"] for each in page.inside(page.one("section", "reading"), "a")]
    assert 1 <= len(links) <= 3
    assert links[0] == "/guidance/detox"
    assert links[-1] == "/guidance/questions-and-red-flags"
