"""No word of ours goes around gettext: every page in a language of brackets, and none outside."""

import tomllib
from dataclasses import asdict
from functools import cache
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from finder.guidance.article import Search
from finder.guidance.safety import Answer, Risk, searches
from finder.staff import Role
from finder.web import helplines
from tests.builders import SEED_DATA, vocabulary
from tests.staff.desks import bench, signed_in, staffed
from tests.test_site import PAGES
from tests.web.fakes import gazetteer, guidance, site, some_facilities
from tests.web.pseudo import left_over, pseudo, speaks_pseudo

# Proper names, and what people type: no language has another word for these.
NAMES = (
    "Akron", "Kent", "Dayton", "Portland", "Wyoming", "Ohio", "Summit County", "Portage County",
    "Montgomery County", "Markdown", "HTML", "SAMHSA", "English", "español", "ZIP",
)  # fmt: skip


@cache
def known() -> frozenset[str]:  # noqa: C901 -- a list of sources, one after the other
    """What is shown as it is: labels in Spanish, names of places, and what facilities say."""
    words = vocabulary()
    found = {*NAMES, *(state.name for state in gazetteer().states())}
    for term in words.terms:
        found |= {term.label_es, term.label_es.partition(" (")[0], term.explains_es}
    for named in (*words.categories, *words.topics, *words.all_readings):
        found |= {named.label_es, named.label_es.partition(" (")[0]}
    for category in words.categories:
        found.add(category.explains_es)
    for panel in words.panels:
        found |= {panel.title_es, panel.text_es, *panel.steps_es, "Qué hacer y a quién llamar"}
    for line in helplines.load(SEED_DATA / "helplines.csv"):
        for field in (
            "number",
            "name",
            "text",
            "who_answers",
            "who_pays",
            "hours",
            "languages",
            "use_for",
        ):
            found.add(getattr(line, f"{field}_es"))
        found.add(f"Llame a {line.name_es}, {line.number_es or line.number}")
    for article in guidance().articles:
        found |= {article.title, article.tab, article.summary}
        found |= {heading.text for heading in article.headings}
        found |= {part.label for part in article.parts if isinstance(part, Search)}
    for check in guidance().safety.values():
        found |= {part.label for part in searches(check.advice(dict.fromkeys(Risk, Answer.YES)))}
        found |= {text for text in asdict(check.wording).values() if isinstance(text, str)}
    for file in (SEED_DATA / "profiles").glob("*.toml"):
        told = tomllib.loads(file.read_text(encoding="utf-8"))
        found |= {file.stem, *(text for text in told.values() if isinstance(text, str))}
    for each in some_facilities():
        found |= {each.name, each.program, each.address.street, each.website}
    return frozenset(found)


@pytest.fixture(scope="module")
def browser() -> FlaskClient:
    return speaks_pseudo(site()).test_client()


def opened(app: Flask, prefix: str) -> list[str]:
    """Every page whose address asks for nothing."""
    return sorted(
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.methods and "GET" in rule.methods and not rule.arguments
        if rule.rule.startswith(prefix) and not rule.rule.startswith("/styleguide")
    )


PUBLIC = sorted(
    {
        *(path for path in PAGES if "lang=" not in path),
        *(path for path in opened(site(), "/") if not path.startswith("/staff")),
    }
)


ODD = ("/nope", "/facility/nope", "/search?q=zzz&near=zzz",
       "/search?near=44301&sort=x&page=9&within=x&program=x")  # fmt: skip


@pytest.mark.parametrize("path", [*PUBLIC, *ODD])
def test_every_public_word_comes_from_the_catalogue(path: str, browser: FlaskClient) -> None:
    answer = browser.get(f"/es{path}")
    if answer.mimetype == "text/html" and answer.status_code not in (301, 302, 303):
        assert left_over(answer.text, known()) == []


def test_the_answer_of_the_safety_check_too(browser: FlaskClient) -> None:
    answers = dict.fromkeys(("violence", "withdrawal", "suicide"), "yes")
    answer = browser.post("/es/guidance/safety-check", data=answers)
    assert answer.status_code == 200
    assert left_over(answer.text, known()) == []


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    on = bench(tmp_path_factory.mktemp("desk"))
    return signed_in(speaks_pseudo(staffed(on)), on, Role.OWNER, "Ada")


def test_every_staff_word_comes_from_the_catalogue(desk: FlaskClient, tmp_path: Path) -> None:
    paths = opened(desk.application, "/staff")
    assert len(paths) > 10
    for path in paths:
        answer = desk.get(f"/es{path}")
        if answer.mimetype == "text/html" and answer.status_code == 200:
            assert left_over(answer.text, {*known(), "Ada", "Ada, owner", "a test"}) == [], path


def test_a_report_and_its_outcome_too(desk: FlaskClient) -> None:
    for path in ("/es/report/about/willow000001", "/es/report", "/es/report/nope1234"):
        assert left_over(desk.get(path).text, known()) == [], path
    refused = desk.post("/es/report/about/willow000001", data={})
    assert left_over(refused.text, known()) == []


def test_what_goes_around_gettext_is_found() -> None:
    page = "<html lang=es><p>{}</p><a title='Read this'>{}</a><code>ls</code></html>"
    assert left_over(page.format(pseudo("Good"), pseudo("More")), []) == ["Read this"]
    assert left_over("<p>⟦Plàčë ⟦Óhió⟧ x⟧ and more</p>", ["Willow"]) == ["and more"]
    assert left_over("<p>Willow, 12</p>", ["Willow"]) == []


def test_the_pseudo_language_is_two_fifths_longer_and_keeps_what_is_filled_in() -> None:
    said = pseudo("%(number)s places near %(place)s")
    assert said % {"number": "3", "place": "Akron"}
    assert len(pseudo("a word of twenty let")) >= 20 * 1.4
