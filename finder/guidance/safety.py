"""Safety: the questions before a meeting, and what each answer calls for. Keeps nothing.

An answer that nobody gave counts as “not sure”, and “not sure” counts as yes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from finder.guidance.article import Search


class Risk(StrEnum):
    """What is asked about, the most urgent first."""

    EMERGENCY = "emergency"
    SUICIDE = "suicide"
    VIOLENCE = "violence"
    MENTAL_ILLNESS = "mental-illness"
    SEVERAL_SUBSTANCES = "several-substances"
    WITHDRAWAL = "withdrawal"
    OVERDOSE = "overdose"


# A life may hang on these: what to do is said at once, whatever else was left blank.
CALL_FIRST = frozenset({Risk.EMERGENCY, Risk.SUICIDE, Risk.VIOLENCE})


class Answer(StrEnum):
    """What somebody may answer."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Advice:
    """What to do: whom to call (slugs of helplines), what helps, what does harm, where to look.

    `verdict` says whether to hold a meeting at all, and is the heading when this comes first. It
    `withholds` searches for these terms, whatever other advice leads to them: nobody is sent to
    sit in one room with the person who hurts them.
    """

    verdict: str
    heading: str
    call: tuple[str, ...]
    do: tuple[str, ...]
    never: tuple[str, ...]
    searches: tuple[Search, ...]
    read: tuple[str, ...]
    withholds: tuple[str, ...] = ()


def searches(advice: Iterable[Advice]) -> tuple[Search, ...]:
    """What all of the advice leads to, each search once, but what any of it withholds."""
    given = tuple(advice)
    withheld = {slug for each in given for slug in each.withholds}
    found = {each.request: each for part in given for each in part.searches}
    return tuple(each for each in found.values() if not withheld & {*each.request.terms})


@dataclass(frozen=True, slots=True)
class Question:
    """One question, and the advice for whoever does not answer it with no."""

    risk: Risk
    asks: str
    hint: str
    advice: Advice


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of the page around its questions, in its language.

    `before`, `invite` and `start` stand above the articles that lead to it.
    """

    title: str
    tab: str
    before: str
    invite: str
    start: str
    lead: str
    private: str
    answers: Mapping[Answer, str]
    button: str
    unanswered: str
    taken_as_unsure: str
    call: str
    do: str
    never: str
    look: str
    read: str
    again: str
    sources: str


@dataclass(frozen=True, slots=True)
class Check:
    """The safety check in one language; `clear` is for whoever answers no to everything."""

    language: str
    wording: Wording
    questions: tuple[Question, ...]
    clear: Advice

    def unanswered(self, answers: Mapping[Risk, Answer]) -> tuple[Question, ...]:
        """What still has to be answered before anything can be said; nothing where it is urgent."""
        if any(answers.get(risk, Answer.NO) is not Answer.NO for risk in CALL_FIRST):
            return ()
        return tuple(each for each in self.questions if each.risk not in answers)

    def advice(self, answers: Mapping[Risk, Answer]) -> tuple[Advice, ...]:
        """What the answers call for, the most urgent first; never empty.

        >>> check.advice({risk: Answer.NO for risk in Risk}) == (check.clear,)
        True
        """
        found = tuple(
            each.advice
            for each in self.questions
            if answers.get(each.risk, Answer.UNSURE) is not Answer.NO
        )
        return found or (self.clear,)
