"""Sentence: what was understood and how much there is of it, as the heading of a page.

"9 places offer detox and take Medicaid within 25 miles of Akron, OH, ranked for heroin".
"""

from collections.abc import Iterable

from finder.search.request import SearchRequest, Sort
from finder.vocabulary import Combine, Term, Topic, Vocabulary
from finder.web.chips import terms_of, topics_of
from finder.web.clauses import clause, inside_sentence, unsaid_clause
from finder.web.language import gettext, ngettext, whole
from finder.web.wording import either_of, joined, short, short_topic, where_phrase

# With more than this the sentence would be longer than the chips under it.
_MOST_IN_SENTENCE = 3
# Panels up to this urgency speak of danger: nobody who is in it should read their words back as
# what a list is sorted by. `rainn_hotline` and `never_use_alone` are the last of them.
_DANGER = 6
# It says no more than any other topic beside it.
_ANY_TREATMENT = "any-treatment"
# What these stand for is no thing that places could be ranked for: the chip alone says it.
_NOT_IN_SENTENCE = frozenset({
    "help-now", "right-away", "evening-program", "choosing", "women-only", "men-only",
    "spanish-speaker", "smoking-permitted", "not-faith-based", "not-twelve-step", "after-detox",
    "relapse", "licensed", "publicly-run", "workplace", "several-drugs",
})  # fmt: skip


def sentence(request: SearchRequest, total: int, vocabulary: Vocabulary) -> str:
    """What was asked and how much there is, as the page's heading."""
    where = where_phrase(request.where) if request.where else ""
    if total == 0:
        return _none(request, where, vocabulary)
    clauses = _clauses(request, vocabulary, total)
    if not clauses and not where:
        text = gettext("All %(number)s places we know of", number=whole(total))
    elif not clauses:
        text = ngettext("%(number)s place", "%(number)s places", total, number=whole(total))
    else:
        text = ngettext(
            "%(number)s place %(does)s",
            "%(number)s places %(does)s",
            total,
            number=whole(total),
            does=joined(clauses),
        )
    text = f"{text} {where}".rstrip()
    return _ranked(text, request, vocabulary) if total > 1 else text


def _none(request: SearchRequest, where: str, vocabulary: Vocabulary) -> str:
    clauses = _clauses(request, vocabulary, 1)
    if not clauses and not where:
        return gettext("There are no places here yet")
    if not clauses:
        return gettext("We know of no place %(where)s", where=where)
    text = gettext("We know of no place that %(does)s", does=joined(clauses))
    return f"{text} {where}".rstrip()


def _clauses(request: SearchRequest, vocabulary: Vocabulary, total: int) -> list[str]:
    terms = terms_of(request.terms, vocabulary)
    unsaid = terms_of(request.unsaid, vocabulary)
    chosen = len(terms) + len(unsaid)
    if chosen > _MOST_IN_SENTENCE:
        number = whole(chosen)
        text = ngettext("fits your %(n)s choices", "fit your %(n)s choices", total, n=number)
        clauses = [text]
    else:
        clauses = _of_terms(terms, vocabulary, total)
        clauses += [unsaid_clause(short(term), total) for term in unsaid]
    if request.words:
        text = ngettext("matches “%(words)s”", "match “%(words)s”", total, words=request.words)
        clauses.append(text)
    return clauses


def _of_terms(terms: Iterable[Term], vocabulary: Vocabulary, total: int) -> list[str]:
    """A clause for each term; those of a category whose terms are alternatives are one."""
    grouped: dict[str, list[str]] = {}
    for term in terms:
        category = vocabulary.category(term.category)
        either = category is not None and category.combine is Combine.ANY
        key = term.category if either else term.slug
        grouped.setdefault(key, []).append(clause(term, short(term), total))
    return [either_of(clauses) for clauses in grouped.values()]


def _ranked(text: str, request: SearchRequest, vocabulary: Vocabulary) -> str:
    """The sentence with what the order is about, where that can be said in a few words."""
    if request.sort is not Sort.BEST:
        return text
    slugs = [slug for slug in request.topics if slug != _ANY_TREATMENT] or request.topics
    topics = [each for each in topics_of(slugs, vocabulary) if _sayable(each, vocabulary)]
    if not 0 < len(topics) <= _MOST_IN_SENTENCE:
        return text
    named = joined([inside_sentence(short_topic(topic)) for topic in topics])
    return gettext("%(sentence)s, ranked for %(topics)s", sentence=text, topics=named)


def _sayable(topic: Topic, vocabulary: Vocabulary) -> bool:
    panel = vocabulary.panel(topic.panel)
    danger = panel is not None and panel.urgency <= _DANGER
    return bool(topic.prefers) and not danger and topic.slug not in _NOT_IN_SENTENCE
