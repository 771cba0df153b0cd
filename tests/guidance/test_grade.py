"""Grade: what textstat 0.7.4 says of the same text, and that hard is harder."""

import pytest

from finder.guidance import grade

EASY = ["The cat sat on the mat.", "We can help you find a place."]
HARD = ["Comprehensive interdisciplinary assessment necessitates institutional collaboration."]
SPANISH = ["La casa es grande y bonita.", "Podemos ayudarle a encontrar un lugar cerca."]


def test_hard_english_has_a_higher_grade_and_hard_spanish_less_ease():
    assert grade.grade(EASY) < 3
    assert grade.grade(HARD) > 12
    hard = ["Institucionalizaremos responsabilidades interdisciplinariamente."]
    assert grade.ease(hard) < grade.LEAST_EASE < grade.ease(SPANISH)


def test_it_is_what_textstat_measures():
    # What textstat 0.7.4 said of these; it rounds syllables a word to a tenth, we do not.
    assert grade.grade(EASY) == pytest.approx(-1.4, abs=0.2)
    assert grade.grade(HARD) == pytest.approx(39.8, abs=0.2)
    assert grade.ease(SPANISH) == pytest.approx(86.21, abs=3)


def test_a_sentence_of_two_words_makes_nothing_easier():
    assert grade.grade([*EASY, "Call us."]) > grade.grade(EASY)


def test_nothing_is_easy():
    assert grade.grade([]) == 0.0
    assert grade.ease(["…"]) == 100.0
    assert grade.words(EASY) == 13
