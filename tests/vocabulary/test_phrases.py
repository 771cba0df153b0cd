"""Phrases: what people type is known, means what we say it means, and never hides a danger."""

from collections import Counter

import pytest

from finder.places import Gazetteer, Place
from finder.search.words import tokens
from finder.vocabulary import NOISE, Phrase, Vocabulary, plain
from tests.vocabulary.wording import FAMILIAR, UNKIND

# Phrases whose codes we cover only in part, each with the codes left out and why.
LEFT_OUT = {
    "naltrexone": ({"NU"}, "used in treatment is not prescribed here"),
    "revia": ({"NU"}, "used in treatment is not prescribed here"),
    "naltrexone pills": ({"NU"}, "used in treatment is not prescribed here"),
    "smoke free": ({"SMOP", "SMPD"}, "who wants no smoke does not want it allowed"),
    "can i smoke": ({"SMON"}, "who wants to smoke does not want it forbidden"),
    "smoking allowed": ({"SMON"}, "who wants to smoke does not want it forbidden"),
}
# Filters of the table that are wishes with us, as a son may be forty.
SOFTER = {"mi hijo"}
# Panels the table lacks: misspelt medicines have the panel of the right spelling.
CRISES = {"emergency_911", "988_panel", "poison_control", "dv_hotline", "never_use_alone"}
# Words that mean a drug only in company, words that always do, and words that are no phrase.
EVERYDAY = "ice rock glass speed blow powder h boy bars lean acid pot dip"
PLAIN = "heroin meth xanax alcohol fentanyl suboxone cocaine"
NEVER = "mother mom son daughter house home job day group clean the near in"


@pytest.fixture(scope="module")
def known(vocabulary: Vocabulary) -> dict[str, Phrase]:
    return {plain(each.text): each for each in vocabulary.phrases}


def ranked(vocabulary: Vocabulary, phrase: Phrase) -> set[str]:
    """The terms that places rank up for."""
    topics = [topic for slug in phrase.topics if (topic := vocabulary.topic(slug))]
    return {slug for topic in topics for each in topic.prefers for slug in each.terms}


def codes(vocabulary: Vocabulary, slugs: set[str]) -> set[str]:
    terms = [term for slug in slugs if (term := vocabulary.term(slug))]
    return {code for term in terms for code in term.codes}


def raised(vocabulary: Vocabulary, phrase: Phrase) -> set[str]:
    """The panels a phrase calls for."""
    topics = [topic.panel for slug in phrase.topics if (topic := vocabulary.topic(slug))]
    terms = [term.panel for slug in phrase.terms if (term := vocabulary.term(slug))]
    return {*topics, *terms} - {""}


def test_every_synonym_is_a_phrase_and_its_codes_are_covered(
    vocabulary: Vocabulary, known: dict[str, Phrase], synonyms: list[dict[str, str]]
) -> None:
    assert len(synonyms) == 954
    for row in synonyms:
        phrase = known.get(plain(row["user_term"]))
        assert phrase is not None, row["user_term"]
        wanted = set(row["codes"].replace("+", "|").split("|")) - {""}
        found = codes(vocabulary, {*phrase.terms, *ranked(vocabulary, phrase)})
        left_out, _ = LEFT_OUT.get(row["user_term"], (set(), ""))
        assert wanted - found == left_out, row["user_term"]


def test_services_filter_and_what_only_ranks_never_does(
    vocabulary: Vocabulary, known: dict[str, Phrase], synonyms: list[dict[str, str]]
) -> None:
    for row in synonyms:
        phrase = known[plain(row["user_term"])]
        if row["action"] in ("boost", "advice", "alias", "locate"):
            assert phrase.terms == (), row["user_term"]
        elif row["user_term"] not in SOFTER:
            assert (
                codes(vocabulary, set(phrase.terms)) & set(row["codes"].split("|"))
                or "+" in (row["codes"])
            ), row["user_term"]
        if row["action"] == "locate":
            assert phrase.place, row["user_term"]


def test_every_synonym_raises_its_panel(
    vocabulary: Vocabulary, known: dict[str, Phrase], synonyms: list[dict[str, str]]
) -> None:
    for row in synonyms:
        found = raised(vocabulary, known[plain(row["user_term"])])
        if row["safety"]:
            assert row["safety"] in found, row["user_term"]
            worst = vocabulary.most_urgent(found)
            assert worst is not None
            assert worst.slug == row["safety"], row["user_term"]


def test_a_misspelt_medicine_has_the_panel_of_the_right_spelling(
    vocabulary: Vocabulary, known: dict[str, Phrase], synonyms: list[dict[str, str]]
) -> None:
    panel: dict[str, str] = {}
    for row in synonyms:
        panel.setdefault(row["canonical"], row["safety"])
    for row in synonyms:
        if row["note"].startswith("misspelling") and panel[row["canonical"]]:
            found = raised(vocabulary, known[plain(row["user_term"])])
            assert panel[row["canonical"]] in found, row["user_term"]


