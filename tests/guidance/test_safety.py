"""Safety: what is said first, and that nothing is said that the answers do not allow."""

import pytest

from finder.errors import GuidanceError
from finder.guidance.safety import CALL_FIRST, Answer, Risk, searches
from finder.guidance.safety_file import load_safety
from tests.builders import SEED_DATA, vocabulary
from tests.web.fakes import gazetteer

FOLDER = SEED_DATA / "guidance"
NO_TO_ALL = dict.fromkeys(Risk, Answer.NO)
CHECKS = load_safety(FOLDER, vocabulary=vocabulary(), gazetteer=gazetteer())


def searched(advice):
    return {slug for each in advice.searches for slug in each.request.terms}


def test_it_is_written_in_english_and_in_spanish_with_the_same_searches():
    assert set(CHECKS) == {"en", "es"}
    for one, other in zip(CHECKS["en"].questions, CHECKS["es"].questions, strict=True):
        assert (one.risk, searched(one.advice)) == (other.risk, searched(other.advice))
        assert one.advice.call == other.advice.call
        assert len(one.advice.do) == len(other.advice.do)
        assert len(one.advice.never) == len(other.advice.never)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("answer", [Answer.YES, Answer.UNSURE])
@pytest.mark.parametrize("risk", list(Risk))
def test_one_yes_or_not_sure_gives_its_own_advice_first(language, risk, answer):
    check = CHECKS[language]
    first = check.advice({**NO_TO_ALL, risk: answer})[0]
    assert first == next(each.advice for each in check.questions if each.risk is risk)
    assert first != check.clear


def test_no_to_all_allows_a_talk_and_leads_to_families_detox_and_professionals():
    for check in CHECKS.values():
        assert check.advice(NO_TO_ALL) == (check.clear,)
        assert searched(check.clear) == {"family-counseling", "detox", "intervention-help"}


def test_the_most_urgent_comes_first():
    advice = CHECKS["en"].advice(dict.fromkeys(Risk, Answer.YES))
    assert [each.call for each in advice[:3]] == [("emergency",), ("988",), ("domestic-violence",)]


def test_whom_to_call_is_named_where_a_life_may_hang_on_it():
    for check in CHECKS.values():
        for each in check.questions:
            assert bool(each.advice.call) is (each.risk in CALL_FIRST), each.risk


def test_a_blank_is_asked_for_again_but_never_holds_back_what_is_urgent():
    check = CHECKS["en"]
    assert [each.risk for each in check.unanswered({})] == list(Risk)
    assert check.unanswered(NO_TO_ALL) == ()
    for risk in CALL_FIRST:
        assert check.unanswered({risk: Answer.YES}) == ()
        assert check.unanswered({risk: Answer.UNSURE}) == ()
    assert check.unanswered({Risk.OVERDOSE: Answer.YES})


def test_nobody_is_sent_to_family_counseling_with_a_person_who_hurts_them():
    for check in CHECKS.values():
        both = {**NO_TO_ALL, Risk.VIOLENCE: Answer.YES, Risk.WITHDRAWAL: Answer.YES}
        found = {slug for each in searches(check.advice(both)) for slug in each.request.terms}
        assert "family-counseling" not in found
        assert {"domestic-violence-services", "detox"} <= found
        alone = check.advice({**NO_TO_ALL, Risk.WITHDRAWAL: Answer.YES})
        assert "family-counseling" in {s for e in searches(alone) for s in e.request.terms}


def test_the_reasons_for_a_professional_lead_to_professionals_and_to_care_for_both():
    check = CHECKS["en"]
    for risk in (Risk.VIOLENCE, Risk.SUICIDE, Risk.MENTAL_ILLNESS, Risk.SEVERAL_SUBSTANCES):
        (advice,) = check.advice({**NO_TO_ALL, risk: Answer.YES})
        assert "intervention-help" in searched(advice)
    for risk in (Risk.SUICIDE, Risk.MENTAL_ILLNESS):
        (advice,) = check.advice({**NO_TO_ALL, risk: Answer.YES})
        assert "co-occurring" in searched(advice)


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("program=detox", "program=detoks", "line \\d{3}: .*not in the vocabulary"),
        ("risk: violence", "risk: suicide", "each once"),
        ("risk: violence", "risk: weather", "weather"),
        (', unsure: "Not sure"', "", "`answers` must name"),
        ("wording:", "words:", "words"),
        ("[Find detox near you](find: program=detox near=ask)", "Find detox", "write"),
    ],
)
def test_a_file_that_is_wrong_stops_the_start(tmp_path, was, becomes, said):
    text = (FOLDER / "en/safety-check.yaml").read_text(encoding="utf-8")
    (tmp_path / "en").mkdir()
    (tmp_path / "en/safety-check.yaml").write_text(text.replace(was, becomes, 1), "utf-8")
    with pytest.raises(GuidanceError, match=said) as fault:
        load_safety(tmp_path, vocabulary=vocabulary(), gazetteer=gazetteer())
    assert str(fault.value).startswith("en/safety-check.yaml")
