"""Drawing lots, and sets of equal scores: the same order whether facilities are sorted or not."""

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from finder.facility import Revision
from finder.search import drawing, scoring
from finder.search.bitset import bits_of, full
from finder.search.columns import Columns, columns_of, in_rows
from finder.search.drawing import Draw
from finder.search.request import SearchRequest
from finder.search.snapshot import build, load
from finder.search.snapshot_view import SnapshotView
from finder.vocabulary import Vocabulary
from tests.builders import STATE_NAMES, vocabulary
from tests.search.cases import random_facilities


@pytest.fixture(scope="module")
def columns() -> Columns:
    return columns_of(in_rows(random_facilities(random.Random(5), 700)), vocabulary())


def test_every_rank_comes_up_once():
    for facilities in (1, 2, 3, 64, 65, 1000):
        for words in ("", "hope", "house"):
            draw = Draw.of(SearchRequest(words=words), facilities)
            turns = draw.turns(np.arange(facilities))
            assert len(set(turns.tolist())) == facilities
            assert turns.max() < draw.size


def test_a_draw_depends_on_what_is_asked_and_on_no_page():
    asked = SearchRequest(terms=("detox",))
    assert Draw.of(asked, 700) == Draw.of(replace(asked, page=3, size=5), 700)
    others = {Draw.of(SearchRequest(terms=(slug,)), 700) for slug in ("detox", "a", "b", "c")}
    assert len(others) == 4


def test_nobody_is_drawn_first_more_often_than_chance_has_it(columns: Columns):
    everyone = full(len(columns))
    requests = (SearchRequest(words=str(number)) for number in range(3000))
    first = [int(Draw.of(each, 700).of_set(columns, everyone, 1)[0]) for each in requests]
    # 3,000 draws among 700: four each on average, and twenty have odds of one in a million.
    assert max(map(first.count, set(first))) < 20


def test_looking_facilities_up_and_sorting_them_all_give_the_same_order(
    columns: Columns, monkeypatch: pytest.MonkeyPatch
):
    chance = random.Random(3)
    for number in range(200):
        members = sorted(chance.sample(range(len(columns)), chance.randint(1, len(columns))))
        among = bits_of(np.array(members), columns.words)
        draw = Draw.of(SearchRequest(words=str(number)), len(columns))
        wanted = chance.randint(1, len(members))
        found = []
        for looked_up in (0, 10**9):
            monkeypatch.setattr(drawing, "_LOOKED_UP", looked_up)
            found.append(draw.of_set(columns, among, wanted).tolist())
        assert found[0] == found[1]
        assert len(set(found[0])) == wanted
        assert set(found[0]) <= set(members)


def test_sets_of_equal_scores_give_the_order_that_scores_give(
    tmp_path: Path, real_vocabulary: Vocabulary, monkeypatch: pytest.MonkeyPatch
):
    chance = random.Random(8)
    facilities = random_facilities(random.Random(9), 500, real_vocabulary)
    revision = Revision(1, "drawn")
    build(tmp_path, revision, facilities, real_vocabulary, STATE_NAMES)
    view = SnapshotView.of(1, load(tmp_path, revision, real_vocabulary), real_vocabulary)
    slugs = [topic.slug for topic in real_vocabulary.topics]
    terms = [term.slug for term in real_vocabulary.terms]
    levelled = 0
    for _ in range(150):
        request = SearchRequest(
            topics=tuple(chance.sample(slugs, chance.randint(0, 2))),
            avoid=tuple(chance.sample(terms, chance.randint(0, 2))),
            terms=tuple(chance.sample(terms, chance.randint(0, 2))),
            page=chance.choice([1, 1, 2, 7]),
        )
        monkeypatch.setattr(scoring, "_MOST_LEVELLED", 4)
        by_sets = view.find(request)
        monkeypatch.setattr(scoring, "_MOST_LEVELLED", -1)
        by_scores = view.find(request)
        assert by_sets == by_scores
        levelled += len(set(by_sets.scores)) > 1
    assert levelled > 10