def test_a_crisis_never_filters(vocabulary: Vocabulary) -> None:
    """What speaks of a danger now ranks and warns, and hides nobody."""
    crises = {topic.slug for topic in vocabulary.topics if topic.panel in CRISES}
    assert len(crises) >= 7
    for phrase in vocabulary.phrases:
        if crises & set(phrase.topics):
            assert phrase.terms == (), phrase.text


@pytest.mark.parametrize(
    ("typed", "panel"),
    [
        ("turning blue", "emergency_911"),
        ("won't wake up", "emergency_911"),
        ("he overdosed", "emergency_911"),
        ("convulsiones", "emergency_911"),
        ("labios morados", "emergency_911"),
        ("can't go on", "988_panel"),
        ("wants to kill herself", "988_panel"),
        ("ya no puedo más", "988_panel"),
        ("no quiero vivir", "988_panel"),
        ("took a whole bottle", "poison_control"),
        ("toddler ate edible", "poison_control"),
        ("he beats me", "dv_hotline"),
        ("mi esposo me pega", "dv_hotline"),
        ("get high alone", "never_use_alone"),
        ("i was raped", "rainn_hotline"),
        ("quit drinking", "withdrawal_danger"),
        ("dejar de pistear", "withdrawal_danger"),
        ("estoy embarazada", "pregnancy_panel"),
        ("won't get help", "intervention_panel"),
        ("no quiere ayuda", "intervention_panel"),
        ("suboxin", "moud_info"),
        ("percoset", "overdose_tolerance"),
    ],
)
def test_natural_words_for_a_danger_raise_its_panel(
    vocabulary: Vocabulary, known: dict[str, Phrase], typed: str, panel: str
) -> None:
    words = plain(typed).split()
    parts = [words[at:end] for at in range(len(words)) for end in range(at + 1, len(words) + 1)]
    said = [known[text] for part in parts if (text := " ".join(part)) in known]
    assert panel in {found for phrase in said for found in raised(vocabulary, phrase)}


def test_there_are_phrases_enough_in_both_languages(vocabulary: Vocabulary) -> None:
    count = Counter(each.language for each in vocabulary.written_phrases)
    assert count["en"] >= 2_000
    assert count["es"] >= 450
    for kind, least in (("noise", 750), ("near", 40), ("negation", 20), ("unit", 15)):
        assert kind in NOISE
        assert len(vocabulary.noise(kind)) >= least
    assert len(vocabulary.noise("noise", "en")) >= 450
    assert len(vocabulary.noise("noise", "es")) >= 300


def test_words_fold_as_search_cuts_them(vocabulary: Vocabulary) -> None:
    for each in vocabulary.phrases:
        assert tokens(plain(each.text)) == tokens(each.text), each.text
    assert plain("St. Mary’s  Détox-Center ÑANDÚ İ") == "st marys detox center nandu i"


def test_a_phrase_names_a_place_the_gazetteer_knows(
    vocabulary: Vocabulary, real_gazetteer: Gazetteer
) -> None:
    places = {each.place for each in (*vocabulary.phrases, *vocabulary.all_readings)}
    for place in places - {"", "?"}:
        assert isinstance(real_gazetteer.look_up(place.removeprefix("~")), Place), place


def test_everyday_words_mean_a_drug_only_in_company(known: dict[str, Phrase]) -> None:
    for word in EVERYDAY.split():
        assert known[word].alone, word
    for word in PLAIN.split():
        assert not known[word].alone, word
    for word in NEVER.split():
        assert word not in known, word


def test_money_and_negation_are_phrases_of_their_own(known: dict[str, Phrase]) -> None:
    for text in ("no insurance", "without insurance", "sin seguro", "no tengo aseguranza"):
        assert known[text].terms == ("low-cost", "public-funding")
    assert known["non 12 step"].topics == known["no aa"].topics == ("not-twelve-step",)
    assert known["not faith based"].topics == known["no religioso"].topics == ("not-faith-based",)
    assert known["women only"].topics == ("women-only",)


def test_what_the_site_says_of_topics_and_readings_is_kind(vocabulary: Vocabulary) -> None:
    for each in (*vocabulary.topics, *vocabulary.all_readings):
        assert UNKIND.search(f"{each.label} {each.label_es}") is None, each.label
        assert FAMILIAR.search(each.label_es) is None, each.label_es
        assert len(each.label) <= 60, each.label
        assert len(each.label_es) <= 60, each.label_es
