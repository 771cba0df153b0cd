"""Panels: danger comes first, in the language of who typed, and never instead of results."""

import pytest

from finder.search.request import SearchRequest
from finder.vocabulary import Panel
from finder.web import helplines, panels
from tests.builders import SEED_DATA, vocabulary
from tests.web.fakes import client, site
from tests.web.reading import Element, Page, read

LINES = {line.slug: line for line in helplines.load(SEED_DATA / "helplines.csv")}


def panel(page: Page) -> Element:
    return page.one("section", "panel")


@pytest.mark.parametrize("path", ["/search?about=suicide", "/search?q=i+want+to+die+akron"])
def test_a_crisis_comes_before_everything_and_results_stay(path: str) -> None:
    page = read(client(), path)
    shown = panel(page)
    assert "urgent" in shown.classes
    assert page.inside(shown, "h2")[0].text == "You are not alone: call or text 988"
    assert page.elements.index(shown) < page.elements.index(page.one("h1"))
    assert page.inside(shown, "a")[0]["href"] == "tel:988"
    assert page.inside(shown, "details") == []
    assert page.all("article")


def test_steps_are_an_ordered_list_and_every_number_calls() -> None:
    page = read(client(), "/search?about=overdose&near=44301")
    known = vocabulary().panel("emergency_911")
    assert known is not None
    steps = page.inside(page.inside(panel(page), "ol")[0], "li")
    assert tuple(step.text for step in steps) == known.steps
    calls = page.inside(panel(page), "a")
    assert [call["href"] for call in calls] == [LINES[slug].link for slug in known.helplines]
    assert calls[0]["aria-label"] == "Call Emergency, 911"


def test_a_warning_stands_between_the_heading_and_the_list_and_folds_after_its_text() -> None:
    page = read(client(), "/search?program=detox&near=44301")
    shown = panel(page)
    assert "urgent" not in shown.classes
    places = [page.one("h1"), shown, page.all("article")[0]]
    assert [page.elements.index(each) for each in places] == sorted(
        page.elements.index(each) for each in places
    )
    folded = page.inside(shown, "details")[0]
    assert "Detox alone does little" in shown.text
    assert "Detox alone does little" not in folded.text
    assert page.inside(folded, "summary")[0].text == "What to do, and who to call"


def test_a_panel_is_in_spanish_for_who_typed_spanish_and_stays_so() -> None:
    browser = client()
    page = read(browser, "/search?q=heroina+en+akron")
    shown = panel(page)
    assert shown["lang"] == "es"
    assert page.inside(shown, "h2")[0].text == "Tras una pausa, su cuerpo aguanta mucho menos"
    assert page.inside(shown, "summary")[0].text == "Qué hacer y a quién llamar"
    assert page.inside(shown, "a")[0]["aria-label"].startswith("Llame a ")
    next_page = read(browser, "/search?about=heroin&about=spanish-speaker&near=44301")
    assert panel(next_page)["lang"] == "es"
    english = panel(read(browser, "/search?q=heroin+akron"))
    assert "lang" not in english.attributes


def test_nothing_is_raised_without_a_reason() -> None:
    for path in ("/search", "/search?q=rehab&near=44301", "/facility/willow000001"):
        page = client().get(path, follow_redirects=True)
        assert 'id="panel"' not in page.get_data(as_text=True), path


@pytest.mark.parametrize("known", vocabulary().panels, ids=lambda known: known.slug)
def test_every_panel_has_its_numbers_in_both_languages(known: Panel) -> None:
    with site([]).test_request_context():
        for language in ("en", "es"):
            shown = panels.shown(known, LINES, SearchRequest(), language)
            assert shown is not None
            assert len(shown.lines) == len(known.helplines) > 0
            assert shown.urgent == (known.urgency <= 3)
            assert shown.lang == ("es" if language == "es" else "")
            assert len(shown.steps) == len(known.steps)
