"""Sitemap and robots: what search engines may list, and what they are kept from."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from threading import Lock
from xml.sax.saxutils import escape

from flask import Blueprint, Response, abort, request, url_for

from finder.directory import Directory
from finder.links.address import EVERYTHING, ROOT, place_path, state_slug
from finder.links.spoken import ENGLISH, LANGUAGES, in_language
from finder.places import Gazetteer, Place
from finder.search.engine import Engine
from finder.web.language_prefix import absolute, address_in, bare
from finder.web.public.counts import Counts
from finder.web.templating import facility_link

# As many as the protocol allows in one file (sitemaps.org); a directory of more is parted.
MOST_IN_ONE = 50_000
_XMLNS = "http://www.sitemaps.org/schemas/sitemap/0.9"
# Where a search stands in the address and not only in the path; a page that must be found says
# `noindex` itself, which a robot that may not read it would never see.
_KEPT_FROM = (
    "/search", "/exit", "/link?", "/link/qr.svg", "/oembed", "/suggest.json", "/compare", "/plan",
    "/saved",
)  # fmt: skip

# Paths of pages that another part of the site adds to the map.
Listed = Callable[[], Iterable[str]]


def blueprint(
    *,
    engine: Engine,
    directory: Directory,
    gazetteer: Gazetteer,
    counts: Counts,
    also: Sequence[Listed] = (),
) -> Blueprint:
    """/sitemap.xml and /robots.txt."""
    pages = Blueprint("sitemap", __name__)
    kept = _Kept(engine=engine, directory=directory, gazetteer=gazetteer)

    @pages.get("/sitemap.xml")
    def sitemap() -> Response:
        once = [*_standing(), *(path for each in also for path in each()), *kept.paths()]
        paths = [address_in(spoken, path) for path in once for spoken in LANGUAGES]
        parts = range(0, len(paths), MOST_IN_ONE)
        asked = request.args.get("part", "")
        if not asked and len(parts) > 1:
            own = address_in(ENGLISH, url_for(".sitemap"))
            numbers = (at // MOST_IN_ONE + 1 for at in parts)
            return _xml("sitemapindex", "sitemap", [f"{own}?part={each}" for each in numbers])
        part = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
        if (asked and asked != str(part)) or not 1 <= part <= len(parts):
            abort(404)
        first = parts[part - 1]
        return _xml("urlset", "url", paths[first : first + MOST_IN_ONE])

    @pages.get("/robots.txt")
    def robots() -> Response:
        # Nothing in the invented directory is true, so no robot should carry any of it away.
        kept_from = ("/",) if counts.demo() else ()
        spoken = (in_language(path, each) for path in _KEPT_FROM for each in LANGUAGES)
        lines = ["User-agent: *", *(f"Disallow: {path}" for path in (*kept_from, *spoken))]
        lines += ["", f"Sitemap: {absolute(address_in(ENGLISH, url_for('.sitemap')))}", ""]
        return Response("\n".join(lines), mimetype="text/plain")

    return pages


class _Kept:
    """The paths that hang on the directory, made once a revision. Safe to share between threads."""

    def __init__(self, *, engine: Engine, directory: Directory, gazetteer: Gazetteer) -> None:
        self._engine = engine
        self._directory = directory
        self._gazetteer = gazetteer
        self._lock = Lock()
        self._revision = -1
        self._paths: tuple[str, ...] = ()

    def paths(self) -> tuple[str, ...]:
        """States and cities with any place, and the places themselves."""
        revision = self._engine.view().revision
        with self._lock:
            if revision != self._revision:
                self._paths = (*self._where(), *self._facilities())
                self._revision = revision
            return self._paths

    def _where(self) -> Iterator[str]:
        states: dict[Place, None] = {}
        cities: dict[Place, None] = {}
        for each in self._directory.localities():
            if state := self._gazetteer.state(each.state):
                states[state] = None
            if city := self._gazetteer.city(each.city, each.state):
                cities[city] = None
        for place in states:
            yield bare(url_for("browse.state", state=state_slug(place)))
        for place in (*states, *cities):
            yield f"{ROOT}{EVERYTHING}{place_path(place, self._gazetteer)}"

    def _facilities(self) -> Iterator[str]:
        return (bare(facility_link(each)) for each in self._directory.all())


def _standing() -> list[str]:
    """The pages there always are."""
    named = (
        "search.home",
        "browse.states",
        "pages.lines",
        "pages.about",
        "pages.privacy",
        "pages.accessibility",
        "pages.unseen",
    )
    return [*map(url_for, named), url_for("link.builder")]


def _xml(outer: str, inner: str, paths: Iterable[str]) -> Response:
    # A path is the same text under every host, so that it may be kept; the host is put in here.
    site = escape(absolute(""))
    lines = (f"<{inner}><loc>{site}{escape(path)}</loc></{inner}>\n" for path in paths)
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{outer} xmlns="{_XMLNS}">\n'
    return Response(f"{head}{''.join(lines)}</{outer}>\n", mimetype="application/xml")
