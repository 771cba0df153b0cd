"""oEmbed: what a page that somebody pastes an address of ours into may show (oembed.com, 1.0).

The title says nothing of what was asked for: it is shown and kept by whoever asks.
"""

from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree

from flask import Blueprint, Response, abort, jsonify, render_template, request

from finder.links import address
from finder.links.spoken import LANGUAGES, parted
from finder.places import Gazetteer
from finder.search import params
from finder.search.engine import Engine
from finder.search.understand import understand
from finder.vocabulary import Vocabulary
from finder.web.language import gettext
from finder.web.language_prefix import absolute
from finder.web.permanent import permanent
from finder.web.public.embed import HEIGHT, HEIGHT_ASKING, WIDTH

# A day: an article that shows one may ask again tomorrow.
KEPT = 86_400


def blueprint(*, engine: Engine, vocabulary: Vocabulary, gazetteer: Gazetteer) -> Blueprint:
    """/oembed?url=…"""
    pages = Blueprint("oembed", __name__)

    @pages.get("/oembed")
    def oembed() -> Response | tuple[Response, int]:
        pairs, spoken = _asked(request.args.get("url", ""), vocabulary, gazetteer)
        if pairs is None:
            return jsonify(error=gettext("There is no search at this address here.")), 404
        kind = request.args.get("format", "json")
        if kind not in ("json", "xml"):
            abort(501)
        read = params.parse(pairs, vocabulary, gazetteer)
        found = understand(read, engine.view(), vocabulary, gazetteer).request
        one = permanent(found, vocabulary, gazetteer, spoken=spoken)
        told = _told(one.embedded, HEIGHT if found.where else HEIGHT_ASKING)
        if kind == "xml":
            return Response(_xml(told), mimetype="text/xml")
        return jsonify(told)

    return pages


def _asked(
    url: str, vocabulary: Vocabulary, gazetteer: Gazetteer
) -> tuple[list[tuple[str, str]] | None, str]:
    """The parameters of an address of ours that is a search, and its language; None for any
    other."""
    try:
        parts = urlsplit(url)
        ours = urlsplit(absolute("/"))
        if parts.netloc.lower() != ours.netloc.lower() or parts.scheme not in ("http", "https"):
            return None, ""
    except ValueError:
        return None, ""
    pairs = parse_qsl(parts.query)
    spoken, path = parted(parts.path)
    asked_for = dict(pairs).get(params.LANGUAGE, "")
    spoken = asked_for if asked_for in LANGUAGES else spoken
    for root in (address.ROOT, address.EMBEDDED):
        if (path + "/").startswith(root):
            asked = address.read(path.removeprefix(root.rstrip("/")), vocabulary, gazetteer)
            return [*asked.pairs, *pairs], spoken
    return (pairs if path.rstrip("/") == "/search" else None), spoken


def _told(embedded: str, height: int) -> dict[str, str | int]:
    width = min(WIDTH, _most("maxwidth", WIDTH))
    height = min(height, _most("maxheight", height))
    html = render_template("parts/frame.html", src=embedded, width=width, height=height)
    return {
        "version": "1.0",
        "type": "rich",
        "title": gettext("Places found"),
        "provider_name": gettext("Treatment Finder"),
        "provider_url": absolute("/"),
        "cache_age": KEPT,
        "width": width,
        "height": height,
        "html": html,
    }


def _most(name: str, usual: int) -> int:
    value = request.args.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and 0 < len(value) < 6 else usual


def _xml(told: dict[str, str | int]) -> str:
    root = ElementTree.Element("oembed")
    for name, value in told.items():
        ElementTree.SubElement(root, name).text = str(value)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>{text}'
