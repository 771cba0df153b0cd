"""Search: the two fields, the results page, and the same answer as JSON."""

from collections.abc import Mapping

from flask import Blueprint, Response, jsonify, render_template, request

from finder.guidance import Library
from finder.maps import Atlas
from finder.places import Gazetteer
from finder.search import params
from finder.search.engine import Engine
from finder.search.request import SearchRequest
from finder.vocabulary import Term, Vocabulary
from finder.web import wording
from finder.web.helplines import Helpline
from finder.web.needs import needs
from finder.web.permanent import permanent
from finder.web.public import results, shapes
from finder.web.public.counts import Counts
from finder.web.public.guidance import first_guides, guides_to
from finder.web.public.results import Answered

# What most people come for; those the vocabulary does not have are left out.
_HOME_TERMS = (
    "detox",
    "residential",
    "outpatient",
    "opioid-treatment-program",
    "buprenorphine",
    "medicaid",
    "low-cost",
    "teens",
    "pregnant",
    "spanish",
)


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
    """/, /search and /search.json."""
    pages = Blueprint("search", __name__)

    def parsed() -> params.Parsed:
        return params.parse(request.args.items(multi=True), vocabulary, gazetteer)

    def found(read: params.Parsed) -> Answered:
        return results.answered(read, engine.view(), vocabulary, gazetteer)

    @pages.get("/")
    def home() -> str:
        return render_template(
            "home.html",
            asked=params.Asked(),
            needs=needs(vocabulary),
            total=counts.total(SearchRequest()),
            demo=counts.demo(),
            kinds=_kinds(vocabulary, counts),
            guides=first_guides(articles),
        )

    @pages.get("/search", endpoint="results")
    def results_page() -> str:
        answer = found(parsed())
        asked = answer.page.request
        return render_template(
            "search.html",
            **results.model(answer, vocabulary, lines, atlas, demo=counts.demo()),
            permanent=permanent(answer.asked, vocabulary, gazetteer),
            guides=guides_to(articles, {*asked.terms, *asked.topics}),
        )

    @pages.get("/search.json")
    def results_json() -> tuple[Response, int]:
        read = parsed()
        if read.unknown:
            error = wording.unknown_parameters(read.unknown)
            return jsonify(error=error, unknown=read.unknown), 400
        return jsonify(shapes.search(found(read), vocabulary)), 200

    return pages


def _kinds(vocabulary: Vocabulary, counts: Counts) -> list[tuple[Term, SearchRequest, int | None]]:
    """What most people come for, each with its search and how much there is."""
    found = []
    for slug in _HOME_TERMS:
        term = vocabulary.term(slug)
        if term is not None:
            asked = SearchRequest(terms=(slug,))
            found.append((term, asked, counts.total(asked)))
    return found
