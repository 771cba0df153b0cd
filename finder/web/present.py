"""Present: an answer laid out for reading: folded filters, hit lines, ways on, pages, groups.

Pure functions from values to values: no Flask, no words. `wording` gives the words, the templates
the shape.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice, zip_longest

from finder.facility import Facility, Phone, PhoneKind, Position, Provenance, Says
from finder.search.page import Facet, FacetValue, Hit, Page, Widening
from finder.search.reasons import Reasons
from finder.search.widen import PROGRAM
from finder.vocabulary import Category, Term, Vocabulary
from finder.web.steps import Afterwards, afterwards

# Eight fit on a phone's screen with room for the next heading (44 px each). Folding away one or two
# would cost a tap and save nothing.
SHOWN_FIRST = 8
_NOT_WORTH_FOLDING = 2
# The two categories people filter by most (kind of help, payment) stand first in the vocabulary.
_OPEN_FIRST = 2
# One line of a phone, two at most.
_OFFERS_SHOWN = 3
_NOT_WORTH_A_CALL = frozenset({"operator", "tobacco", "language", "substance"})


@dataclass(frozen=True, slots=True)
class Filter:
    """A category to filter by: what to show at once, what to fold away."""

    category: Category
    first: tuple[FacetValue, ...]
    more: tuple[FacetValue, ...]
    chosen: int
    open: bool

    @property
    def size(self) -> int:
        """How many values there are in all."""
        return len(self.first) + len(self.more)


@dataclass(frozen=True, slots=True)
class HitLine:
    """A hit as the list shows it: its number, who to call, who said so, and what comes next.

    `next` is None where no step of treatment was asked for; `reasons` where nobody asked for them.
    `offers` says what a place does where nobody asked for anything it could confirm.
    """

    number: int
    hit: Hit
    phone: Phone | None
    others: tuple[Phone, ...]
    source: Provenance
    next: Afterwards | None = None
    reasons: Reasons | None = None
    offers: tuple[Term, ...] = ()

    @property
    def facility(self) -> Facility:
        """The facility itself."""
        return self.hit.facility


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways on from a page: who does not say, the step that comes next, and all others."""

    worth_a_call: tuple[Widening, ...]
    then: tuple[Widening, ...]
    more: tuple[Widening, ...]


@dataclass(frozen=True, slots=True)
class Paging:
    """Where one is among the pages; None in `window` is a gap."""

    page: int
    pages: int
    window: tuple[int | None, ...]

    @property
    def previous(self) -> int | None:
        """The page before, if there is one."""
        return self.page - 1 if self.page > 1 else None

    @property
    def next(self) -> int | None:
        """The page after, if there is one."""
        return self.page + 1 if self.page < self.pages else None


