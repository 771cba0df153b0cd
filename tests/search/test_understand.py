"""Understand: what is typed becomes a request, and following its link gives the same answer."""

from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from finder.cli.keeping import set_up
from finder.config import SEED_DATA, Config
from finder.facility import Revision
from finder.places import Gazetteer
from finder.search import params
from finder.search.answer import answer
from finder.search.page import Page
from finder.search.request import SearchRequest, Where
from finder.search.snapshot import build, load
from finder.search.snapshot_view import SnapshotView
from finder.search.understand import understand
from finder.vocabulary import Vocabulary
from finder.wiring import Parts
from tests.builders import facility

SENTENCES = (
    "detox", "rehab for my son", "free detox 44101", "alcohol rehab on medicaid in columbus",
    "methadone clinic wyoming", "suboxone springfield", "heroin", "pills", "methodone", "suboxon",
    "example willow", "Example Cedar Ridge Recovery Clinic", "exmaple willow", "i want to die",
    "not faith based rehab dayton", "meth clinic", "rehab guam", "desintoxicacion houston",
    "sober living tampa", "teen rehab near 10 miles of 90210", "zzzzqqq", "the", "near me", "💊",
)  # fmt: skip


@pytest.fixture(scope="module")
def view(
    tmp_path_factory: pytest.TempPathFactory,
    real_vocabulary: Vocabulary,
    real_gazetteer: Gazetteer,
) -> SnapshotView:
    """The demonstration directory."""
    home: Path = tmp_path_factory.mktemp("understand")
    parts = Parts(Config(home=home))
    parts.vocabulary, parts.gazetteer = real_vocabulary, real_gazetteer
    assert SEED_DATA.is_dir()
    set_up(parts)
    return parts.searchable().view()


def page_of(
    pairs: list[tuple[str, str]], view: SnapshotView, words: Vocabulary, places: Gazetteer
) -> Page:
    parsed = params.parse(pairs, words, places)
    asked = understand(parsed, view, words, places)
    return answer(view, asked.request, words, states=places.state)


def test_a_name_of_everyday_words_comes_first_and_hides_nobody(
    view, real_vocabulary, real_gazetteer
):
    named = next(
        each
        for each in view.fetch(view.find(SearchRequest(words="recovery", size=200)).ids)
        if view.total(SearchRequest(words=f"{each.name} {each.address.city}")) == 1
    )
    typed = f"{named.name} {named.address.city}".lower()
    found = page_of([("q", f"detox {typed}")], view, real_vocabulary, real_gazetteer)
    assert found.request.called == "", "more was said than the name"
    found = page_of([("q", typed)], view, real_vocabulary, real_gazetteer)
    assert found.hits[0].facility.id == named.id


def test_a_name_that_reads_as_another_place_is_a_name(tmp_path, real_vocabulary, real_gazetteer):
    utah = facility("Kane County Drug Court", city="Kanab", state="UT", county="Kane County")
    other = facility("Other Court", city="Geneva", state="IL", county="Kane County")
    build(tmp_path, Revision(1, "k"), [utah, other], real_vocabulary, {})
    loaded = load(tmp_path, Revision(1, "k"), real_vocabulary)
    view = SnapshotView.of(1, loaded, real_vocabulary)
    found = page_of([("q", "kane county drug court")], view, real_vocabulary, real_gazetteer)
    assert [hit.facility.id for hit in found.hits] == [utah.id]
    assert found.request.where is None


def test_a_program_called_by_everyday_words_comes_first_where_nothing_else_is_meant(
    tmp_path, real_vocabulary, real_gazetteer
):
    near = (36.6777, -121.6555)
    other = facility("Other House", at=near, city="Salinas", state="CA")
    meant = facility("Human Care", program="Off Main Clinic", at=near, city="Salinas", state="CA")
    build(tmp_path, Revision(1, "k"), [other, meant], real_vocabulary, {})
    loaded = load(tmp_path, Revision(1, "k"), real_vocabulary)
    view = SnapshotView.of(1, loaded, real_vocabulary)
    found = page_of([("q", "off main clinic salinas")], view, real_vocabulary, real_gazetteer)
    assert [hit.facility.id for hit in found.hits] == [meant.id, other.id]


