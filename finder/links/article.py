"""Article: the links that stand in a text: HTML, Markdown, or one link a line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urlsplit, urlunsplit

from finder.links.address import EMBEDDED, ROOT
from finder.links.spoken import parted

# What a reader follows, or is shown inside the page.
_LINKING = frozenset({"href", "src", "cite", "data"})
# An address in running text; ours have no bracket, quotation mark or star that is not encoded.
_WRITTEN = re.compile(r"https?://[^\s<>\"'`()\[\]{}|\\^*]+", re.IGNORECASE)
# A Markdown link or reference within the same site: "](/find/detox)", "[1]: /find/detox".
_SAME_SITE = re.compile(r"\]\s*[(:]\s*<?(/[^\s<>\"'`()\[\]{}|\\^*]+)")
_AFTER = ".,;:!?_"
_ONLY_OURS = (ROOT, EMBEDDED, "/facility/")


@dataclass(frozen=True, slots=True)
class Link:
    """One link: the text it stands in, on which line, and what it says."""

    source: str
    line: int
    url: str


def links_in(text: str, source: str) -> tuple[Link, ...]:
    """Every link of a text, in its order; one that stands twice on a line is given once."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return tuple(dict.fromkeys(Link(source, line, url) for line, url in reader.found))


def path_on(site: str, url: str) -> str | None:
    """The path, with its query, of a link that leads into a site; None for one that leads away.

    The scheme does not count: an article of old may still say http. Where the site has no name yet,
    ours are those that no other site has: /find/…, /embed/… and /facility/…, on any host.

    >>> path_on("https://find.example.org", "http://find.example.org/find/detox?x=1#top")
    '/find/detox?x=1'
    """
    try:
        parts, ours = urlsplit(url), urlsplit(site)
    except ValueError:
        return None
    if parts.scheme not in ("", "http", "https") or not (parts.netloc or url.startswith("/")):
        return None
    away = parts.netloc and parts.netloc.lower() != ours.netloc.lower()
    if away and (site or not parted(parts.path.lower())[1].startswith(_ONLY_OURS)):
        return None
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def host_of(url: str) -> str:
    """The site a link names: "https://find.example.org"; "" where it leaves that out."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, "", "", "")) if parts.netloc else ""


class _Reader(HTMLParser):
    """HTML's links; what is no HTML is text to it, and is looked through for addresses."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, _ = self.getpos()
        for name, value in attrs:
            if name in _LINKING and value:
                self.found.append((line, value.strip()))
        if ":" in tag:  # "<https://…>" is how Markdown writes a link that is its own text
            self.handle_data(self.get_starttag_text() or "")

    def handle_data(self, text: str) -> None:
        first, _ = self.getpos()
        for number, line in enumerate(text.splitlines(), first):
            self.found += ((number, url) for url in _urls(line))


def _urls(line: str) -> Iterator[str]:
    for found in _WRITTEN.finditer(line):
        yield found[0].rstrip(_AFTER)
    for found in _SAME_SITE.finditer(line):
        yield found[1].rstrip(_AFTER)