@dataclass(frozen=True, slots=True)
class Statement:
    """What one source says of a facility within a category."""

    provenance: Provenance
    yes: tuple[Term, ...]
    no: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A category of facts about a facility: what is said, by whom, and what nobody says."""

    category: Category
    statements: tuple[Statement, ...]
    not_said: tuple[Term, ...]


def filters(facets: Iterable[Facet]) -> tuple[Filter, ...]:
    """The facets with their long tails folded away, each value at its place in the vocabulary."""
    found: list[Filter] = []
    for facet in facets:
        if not any(value.count or value.selected for value in facet.values):
            continue
        leads_on = any(value.count for value in facet.values)
        # Where nothing is found, all that is left to do is to take off what was chosen.
        values = [value for value in facet.values if leads_on or value.selected]
        chosen = sum(value.selected for value in values)
        shown = _shown_first(values)
        found.append(
            Filter(
                category=facet.category,
                first=tuple(v for v in values if v.term.slug in shown),
                more=tuple(v for v in values if v.term.slug not in shown),
                chosen=chosen,
                open=chosen > 0 or len(found) < _OPEN_FIRST,
            )
        )
    return tuple(found)


def _shown_first(values: Sequence[FacetValue]) -> frozenset[str]:
    """The chosen ones, then those that lead somewhere, then the rest: up to eight."""
    if len(values) <= SHOWN_FIRST + _NOT_WORTH_FOLDING:
        return frozenset(value.term.slug for value in values)
    ranked = sorted(values, key=lambda value: (not value.selected, not value.count))
    chosen = sum(value.selected for value in values)
    return frozenset(value.term.slug for value in ranked[: max(SHOWN_FIRST, chosen)])


def hit_lines(page: Page, first: int, vocabulary: Vocabulary) -> tuple[HitLine, ...]:
    """The hits of a page as the list shows them, numbered from `first`."""
    # Reasons are of the hits that were asked for, and not of the nearest elsewhere after them.
    lines = zip_longest(page.hits, page.reasons)
    terms = page.request.terms
    return tuple(
        replace(
            _hit_line(number, hit, afterwards(hit.facility, terms, vocabulary), why),
            offers=() if hit.why else offers(hit.facility, vocabulary),
        )
        for number, (hit, why) in enumerate(lines, first)
    )


def offers(facility: Facility, vocabulary: Vocabulary) -> tuple[Term, ...]:
    """The first few kinds of help it says it has, as the vocabulary orders them."""
    help_ = (term for term in vocabulary.in_category(PROGRAM) if facility.says(term) is Says.YES)
    return tuple(islice(help_, _OFFERS_SHOWN))


def _hit_line(
    number: int, hit: Hit, following: Afterwards | None, reasons: Reasons | None
) -> HitLine:
    phone, others = phones(hit.facility)
    source = hit.facility.source_of_field("phones" if phone else "name")
    return HitLine(number, hit, phone, others, source, following, reasons)


def ways(widenings: Iterable[Widening]) -> Ways:
    """The ways on, each in its group, in their order."""
    grouped: dict[str, list[Widening]] = {"unsaid": [], "then": [], "more": []}
    for way in widenings:
        group = "then" if way.because == "together" else way.because
        grouped.get(group, grouped["more"]).append(way)
    return Ways(*(tuple(each) for each in grouped.values()))


def phones(facility: Facility) -> tuple[Phone | None, tuple[Phone, ...]]:
    """The number to call first and the others: the front desk before admissions, a hotline last."""
    order = (PhoneKind.MAIN, PhoneKind.INTAKE, PhoneKind.HOTLINE)
    ranked = sorted(facility.phones, key=lambda phone: order.index(phone.kind))
    seen: dict[tuple[str, str], Phone] = {}
    for phone in ranked:
        seen.setdefault((phone.number, phone.extension), phone)
    if not seen:
        return None, ()
    first, *rest = seen.values()
    return first, tuple(rest)


def miles_text(miles: float) -> str:
    """A distance in the digits people can use: tenths under ten miles, then whole miles.

    >>> miles_text(1.24), miles_text(9.96), miles_text(31.4)
    ('1.2', '10', '31')
    """
    tenths = round(miles, 1)
    return f"{tenths:g}" if tenths < 10 else f"{miles:.0f}"


def is_about(facility: Facility) -> bool:
    """Whether a distance to it is only "about": we know its ZIP or city, not its door."""
    return facility.position is not Position.EXACT


def paging(page: int, pages: int) -> Paging:
    """The first page, the last, this one and its neighbours, and gaps between.

    >>> paging(6, 12).window
    (1, None, 5, 6, 7, None, 12)
    """
    kept = sorted({1, pages, *range(max(1, page - 1), min(pages, page + 1) + 1)})
    window: list[int | None] = []
    for number in kept:
        before = window[-1] if window else 0
        if before is not None and number - before == 2:
            window.append(number - 1)  # a gap of one page is that page
        elif before is not None and number - before > 2:
            window.append(None)
        window.append(number)
    return Paging(page, pages, tuple(window))


def groups(facility: Facility, vocabulary: Vocabulary) -> tuple[Group, ...]:
    """What is known of a facility by category; categories nobody says anything of are there too."""
    return tuple(
        _group(facility, category, vocabulary.in_category(category.slug))
        for category in vocabulary.categories
    )


def _group(facility: Facility, category: Category, terms: Iterable[Term]) -> Group:
    said: dict[Provenance, tuple[list[Term], list[Term]]] = {}
    not_said: list[Term] = []
    for term in terms:
        says, source = facility.says(term), facility.source_of(term)
        if says is Says.NOT_SAID or source is None:
            not_said.append(term)
            continue
        yes, no = said.setdefault(source, ([], []))
        (yes if says is Says.YES else no).append(term)
    statements = (Statement(who, tuple(yes), tuple(no)) for who, (yes, no) in said.items())
    return Group(category, tuple(statements), tuple(not_said))


def other_words(facility: Facility, vocabulary: Vocabulary) -> tuple[str, ...]:
    """What its sources say that no term of ours stands for, in their own words, each once."""
    understood: set[str] = set()
    for term in vocabulary.terms:
        understood |= term.codes | term.denied_by
    words: dict[str, None] = {}
    for said in facility.said:
        for text in (*said.remarks, *said.codes):
            if text not in understood:
                words[text] = None
    return tuple(words)


def worth_asking(groups: Iterable[Group]) -> tuple[Group, ...]:
    """The groups whose silence is worth a call, without the terms that a wider one stands for.

    Nobody calls a place to ask what its sources leave out about its owner or its smoking rules,
    and no place lists the languages it does not speak.
    """
    kept = []
    for group in groups:
        if group.category.slug in _NOT_WORTH_A_CALL:
            continue
        unsaid = tuple(term for term in group.not_said if not _is_narrower(term, group.not_said))
        if unsaid:
            kept.append(Group(group.category, (), unsaid))
    return tuple(kept)


def _is_narrower(term: Term, others: Iterable[Term]) -> bool:
    return any(term.codes < other.codes for other in others)
