"""A facility's page: everything known, who said it, what is not said, and how to reach it."""

from datetime import date

import pytest

from finder.facility import Credential, Facility, OtherName, Phone, PhoneKind, Provenance, Said
from tests.builders import facility
from tests.web.fakes import AKRON, client, some_facilities
from tests.web.reading import Page, read

WILLOW = "/facility/willow000001/willow-creek-recovery"
SUMMIT = "/facility/summit000002/summit-detox-center"


def changed(made: Facility, **values: object) -> Facility:
    return Facility(**{name: getattr(made, name) for name in Facility.__slots__} | values)


def section(page: Page, title: str) -> str:
    found = [h2.parents[-1] for h2 in page.all("h2") if h2.text == title]
    assert len(found) == 1, f"{len(found)} sections are called {title}"
    return found[0].text


def test_everything_is_there_in_plain_words_with_its_source() -> None:
    page = read(client(), WILLOW)
    assert page.one("h1").text == "Willow Creek Recovery"
    help_ = section(page, "What kind of help")
    assert "Detox" in help_
    assert "Residential treatment" in help_
    assert help_.endswith("National Directory, July 2023")
    assert "Medicaid" in section(page, "How it is paid")
    assert "1 Example Street" in section(page, "Where it is")


def test_the_title_names_neither_the_place_nor_the_search() -> None:
    page = read(client(), WILLOW + "?near=44240")
    assert page.title == "About a place · Finder"


def test_each_number_is_a_link_that_calls() -> None:
    phones = (
        Phone(PhoneKind.MAIN, "+13305550142", "", ""),
        Phone(PhoneKind.INTAKE, "+13305550177", "12", ""),
    )
    page = read(client([changed(some_facilities()[0], phones=phones)]), WILLOW)
    calls = page.inside(page.one("ul", "call"), "a")
    assert [each["href"] for each in calls] == ["tel:+13305550142", "tel:+13305550177;ext=12"]
    assert page.one("ul", "call").text == (
        "330-555-0142 Front desk 330-555-0177 ext. 12 Admissions"
    )


def test_a_no_is_told_apart_from_what_is_not_said() -> None:
    page = read(client(), SUMMIT)
    assert "Says no: Medicine for opioid use" in section(page, "Medicines")
    silent = next(each.text for each in page.all("details") if "worth a call" in each.text)
    assert "Medicaid" in silent
    assert "Medicine for opioid use" not in silent


def test_words_we_do_not_know_are_shown_as_the_sources_own() -> None:
    page = read(client(), SUMMIT)
    other = next(each.text for each in page.all("details") if "Other words" in each.text)
    assert other == "Other words of the source XYZ"


@pytest.mark.parametrize("code", ["DT", "RES", "CARF", "NOOP"])
def test_no_code_of_ours_is_ever_shown_raw(code: str) -> None:
    for path in (WILLOW, SUMMIT):
        words = read(client(), path).one("main").text.replace("(", " ").replace(")", " ").split()
        assert code not in words or code == "CARF"


def test_two_sources_stand_under_their_own_facts() -> None:
    made = some_facilities()[0]
    state = Said(Provenance("Ohio licences", date(2024, 2, 1)), ("OIT",))
    page = read(client([changed(made, said=(*made.said, state))]), WILLOW)
    help_ = section(page, "What kind of help")
    assert help_.index("July 2023") < help_.index("Intensive outpatient")
    assert help_.endswith("Ohio licences, February 2024")


def test_accreditation_is_called_a_claim() -> None:
    text = section(read(client(), WILLOW), "Accreditation and license")
    assert "a claim with a date, not a mark of good care" in text


