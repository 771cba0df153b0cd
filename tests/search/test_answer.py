"""Answer: from a request to everything a results page shows, never a dead end."""

from pathlib import Path

import pytest

from finder.facility import Facility, Revision, Says
from finder.search.answer import answer, panel_of
from finder.search.page import Note, NoteKind, Page
from finder.search.request import SearchRequest, Where
from finder.search.snapshot import build, load
from finder.search.snapshot_view import SnapshotView
from finder.vocabulary import Vocabulary
from tests.builders import STATE_NAMES, facility, place, vocabulary

FAR = (44.0, -84.0)
HARBOR = facility("Harbor House", has=["detox"])
HOPE = facility("Hope House", has=["detox", "medicaid"])
LIGHTS = facility("Niagara Lights", at=FAR, city="Elsewhere", has=["medicaid"])
MANY = [facility(f"Place {number}") for number in range(10)]
HERE = Where(place(), 25)


@pytest.fixture
def view(tmp_path: Path) -> SnapshotView:
    return viewed(tmp_path, HARBOR, HOPE, LIGHTS, *MANY)


def viewed(folder: Path, *facilities: Facility) -> SnapshotView:
    revision = Revision(4, "k")
    build(folder, revision, facilities, vocabulary(), STATE_NAMES)
    return SnapshotView.of(4, load(folder, revision, vocabulary()), vocabulary())


def asked(view: SnapshotView, request: SearchRequest) -> Page:
    return answer(view, request, vocabulary(), states=lambda _code: None)


def notes(page: Page) -> list[tuple[NoteKind, dict[str, str]]]:
    return [(note.kind, dict(note.values)) for note in page.notes]


def test_a_page_has_hits_with_their_distance_and_why_they_match(view: SnapshotView) -> None:
    page = asked(view, SearchRequest(words="house", terms=("detox", "medicaid"), where=HERE))
    [hit] = page.hits
    assert (page.total, page.revision, hit.facility, hit.miles) == (1, 4, HOPE, 0.0)
    assert {(term.slug, says) for term, says in hit.why} == {
        ("detox", Says.YES), ("medicaid", Says.YES),
    }  # fmt: skip
    assert hit.score > 0


def test_of_alternatives_a_hit_says_which_it_has_and_which_is_not_said(view: SnapshotView) -> None:
    payment = vocabulary().term("medicaid")
    assert payment is not None
    other = next(
        term for term in vocabulary().in_category(payment.category) if term.slug != "medicaid"
    )
    page = asked(view, SearchRequest(words="hope", terms=tuple(sorted(("medicaid", other.slug)))))
    assert {term.slug: says for term, says in page.hits[0].why} == {
        "medicaid": Says.YES, other.slug: Says.NOT_SAID,
    }  # fmt: skip


def test_facets_have_every_term_in_the_vocabularys_order(view: SnapshotView) -> None:
    page = asked(view, SearchRequest(terms=("detox",)))
    assert [facet.category for facet in page.facets] == list(vocabulary().categories)
    values = [value for facet in page.facets for value in facet.values]
    assert [value.term for value in values] == list(vocabulary().terms)
    assert [value.term.slug for value in values if value.selected] == ["detox"]
    counts = {value.term.slug: value.count for value in values}
    assert (counts["detox"], counts["medicaid"]) == (2, 1)


def test_a_misspelt_word_is_respelt_and_the_page_says_so(view: SnapshotView) -> None:
    page = asked(view, SearchRequest(words="Harbr house", where=HERE, page=2))
    assert [hit.facility for hit in page.hits] == [HARBOR]
    assert page.request.words == "harbor house"
    said = {"words": "Harbr house", "instead": "harbor house"}
    assert notes(page) == [(NoteKind.SPELLING, said)]


def test_words_nobody_has_are_left_out_and_the_page_says_so(view: SnapshotView) -> None:
    page = asked(view, SearchRequest(words="xylophone house", where=HERE))
    assert (page.request.words, page.total) == ("", 12)
    assert notes(page) == [(NoteKind.WORDS_NOT_FOUND, {"words": "xylophone house"})]
    assert page.widenings == ()


