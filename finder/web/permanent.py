"""Permanent: the one address of a search, whole, and how a page names it to machines."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from flask import current_app, request, url_for

from finder.links.address import EMBEDDED, ROOT, address_of
from finder.places import Gazetteer
from finder.search.params import LANGUAGE
from finder.search.request import SearchRequest
from finder.vocabulary import Vocabulary
from finder.web.chips import terms_of, topics_of
from finder.web.language import asked_language, gettext, languages
from finder.web.wording import short, short_topic, where_phrase


@dataclass(frozen=True, slots=True)
class Permanent:
    """A search's address, whole; the same in each language, where there are several; what gives it
    as oEmbed, and what fits into other pages. `written` is the address without the host."""

    url: str
    written: str
    languages: tuple[tuple[str, str], ...]
    oembed: str
    embedded: str


def absolute(path: str) -> str:
    """A path of this site as an address: of the host that the operator named, else of this
    request's."""
    return (current_app.config["SITE_URL"] or request.url_root.rstrip("/")) + path


def permanent(
    asked: SearchRequest,
    vocabulary: Vocabulary,
    gazetteer: Gazetteer,
    *,
    language: str | None = None,
) -> Permanent:
    """Where a search is found for good, in this language, if any; if not said, in the one that the
    address asks for."""
    path = address_of(asked, vocabulary, gazetteer)
    wanted = asked_language() if language is None else language
    chosen = wanted if wanted in languages() else ""
    written = in_language(path, chosen) if chosen else path
    url = absolute(written)
    spoken = languages() if len(languages()) > 1 else ()
    query = urlencode({"url": url, "format": "json"}, quote_via=quote)
    return Permanent(
        url=url,
        written=written,
        languages=tuple((each, absolute(in_language(path, each))) for each in spoken),
        oembed=f"{absolute(url_for('oembed.oembed'))}?{query}",
        embedded=absolute(EMBEDDED + written.removeprefix(ROOT)),
    )


def in_language(path: str, language: str) -> str:
    """An address that asks for a language by itself."""
    return f"{path}{'&' if '?' in path else '?'}{LANGUAGE}={language}"


def query_of(pairs: Iterable[tuple[str, str]]) -> str:
    """Name-value pairs as a query string."""
    return urlencode(list(pairs), quote_via=quote, safe=",")


def link_text(asked: SearchRequest, vocabulary: Vocabulary) -> str:
    """What to write on a link to a search: "Find help: Detox, near Akron, OH"."""
    parts = [short(term) for term in terms_of(asked.terms, vocabulary)]
    parts += [short_topic(topic) for topic in topics_of(asked.topics, vocabulary)]
    if asked.where is not None and asked.where.usual:
        parts.append(gettext("near %(place)s", place=asked.where.place.label))
    elif asked.where is not None:
        parts.append(where_phrase(asked.where))
    if not parts:
        return gettext("Find help")
    return gettext("Find help: %(what)s", what=", ".join(parts))
