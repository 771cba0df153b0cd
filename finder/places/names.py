"""Spelling of place names: one way of folding what people type and what the tables say.

Two names are the same when their *keys* are equal. A key has no case, accent, punctuation or space,
and short forms are written out, so `Coeur d Alene` = `Coeur d'Alene`, `Winston Salem` =
`Winston-Salem`, `Mayaguez` = `Mayagüez` and `Ft Worth` = `Fort Worth`. Spaces are dropped because
the 2023 national directory itself writes an apostrophe as a space ("Coeur d Alene") and a space as
nothing ("Lasalle").
"""

import re
import unicodedata
from collections.abc import Sequence

# Each short form is in the 2022 or 2023 national directory or in a common postal spelling.
SHORT_FORMS = {
    "st": "saint",
    "ste": "sainte",
    "ft": "fort",
    "mt": "mount",
    "mtn": "mountain",
    "pt": "point",
    "hts": "heights",
    "spgs": "springs",
    "bch": "beach",
    "vly": "valley",
    "jct": "junction",
    "ctr": "center",
    "twp": "township",
    "co": "county",
    "cnty": "county",
    "afb": "airforcebase",
}
# Only as a first word with more to come: "N Little Rock", but not "Avenue S".
LEADING_SHORT_FORMS = {
    "n": "north",
    "s": "south",
    "e": "east",
    "w": "west",
    "no": "north",
    "so": "south",
}

_DROPPED = str.maketrans(dict.fromkeys("'’‘ʻʼ`´", ""))
_WORD = re.compile(r"[a-z0-9]+")


def fold(text: str) -> list[str]:
    """The words of a name in lower-case ASCII; letters in a row are one word (`D.C.` → `dc`)."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    words = _WORD.findall(text.casefold().translate(_DROPPED))
    return _joined_initials(words) if any(len(word) == 1 for word in words) else words


def key_of_words(words: Sequence[str]) -> str:
    """The key of folded words: short forms written out, spaces gone."""
    if len(words) == 1:
        return words[0]
    first = LEADING_SHORT_FORMS.get(words[0], words[0])
    return "".join([SHORT_FORMS.get(word, word) for word in (first, *words[1:])])


def key(text: str) -> str:
    """The key of a name: equal for two spellings of one name, empty when nothing is left of it."""
    words = fold(text)
    return key_of_words(words) if words else ""


def _joined_initials(words: Sequence[str]) -> list[str]:
    joined: list[str] = []
    run: list[str] = []
    for word in words:
        if len(word) == 1 and word.isalpha():
            run.append(word)
            continue
        if run:
            joined.append("".join(run))
            run = []
        joined.append(word)
    if run:
        joined.append("".join(run))
    return joined
