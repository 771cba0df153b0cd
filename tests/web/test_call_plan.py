"""The call plan asks each place what its own sources leave open, what was searched for first."""

from finder.facility import Facility, Says
from finder.search.request import SearchRequest
from finder.web import call_plan, plan_words
from finder.web.call_plan import Question
from tests.builders import facility, vocabulary
from tests.web.fakes import site

WORDS = vocabulary()
EVERYTHING = facility("Everything", has=[min(term.codes) for term in WORDS.terms])


def asked_of(place: Facility, **search: tuple[str, ...]) -> list[str]:
    """The questions as they are said, in English."""
    found = call_plan.questions(place, SearchRequest(**search), WORDS)
    with site([]).test_request_context():
        return [plan_words.question(each) for each in found]


def test_a_place_that_says_everything_is_asked_nothing() -> None:
    terms = tuple(sorted(term.slug for term in WORDS.terms))
    assert asked_of(EVERYTHING, terms=terms) == []


def test_what_was_searched_for_and_is_not_said_is_asked_first() -> None:
    place = facility(has=["detox", "accepts-moud"])
    questions = asked_of(place, terms=("detox", "medicaid", "spanish"))
    assert questions[:2] == ["Do you take Medicaid?", "Can I get help in Spanish?"]
    assert "Do you offer detox?" not in questions
    assert "May I stay on my opioid medicine (buprenorphine or methadone)?" not in questions


def test_what_the_search_wanted_to_be_open_is_asked() -> None:
    assert asked_of(facility(has=["detox"]), unsaid=("veterans",))[0] == (
        "Do you have help for veterans?"
    )


def test_a_topic_asks_for_what_helps_with_it() -> None:
    first = asked_of(facility(has=["detox"]), topics=("heroin",))[0]
    assert first == "Do you give buprenorphine or methadone?"
    has_one = facility(has=["detox", "buprenorphine"])
    assert first not in asked_of(has_one, topics=("heroin",))


def test_nobody_who_asks_about_alcohol_is_told_to_ask_about_opioid_medicine_first() -> None:
    questions = asked_of(facility(has=["detox"]), topics=("alcohol-use",))
    assert questions[0] == "Do you offer medicine for alcohol use?"
    assert "buprenorphine" not in " ".join(questions[:4])


def test_detox_on_site_is_asked_of_places_to_live_in_only() -> None:
    question = "Do you have detox on site, with a doctor?"
    assert question in asked_of(facility(has=["residential"]))
    assert question not in asked_of(facility(has=["outpatient"]))


def test_a_no_is_told_and_never_asked_again() -> None:
    place = facility(has=["detox", "NOOP"])
    made = call_plan.sheet(place, SearchRequest(terms=("moud",)), WORDS)
    assert "moud" in [term.slug for term in made.denies]
    for question in made.questions:
        assert place.says(question.term) is Says.NOT_SAID


def test_no_two_questions_are_about_the_same_thing_and_there_are_few() -> None:
    terms = ("buprenorphine", "medicaid", "methadone", "naloxone")
    for topics in [(), ("heroin",), ("alcohol-use", "methamphetamine")]:
        questions = asked_of(facility(), terms=terms, topics=topics)
        assert len(questions) == len(set(questions)) == call_plan.MOST_QUESTIONS


def test_every_term_is_asked_about_in_a_short_question() -> None:
    with site([]).test_request_context():
        for term in WORDS.terms:
            said = plan_words.question(Question("", term))
            assert said.endswith("?"), said
            assert said.count("(") == said.count(")"), said
            assert len(said.split()) <= 16, said