@pytest.mark.parametrize("words", ["niagara lights", "niagra lights"])
def test_a_name_that_is_only_elsewhere_is_shown_from_there_and_the_page_says_so(
    view: SnapshotView, words: str
) -> None:
    page = asked(view, SearchRequest(words=words, where=HERE))
    assert (page.total, page.beyond) == (0, True)
    assert [hit.facility for hit in page.hits] == [LIGHTS]
    assert page.hits[0].miles is not None
    assert page.notes[-1].kind is NoteKind.NONE_HERE


def test_a_radius_nobody_chose_grows_until_it_holds_enough(tmp_path: Path) -> None:
    spread = [facility(f"Place {n}", at=(39.7589 + n / 6.9, -84.1916)) for n in range(9)]
    view = viewed(tmp_path, *spread)  # ten miles from one to the next
    page = asked(view, SearchRequest(where=Where.about(place())))
    assert page.request.where == Where(place(), 50)
    assert notes(page) == [(NoteKind.RADIUS_WIDENED, {"miles": "50"})]
    chosen = asked(view, SearchRequest(where=Where(place(), 25)))
    assert (chosen.request.where, chosen.total, chosen.notes) == (Where(place(), 25), 3, ())


def test_the_most_urgent_panel_comes_from_topics_and_terms(view: SnapshotView) -> None:
    def panel(request: SearchRequest) -> str:
        page = asked(view, request)
        return page.panel.slug if page.panel else ""

    assert panel(SearchRequest()) == ""
    assert panel(SearchRequest(terms=("detox",))) == "detox_not_treatment"
    assert panel(SearchRequest(terms=("detox",), topics=("overdose",))) == "emergency_911"


def test_reasons_are_given_when_asked_for_and_add_up(view: SnapshotView) -> None:
    request = SearchRequest(terms=("detox",), topics=("heroin",), where=HERE)
    page = answer(view, request, vocabulary(), states=lambda _code: None, explain=True)
    assert [each.total for each in page.reasons] == pytest.approx([hit.score for hit in page.hits])
    assert asked(view, request).reasons == ()


def test_nothing_found_always_comes_with_a_way_on(view: SnapshotView) -> None:
    page = asked(view, SearchRequest(terms=("detox", "methadone"), where=Where(place(at=FAR), 5)))
    assert page.total == 0
    assert page.widenings
    assert all(way.total > 0 for way in page.widenings)


def test_notes_handed_in_come_first(view: SnapshotView) -> None:
    note = Note(NoteKind.BAD_SORT, {"value": "worst"})
    request = SearchRequest(words="zzzz")
    page = answer(view, request, vocabulary(), notes=[note], states=lambda _code: None)
    assert [each.kind for each in page.notes] == [NoteKind.BAD_SORT, NoteKind.WORDS_NOT_FOUND]


def test_signs_without_a_letter_are_no_words(view: SnapshotView) -> None:
    assert asked(view, SearchRequest(words="?!")).total == 13
    assert asked(view, SearchRequest(words="?!")).notes == ()


def test_an_empty_directory_is_an_empty_page(tmp_path: Path) -> None:
    page = asked(viewed(tmp_path), SearchRequest(words="hope", terms=("detox",), where=HERE))
    assert (page.total, page.hits, page.widenings, page.pages) == (0, (), (), 1)


@pytest.mark.parametrize(
    ("topics", "panel"),
    [
        (("stopping",), "withdrawal_danger"),
        (("stopping", "alcohol-use"), "withdrawal_danger"),
        (("cannabis", "stopping"), None),
    ],
)
def test_stopping_what_brings_no_withdrawal_raises_no_warning_of_it(
    topics: tuple[str, ...], panel: str | None, real_vocabulary: Vocabulary
) -> None:
    raised = panel_of(SearchRequest(topics=topics), real_vocabulary)
    assert (raised.slug if raised else None) == panel