def test_credentials_are_dated_claims_by_a_named_body() -> None:
    told_by = Provenance("ohio", date(2026, 8, 1))
    claims = (
        Credential("State of Ohio", "license", "L-11", "", date(2024, 3, 31), told_by),
        Credential("State of Ohio", "license", "L-12", "active", date(2999, 3, 31), told_by),
        Credential("Example Board", "registration"),
    )
    page = client([facility(credentials=claims, id="abc")])
    told = section(read(page, "/facility/abc/example-recovery-center"), "Licenses and certificates")
    good, unknown, over = (told.index(each) for each in ("License L-12", "registration", "L-11"))
    assert good < unknown < over
    assert "State of Ohio, active Good until March 31, 2999. ohio, August 2026" in told
    assert "Example Board The list gives no end date." in told
    assert "Ran out on March 31, 2024. Ask if it has been renewed." in told
    assert "does not say how good the care is" in told
    first = page.get("/facility/abc.json").get_json()["credentials"][0]
    assert (first["identifier"], first["source"], first["as_of"]) == ("L-11", "ohio", "2026-08-01")


def test_the_distance_is_told_when_the_search_had_a_place() -> None:
    page = read(client(), WILLOW + "?near=44240")
    assert "miles from ZIP 44240 (Kent, OH), straight line" in page.one("p", "sub").text
    assert "straight line" not in read(client(), WILLOW + "?near=Ohio").one("p", "sub").text
    assert "straight line" not in read(client(), WILLOW).one("p", "sub").text


def test_a_position_known_only_by_zip_is_said_to_be_so() -> None:
    assert "not the exact door" in section(read(client(), SUMMIT), "Where it is")
    assert "not the exact door" not in section(read(client(), WILLOW), "Where it is")


def test_more_places_near_here_are_counted_by_their_own_link() -> None:
    browser = client()
    page = read(browser, WILLOW)
    near = next(each for each in page.all("a") if each.text.endswith("near here"))
    assert near.text == "3 places near here"
    assert read(browser, near["href"]).one("h1").text.startswith("3 places within 25 miles")


def test_the_website_is_the_only_way_out_and_tells_nothing() -> None:
    page = read(client(), WILLOW)
    out = [each for each in page.all("a") if each["href"].startswith("http")]
    assert [each["href"] for each in out] == ["https://recovery.example/"]
    assert set(out[0]["rel"].split()) == {"noreferrer", "noopener", "nofollow"}


def test_wrong_and_missing_slugs_lead_to_the_one_address() -> None:
    browser = client()
    for path in ("/facility/willow000001", "/facility/willow000001/old-name"):
        answer = browser.get(path + "?near=44240&foo=1")
        assert answer.status_code == 301
        assert answer.location == WILLOW + "?near=44240"


def test_an_unknown_place_is_a_page_that_helps() -> None:
    for path in ("/facility/nope", "/facility/nope/x", "/facility/%00/x"):
        page = read(client(), path, 404)
        assert page.one("h1").text == "We do not have this place"
        assert page.all("form")


def test_a_place_no_longer_listed_says_since_when_and_keeps_its_page() -> None:
    page = read(client(), "/facility/old000000004/old-harbor-house")
    assert "The list of July 1, 2023 no longer has this place." in page.one("section", "gone").text
    assert page.one("h1").text == "Old Harbor House"
    assert page.one("meta", name="robots")["content"] == "noindex"


def test_an_invented_place_says_so() -> None:
    made = facility("Example House", id="example00001", at=AKRON, invented=True)
    page = read(client([made]), "/facility/example00001/example-house")
    assert "finder import samhsa FILE --as-of DATE" in page.one("aside", "demo").text


def test_a_place_that_says_nothing_still_has_a_page() -> None:
    made = facility(id="bare", phone="", website="")
    page = read(client([made]), "/facility/bare/example-recovery-center")
    assert "No phone number is given." in page.one("main").text
    assert "No website is given." in page.one("main").text


def test_a_listed_place_is_shown_even_if_the_directory_is_busy() -> None:
    app = client()
    assert app.get(WILLOW).status_code == 200


def test_the_names_by_which_other_lists_have_it_stand_under_its_own() -> None:
    held = Provenance("ca-dhcs", date(2025, 11, 1))
    other = (OtherName("Horizon Services Inc", held),)
    page = read(client([changed(some_facilities()[0], other_names=other)]), WILLOW)
    said = "Also listed as Horizon Services Inc (California license list, November 2025)"
    assert any(said in each.text for each in page.all("p", "src"))
    assert "Also listed as" not in read(client(), WILLOW).one("main").text
