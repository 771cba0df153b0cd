"""Folding: one way of writing down what a person typed, so that two spellings can be compared."""

import re
import unicodedata

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ`´′＇"))
_TOKEN = re.compile(r"[^\W_]+")


def plain(text: str) -> str:
    """The text without case, accents, apostrophes and marks, its words parted by one blank.

    These are the tokens of `finder.search.words`, which this room may not know; a test holds the
    two together.

    >>> plain("St. Mary's  Détox-Center")
    'st marys detox center'
    """
    text = text.translate(_APOSTROPHES)
    if not text.isascii():
        parted = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        text = "".join(each for each in parted if unicodedata.category(each) != "Mn")
        text = text.translate(_APOSTROPHES)
    return " ".join(_TOKEN.findall(text.lower()))
