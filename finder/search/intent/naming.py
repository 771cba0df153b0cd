"""Naming: whether somebody wrote a facility's name, and which words of the sentence are it."""

from collections.abc import Collection, Sequence
from typing import Protocol

from finder.places import Place, PlaceKind
from finder.search.words import tokens

# A word that more places than this have in their names says nothing of which one is meant.
_COMMON = 150
# From this many words on, one may be wrong and the others still say which place is meant.
_LONG_NAME = 3
# So many other words may stand within a name: "house of hope and light".
_BETWEEN = 2

# The short forms that stand for something else too, so that they cannot be written out everywhere.
_SHORT = {"mt": "mount", "ft": "fort", "st": "saint"}
_ALSO_WRITTEN = {**_SHORT, **{long: short for short, long in _SHORT.items()}}


class Names(Protocol):
    """What the directory's names can tell a reader."""

    def knows(self, word: str) -> bool:
        """Whether any facility's name, program or address has this word."""
        ...

    def named(self, words: Sequence[str]) -> int:
        """How many facilities have all these words in name, program and address."""
        ...

    def called(self, words: Sequence[str], *, programs: bool = False) -> str:
        """The name of a facility that has all these words in name, program and address, and whose
        whole name, or with `programs` whole program, stands among them; "" if there is none."""
        ...

    def spelling(self, word: str) -> tuple[str, ...]:
        """Words of the directory that a word nobody uses may have been meant as, best first."""
        ...


def also_written(
    words: tuple[str, ...], unexplained: Sequence[int], names: Names
) -> tuple[str, ...]:
    """The words, with "mount" for "mt" or the other way about where a facility is called so."""
    said = [words[at] for at in unexplained]
    other = {at: _ALSO_WRITTEN.get(words[at], words[at]) for at in unexplained}
    if len(said) < 2 or said == [*other.values()] or names.named(said):
        return words
    if not names.named([*other.values()]):
        return words
    return tuple(other.get(at, word) for at, word in enumerate(words))


def name_in(content: Sequence[str], left: Sequence[str], names: Names) -> tuple[str, ...]:
    """The words that name a facility: all of the content, else what is left, else none.

    `content` is everything but places and the small words before them, `left` what nothing
    explains. Words that no facility has are not part of a name.
    """
    known = [word for word in left if names.knows(word)]
    if not known:
        return ()
    whole = [word for word in content if names.knows(word)]
    # Somebody who writes a name writes all of it, common words included: one place must have them
    # all. That is strong, so it goes before every other reading.
    if len(whole) > 1 and len(whole) >= len(content) - 1 and names.named(whole):
        return tuple(whole)
    if not _stand_together(known, content):
        return ()
    found = names.named(known)
    if not found:
        return _but_one(known, names)
    # A single word left over beside others is likelier a word we do not know than a name.
    if len(known) > 1 or (len(content) == 1 and found <= _COMMON):
        return tuple(known)
    return ()


def _stand_together(words: Sequence[str], content: Sequence[str]) -> bool:
    """Whether words stand beside each other, a small one or two between them at most: what is left
    over here and there in a long sentence is no name."""
    places = [content.index(word) for word in words if word in content]
    return not places or max(places) - min(places) < len(words) + _BETWEEN


def lone_name(missed: Sequence[str], where: Place | None, names: Names) -> str:
    """The one word that nothing explains, where few facilities have it in their names, and any does
    in the city or state that was named: "crossroads rehab"; else ""."""
    if len(missed) != 1 or names.named(missed) > _COMMON:
        return ""
    there = tokens(where.name) if where and where.kind is not PlaceKind.ZIP else ()
    return missed[0] if names.named([*missed, *there]) else ""


def whole_name(
    words: Sequence[str], small: Collection[str], names: Names, *, programs: bool
) -> str:
    """The name of a facility, where a sentence is nothing but that name and its place, whatever
    else the words may mean: "recovery center lancaster"; else "". `small` words may be missing;
    with `programs` it may be a program's name: "off main clinic salinas"."""
    longer = [word for word in words if word not in small]
    said = [each for each in (words, longer) if len(each) > 1]
    return next((name for each in said if (name := names.called(each, programs=programs))), "")


def _but_one(known: Sequence[str], names: Names) -> tuple[str, ...]:
    """All of the words but one, where a longer name has one wrong: misspelt there, or here."""
    if len(known) < _LONG_NAME:
        return ()
    for left_out in range(len(known) - 1, -1, -1):
        rest = [word for at, word in enumerate(known) if at != left_out]
        if names.named(rest):
            return tuple(rest)
    return ()
