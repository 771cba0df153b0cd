"""Embed: a search for other people's pages: light, without script, allowed in a frame."""

from collections.abc import Mapping

from flask import Blueprint, redirect, render_template
from werkzeug.wrappers import Response

from finder.links import address
from finder.places import Gazetteer
from finder.search import params
from finder.search.engine import Engine
from finder.vocabulary import Vocabulary
from finder.web import panels, present, sentence
from finder.web.helplines import Helpline
from finder.web.permanent import permanent
from finder.web.public import results
from finder.web.public.find import moved, parsed
from finder.web.public.results import Answered

# What fits into the height that the link builder gives a frame, beside the numbers to call.
MOST_SHOWN = 3
# In pixels, for a frame 320 wide or more: three places with a warning before them; one field.
HEIGHT, HEIGHT_ASKING = 900, 420
WIDTH = 480


def blueprint(
    *,
    engine: Engine,
    vocabulary: Vocabulary,
    gazetteer: Gazetteer,
    lines: Mapping[str, Helpline],
) -> Blueprint:
    """/embed/… for every /find/…"""
    pages = Blueprint("embed", __name__)

    @pages.get("/embed/", defaults={"rest": ""}, strict_slashes=False)
    @pages.get("/embed/<path:rest>", merge_slashes=False)
    def embed(rest: str) -> str | Response:
        asked = address.read(rest, vocabulary, gazetteer)
        if elsewhere := moved(asked, address.EMBEDDED):
            return redirect(elsewhere, 301)
        read = parsed(asked, vocabulary, gazetteer)
        found = results.answered(read, engine.view(), vocabulary, gazetteer)
        return render_template("embed.html", **model(found, vocabulary, gazetteer, lines))

    return pages


def model(
    found: Answered,
    vocabulary: Vocabulary,
    gazetteer: Gazetteer,
    lines: Mapping[str, Helpline],
) -> dict[str, object]:
    """Everything that the frame shows: what was asked for, the first few, and where the rest is.

    Where no place is named it asks for one, for a list of the whole country helps nobody.
    """
    page, asked = found.page, found.page.request
    hits = present.hit_lines(page, 1, vocabulary) if asked.where else ()
    return {
        "page": page,
        "heading": sentence.sentence(asked, page.total, vocabulary),
        "panel": panels.shown(page.panel, lines, asked, found.understood.language),
        "hits": hits[: min(MOST_SHOWN, page.total) or MOST_SHOWN],
        "near": params.near_text(asked.where.place) if asked.where else "",
        "beside_where": params.written(asked.at(1).near(None), vocabulary),
        "permanent": permanent(found.asked, vocabulary, gazetteer),
        "demo": any(hit.facility.invented for hit in page.hits),
    }
