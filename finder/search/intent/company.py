"""Company: words that mean a drug only beside others that say so: "son is on ice"."""

from collections.abc import Sequence

from finder.search.intent.spans import Span

# After these such a word speaks of a drug: "addicted to blow".
_BEFORE_TEXT = """
    " much some from of on using use uses used do doing does did addicted hooked taking takes
    took popping pops sipping sips drinking smoking smokes smoked snorting snorts shooting shoots
    quit quitting off kick kicking detox
    usa usando consume consumiendo fuma fumando adicto adicta toma tomando inhala dejar
"""
BEFORE = frozenset(_BEFORE_TEXT.split())
# And before these: "zannies every day".
AFTER = frozenset(["every", "everyday", "daily", "habit", "problem", "diario", "diariamente"])


def framed(span: Span, words: Sequence[str]) -> bool:
    """Whether the word before or after a span of a sentence says that a drug is spoken of."""
    before, after = words[max(0, span.start - 1) : span.start], words[span.end : span.end + 1]
    return not BEFORE.isdisjoint(before) or not AFTER.isdisjoint(after)
