"""The safety check: danger first, nothing kept, no answer in an address."""

import logging

import pytest

from finder.guidance.safety import Risk
from tests.web.fakes import client, guidance, many, site
from tests.web.reading import Page, read, submit

CHECK = "/guidance/safety-check"


def answered(browser=None, path=CHECK, **answers):
    """The page somebody gets who answers no to all but these; "" leaves a question blank."""
    form = {str(risk): answers.get(risk.name.lower(), "no") for risk in Risk}
    given = {name: answer for name, answer in form.items() if answer}
    answer = (browser or client()).post(path, data=given)
    assert answer.status_code == 200, answer.status
    page = Page(answer.get_data(as_text=True))
    assert page.unclosed == []
    return page


def labels(page):
    return [each.text.partition("ZIP")[0].strip() for each in page.all("label")]


def test_the_check_asks_seven_questions_with_three_answers_and_none_chosen():
    page = read(client(), CHECK)
    form = page.one("form", "check")
    assert form["method"] == "post"
    radios = [each for each in page.inside(form, "input") if each["type"] == "radio"]
    assert {each["name"] for each in radios} == set(Risk)
    assert len(radios) == 21
    assert not any("checked" in each.attributes for each in radios)


def test_the_check_comes_before_the_text_of_the_intervention_article():
    page = read(client(), "/guidance/heroin-and-fentanyl")
    tags = [each for each in page.elements if each.attributes.get("href", "").startswith(CHECK)]
    first = next(each for each in page.all("h2") if each.text == "Why now")
    assert page.elements.index(tags[0]) < page.elements.index(first)


def test_violence_means_call_first_and_hold_no_meeting():
    page = answered(violence="yes")
    assert page.one("h1").text == "Call the hotline first. Do not hold a meeting"
    first = page.all("section", "panel")[0]
    assert page.inside(first, "a")[0]["href"] == "tel:+18007997233"
    assert "Do not try CRAFT at home." in first.text
    assert "Find a place that helps families stay safe" in labels(page)


@pytest.mark.parametrize(
    ("risk", "number", "verdict"),
    [
        ("emergency", "tel:911", "Call 911 now"),
        ("suicide", "tel:988", "Call or text 988 first. Do not hold a meeting now"),
    ],
)
@pytest.mark.parametrize("answer", ["yes", "unsure"])
def test_a_danger_to_life_leads_with_its_number(risk, number, verdict, answer):
    page = answered(**{risk: answer})
    assert page.one("h1").text == verdict
    calls = [each["href"] for each in page.all("a", "tel")]
    assert calls[0] == number


def test_all_dangers_at_once_lead_with_911_then_988():
    page = answered(**{risk.name.lower(): "yes" for risk in Risk})
    assert [each["href"] for each in page.all("a", "tel")][:3] == [
        "tel:911",
        "tel:988",
        "tel:+18007997233",
    ]
    searches = [each["id"] for each in page.all("input") if each.attributes.get("name") == "near"]
    assert len(labels(page)) == len(set(labels(page))) == len(searches)


def test_no_to_all_leads_to_a_calm_talk_and_on_to_places():
    browser = client(many(3))
    page = answered(browser)
    assert page.one("h1").text == "You can plan a calm talk"
    form = next(each for each in page.all("form", "find") if "detox" in each.text)
    address = submit(page, form, CHECK, near="44301")
    assert read(browser, address).one("h1").text.startswith("3 places")


def test_where_the_place_is_known_its_searches_are_counted_links():
    browser = client(many(3))
    path = f"{CHECK}?near=44301"
    form = read(browser, path).one("form", "check")
    assert form["action"] == f"{CHECK}?near=44301"
    page = answered(browser, form["action"])
    assert page.all("form", "find") == []
    assert "3 places near ZIP 44301" in " ".join(page.texts("p", "find"))


def test_what_it_leads_to_read_is_there_in_both_languages():
    library = guidance()
    for check in library.safety.values():
        for advice in (*(each.advice for each in check.questions), check.clear):
            for slug in advice.read:
                found = library.article(slug, check.language)
                assert found is not None, slug
                assert found.language == check.language, slug


def test_what_was_left_blank_is_asked_for_with_the_other_answers_kept():
    page = answered(overdose="", withdrawal="yes")
    missing = page.inside(page.one("section", "panel"), "a")
    assert [each["href"] for each in missing] == ["#overdose-yes"]
    assert "checked" in page.one("input", id="withdrawal-yes").attributes
    assert "checked" in page.one("input", id="violence-no").attributes


def test_a_blank_does_not_hold_back_what_is_urgent():
    page = answered(violence="yes", overdose="", suicide="no")
    assert page.one("h1").text == "Call the hotline first. Do not hold a meeting"
    assert "You left some questions blank" in page.one("p", "sub").text


@pytest.mark.parametrize("odd", ["maybe", "<b>", "\x00", "yes,no", "YES"])
def test_an_odd_answer_is_as_if_left_blank(odd):
    page = answered(overdose=odd)
    assert page.all("section", "panel")
    assert "<b>" not in [each.tag for each in page.all()]


def test_in_spanish_all_of_it_is_spanish_and_so_are_its_searches():
    page = read(client(), f"{CHECK}?lang=es")
    assert page.one("h1").text == "Antes de planear una charla: siete preguntas"
    path = page.one("form", "check")["action"]
    found = answered(path=path, violence="yes")
    assert found.one("h1").text == "Llame primero a la línea. No haga una reunión"
    assert {each["action"] for each in found.all("form", "find")} == {"/es/search"}


def test_nothing_is_kept_and_no_answer_stands_in_an_address(caplog):
    browser = site().test_client()
    with caplog.at_level(logging.DEBUG):
        answer = browser.post(CHECK, data={str(risk): "yes" for risk in Risk})
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert "Location" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"
    assert caplog.records == []
    page = Page(answer.get_data(as_text=True))
    for each in page.elements:
        for name in ("href", "action"):
            target = each.attributes.get(name, "")
            assert "violence=" not in target
            assert "suicide" not in target
    assert page.one("meta", name="robots")["content"] == "noindex"


def test_the_answers_are_not_read_from_an_address():
    page = read(client(), f"{CHECK}?violence=yes&suicide=yes")
    assert not any("checked" in each.attributes for each in page.all("input"))


def test_a_body_that_is_too_long_is_refused():
    answer = client().post(CHECK, data={"violence": "yes" * 40_000})
    assert answer.status_code == 413
