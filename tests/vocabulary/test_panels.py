"""Panels: all seventeen, short enough for a fright, in plain words of two languages."""

import csv
import re
from pathlib import Path

import pytest

from finder.vocabulary import Panel, Vocabulary
from tests.vocabulary.wording import FAMILIAR, UNKIND, grade

# shared/guidance-facts.md, section 9, the most urgent first.
_PANELS = """
emergency_911 988_panel poison_control dv_hotline rainn_hotline never_use_alone pregnancy_panel
intervention_panel naloxone_panel withdrawal_danger adulterant_danger overdose_tolerance
stimulant_fentanyl veterans_line moud_info detox_not_treatment helpline_panel
"""
PANELS = _PANELS.split()
# The numbers that may be printed (section 8): the one for people who use alone is disputed.
NUMBERS = {"911", "988", "1-800-662-4357", "1-800-799-7233", "1-800-656-4673", "1-800-222-1222"}
WORDS_MOST = 60
GRADE_MOST = 5


@pytest.fixture(params=PANELS)
def panel(request: pytest.FixtureRequest, vocabulary: Vocabulary) -> Panel:
    found = vocabulary.panel(request.param)
    assert found is not None
    return found


def test_every_panel_is_there_and_has_its_rank(vocabulary: Vocabulary) -> None:
    assert [each.slug for each in vocabulary.panels] == PANELS
    assert [each.urgency for each in vocabulary.panels] == list(range(1, 18))


def test_a_panel_is_short_in_both_languages(panel: Panel) -> None:
    for wording in panel.wording:
        assert len(wording.split()) <= WORDS_MOST, wording


def test_a_panel_reads_at_grade_five_or_below(panel: Panel) -> None:
    text = " ".join((f"{panel.title}.", panel.text, *panel.steps))
    assert grade(text) <= GRADE_MOST


def test_a_panel_is_kind_and_says_usted(panel: Panel) -> None:
    for wording in panel.wording:
        assert UNKIND.search(wording) is None
    assert FAMILIAR.search(panel.wording[1]) is None


def test_a_panel_says_what_to_do_in_both_languages_alike(panel: Panel) -> None:
    assert 3 <= len(panel.steps) == len(panel.steps_es) <= 4
    for text in (panel.text, *panel.steps, panel.text_es, *panel.steps_es):
        assert text[-1] in ".?!:", text


def test_a_panel_prints_only_numbers_that_are_sure_and_the_same_in_both_languages(
    panel: Panel,
) -> None:
    found = [set(re.findall(r"\d-\d{3}-\d{3}-\d{4}|\b\d{3}\b", each)) for each in panel.wording]
    assert found[0] == found[1]
    assert found[0] <= NUMBERS


def test_a_panels_helplines_are_kept(panel: Panel, seed_data: Path) -> None:
    with (seed_data / "helplines.csv").open(encoding="utf-8", newline="") as file:
        kept = {row["slug"] for row in csv.DictReader(file)}
    assert panel.helplines
    assert set(panel.helplines) <= kept


def test_a_term_that_is_ticked_has_the_panel_its_words_have(vocabulary: Vocabulary) -> None:
    for slug, panel in (
        ("detox", "detox_not_treatment"),
        ("alcohol-detox", "withdrawal_danger"),
        ("benzodiazepine-detox", "withdrawal_danger"),
        ("opioid-detox", "overdose_tolerance"),
        ("buprenorphine", "moud_info"),
        ("naltrexone-injection", "moud_info"),
        ("naltrexone", ""),
        ("pregnant", "pregnancy_panel"),
        ("military-insurance", "veterans_line"),
        ("domestic-violence", "dv_hotline"),
        ("medicaid", ""),
    ):
        term = vocabulary.term(slug)
        assert term is not None
        assert term.panel == panel, slug
