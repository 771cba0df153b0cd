"""Find: the results page at the permanent, readable addresses that articles link to."""

from collections.abc import Mapping

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from finder.guidance import Library
from finder.links import address
from finder.links.address import Address
from finder.maps import Atlas
from finder.places import Gazetteer, PlaceKind
from finder.search import params
from finder.search.engine import Engine
from finder.search.request import SearchRequest
from finder.vocabulary import Vocabulary
from finder.web.helplines import Helpline
from finder.web.language_prefix import here
from finder.web.permanent import permanent, query_of
from finder.web.public import results
from finder.web.public.counts import Counts
from finder.web.public.guidance import guides_to
from finder.web.templating import with_query


def blueprint(
    *,
    engine: Engine,
    vocabulary: Vocabulary,
    gazetteer: Gazetteer,
    counts: Counts,
    lines: Mapping[str, Helpline],
    articles: Library,
    atlas: Atlas,
) -> Blueprint:
    """/find/<what>/near/<ZIP> and /find/<what>/in/<state>/<city>."""
    pages = Blueprint("find", __name__)

    @pages.get("/find/", defaults={"rest": ""}, strict_slashes=False)
    @pages.get("/find/<path:rest>", merge_slashes=False)
    def find(rest: str) -> str | Response:
        asked = address.read(rest, vocabulary, gazetteer)
        if elsewhere := moved(asked, address.ROOT):
            return redirect(elsewhere, 301)
        read = parsed(asked, vocabulary, gazetteer)
        found = results.answered(read, engine.view(), vocabulary, gazetteer)
        shown = results.model(found, vocabulary, lines, atlas, demo=counts.demo())
        return render_template(
            "search.html",
            **shown,
            indexed=_is_indexed(asked, found.asked) and found.page.total and not shown["demo"],
            is_permanent=asked.known,
            permanent=permanent(found.asked, vocabulary, gazetteer),
            guides=guides_to(articles, {*found.asked.terms, *found.asked.topics}),
        )

    return pages


def moved(asked: Address, root: str) -> str:
    """Where to go instead, for ever, when a known search is asked for at another address than its
    own; "" when it is at its own."""
    if not asked.known or (request.path == asked.path.replace(address.ROOT, root, 1)):
        return ""
    pairs = list(request.args.items(multi=True))
    was = [(params.WAS, asked.was)] if asked.was else []
    return with_query(here(asked.path.replace(address.ROOT, root, 1)), query_of([*pairs, *was]))


def parsed(asked: Address, vocabulary: Vocabulary, gazetteer: Gazetteer) -> params.Parsed:
    """The request that a path makes together with the parameters after it; a retired term is told
    of here where something else in the path kept it from being redirected."""
    was = [(params.WAS, asked.was)] if asked.was else []
    pairs = (*asked.pairs, *request.args.items(multi=True), *was)
    return params.parse(pairs, vocabulary, gazetteer)


def _is_indexed(asked: Address, understood: SearchRequest) -> bool:
    """Whether a search engine may list it: only what says nothing of anybody's own street, and has
    no parameter."""
    if not asked.known or request.args:
        return False
    public = (PlaceKind.STATE, PlaceKind.COUNTY, PlaceKind.CITY)
    return understood.where is None or understood.where.place.kind in public
