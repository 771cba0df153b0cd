"""Pseudo: a language made of English, longer and in brackets, to see what was never translated.

"Show places" becomes "⟦Šhöŵ plàčëš ëš⟧": whatever stands outside of brackets did not come through
gettext, and whatever is 40 % longer shows where a page has no room.
"""

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from babel.support import NullTranslations
from flask import Flask

from finder.web import language
from tests.web.reading import VOID

OPEN, CLOSE = "⟦", "⟧"
# German and Spanish run a third longer than English; two fifths leaves some air.
LONGER = 0.4
_ACCENTS = str.maketrans("aceinosuyz", "àčëîñöšûýž")
_KEPT = re.compile(r"(%\(\w+\)[sd]|<[^>]*>|&\w+;)")
_SPOKEN = ("aria-label", "title", "alt", "placeholder", "content")
# What is on a page and is no wording: commands to type, words for machines, an article's own text.
_ASIDE = ("code", "script", "style")
# Names of towns on a map are names.
_TOWN = re.compile(r'<text class="town[^>]*>[^<]*</text>')


class Pseudo(NullTranslations):
    """Translates into brackets."""

    def gettext(self, message: str) -> str:
        return pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return pseudo(msgid1 if n == 1 else msgid2)


def pseudo(message: str) -> str:
    """A message as the pseudo-language has it; its placeholders stay."""
    parts = _KEPT.split(message)
    said = "".join(p if _KEPT.fullmatch(p) else p.translate(_ACCENTS) for p in parts)
    plain = "".join(p for p in parts if not _KEPT.fullmatch(p))
    more = (plain.translate(_ACCENTS) * 2)[: round(len(plain) * LONGER)].rsplit("⟧", 1)[0]
    return f"{OPEN}{said} {more.strip().replace('%', '')}{CLOSE}"


def speaks_pseudo(app: Flask) -> Flask:
    """The app, with the pseudo-language in the place of Spanish."""
    language.use(app, {"es": Pseudo()})
    return app


def left_over(html: str, known: Iterable[str]) -> list[str]:
    """The words of a page that went around gettext, but for `known` texts: names and labels."""
    reader = _Reader()
    reader.feed(_TOWN.sub("", html))
    reader.close()
    longest_first = sorted({each for each in known if each}, key=len, reverse=True)
    return [left for text in reader.found if (left := _unknown(text, longest_first))]


def _unknown(text: str, known: Iterable[str]) -> str:
    before = ""
    while before != text:
        before, text = text, re.sub(rf"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}", " ", text)
    for each in known:
        text = text.replace(each, " ")
    text = re.sub(r"https?://\S+|/\S*|\b[A-Z]{2}\b", " ", text)  # addresses, and codes of states
    return text.strip() if re.search(r"[^\W\d_]{2,}", text) else ""


class _Reader(HTMLParser):
    """Every text of a page that somebody sees or hears."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if not self._aside():
            self.found += self._spoken(tag, given)
        if tag not in VOID:
            own = tag in _ASIDE or (tag != "html" and "lang" in given)
            # A part that is in the page's language again, inside of an article.
            back = given.get("lang") == "es" and "guide" not in given.get("class", "")
            self._open.append((tag, (own and not back) or (self._aside() and not back)))

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1][0] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        # Text to paste into an article is HTML itself.
        text = re.sub(r"<[^>]*>", " ", data)
        if text.strip() and not self._aside():
            self.found.append(text)

    def _aside(self) -> bool:
        return bool(self._open) and self._open[-1][1]

    @staticmethod
    def _spoken(tag: str, given: dict[str, str]) -> Iterator[str]:
        for name, value in given.items():
            machine = name == "content" and not given.get("property", "").startswith("og:")
            if (name in _SPOKEN and not machine) or (name.startswith("data-") and " " in value):
                yield value
        if tag in ("input", "button") and given.get("type") in ("submit", "button"):
            yield given.get("value", "")
