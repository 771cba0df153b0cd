"""Intent: sentences as people write them, and what is understood of them."""

from collections.abc import Sequence

import pytest

from finder.places import Gazetteer
from finder.search.intent import Intent, lexicon_of, read
from finder.search.intent.read import NAMED
from finder.search.page import NoteKind
from finder.search.words import tokens
from tests.builders import vocabulary

FACILITIES = (
    "roots counseling services llc milwaukee wi",
    "roots through recovery long beach ca",
    "prevention and training services lansing mi",
    "hope house akron oh",
    "crossroads phoenix az",
    "salvation army harbor light cleveland oh",
    "hazelden center city mn",
    "mount regis center salem va",
)


class Heard:
    """The names of a small directory."""

    def knows(self, word: str) -> bool:
        return any(word in tokens(each) for each in FACILITIES)

    def named(self, words: Sequence[str]) -> int:
        return sum(set(words) <= set(tokens(each)) for each in FACILITIES)

    def called(self, words: Sequence[str], *, programs: bool = False) -> str:
        said = set(words)
        return next(
            (each for each in FACILITIES if set(tokens(each)[:-2]) <= said <= set(tokens(each))), ""
        )

    def spelling(self, word: str) -> tuple[str, ...]:
        return {
            "rootts": ("roots",),
            "harbr": ("hard", "harbor"),
            "salvaton": ("salvation",),
        }.get(word, ())


@pytest.fixture
def understood(real_gazetteer: Gazetteer):
    return lambda words, **more: read(words, vocabulary(), real_gazetteer, Heard(), **more)


