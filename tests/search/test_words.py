"""Words: one way of cutting text into tokens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finder.search.words import LONGEST_TOKEN, MOST_TOKENS, folded, tokens


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("St. Mary's", ("st", "marys")),
        ("St. Mary’s", ("st", "marys")),
        ("Mayagüez", ("mayaguez",)),
        ("NIÑOS y niñas", ("ninos", "y", "ninas")),
        ("Straße", ("strasse",)),
        ("İstanbul", ("istanbul",)),
        ("12-Step_Program (AA/NA)", ("12", "step", "program", "aa", "na")),
        ("ﬁrst ＡＢＣ ①", ("first", "abc", "1")),
        ("e\u0301tat", ("etat",)),
        ("  \n\t ", ()),
        ("¡!…—", ()),
        ("", ()),
        ("北京", ("北京",)),
    ],
)
def test_text_is_cut_like_this(text: str, cut: tuple[str, ...]) -> None:
    assert tokens(text) == cut


@given(st.text(max_size=300))
def test_tokens_are_short_few_and_stay_what_they_are_when_cut_again(text: str) -> None:
    cut = tokens(text)
    assert len(cut) <= MOST_TOKENS
    assert all(0 < len(token) <= LONGEST_TOKEN for token in cut)
    assert tokens(" ".join(cut)) == cut


@given(st.text(max_size=100))
def test_case_does_not_matter(text: str) -> None:
    assert tokens(folded(text)) == tokens(text)


def test_a_hundred_thousand_words_cost_no_more_than_a_few() -> None:
    assert len(tokens("word " * 100_000)) == MOST_TOKENS
    assert tokens("a" * 100_000) == ("a" * LONGEST_TOKEN,)
    assert len(tokens("\ufdfa" * 100_000)) <= MOST_TOKENS
