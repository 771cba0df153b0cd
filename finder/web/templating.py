"""Templating: what every template may call: wording, links, and addresses of static files."""

from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import quote, urlencode

from flask import Flask, url_for

from finder.facility import Facility, slug_of
from finder.guidance import Article
from finder.links.spoken import ENGLISH
from finder.search import params
from finder.search.request import SearchRequest
from finder.vocabulary import Vocabulary
from finder.web import (
    chosen,
    chosen_words,
    guide_words,
    language,
    language_prefix,
    map_words,
    wording,
)

# Words to show; each is a pure function of its arguments and the reader's language.
_WORDS = (
    "in_language",
    "label",
    "explanation",
    "chip",
    "chip_removal",
    "choice",
    "asking",
    "here_as_well",
    "next_step",
    "measured_from",
    "radius",
    "distance",
    "distance_from",
    "why",
    "phone_kind",
    "source",
    "source_name",
    "month",
    "full_date",
)


def register(app: Flask, *, vocabulary: Vocabulary, fingerprints: Mapping[str, str]) -> None:
    """Make words and links known to every template."""
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True

    def search_link(request: SearchRequest) -> str:
        return with_query(url_for("search.results"), params.query(request, vocabulary))

    def explained_link(request: SearchRequest) -> str:
        pairs = [*params.written(request, vocabulary), (params.EXPLAIN, "1")]
        return with_query(url_for("search.results"), urlencode(pairs, quote_via=quote, safe=","))

    def static_link(name: str) -> str:
        # One address in every language, so that a browser keeps it once.
        path = url_for("static", filename=name, v=fingerprints.get(name))
        return language_prefix.address_in(ENGLISH, path)

    app.jinja_env.filters.update(map_words.FILTERS)
    app.jinja_env.filters.update(
        named=wording.label, sourced=wording.source, in_short=wording.in_short
    )
    app.jinja_env.globals.update(
        {name: getattr(wording, name) for name in _WORDS},
        search_link=search_link,
        explained_link=explained_link,
        facility_link=facility_link,
        guide_link=guide_link,
        absolute=language_prefix.absolute,
        address_in=language_prefix.address_in,
        alternates=language_prefix.alternates,
        canonical=language_prefix.canonical,
        other_languages=language_prefix.other_languages,
        safety_link=safety_link,
        **guide_words.WORDS,
        answer=chosen_words.answer,
        most_saved=chosen.MOST_SAVED,
        **map_words.WORDS,
        static_link=static_link,
        language=language.language,
        own_name=language.own_name,
        number=language.whole,
        told=language.told,
        this_day=lambda: datetime.now(UTC).date(),
    )


def facility_link(facility: Facility, near: str = "") -> str:
    """The one address of a facility's page; `near` lets that page tell the distance."""
    path = url_for("facility.show", facility_id=facility.id, slug=slug_of(facility.name))
    return with_query(path, params.near_query(near))


def guide_link(article: Article, near: str = "") -> str:
    """The address of an article in its language; with `near` its searches know where."""
    path = url_for("guidance.article", slug=article.slug)
    return with_query(language_prefix.address_in(article.language, path), params.near_query(near))


def safety_link(spoken: str, near: str = "") -> str:
    """The address of the safety check in a language; with `near` its searches know where."""
    path = language_prefix.address_in(spoken, url_for("safety.ask"))
    return with_query(path, params.near_query(near))


def with_query(path: str, query: str) -> str:
    """A path with a query string, or without one where there is none."""
    return f"{path}?{query}" if query else path
