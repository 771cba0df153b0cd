"""Link builder: a search chosen by a writer, its count today, and what to paste for it."""

from collections.abc import Mapping

from flask import Blueprint, Response, abort, render_template, request
from markupsafe import Markup

from finder.places import Gazetteer
from finder.search import params
from finder.search.engine import Engine
from finder.search.request import RADII, SearchRequest
from finder.search.widen import FEW
from finder.vocabulary import Vocabulary
from finder.web import chips, language, qr, wording
from finder.web.helplines import Helpline
from finder.web.needs import needs
from finder.web.permanent import link_text, permanent, query_of
from finder.web.public import embed, results
from finder.web.public.results import Answered


def blueprint(
    *,
    engine: Engine,
    vocabulary: Vocabulary,
    gazetteer: Gazetteer,
    lines: Mapping[str, Helpline],
) -> Blueprint:
    """/link and /link/qr.svg."""
    pages = Blueprint("link", __name__, url_prefix="/link")

    @pages.get("")
    def builder() -> str:
        read = params.parse(request.args.items(multi=True), vocabulary, gazetteer)
        found = None
        if read.asked.words or read.asked.near or read.request != SearchRequest():
            found = results.answered(read, engine.view(), vocabulary, gazetteer)
        return render_template(
            "link.html",
            asked=read.asked,
            beside=_beside(read.request, vocabulary),
            radii=_radii(read.request),
            needs=needs(vocabulary),
            spoken=[(each, language.own_name(each)) for each in language.languages()],
            made=_made(found, vocabulary, gazetteer, lines) if found else None,
        )

    @pages.get("/qr.svg", endpoint="qr")
    def code() -> Response:
        read = params.parse(request.args.items(multi=True), vocabulary, gazetteer)
        drawn = qr.svg(permanent(read.request, vocabulary, gazetteer).url)
        if not drawn:
            abort(404)
        return Response(drawn, mimetype="image/svg+xml")

    return pages


def _made(
    found: Answered,
    vocabulary: Vocabulary,
    gazetteer: Gazetteer,
    lines: Mapping[str, Helpline],
) -> dict[str, object]:
    """What was chosen, what it gives today, and the texts to paste."""
    asked = found.asked.at(1)
    told = results.told(found, vocabulary)
    one = permanent(asked, vocabulary, gazetteer)
    return {
        **embed.model(found, vocabulary, gazetteer, lines),
        "text": link_text(asked, vocabulary),
        "chips": [
            (part, params.query(part.request, vocabulary))
            for part in chips.chips(asked, vocabulary)
        ],
        "notes": [*told["where_notes"], *(words for words, _ in told["notes"])],
        "questions": [
            (each, [(made, params.query(made.request, vocabulary)) for made in each.choices])
            for each in found.questions
        ],
        "query": query_of(params.written(asked, vocabulary)),
        "few": found.page.total < FEW,
        "height": embed.HEIGHT if asked.where else embed.HEIGHT_ASKING,
        # In the page itself: a file of its own would be a sixth request.
        "drawing": Markup(qr.svg(one.url, inside=True).decode()),  # noqa: S704 -- segno draws it
    }


def _beside(asked: SearchRequest, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """What the form carries along unseen: all that it has no field for."""
    named = [(params.NAME, asked.words)] if asked.words else []
    rest = params.beside_fields(asked, vocabulary)
    return [*named, *(pair for pair in rest if pair[0] != params.WITHIN)]


def _radii(asked: SearchRequest) -> list[tuple[str, str, bool]]:
    """The distances to choose from, and the one that is chosen; a blank one is the usual."""
    where = asked.where
    chosen = (
        "" if where is None or where.usual or where.inside else params.within_text(where.within)
    )
    texts = dict.fromkeys((*map(str, RADII), params.ANY, *filter(None, (chosen,))))
    return [(text, wording.radius(text), text == chosen) for text in texts]
