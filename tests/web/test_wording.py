"""Wording: there are words for everything there is to say."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from finder.errors import SeedDataError
from finder.facility import Phone, PhoneKind, Provenance, Says
from finder.search.page import Note, NoteKind, Widening
from finder.search.request import SearchRequest, Sort, Where
from finder.vocabulary import Term, Topic
from finder.web import helplines, notes, sentence, wording
from tests.builders import SEED_DATA, place, vocabulary
from tests.web.fakes import site

# What each kind of note carries, as page.py says.
VALUES = {
    NoteKind.UNKNOWN_PARAMETER: {"name": "100%s"},
    NoteKind.UNKNOWN_TERM: {"category": "program", "value": "100%s"},
    NoteKind.TERM_RETIRED: {"value": "100%s", "term": "detox"},
    NoteKind.UNKNOWN_PLACE: {"asked": "100%s"},
    NoteKind.PLACE_CHOICES: {"asked": "100%s"},
    NoteKind.PLACE_GUESSED: {"asked": "100%s"},
    NoteKind.BAD_RADIUS: {"value": "100%s", "used": "any"},
    NoteKind.BAD_SORT: {"value": "100%s"},
    NoteKind.BAD_PAGE: {"value": "100%s", "used": "1"},
    NoteKind.NO_PLACE_TO_MEASURE: {},
    NoteKind.WORDS_SHORTENED: {"limit": "200"},
    NoteKind.WORDS_NOT_FOUND: {"words": "100%s"},
    NoteKind.SPELLING: {"words": "100%s", "instead": "x"},
    NoteKind.WORDS_IGNORED: {"words": "100%s"},
    NoteKind.PLACE_OFFERED: {"asked": "100%s"},
    NoteKind.PLACE_TAKEN: {"asked": "x"},
    NoteKind.ASK_WHERE: {},
    NoteKind.RADIUS_WIDENED: {"miles": "50"},
    NoteKind.NONE_HERE: {"place": "100%s"},
}
WAYS = {
    "without": {"term": "detox"},
    "unsaid": {"term": "medicaid"},
    "then": {"term": "live-in", "after": "detox"},
    "together": {"term": "outpatient", "after": "detox"},
    "instead": {"term": "buprenorphine", "of": "methadone"},
    "without_words": {"words": "x"},
    "within": {"miles": "50"},
    "state": {"state": "OH"},
    "telehealth": {"state": "Ohio"},
    "nearest": {},
    "only_words": {"words": "x"},
    "only_place": {"place": "Akron"},
    "everything": {},
}


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with site([]).test_request_context():
        yield


@pytest.mark.parametrize("kind", NoteKind)
def test_every_kind_of_note_has_a_sentence(kind: NoteKind) -> None:
    said = notes.note(Note(kind, VALUES[kind], (place(),)), vocabulary())
    assert said[-1] in ".?"
    assert "%(" not in said
    assert ("100%s" in said) == ("100%s" in VALUES[kind].values())


def test_every_way_on_that_is_ever_offered_has_words() -> None:
    source = Path(SEED_DATA.parent / "finder" / "search" / "widen.py").read_text(encoding="utf-8")
    offered = set(re.findall(r'_Step\([^"]*?, "(\w+)", \{', source)) | {"state"}
    assert offered <= WAYS.keys()
    for because, values in WAYS.items():
        way = Widening(SearchRequest(where=Where(place())), 7, because, values)
        said = notes.way_on(way, vocabulary())
        assert said
        assert "%(" not in said


@pytest.mark.parametrize("term", vocabulary().terms, ids=lambda term: term.slug)
def test_every_term_goes_into_a_sentence(term: Term) -> None:
    for total in (0, 1, 2):
        said = sentence.sentence(SearchRequest(terms=(term.slug,)), total, vocabulary())
        assert "%(" not in said
        assert wording.short(term).lower() in said.lower()


def test_proper_names_keep_their_capital_and_other_words_do_not() -> None:
    said = {
        slug: sentence.sentence(SearchRequest(terms=(slug,)), 2, vocabulary())
        for slug in (
            "detox",
            "medicaid",
            "carf",
            "lgbtq",
            "spanish",
            "sign-language",
            "tb-screening",
        )
    }
    assert list(said.values()) == [
        "2 places offer detox",
        "2 places take Medicaid",
        "2 places have CARF",
        "2 places have help for LGBTQ people",
        "2 places help people in Spanish",
        "2 places help people in sign language",
        "2 places offer TB test",
    ]


@pytest.mark.parametrize("topic", vocabulary().topics, ids=lambda topic: topic.slug)
def test_every_topic_goes_into_a_sentence_or_is_left_to_its_chip(topic: Topic) -> None:
    said = sentence.sentence(SearchRequest(topics=(topic.slug,)), 7, vocabulary())
    panel = vocabulary().panel(topic.panel)
    if panel and panel.urgency <= 6 or not topic.prefers:
        assert said == "All 7 places we know of"
    assert "%(" not in said
    assert "(" not in said


def test_a_sentence_says_what_the_order_is_about_only_where_it_is() -> None:
    asked = SearchRequest(topics=("any-treatment", "fentanyl", "heroin"), where=Where(place(), 25))
    said = "7 places within 25 miles of Dayton, OH"
    assert sentence.sentence(asked, 7, vocabulary()) == f"{said}, ranked for heroin and fentanyl"
    assert sentence.sentence(asked.sorted_by(Sort.NAME), 7, vocabulary()) == said
    assert sentence.sentence(asked, 1, vocabulary()) == "1 place within 25 miles of Dayton, OH"
    assert sentence.sentence(asked, 0, vocabulary()) == (
        "We know of no place within 25 miles of Dayton, OH"
    )


def test_terms_of_which_one_will_do_are_joined_by_or() -> None:
    asked = SearchRequest(terms=("detox", "medicaid", "private-insurance"))
    assert sentence.sentence(asked, 2, vocabulary()) == (
        "2 places offer detox and take Medicaid or take private health insurance"
    )
    assert sentence.sentence(asked.without("medicaid", "private-insurance"), 0, vocabulary()) == (
        "We know of no place that offers detox"
    )


def test_what_is_not_said_is_said_in_the_sentence() -> None:
    asked = SearchRequest(terms=("detox",), unsaid=("medicaid",))
    assert sentence.sentence(asked, 1, vocabulary()) == (
        "1 place offers detox and does not say “Medicaid”"
    )
    assert sentence.sentence(asked, 2, vocabulary()) == (
        "2 places offer detox and do not say “Medicaid”"
    )


def test_a_circle_of_one_mile_is_one_mile() -> None:
    assert wording.where_phrase(Where(place(), 1)) == "within 1 mile of Dayton, OH"


def test_distances_are_straight_lines_and_near_zero_is_said_in_words() -> None:
    said = wording.distance_from(place(), 0.2, about=True)
    assert said == "about a mile or less from Dayton, OH, straight line"
    assert wording.distance_from(place(), 0.2, about=False).startswith("0.2 miles from")
    assert wording.distance_from(place(), 0.01, about=False).startswith("less than 0.1 miles")


def test_everybody_who_may_pick_up_has_a_name() -> None:
    for kind in PhoneKind:
        assert wording.phone_kind(Phone(kind, "+13305550142", "", ""))


@pytest.mark.parametrize("says", Says)
def test_yes_no_and_not_said_never_look_alike(says: Says) -> None:
    term = vocabulary().terms[0]
    others = {wording.why(term, other) for other in Says if other is not says}
    assert wording.why(term, says) not in others


def test_a_source_without_a_name_of_ours_keeps_its_own() -> None:
    told = wording.source(Provenance("Ohio licences", date(2024, 2, 29)))
    assert told == "Ohio licences, February 2024"


def test_large_numbers_have_a_comma() -> None:
    assert sentence.sentence(SearchRequest(), 12744, vocabulary()).startswith("All 12,744 places")


def test_every_helpline_says_who_answers_who_pays_and_when() -> None:
    lines = helplines.load(SEED_DATA / "helplines.csv")
    assert len({line.slug for line in lines}) == len(lines) >= 3
    for line in lines:
        assert all((line.who_answers, line.who_pays, line.hours, line.use_for, line.source))
        assert all((line.name_es, line.who_answers_es, line.who_pays_es, line.use_for_es))


@pytest.mark.parametrize(
    ("column", "value", "complaint"),
    [("who_pays", "", "who_pays"), ("link", "1-800", "tel:"), ("checked_on", "May", "2026-11-30")],
)
def test_a_helpline_that_is_not_whole_is_refused(
    column: str, value: str, complaint: str, tmp_path: Path
) -> None:
    header, *_ = (SEED_DATA / "helplines.csv").read_text(encoding="utf-8").splitlines()
    cells = dict.fromkeys(header.split(","), "x") | {"link": "tel:911", "checked_on": ""}
    file = tmp_path / "helplines.csv"
    file.write_text(f"{header}\n{','.join((cells | {column: value}).values())}\n")
    with pytest.raises(SeedDataError, match=f"line 2: .*{complaint}"):
        helplines.load(file)


def test_a_missing_helplines_file_is_explained(tmp_path: Path) -> None:
    with pytest.raises(SeedDataError, match="helplines.csv cannot be read"):
        helplines.load(tmp_path / "helplines.csv")
    (tmp_path / "helplines.csv").write_text("a,b\n")
    with pytest.raises(SeedDataError, match="first line must be"):
        helplines.load(tmp_path / "helplines.csv")
