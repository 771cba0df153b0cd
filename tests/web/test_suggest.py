"""Suggestions: places that begin with what is typed, and words to choose from; never needed."""

import pytest

from finder.search.intent import read as read_words
from finder.web.needs import MOST_NEEDS, needs
from finder.web.public.suggest import MOST_SUGGESTED, Names, names_of, suggestions
from tests.builders import vocabulary
from tests.conftest import ROOT
from tests.web.fakes import client, gazetteer, site
from tests.web.reading import read


@pytest.fixture(scope="module")
def names() -> Names:
    return names_of(gazetteer())


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ohi", "Ohio"),
        ("TX", "Texas"),
        ("cleve", "Cleveland, OH"),
        ("st. lou", "St. Louis, MO"),
        ("akron, o", "Akron, OH"),
        ("Mayagüe", "Mayagüez, PR"),
        ("cook cou", "Cook County, IL"),
    ],
)
def test_the_likeliest_place_comes_first(typed: str, first: str, names: Names) -> None:
    assert suggestions(typed, names)[0] == first


@pytest.mark.parametrize(
    "typed", ["", "a", "zzzz", ",", "44301", "\0\0", "é", "ak" * 5000, "'; --"]
)
def test_odd_letters_suggest_nothing_and_break_nothing(typed: str, names: Names) -> None:
    assert suggestions(typed, names) == []


def test_each_suggestion_means_one_place(names: Names) -> None:
    for typed in ("spr", "new", "sa", "port", "la", "wash"):
        found = suggestions(typed, names)
        assert 0 < len(found) <= MOST_SUGGESTED
        assert len(set(found)) == len(found)
        for text in found:
            assert gazetteer().look_up(text), text


def test_the_endpoint_answers_in_json_and_is_kept_by_nobody() -> None:
    answer = client().get("/suggest.json?near=cleveland")
    assert answer.json is not None
    assert answer.json["places"][0] == "Cleveland, OH"
    assert answer.headers["Cache-Control"] == "no-store"
    assert client().get("/suggest.json").json == {"places": []}


def test_pages_that_ask_have_the_list_and_the_script_that_fills_it() -> None:
    for path in ("/", "/search", "/search?near=44301"):
        page = read(client(), path)
        lists = page.one("datalist", id="places")
        assert lists["data-from"] == "/suggest.json"
        assert page.inside(lists) == []
        assert page.all("input", name="near")[0]["list"] == "places"
        assert len(page.all("script")) == 1
    assert read(client(), "/about").all("datalist") == []


def test_the_script_is_small_and_sends_only_the_place() -> None:
    script = (ROOT / "finder" / "static" / "js" / "suggest.js").read_text(encoding="utf-8")
    assert len(script.encode()) <= 3 * 1024
    assert script.count("fetch(") == 1
    for stored in ("localStorage", "sessionStorage", "cookie", "indexedDB", "innerHTML", "eval"):
        assert stored not in script
    assert 'target.name !== "near"' in script


class NoNames:
    """A directory without any facility."""

    def knows(self, word: str) -> bool:
        return False

    def named(self, words: object) -> int:
        return 0

    def called(self, words: object, *, programs: bool = False) -> str:
        return ""

    def spelling(self, word: str) -> tuple[str, ...]:
        return ()


def test_every_need_that_is_offered_is_understood() -> None:
    with site([]).test_request_context():
        offered = needs(vocabulary())
    assert 40 < len(offered) <= MOST_NEEDS
    page = read(client(), "/")
    assert page.texts("option") == list(offered)
    for need in offered:
        meant = read_words(need, vocabulary(), gazetteer(), NoNames())
        assert meant.terms or meant.topics, need
