"""Clauses: a term as part of a sentence about places: "offer detox", "take Medicaid".

The verb is its category's, but for the few terms whose label does not go with it.
"""

from finder.links.spoken import ENGLISH
from finder.vocabulary import Term
from finder.web.language import language, ngettext

# Label words that keep their capital inside an English sentence.
_PROPER = frozenset(
    {"Medicaid", "Medicare", "American", "Joint", "Matrix", "Indian", "Xanax", "Adderall"}
)

_SAYING = frozenset({
    "accepts-moud", "accepts-alcohol-medicine", "beds-for-children", "dui-only",
    "smoke-free", "smoking-allowed", "vape-free", "vaping-allowed",
})  # fmt: skip
_LISTED_AS = frozenset({"opioid-treatment-program", "low-cost", "free", "accredited"})
_HAVING = frozenset({"sliding-fee", "payment-assistance", "public-funding"})


def clause(term: Term, label: str, places: int) -> str:
    """What so many places do that have this term; `label` is its name in the reader's language."""
    what = inside_sentence(label, term.category)
    if term.slug in _SAYING:
        return ngettext("says “%(what)s”", "say “%(what)s”", places, what=label)
    verbs = {
        "listed": lambda: ngettext(
            "is listed as %(what)s", "are listed as %(what)s", places, what=what
        ),
        "have": lambda: ngettext("has %(what)s", "have %(what)s", places, what=what),
        "payment": lambda: ngettext("takes %(what)s", "take %(what)s", places, what=what),
        "people": lambda: ngettext(
            "has help for %(what)s", "have help for %(what)s", places, what=what
        ),
        "accepts": lambda: ngettext("accepts %(what)s", "accept %(what)s", places, what=what),
        "substance": lambda: ngettext(
            "helps with %(what)s", "help with %(what)s", places, what=what
        ),
        "language": lambda: ngettext(
            "helps people in %(what)s", "help people in %(what)s", places, what=what
        ),
    }
    kind = _kind(term)
    if kind in verbs:
        return verbs[kind]()
    return ngettext("offers %(what)s", "offer %(what)s", places, what=what)


def unsaid_clause(label: str, places: int) -> str:
    """What so many places do that say neither yes nor no to a term."""
    return ngettext("does not say “%(what)s”", "do not say “%(what)s”", places, what=label)


def _kind(term: Term) -> str:
    if term.slug in _LISTED_AS or term.category == "operator":
        return "listed"
    if term.slug in _HAVING or term.category in ("tobacco", "accreditation"):
        return "have"
    return term.category


def inside_sentence(label: str, category: str = "") -> str:
    """The label without its first capital, unless that word always has one. Names of languages
    have one in English alone.

    >>> inside_sentence("Detox", "program"), inside_sentence("CARF", "accreditation")
    ('detox', 'CARF')
    """
    first = label.split(maxsplit=1)[0] if label else ""
    keeps = first in _PROPER or not first[1:].islower()
    if category == "language" and language() == ENGLISH and first != "Sign":
        keeps = keeps or len(label.split()) == 1
    return label if keeps and len(first) != 1 else label[:1].lower() + label[1:]
