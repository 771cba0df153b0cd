"""The results page: what it says, in which order, and that each of its links keeps its promise."""

from flask.testing import FlaskClient

from finder.facility import Phone, PhoneKind
from tests.builders import facility
from tests.web.fakes import AKRON, client, many, some_facilities
from tests.web.reading import Element, Page, read, submit

ASKED = "/search?q=detox+that+takes+medicaid&near=Akron,+OH"


def heading(browser: FlaskClient, path: str) -> str:
    return read(browser, path).one("h1").text


def link(page: Page, text: str) -> Element:
    found = [each for each in page.all("a") if each.text == text]
    assert len(found) == 1, f"{len(found)} links say {text!r}"
    return found[0]


def total(browser: FlaskClient, path: str) -> int:
    answer = browser.get(path.replace("/search", "/search.json", 1))
    assert answer.json is not None
    return int(answer.json["total"])


def test_the_heading_says_what_was_understood() -> None:
    browser = client()
    assert heading(browser, ASKED) == (
        "1 place offers detox and takes Medicaid within 25 miles of Akron, OH"
    )
    assert heading(browser, "/search?program=detox&near=Ohio") == "2 places offer detox in Ohio"
    assert heading(browser, "/search?near=44301&within=any").startswith("4 places at any distance")
    assert heading(browser, "/search") == "All 4 places we know of"
    assert heading(browser, "/search?name=kent") == "1 place matches “kent”"
    assert heading(browser, "/search?people=teens") == "1 place has help for teens"
    assert heading(browser, "/search?payment=free&near=Ohio") == (
        "We know of no place that is listed as free in Ohio"
    )


def test_many_terms_are_counted_rather_than_read_out() -> None:
    path = "/search?program=detox&program=residential&payment=medicaid&language=spanish"
    assert heading(client(), path) == "1 place fits your 4 choices"


def test_the_parts_stand_in_the_promised_order() -> None:
    page = read(client(many(30)), ASKED)
    order = [
        page.one("aside", "crisis"),
        page.all("form")[0],
        page.one("h1"),
        page.one("ul", "chips"),
        page.all("article")[0],
        page.one("nav", "pages"),
        page.one("aside", id="filters"),
        page.one("footer"),
    ]
    places = [page.elements.index(element) for element in order]
    assert places == sorted(places)


def test_each_chip_takes_off_one_part() -> None:
    browser = client()
    page = read(browser, ASKED)
    chips = page.inside(page.one("ul", "chips"), "a")
    assert [chip.text for chip in chips] == ["Detox", "Medicaid", "Within 25 miles of Akron, OH"]
    assert [heading(browser, chip["href"]) for chip in chips] == [
        "2 places take Medicaid within 25 miles of Akron, OH",
        "2 places offer detox within 25 miles of Akron, OH",
        "1 place offers detox and takes Medicaid",
    ]


def test_a_hit_says_what_where_how_far_why_who_to_call_and_who_said_so() -> None:
    page = read(client(), ASKED)
    hit = page.one("article")
    inside = {each.attributes.get("class", each.tag): each for each in page.inside(hit)}
    assert inside["h2"].text == "Willow Creek Recovery"
    assert inside["sub"].text == (
        "Residential and withdrawal unit · Akron, OH · less than 0.1 miles, straight line"
    )
    assert inside["why"].text == "✓ Detox ✓ Medicaid ✓ Also here: live-in treatment"
    assert inside["tel"].text == "937-555-0142"
    assert inside["tel"]["href"] == "tel:+19375550142"
    assert inside["tel"]["aria-label"] == "Call Willow Creek Recovery, 937-555-0142"
    assert inside["src"].text == "National Directory, July 2023"


def test_a_distance_from_a_zip_is_only_about() -> None:
    page = read(client(), "/search?program=detox&near=Akron,+OH&sort=nearest")
    assert page.texts("p", "sub") == [
        "Residential and withdrawal unit · Akron, OH · less than 0.1 miles, straight line",
        "Akron, OH · about 2.8 miles, straight line",
    ]


def test_what_is_not_said_is_asked_and_what_is_denied_is_told() -> None:
    page = read(client(), "/search?payment=medicaid&payment=medicare&near=Akron,+OH")
    assert "? Medicare: not said, ask" in page.texts("li", "unsaid")
    denied = facility("No Opioid Help", has=["NMOA", "methadone"])
    assert read(client([denied]), "/search?medication=methadone").texts("li", "yes")


