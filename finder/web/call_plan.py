"""Call plan: what to ask each place, made from what its own sources leave open.

What was searched for and is not said comes first; then what anyone should know before they choose
a place (shared by the guide "questions and red flags"): medicine, cost, mind, family, what comes
after. Nothing is asked that a source answers with yes. Pure: no Flask, no words.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from finder.facility import Facility, Says
from finder.search.request import SearchRequest
from finder.vocabulary import Term, Vocabulary
from finder.web.chips import terms_of, topics_of

# Five calls are an afternoon; a sixth place goes on a second plan.
MOST = 5
# With lines to write on, so many let three places stand on two sheets of paper.
MOST_QUESTIONS = 7
# What a topic prefers by less than this is a nicety, not a reason to call.
_LEAST_WEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class _Ask:
    """A question for any place: a yes to one of its terms answers it. With `among`, only a place
    that says yes to one of those is asked."""

    name: str
    terms: tuple[str, ...]
    among: tuple[str, ...] = ()


# In the order of what goes wrong most: a place that refuses medicine, a bill, a mind not treated.
_ANYWHERE = (
    _Ask("keep-medicine", ("accepts-moud",)),
    _Ask("give-medicine", ("moud", "buprenorphine", "methadone", "opioid-treatment-program")),
    _Ask("cost-help", ("low-cost", "medicaid")),
    _Ask("mind", ("co-occurring", "mental-health-services")),
    _Ask("detox-on-site", ("detox",), among=("live-in",)),
    _Ask("naloxone", ("naloxone",)),
    _Ask("afterwards", ("aftercare", "discharge-planning", "follow-up")),
    _Ask("family", ("family-counseling",)),
    _Ask("checked-by", ("accredited", "state-licensed")),
)
_OPIOID = frozenset({"keep-medicine", "give-medicine"})


@dataclass(frozen=True, slots=True)
class Question:
    """One question: of a term, where `name` is "", else one of those for any place.

    `wanted` says that it is about what was searched for.
    """

    name: str
    term: Term
    wanted: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one place's part of the plan says: what it has of what was asked for, what it says no
    to, and what to ask it."""

    facility: Facility
    has: tuple[Term, ...]
    denies: tuple[Term, ...]
    questions: tuple[Question, ...]


def sheet(facility: Facility, asked: SearchRequest, vocabulary: Vocabulary) -> Sheet:
    """A place's part of the plan for this search; a search for nothing is fine."""
    wanted = _wanted(asked, vocabulary)
    spoken = [term for group in wanted for term in group]
    return Sheet(
        facility,
        has=_each_once(term for term in spoken if facility.says(term) is Says.YES),
        denies=_each_once(_denied(facility, spoken, vocabulary)),
        questions=questions(facility, asked, vocabulary),
    )


def questions(
    facility: Facility, asked: SearchRequest, vocabulary: Vocabulary, most: int = MOST_QUESTIONS
) -> tuple[Question, ...]:
    """What to ask a place, the most useful first, no two about the same thing."""
    found: list[Question] = []
    covered: set[str] = set()
    for question, slugs in _open(facility, asked, vocabulary):
        if covered.isdisjoint(slugs):
            found.append(question)
        covered |= slugs
    return tuple(found[:most])


def _open(
    facility: Facility, asked: SearchRequest, vocabulary: Vocabulary
) -> Iterator[tuple[Question, set[str]]]:
    """Every question that is open, with the slugs of the terms it is about."""
    for group in _wanted(asked, vocabulary):
        if all(facility.says(term) is Says.NOT_SAID for term in group):
            slugs = {term.slug for term in group}
            name = _name_of(slugs) if len(group) > 1 else ""
            yield Question(name, group[0], wanted=True), slugs
    for ask in _for_search(asked, vocabulary):
        terms = terms_of(ask.terms, vocabulary)
        if not terms or not _may_be_asked(facility, ask, vocabulary):
            continue
        if all(facility.says(term) is Says.NOT_SAID for term in terms):
            yield Question(ask.name, terms[0]), set(ask.terms)


def _for_search(asked: SearchRequest, vocabulary: Vocabulary) -> tuple[_Ask, ...]:
    """The questions for any place; about opioid medicine last, where the search is about something
    else: alcohol, or meth."""
    about = topics_of(asked.topics, vocabulary)
    preferred = {slug for topic in about for each in topic.prefers for slug in each.terms}
    opioid = [ask for ask in _ANYWHERE if ask.name in _OPIOID]
    if not about or any(not preferred.isdisjoint(ask.terms) for ask in opioid):
        return _ANYWHERE
    return (*(ask for ask in _ANYWHERE if ask not in opioid), *opioid)


def _wanted(asked: SearchRequest, vocabulary: Vocabulary) -> list[tuple[Term, ...]]:
    """What was searched for, in groups of which any one will do: each term by itself, and what the
    topics prefer."""
    terms = terms_of((*asked.terms, *asked.unsaid), vocabulary)
    groups: list[tuple[Term, ...]] = [(term,) for term in terms]
    for topic in topics_of(asked.topics, vocabulary):
        for preference in topic.prefers:
            group = terms_of(preference.terms, vocabulary)
            if group and preference.weight >= _LEAST_WEIGHT:
                groups.append(group)
    return groups


def _may_be_asked(facility: Facility, ask: _Ask, vocabulary: Vocabulary) -> bool:
    among = terms_of(ask.among, vocabulary)
    return not among or any(facility.says(term) is Says.YES for term in among)


def _name_of(slugs: set[str]) -> str:
    """The question for any place that is about one of these; "" where there is none."""
    return next((ask.name for ask in _ANYWHERE if not slugs.isdisjoint(ask.terms)), "")


def _denied(facility: Facility, spoken: Iterable[Term], vocabulary: Vocabulary) -> Iterator[Term]:
    """What it says no to, of what was searched for and of what anyone should know."""
    anyone = terms_of((slug for ask in _ANYWHERE for slug in ask.terms), vocabulary)
    for term in (*spoken, *anyone):
        if facility.says(term) is Says.NO:
            yield term


def _each_once(terms: Iterable[Term]) -> tuple[Term, ...]:
    return tuple({term.slug: term for term in terms}.values())
