"""The text index: its corrections are those that comparing with every word gives."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from finder.facility import OtherName
from finder.search import text_index
from finder.search.text_index import MOST_SUGGESTIONS, TextIndex
from tests.builders import SOURCE, facility

NAMES = (
    "Harbor Light Recovery",
    "Harper House",
    "Arbor Lights",
    "Recovery Harbour",
    "Discovery Place",
    "Covert Hope 2",
    "Serenity Lodge Nogales",
    "Serenely Angeles Logan",
)


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> TextIndex:
    folder: Path = tmp_path_factory.mktemp("texts")
    text_index.build(folder, [facility(name=each) for each in NAMES], {"OH": "Ohio"})
    return TextIndex.load(folder)


@given(word=st.text("abehilnoprsvy", min_size=1, max_size=11))
@settings(max_examples=300)
def test_corrections_are_the_nearest_of_all_words(texts: TextIndex, word: str) -> None:
    allowed = 2 if len(word) >= 8 else 1 if len(word) >= 4 else 0
    used = {each: texts.find([each]).rows.size for each in texts.tokens if each.isalpha()}
    near = sorted((OSA.distance(word, each), -used[each], each) for each in used)
    right = [each for distance, _, each in near if 0 < distance <= allowed]

    given_ = texts.spelling(word)

    assert given_ == (() if word in used else tuple(right[:MOST_SUGGESTIONS]))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("recovrey", "recovery"), ("serentiy", "serenity"), ("harbr", "harbor"), ("lodgee", "lodge")],
)
def test_a_slip_of_each_kind_is_mended(texts: TextIndex, typed: str, meant: str) -> None:
    assert meant in texts.spelling(typed)


def test_a_place_is_found_by_the_name_another_list_has_it_under(tmp_path: Path) -> None:
    other = (OtherName("Horizon Services", SOURCE),)
    rows = [facility("Chrysalis"), replace(facility("Haven"), other_names=other)]
    text_index.build(tmp_path, rows, {"OH": "Ohio"})
    assert TextIndex.load(tmp_path).find(["horizon"]).rows.tolist() == [1]
