"""Crawl: the site from its front door and its map; every link must lead somewhere.

    python -m bench.crawl [--home FOLDER] [--each 3000] [--seed 1]

Every page is read once, and all it links to, shows, or sends a form to must answer 200, at most two
redirects later; a link to a part of a page needs that part. A directory has more searches than
anybody could ask, so of each room of the site (/find, /facility, …), and again of its addresses
that have parameters, no more than `--each` are read, drawn by chance. It fails (exit 1) on any link
that leads nowhere, and names the page it stands on.
"""

import argparse
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from xml.etree import ElementTree

from flask.testing import FlaskClient

from bench.real_home import DEFAULT_HOME, parts_of
from finder.app import create_app
from finder.config import Config
from finder.wiring import Parts

_SHOWN = 20
_PAGE = 200
_MOVED = (301, 302, 303, 308)
_MOST_HOPS = 2
_LEADING = ("href", "src", "action", "formaction", "data-from")
_HOST = "localhost"


@dataclass(slots=True)
class Crawled:
    """What was read so far, of which rooms, and which links lead nowhere."""

    read: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)


class _Links(HTMLParser):
    """Where a page leads, and the parts it has."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what leads somewhere, and what can be led to."""
        given = {name: value or "" for name, value in attrs}
        self.ids.add(given.get("id", ""))
        self.targets += [given[name] for name in _LEADING if given.get(name)]


def main() -> int:
    """Crawl, print a summary; 1 when any link leads nowhere."""
    parser = argparse.ArgumentParser(prog="python -m bench.crawl")
    parser.add_argument("--home", type=Path, help="default: the 2023 directory, made if missing")
    parser.add_argument("--each", type=int, default=3_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    parts = Parts(Config(home=options.home)) if options.home else parts_of(DEFAULT_HOME)
    parts.searchable()
    crawled = crawl(create_app(parts).test_client(), each=options.each, seed=options.seed)
    print(f"{crawled.read.total():,} addresses read")
    for room, count in sorted(crawled.read.items()):
        print(f"  {room:<20}{count:>8,}   and {crawled.skipped[room]:,} more not drawn")
    print(f"links that lead nowhere: {len(crawled.broken):,}")
    for told in crawled.broken[:_SHOWN]:
        print(f"  {told}")
    return 1 if crawled.broken else 0


def crawl(
    client: FlaskClient, *, each: int, seed: int = 1, start: Iterable[str] = ("/",)
) -> Crawled:
    """Read the site, at most `each` addresses of a room."""
    chance = random.Random(seed)
    crawled = Crawled()
    seen = _Seen()
    for path in (*start, *_mapped(client)):
        seen.note(path, on="the start")
    while path := _drawn(seen.waiting, crawled, each, chance):
        text, wrong = _read(client, path)
        crawled.read[_room(path)] += 1
        if wrong:
            crawled.broken.append(f"{wrong}: {path} (on {seen.found[path]})")
        page = _Links()
        page.feed(text)
        seen.ids[path] = page.ids
        for target in _inside(page.targets, path):
            seen.note(target, on=path)
    crawled.skipped.update({room: len(left) for room, left in seen.waiting.items()})
    crawled.broken += seen.without_part()
    return crawled


@dataclass(slots=True)
class _Seen:
    """The links seen so far: where each was found first, which wait in each room, the links to a
    part of a page, and which parts the pages have."""

    found: dict[str, str] = field(default_factory=dict)
    waiting: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    parts: dict[tuple[str, str], str] = field(default_factory=dict)
    ids: dict[str, set[str]] = field(default_factory=dict)

    def note(self, target: str, *, on: str) -> None:
        whole, fragment = urldefrag(target)
        if fragment:
            self.parts.setdefault((whole, unquote(fragment)), on)
        if whole not in self.found:
            self.found[whole] = on
            self.waiting[_room(whole)].append(whole)

    def without_part(self) -> Iterator[str]:
        for (whole, part), on in self.parts.items():
            if part not in self.ids.get(whole, (part,)):
                yield f"no part {part}: {whole} (on {on})"


def _drawn(
    waiting: dict[str, list[str]], crawled: Crawled, each: int, chance: random.Random
) -> str:
    """The next address: of the room that was read least; "" when every room is done."""
    open_ = [room for room, left in waiting.items() if left and crawled.read[room] < each]
    if not open_:
        return ""
    left = waiting[min(open_, key=lambda room: (crawled.read[room], room))]
    at = chance.randrange(len(left))
    left[at], left[-1] = left[-1], left[at]
    return left.pop()


def _room(path: str) -> str:
    """The first part of a path, and whether there are parameters: "/find", "/find ?"."""
    parts = urlsplit(path)
    return "/" + parts.path.split("/")[1] + (" ?" if parts.query else "")


def _inside(targets: Iterable[str], on: str) -> Iterator[str]:
    """Those that stay on this site, as paths."""
    for target in targets:
        parts = urlsplit(urljoin(f"http://{_HOST}{on}", target))
        if parts.scheme == "http" and parts.netloc == _HOST:
            yield parts._replace(scheme="", netloc="").geturl() or "/"


def _read(client: FlaskClient, path: str) -> tuple[str, str]:
    """The text of a page ("" where it is none), and what is wrong with the answer."""
    for _ in range(_MOST_HOPS + 1):
        with client.get(path) as answer:
            if answer.status_code not in _MOVED:
                text = answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""
                return text, "" if answer.status_code == _PAGE else str(answer.status_code)
            path = answer.location
        if urlsplit(path).netloc not in ("", _HOST):
            return "", ""  # the way out
    return "", str(answer.status_code)


def _mapped(client: FlaskClient) -> list[str]:
    """Every path that the site's own map names, its parts included."""
    waiting, found = ["/sitemap.xml"], ["/robots.txt"]
    while waiting:
        path = waiting.pop()
        found.append(path)
        root = ElementTree.fromstring(client.get(path).data)  # noqa: S314 -- made in this process, by us
        named = [loc.text or "" for loc in root.iter() if loc.tag.endswith("loc")]
        paths = [urlsplit(each)._replace(scheme="", netloc="").geturl() for each in named]
        (waiting if root.tag.endswith("sitemapindex") else found).extend(paths)
    return found


if __name__ == "__main__":
    sys.exit(main())
