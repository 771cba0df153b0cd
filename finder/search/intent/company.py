"""Company: words that mean a drug only beside others that say so: "son is on ice"."""

from collections.abc import Sequence

from finder.search.intent.spans import Span

# After these such a word speaks of a drug: "addicted to blow".
_BEFORE_TEXT = """
    its much some from of on using usin use uses used do doing doin does did addicted hooked
    quit quits quitting off kick kicks kicking detox stop stopping
    taking takin takes took popping poppin pops sipping sippin sips drinking drinkin smoking smokin
    smokes smoked snorting snortin snorts shooting shootin shoots hitting hittin eating eatin eats
    usa uso usando consume consumo consumiendo fuma fumo fumando adicto adicta toma tomo tomando
    inhala inhalo inhalando mete meto metiendo dejar deja dejo deje dejando
"""
BEFORE = frozenset(_BEFORE_TEXT.split())
# These may stand between: "dejar el perico".
_BETWEEN_TEXT = "the my his her that this el la los las al a"
BETWEEN = frozenset(_BETWEEN_TEXT.split())
# And before these: "zannies every day".
AFTER = frozenset(["every", "everyday", "daily", "habit", "problem", "diario", "diariamente"])


def framed(span: Span, words: Sequence[str]) -> bool:
    """Whether the word before or after a span of a sentence says that a drug is spoken of."""
    at = span.start - 1
    if at > 0 and words[at] in BETWEEN:
        at -= 1
    before, after = words[max(0, at) : max(0, at + 1)], words[span.end : span.end + 1]
    return not BEFORE.isdisjoint(before) or not AFTER.isdisjoint(after)
