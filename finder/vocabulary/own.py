"""Own words: codes by which a listing says one of our terms outright, as a mapped table does.

A national source has a key of its own, and our terms say which of its codes they stand for. A
county's table has none: whoever maps it says that its “Yes” under “Withdrawal mgmt” means our term
`detox`. The listing then keeps `TERM:DETOX`, and `NOT:DETOX` where the table says no.
"""

from collections.abc import Sequence
from dataclasses import replace

from finder.vocabulary.term import Term

_YES, _NO = "TERM:", "NOT:"


def yes_word(slug: str) -> str:
    """The code that says yes to a term.

    >>> yes_word("detox-hospital"), no_word("detox")
    ('TERM:DETOX-HOSPITAL', 'NOT:DETOX')
    """
    return _YES + slug.upper()


def no_word(slug: str) -> str:
    """The code that says no to a term."""
    return _NO + slug.upper()


def is_own(code: str) -> bool:
    """Whether a code is one of ours, by its form."""
    return code.startswith((_YES, _NO))


def slug_in(code: str) -> str:
    """The slug of the term that such a code speaks of."""
    return code.partition(":")[2].lower()


def with_own_words(terms: Sequence[Term]) -> list[Term]:
    """The terms, each with the codes that say it outright.

    Whoever says yes to a term says yes to every wider one (residential treatment is live-in
    treatment), and whoever says no to it says no to every narrower one.
    """
    return [
        replace(
            term,
            codes=term.codes | {yes_word(each.slug) for each in terms if _within(each, term)},
            denied_by=term.denied_by
            | {no_word(each.slug) for each in terms if _within(term, each)},
        )
        for term in terms
    ]


def _within(narrow: Term, wide: Term) -> bool:
    return narrow is wide or bool(narrow.codes) and narrow.codes <= wide.codes