@pytest.mark.parametrize(
    ("sentence", "terms", "topics", "place"),
    [
        ("detox in Phoenix", "detox", "", "Phoenix, AZ"),
        ("suboxone near 19104", "buprenorphine", "", "ZIP 19104 (Philadelphia, PA)"),
        ("inpatient rehab Denver", "live-in", "", "Denver, CO"),
        ("rehab that takes medicaid in Louisville", "medicaid", "any-treatment", "Louisville, KY"),
        ("dui class colorado", "dui", "", "Colorado"),
        ("clinica de metadona en brooklyn", "methadone", "spanish-speaker", "Brooklyn, NY"),
        ("residential in los angeles", "residential", "", "Los Angeles, CA"),
        ("detox kansas city mo", "detox", "", "Kansas City, MO"),
        ("panama city beach detox now", "detox", "", "Panama City Beach, FL"),
        ("los angeles county rehab", "", "any-treatment", "Los Angeles County, CA"),
        ("hospital detox for alcohol chicago", "alcohol-detox detox-hospital", "", "Chicago, IL"),
        ("my son is on fetty no insurance akron", "low-cost public-funding", "fentanyl",
         "Akron, OH"),
        ("my sister is addicted to coke, adicta a la cocaina miami", "", "any-treatment cocaine",
         "Miami, FL"),
        ("detox rapid city", "detox", "", "Rapid City, SD"),
        ("we live in dayton ohio", "", "", "Dayton, OH"),
        ("i dont have medicaid or any insurance, outpatient in mesa az",
         "low-cost outpatient public-funding", "", "Mesa, AZ"),
        ("rehab with a pool malibu", "", "any-treatment", "Malibu, CA"),
        ("rehab baton rogue", "", "any-treatment", "Baton Rouge, LA"),
        ("zannies every day akron", "", "benzodiazepines", "Akron, OH"),
        ("i do speed, fresno", "", "methamphetamine", "Fresno, CA"),
        ("outpatient that isnt 12 step akron", "outpatient", "not-twelve-step", "Akron, OH"),
        ("isnt there a detox in akron", "detox", "", "Akron, OH"),
        ("talk to my sister about rehab", "", "any-treatment intervention", None),
        ("toddler swallowed my suboxone", "", "poisoning", None),
        ("she's 16 and vapes weed denver", "teens", "cannabis", "Denver, CO"),
        ("sober living long beach california", "transitional-housing", "", "Long Beach, CA"),
        ("detox santa fee new mexico", "detox", "", "Santa Fe, NM"),
        ("intensiv outpatient pueblo colardo", "intensive-outpatient", "", "Pueblo, CO"),
        ("overdosed last month and survived wichita ks", "", "after-overdose", "Wichita, KS"),
        ("my daughter is 17 and on fentanyl mesa arizona", "teens", "fentanyl", "Mesa, AZ"),
        ("rehab where it is 17 miles", "", "any-treatment", None),
        ("outpatient that is not 12 step austin tx", "outpatient", "not-twelve-step", "Austin, TX"),
        ("he says hell kill me albuquerque", "", "violence-at-home", "Albuquerque, NM"),
        ("rehab in june cleveland", "", "any-treatment", "Cleveland, OH"),
        ("she took the whole bottle", "", "poisoning", None),
        ("rehab near little rock", "", "any-treatment", "Little Rock, AR"),
        ("harlan county ky suboxone", "buprenorphine", "", "Harlan County, KY"),
        ("saboxone doctor cincinatti", "buprenorphine", None, "Cincinnati, OH"),
        ("DETOX IN MIAMI FLORIDA", "detox", "", "Miami, FL"),
        ("iop 90210", "intensive-outpatient", "", "ZIP 90210 (Beverly Hills, CA)"),
        ("i want to die", "", "suicide", None),
        ("no one would even care if i was gone", "", "suicide", None),
        ("ya no quiero despertar", "", "spanish-speaker suicide", None),
        ("get tested for hiv toledo ohio", "hiv-testing", "", "Toledo, OH"),
        ("monthly suboxone shot akron", "buprenorphine-injection", "", "Akron, OH"),
        ("my sister is 6 months along dayton ohio", "pregnant", "", "Dayton, OH"),
        ("who will take people on methadone tulsa", "accepts-moud", "", "Tulsa, OK"),
        ("my uncle is 71 toledo ohio", "", "older-person", "Toledo, OH"),
        ("on pills since high school akron", "", "any-treatment prescription-opioids", "Akron, OH"),
        ("alcohol de tox akron", "alcohol-detox", "", "Akron, OH"),
        ("he smokes weed and blows up at us akron", "", "cannabis hot-temper", "Akron, OH"),
        ("como dejo la coca hialeah", "", "cocaine spanish-speaker", "Hialeah, FL"),
        ("rehab in kensington philly", "", "any-treatment", "Philadelphia, PA"),
        ("residential that takes masshealth", "medicaid residential", "", "Massachusetts"),
        ("masshealth detox worcester ma", "detox medicaid", "", "Worcester, MA"),
        ("dope sick philly", "", "opioid-withdrawal", "Philadelphia, PA"),
    ],
)  # fmt: skip
def test_a_sentence_is_understood(understood, sentence, terms, topics, place):
    found: Intent = understood(sentence)
    assert " ".join(found.terms) == terms
    if topics is not None:
        assert " ".join(found.topics) == topics
    assert (found.place.label if found.place else None) == place
    assert found.words == ""


@pytest.mark.parametrize(
    ("sentence", "name", "place"),
    [
        ("roots counseling services llc", "roots counseling services llc", None),
        ("roots through recovery", "roots through recovery", None),
        ("prevention and training services", "prevention and training services", None),
        ("hope house akron", "hope house", "Akron, OH"),
        ("crossroads phoenix", "crossroads", "Phoenix, AZ"),
        ("hazelden minnesota", "hazelden", "Minnesota"),
        ("rootts counseling services", "roots counseling services", None),
    ],
)
def test_a_facilitys_name_is_a_name_and_nothing_else(understood, sentence, name, place):
    found: Intent = understood(sentence)
    assert (found.words, found.terms, found.topics) == (name, (), ())
    assert (found.place.label if found.place else None) == place


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("suboxone springfield", NoteKind.PLACE_CHOICES),
        ("rehab portland", NoteKind.PLACE_CHOICES),
        ("detox new york", NoteKind.PLACE_TAKEN),
        ("anything near me", NoteKind.ASK_WHERE),
        ("detox indianapols", NoteKind.SPELLING),
        ("detox for my grblfix akron", NoteKind.WORDS_IGNORED),
    ],
)
def test_what_is_not_sure_is_said(understood, sentence, kind):
    assert kind in [note.kind for note in understood(sentence).notes]


