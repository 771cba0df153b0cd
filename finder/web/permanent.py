"""Permanent: the one address of a search, whole, and how a page names it to machines."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from flask import url_for

from finder.links.address import EMBEDDED, ROOT, address_of
from finder.links.spoken import LANGUAGES
from finder.places import Gazetteer
from finder.search.request import SearchRequest
from finder.vocabulary import Vocabulary
from finder.web.chips import terms_of, topics_of
from finder.web.language import gettext, language
from finder.web.language_prefix import absolute, address_in, here
from finder.web.place_words import place_name
from finder.web.wording import short, short_topic, where_phrase


@dataclass(frozen=True, slots=True)
class Permanent:
    """A search's address, whole; the same in each language, as `hreflang` names them; what gives it
    as oEmbed, and what fits into other pages. `written` is the address without the host."""

    url: str
    written: str
    languages: tuple[tuple[str, str], ...]
    oembed: str
    embedded: str


def permanent(
    asked: SearchRequest,
    vocabulary: Vocabulary,
    gazetteer: Gazetteer,
    *,
    spoken: str = "",
) -> Permanent:
    """Where a search is found for good, in this language; if not said, in that of the page."""
    chosen = spoken or language()
    path = here(address_of(asked, vocabulary, gazetteer))
    written = address_in(chosen, path)
    url = absolute(written)
    query = urlencode({"url": url, "format": "json"}, quote_via=quote)
    each_language = [(each, absolute(address_in(each, path))) for each in LANGUAGES]
    return Permanent(
        url=url,
        written=written,
        languages=(*each_language, ("x-default", each_language[0][1])),
        oembed=f"{absolute(url_for('oembed.oembed'))}?{query}",
        embedded=absolute(written.replace(ROOT, EMBEDDED, 1)),
    )


def query_of(pairs: Iterable[tuple[str, str]]) -> str:
    """Name-value pairs as a query string."""
    return urlencode(list(pairs), quote_via=quote, safe=",")


def link_text(asked: SearchRequest, vocabulary: Vocabulary) -> str:
    """What to write on a link to a search: "Find help: Detox, near Akron, OH"."""
    parts = [short(term) for term in terms_of(asked.terms, vocabulary)]
    parts += [short_topic(topic) for topic in topics_of(asked.topics, vocabulary)]
    if asked.where is not None and asked.where.usual:
        parts.append(gettext("near %(place)s", place=place_name(asked.where.place)))
    elif asked.where is not None:
        parts.append(where_phrase(asked.where))
    if not parts:
        return gettext("Find help")
    return gettext("Find help: %(what)s", what=", ".join(parts))