def test_admissions_stand_beside_the_front_desk() -> None:
    made = some_facilities()[0]
    phones = (
        Phone(PhoneKind.INTAKE, "+13305550177", "12", ""),
        Phone(PhoneKind.MAIN, "+13305550142", "", ""),
    )
    values = {name: getattr(made, name) for name in type(made).__slots__}
    page = read(client([type(made)(**values | {"phones": phones})]), "/search")
    act = page.inside(page.all("p", "act")[0], "a")
    assert [each.text for each in act] == ["330-555-0142", "Admissions 330-555-0177 ext. 12"]
    assert act[1]["href"] == "tel:+13305550177;ext=12"


def test_a_place_without_a_number_says_so() -> None:
    page = read(client([facility(phone="")]), "/search")
    assert page.all("p", "act")[0].text == "No phone number is given."


def test_every_filter_finds_what_its_count_says() -> None:
    browser = client()
    page = read(browser, "/search?near=Ohio&program=detox")
    form = page.one("aside", id="filters")
    boxes = [
        each for each in page.inside(form, "input") if each.attributes.get("type") == "checkbox"
    ]
    open_ones = [box for box in boxes if not {"disabled", "checked"} & box.attributes.keys()]
    assert open_ones
    for box in open_ones:
        counted = int(box.parents[-1].text.rstrip(")").split()[-1].lstrip("("))
        path = f"/search?near=Ohio&program=detox&{box['name']}={box['value']}"
        assert total(browser, path) == counted, path


def test_filters_that_lead_nowhere_cannot_be_ticked_but_ticked_ones_can_be_unticked() -> None:
    page = read(client(), "/search?payment=free&near=Ohio")
    free = page.one("input", type="checkbox", value="free")
    assert {"checked"} == {"checked", "disabled"} & free.attributes.keys()
    assert page.all("input", name="payment", value="tribal-funds") == []
    assert "None of these places: " in page.one("aside", id="filters").text


def test_the_filter_form_carries_words_place_and_order() -> None:
    browser = client()
    path = "/search?q=detox&name=willow&near=Akron,+OH&sort=name&within=10"
    page = read(browser, path)
    form = page.inside(page.one("aside", id="filters"), "form")[0]
    sent = submit(page, form, path, within="50", payment="medicaid")
    assert heading(browser, sent) == (
        "1 place offers detox, takes Medicaid and matches “willow” within 50 miles of Akron, OH"
    )
    assert page.inside(form, "select")[0]["name"] == "within"
    assert "sort=name" in sent


def test_the_two_fields_keep_what_was_typed_and_the_ticked_terms() -> None:
    browser = client()
    path = "/search?q=Detox+please&near=akron+oh&payment=medicaid"
    page = read(browser, path)
    form = page.all("form")[0]
    assert page.one("input", name="q")["value"] == "Detox please"
    assert page.all("input", name="near")[0]["value"] == "akron oh"
    sent = submit(page, form, path, near="Kent, OH")
    assert heading(browser, sent).endswith("within 25 miles of Kent, OH")
    assert "takes Medicaid" in heading(browser, sent)


def test_a_name_that_stood_in_the_address_is_kept_when_the_fields_are_sent_again() -> None:
    path = "/search?name=willow&near=Akron,+OH"
    page = read(client(), path)
    assert "name=willow" in submit(page, page.all("form")[0], path, near="Kent, OH")


def test_after_a_search_the_two_fields_fold_to_one_line() -> None:
    page = read(client(), ASKED)
    summary = page.inside(page.one("div", "ask"), "summary")[0]
    assert summary.text == "Detox · Medicaid · Akron, OH change"
    assert not page.inside(read(client(), "/search").one("div", "ask"), "details")


def test_chips_and_heading_say_what_only_ranks() -> None:
    browser = client(many(3, has=["buprenorphine", "medicaid"]))
    page = read(browser, "/search?about=heroin&avoid=twelve-step&near=44301&payment=medicaid")
    assert page.one("h1").text == (
        "3 places take Medicaid within 25 miles of ZIP 44301 (Akron, OH), ranked for heroin"
    )
    chips = page.inside(page.one("ul", "chips"), "a")
    assert [chip.text for chip in chips][1:3] == ["Heroin", "Not: 12-step program"]
    assert chips[1]["aria-label"] == "Take off: Heroin, ranked first"
    assert "about=" not in chips[1]["href"]
    assert "avoid=" not in chips[2]["href"]