def test_a_word_with_two_readings_is_asked(understood):
    assert understood("meth clinic").asks == ("meth-clinic",)
    assert len(vocabulary().readings("meth-clinic")) == 2


def test_what_is_not_wanted_is_avoided_and_not_required(understood):
    found = understood("rehab without methadone dayton")
    assert (found.terms, found.avoid) == ((), ("methadone",))


def test_how_far_may_stand_in_the_sentence(understood):
    found = understood("detox within 10 miles of 44101")
    assert (found.miles, found.terms) == (10, ("detox",))


def test_a_place_given_apart_is_not_looked_for_in_the_words(understood):
    assert understood("detox akron", apart=True) == understood("detox")


def test_nothing_is_understood_of_nothing(understood):
    for nothing in ("", "   ", "💊", "?!", "%"):
        assert understood(nothing) == Intent()


def test_reading_is_the_same_every_time(understood):
    sentence = "my brother needs suboxone or methadone near springfield il no insurance"
    assert understood(sentence) == understood(sentence)


def test_every_phrase_is_read_as_what_it_stands_for(understood, real_gazetteer):
    """By itself, unless it needs company, is a question, or is the name of a place too."""
    wrong = []
    for phrase in vocabulary().phrases:
        if phrase.alone or phrase.place or real_gazetteer.find(phrase.text):
            continue
        found = understood(phrase.text, apart=True)
        topics = set(found.topics) - {"spanish-speaker", *NAMED}
        meant = set(phrase.topics) - {"spanish-speaker", *NAMED}
        if (set(found.terms), topics) != (set(phrase.terms), meant):
            wrong.append((phrase.text, found.terms, found.topics))
    assert wrong == []


def test_the_lexicon_knows_every_word_of_every_phrase():
    lexicon = lexicon_of(vocabulary())
    assert all(word in lexicon.known for cut in lexicon.phrases for word in cut)


@pytest.mark.parametrize(
    ("sentence", "called"),
    [
        ("crossroads rehab", "crossroads"),
        ("crossroads rehab phoenix", "crossroads"),
        ("crossroads rehab akron", ""),
        ("grblfix rehab", ""),
        ("hope house akron", "hope house akron oh"),
        ("detox hope house", ""),
    ],
)
def test_who_is_called_as_the_sentence_says_comes_first(understood, sentence: str, called: str):
    assert understood(sentence).called == called


@pytest.mark.parametrize(
    ("sentence", "avoided"),
    [
        ("suboxone, not detox or residential", ("detox", "residential")),
        ("no methadone but suboxone", ("methadone",)),
        ("no methadone and i want suboxone or detox", ("methadone",)),
    ],
)
def test_a_negation_reaches_over_an_or(understood, sentence: str, avoided: tuple[str, ...]):
    assert understood(sentence).avoid == avoided


def test_words_left_over_here_and_there_are_no_name(understood):
    scattered = understood("my wife hides hope all over the house and i worry akron")
    together = understood("hope house akron")
    assert (scattered.words, together.words) == ("", "hope house")


def test_a_misspelt_word_of_a_long_name_is_read_as_what_makes_the_name_longer(understood):
    found = understood("salvation harbr light cleveland")
    assert set(found.words.split()) == {"salvation", "harbor", "light"}
    assert [dict(note.values) for note in found.notes if note.kind is NoteKind.SPELLING] == [
        {"words": "harbr", "instead": "harbor"}
    ]
    assert "roots" not in understood("salvation rootts light cleveland").words


def test_a_name_with_two_words_misspelt_is_that_name(understood):
    assert understood("salvaton harbr light cleveland").words == "salvation harbor light"
    assert understood("salvaton harbr zorbax cleveland").words == ""


def test_a_name_may_be_written_out_or_short(understood):
    assert understood("mt regis salem virginia").words == "mount regis"
    assert understood("rehab missoula mt").place.state == "MT"
