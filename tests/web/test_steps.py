"""Steps: what comes after detox, told on each place and counted near by."""

from finder.web import steps
from tests.builders import facility, vocabulary
from tests.web.fakes import AKRON, client
from tests.web.reading import read


def slugs(found: steps.Afterwards | None) -> tuple[str, list[str]]:
    assert found is not None
    return found.after.slug, [term.slug for term in found.here]


def test_what_a_place_offers_after_the_step_that_was_asked_for() -> None:
    both = facility(has=["detox", "residential", "outpatient"])
    bare = facility(has=["detox"])
    asked = ("detox", "medicaid")
    assert slugs(steps.afterwards(both, asked, vocabulary())) == (
        "detox",
        ["live-in", "outpatient"],
    )
    assert slugs(steps.afterwards(bare, asked, vocabulary())) == ("detox", [])


def test_steps_that_are_asked_for_are_not_told_again() -> None:
    both = facility(has=["detox", "residential", "outpatient"])
    asked = ("detox", "live-in")
    assert slugs(steps.afterwards(both, asked, vocabulary())) == ("detox", ["outpatient"])
    assert steps.afterwards(both, ("medicaid", "outpatient"), vocabulary()) is None


def test_a_place_without_a_first_step_has_none_after_it() -> None:
    assert steps.offered(facility(has=["outpatient"]), vocabulary()) is None
    assert slugs(steps.offered(facility(has=["detox"]), vocabulary())) == ("detox", [])


def test_a_facility_with_detox_says_what_can_come_next_near_by() -> None:
    browser = client()
    page = read(browser, "/facility/willow000001/willow-creek-recovery")
    then = page.one("section", "next")
    assert "✓ Also here: live-in treatment" in then.text
    links = {link.text: link["href"] for link in page.inside(then, "a")}
    assert list(links) == [
        "After detox: live-in treatment 1",
        "After detox: outpatient treatment 1",
    ]
    for text, href in links.items():
        found = browser.get(href.replace("/search", "/search.json", 1)).json
        assert found is not None
        assert found["total"] == int(text.split()[-1])


def test_what_comes_next_is_not_said_where_nobody_says_it() -> None:
    page = read(client(), "/facility/summit000002/summit-detox-center")
    assert "? Rehab afterwards: not said, ask" in page.one("section", "next").text
    kent = read(client(), "/facility/kent00000003/kent-outpatient")
    assert kent.all("section", "next") == []
    gone = read(client(), "/facility/old000000004/old-harbor-house")
    assert gone.all("section", "next") == []


def test_only_care_that_is_lived_in_leads_to_care_afterwards() -> None:
    made = facility("Long House", id="long00000001", has=["residential-long"], at=AKRON)
    page = read(client([made]), "/facility/long00000001/long-house")
    assert "Care afterwards: not said, ask" in page.one("section", "next").text