def test_the_numbers_are_shown_to_those_who_ask_for_them() -> None:
    browser = client()
    page = read(browser, "/search?near=44301&within=25")
    assert page.all("table") == []
    shown = read(browser, link(page, "Show the numbers for each place")["href"])
    assert len(shown.all("table", "ranks")) == total(browser, "/search?near=44301&within=25")
    assert shown.texts("th")[:2] == ["How near it is", "In all"]
    assert link(page, "How we put places in order")["href"] == "/about#order"
    assert read(browser, "/about").one("h2", id="order")


def test_pages_link_to_each_other_and_never_repeat_a_place() -> None:
    browser = client(many(45))
    page, seen = read(browser, "/search?program=detox"), []
    for _ in range(5):
        seen += [h2.text for hit in page.all("article") for h2 in page.inside(hit, "h2")]
        following = [each for each in page.all("a") if each.attributes.get("rel") == "next"]
        if not following:
            break
        page = read(browser, following[0]["href"])
    assert len(seen) == len(set(seen)) == 45
    assert page.one("a", rel="prev")


def test_a_page_past_the_end_shows_the_last_one_and_says_so() -> None:
    page = read(client(many(25)), "/search?page=9")
    assert len(page.all("article")) == 5
    assert "There is no page “9”. This is page 2." in page.one("ul", "notes").text


def test_odd_parts_of_an_address_are_told_and_the_search_goes_on() -> None:
    page = read(client(), "/search?foo=1&program=nonsense&near=44301&within=9999&sort=paid")
    notes = page.one("ul", "notes").text
    for words in ("“foo”", "“nonsense” under “What kind of help”", "500 miles", "“paid”"):
        assert words in notes
    assert page.all("article")


def test_titles_never_say_what_was_searched_for() -> None:
    for path in (ASKED, "/search?q=zzyzx", "/search"):
        assert read(client(), path).title == "Places found · Finder"


def test_what_was_typed_is_shown_as_text_and_nothing_else() -> None:
    attack = "%3Cscript%3Ealert(1)%3C/script%3E%22%3E"
    for path in (f"/search?q={attack}", f"/search?near={attack}", f"/search?{attack}=1"):
        page = read(client(), path)
        assert all(script.text == "" for script in page.all("script"))
        assert not [each for each in page.elements if "alert(1)" in each.attributes]


def test_places_nobody_can_be_sure_of_are_marked_as_invented() -> None:
    example = facility("Example House", at=AKRON, invented=True)
    assert "invented example" in read(client([example]), "/search").one("aside", "demo").text
    assert read(client(), "/search").all("aside", "demo") == []


def test_a_page_without_any_place_still_says_that_the_directory_is_invented() -> None:
    site = client([facility("Example House", at=AKRON)], demo=True)
    empty = read(site, "/search?name=example&program=detox&near=Guam&within=5")
    assert empty.texts("article") == []
    assert "invented example" in empty.one("aside", "demo").text


def test_hits_carry_the_place_along() -> None:
    page = read(client(), ASKED)
    href = page.inside(page.one("article"), "a")[0]["href"]
    assert href == "/facility/willow000001/willow-creek-recovery?near=Akron,%20OH"


def test_an_empty_directory_is_not_a_dead_end() -> None:
    page = read(client([]), "/search")
    assert page.one("h1").text == "There are no places here yet"
    assert "1-800-662-4357" in page.one("aside", "crisis").text


def test_where_nothing_was_asked_for_a_hit_says_what_a_place_does() -> None:
    browser = client()
    plain = read(browser, "/search?near=Akron,+OH").all("article")[0].text
    asked = read(browser, "/search?near=Akron,+OH&program=detox").all("article")[0].text
    does = "Detox · Any live-in treatment (residential or hospital) · Residential treatment"
    assert does in plain
    assert does not in asked
    assert "✓ Detox" in asked


def test_what_other_sites_hang_on_a_link_is_not_the_visitors_business() -> None:
    told = client().get("/search?near=Akron,+OH&fbclid=x&utm_source=y&utmost=z").text
    assert "fbclid" not in told
    assert "utm_source" not in told
    assert "“utmost”" in told
