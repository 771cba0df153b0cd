"""Ways on: where something is open, thin or missing, the page asks, counts and leads on."""

from flask.testing import FlaskClient

from tests.web.fakes import client, many
from tests.web.reading import read, submit

ASKED = "/search?q=detox+that+takes+medicaid&near=Akron,+OH"


def heading(browser: FlaskClient, path: str) -> str:
    return read(browser, path).one("h1").text


def total(browser: FlaskClient, path: str) -> int:
    answer = browser.get(path.replace("/search", "/search.json", 1))
    assert answer.json is not None
    return int(answer.json["total"])


def test_without_a_place_we_ask_where_and_do_not_offer_nearest() -> None:
    browser = client()
    page = read(browser, "/search?program=detox&about=heroin&name=willow&sort=name")
    assert [a.text for a in page.inside(page.one("span", "sorts"), "a")] == ["best match"]
    asked = page.one("section", "where")
    assert page.elements.index(asked) < page.elements.index(page.all("article")[0])
    sent = submit(page, page.inside(asked, "form")[0], "/search", near="44301")
    for kept in ("program=detox", "about=heroin", "name=willow", "sort=name", "near=44301"):
        assert kept in sent
    assert heading(browser, sent).startswith("1 place offers detox and matches “willow” within 25")
    near = read(browser, "/search?near=44301")
    assert near.all("section", "where") == []
    assert [a.text for a in near.inside(near.one("span", "sorts"), "a")] == ["nearest", "name"]


def test_results_for_the_whole_country_never_pretend_to_be_near() -> None:
    page = read(client(), "/search?q=detox")
    assert "1 to 2 of 2, best match first, not nearest" in page.one("div", "bar").text
    assert "not nearest" not in read(client(), "/search?near=44301").one("div", "bar").text


def test_near_me_is_answered_with_the_question_where() -> None:
    page = read(client(), "/search?q=detox+near+me")
    assert "We do not know where you are." in page.one("section", "where").text
    typed = read(client(), "/search?q=detox&near=Nowhereville+zz")
    assert "Nowhereville zz" in typed.one("section", "where").text
    assert typed.one("input", id="place")["value"] == "Nowhereville zz"


def test_a_place_of_many_offers_each_with_the_rest_of_the_search() -> None:
    browser = client()
    page = read(browser, "/search?q=detox&near=Portland")
    asked = page.one("section", "question")
    assert page.inside(asked, "h2")[0].text == (
        "There is more than one “Portland”. Which one do you mean?"
    )
    choice = next(a for a in page.inside(asked, "a") if a.text.startswith("Portland, ME"))
    assert heading(browser, choice["href"]).startswith(
        "We know of no place that offers detox within 25 miles of Portland, ME"
    )
    assert page.all("section", "where") == []


def test_a_word_with_two_readings_is_asked_about_and_each_count_is_what_one_gets() -> None:
    browser = client()
    page = read(browser, "/search?q=meth+clinic&near=Ohio")
    asked = page.one("section", "question")
    assert page.inside(asked, "h2")[0].text == "Which one do you mean?"
    choices = page.inside(asked, "a")
    assert [each.text.rsplit(maxsplit=1)[0] for each in choices] == [
        "Methadone clinic",
        "Treatment for meth",
    ]
    for each in choices:
        assert total(browser, each["href"]) == int(each.text.split()[-1])
    assert page.elements.index(asked) < page.elements.index(page.all("article")[0])


def test_nothing_found_comes_with_counted_ways_on_before_anything_else() -> None:
    browser = client()
    page = read(browser, "/search?program=detox&payment=medicare&near=Akron,+OH")
    assert page.one("h1").text == (
        "We know of no place that offers detox and takes Medicare within 25 miles of Akron, OH"
    )
    first = page.all("section", "next")[0]
    assert page.inside(first, "h2")[0].text == "Try one of these"
    ways = [a for section in page.all("section", "next") for a in page.inside(section, "a")]
    counted = [way for way in ways if way["href"].startswith("/search")]
    assert counted
    for way in counted:
        assert total(browser, way["href"]) == int(way.text.split()[-1]) > 0
    assert page.elements.index(first) < page.elements.index(page.one("aside", id="filters"))


def test_none_here_says_so_and_shows_the_nearest_elsewhere() -> None:
    page = read(client(), "/search?q=detox+wyoming")
    assert page.one("h1").text == "We know of no place that offers detox in Wyoming"
    assert page.one("div", "elsewhere").text.endswith(
        "Each says how far it is from the middle of Wyoming."
    )
    assert len(page.all("article")) == 2
    assert page.all("div", "bar") == []


def test_few_here_are_counted_apart_from_the_nearest_elsewhere() -> None:
    page = read(client(), "/search?near=44301&within=5")
    elsewhere = page.elements.index(page.one("div", "elsewhere"))
    before = [each for each in page.all("article") if page.elements.index(each) < elsewhere]
    assert page.one("div", "bar").text.startswith(f"1 to {len(before)} of {len(before)}")
    assert len(page.all("article")) > len(before)


def test_ways_on_are_grouped_and_the_helpline_comes_last_where_little_is_found() -> None:
    page = read(client(), ASKED)
    groups = [page.inside(each, "h2")[0].text for each in page.all("section", "next")]
    assert groups == [
        "Then what?",
        "Worth a call",
        "More ways on",
        "Or talk to someone who can look for you",
    ]
    last = page.all("section", "next")[-1]
    assert page.inside(last, "a")[0]["href"] == "tel:+18006624357"
    assert "Your state has an office" in last.text
    full = read(client(many(30)), ASKED)
    assert "talk to someone who can" not in full.one("main").text


def test_after_detox_the_next_step_is_counted_and_told_on_each_place() -> None:
    browser = client()
    page = read(browser, "/search?program=detox&near=Ohio")
    then = next(e for e in page.all("section", "next") if "Then what?" in e.text)
    ways = {a.text: a["href"] for a in page.inside(then, "a")}
    assert "After detox: live-in treatment 1" in ways
    assert "Detox and live-in treatment in one place 1" in ways
    for text, href in ways.items():
        assert total(browser, href) == int(text.split()[-1])
    facts = [each.text for each in page.all("li") if each.parents[-1].classes == ["why"]]
    assert "✓ Also here: live-in treatment" in facts
    assert "? Rehab afterwards: not said, ask" in facts
    assert "Also here" not in read(browser, "/search?program=outpatient").one("main").text


def test_those_that_do_not_say_are_worth_a_call_and_say_so() -> None:
    browser = client()
    page = read(browser, "/search?payment=medicaid&near=Akron,+OH")
    way = next(a for a in page.all("a") if a.text.startswith("Places that do not say “Medicaid”"))
    there = read(browser, way["href"])
    assert there.one("h1").text == "1 place does not say “Medicaid” within 25 miles of Akron, OH"
    chips = there.inside(there.one("ul", "chips"), "a")
    assert chips[0].text == "Does not say: Medicaid"
    assert there.texts("li", "unsaid")[0] == "? Medicaid: not said, ask"
