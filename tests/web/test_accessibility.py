"""The accessibility statement: where it is, what it owns up to, and that somebody has looked at it
within a year."""

from datetime import date, timedelta

from finder.web.public.pages import STATEMENT_CHECKED
from tests.web.fakes import client
from tests.web.reading import read


def test_somebody_has_held_it_against_the_pages_within_a_year() -> None:
    """When this fails: check what the statement says, mend it or the pages, and set the day."""
    age = date.today() - STATEMENT_CHECKED
    assert timedelta(days=-1) <= age <= timedelta(days=365)


def test_every_page_leads_there_and_it_says_its_day_its_limits_and_how_to_report() -> None:
    browser = client()
    footer = read(browser, "/").one("footer")
    assert any(each["href"] == "/accessibility" for each in read(browser, "/").inside(footer, "a"))
    page = read(browser, "/accessibility")
    assert {"Known limits", "Tell us what does not work"} <= set(page.texts("h2"))
    assert (
        f"{STATEMENT_CHECKED:%B} {STATEMENT_CHECKED.day}, {STATEMENT_CHECKED.year}"
        in page.one("main").text
    )
    assert "WCAG) 2.2, level AA" in page.one("main").text


def test_it_is_there_in_spanish() -> None:
    assert "WCAG" in read(client(), "/es/accessibility").one("main").text