@pytest.mark.parametrize("typed", ["kane county drug court", "kane rehab"])
def test_a_name_does_not_undo_the_place_and_the_filters_that_were_chosen(
    typed, tmp_path, real_vocabulary, real_gazetteer
):
    utah = facility("Kane County Drug Court", city="Kanab", state="UT", county="Kane County")
    akron = facility("Other House", at=(41.0814, -81.5190), city="Akron", has=["detox"])
    build(tmp_path, Revision(1, "k"), [utah, akron], real_vocabulary, {})
    loaded = load(tmp_path, Revision(1, "k"), real_vocabulary)
    view = SnapshotView.of(1, loaded, real_vocabulary)
    chosen = [("q", typed), ("near", "Akron, OH"), ("program", "detox")]
    found = page_of(chosen, view, real_vocabulary, real_gazetteer)
    assert found.request.where is not None
    assert found.request.where.place.name == "Akron"
    assert "detox" in found.request.terms
    assert utah.id not in {hit.facility.id for hit in found.hits}


def test_a_word_that_names_nobody_there_is_said_to_be_unused(
    tmp_path, real_vocabulary, real_gazetteer
):
    utah = facility("Crossroads", city="Kanab", state="UT")
    akron = facility("Other House", at=(41.0814, -81.5190), city="Akron")
    build(tmp_path, Revision(1, "k"), [utah, akron], real_vocabulary, {})
    loaded = load(tmp_path, Revision(1, "k"), real_vocabulary)
    view = SnapshotView.of(1, loaded, real_vocabulary)
    parsed = params.parse(
        [("q", "crossroads rehab"), ("near", "Akron, OH")], real_vocabulary, real_gazetteer
    )
    understood = understand(parsed, view, real_vocabulary, real_gazetteer)
    assert understood.request.called == ""
    assert understood.request.where == parsed.request.where
    assert [note.values.get("words") for note in understood.intent.notes] == ["crossroads"]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_link_of_a_page_leads_to_the_same_page(sentence, view, real_vocabulary, real_gazetteer):
    first = page_of([("q", sentence)], view, real_vocabulary, real_gazetteer)
    link = params.query(first.request, real_vocabulary)
    again = page_of(parse_qsl(link), view, real_vocabulary, real_gazetteer)
    assert again.request == first.request
    assert (again.total, again.hits) == (first.total, first.hits)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_way_on_and_every_facet_gives_what_it_says(
    sentence, view, real_vocabulary, real_gazetteer
):
    page = page_of([("q", sentence)], view, real_vocabulary, real_gazetteer)
    assert page.hits or page.widenings
    asked = [(way.request, way.total) for way in page.widenings]
    asked += [
        (page.request.including(value.term.slug), value.count)
        for facet in page.facets
        for value in facet.values[:3]
        if not value.selected and facet.category.combine == "all"
    ]
    for request, total in asked:
        link = parse_qsl(params.query(request, real_vocabulary))
        followed = params.parse(link, real_vocabulary, real_gazetteer)
        assert (
            view.total(understand(followed, view, real_vocabulary, real_gazetteer).request) == total
        )


def test_a_place_given_apart_wins_over_one_in_the_words(view, real_vocabulary, real_gazetteer):
    parsed = params.parse(
        [("q", "detox akron"), ("near", "Dayton, OH")], real_vocabulary, real_gazetteer
    )
    asked = understand(parsed, view, real_vocabulary, real_gazetteer).request
    dayton = real_gazetteer.city("Dayton", "OH")
    assert asked.where == Where.about(dayton)
    assert asked.words == ""
