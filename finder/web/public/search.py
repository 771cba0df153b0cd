"""Search: the two fields, the results page, and the same answer as JSON."""

from dataclasses import dataclass

from flask import Blueprint, Response, jsonify, render_template, request

from finder.places import Gazetteer, PlaceKind
from finder.search import params
from finder.search.answer import answer
from finder.search.engine import Engine
from finder.search.intent import Intent
from finder.search.page import Note, NoteKind, Page
from finder.search.request import RADII, SearchRequest, Sort, Where
from finder.search.understand import understand
from finder.vocabulary import Vocabulary
from finder.web import notes, present, wording
from finder.web.public import shapes
from finder.web.public.counts import Counts

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


@dataclass(frozen=True, slots=True)
class Answered:
    """A page, how the address was read, and which words of it were understood as terms."""

    parsed: params.Parsed
    understood: Intent
    page: Page


def blueprint(
    *, engine: Engine, vocabulary: Vocabulary, gazetteer: Gazetteer, counts: Counts
) -> Blueprint:
    """/, /search and /search.json."""
    pages = Blueprint("search", __name__)

    def answered(parsed: params.Parsed) -> Answered:
        view = engine.view()
        understood = understand(parsed, view, vocabulary, gazetteer)
        told = (*parsed.notes, *understood.intent.notes)
        page = answer(
            view,
            understood.request,
            vocabulary,
            notes=told,
            states=gazetteer.state,
            explain=parsed.explain,
        )
        if page.request.page > page.pages:
            told = (*page.notes, _no_such_page(page))
            last = page.request.at(page.pages)
            page = answer(
                view,
                last,
                vocabulary,
                notes=told,
                states=gazetteer.state,
                explain=parsed.explain,
            )
        return Answered(parsed, understood.intent, page)

    def parsed() -> params.Parsed:
        return params.parse(request.args.items(multi=True), vocabulary, gazetteer)

    @pages.get("/")
    def home() -> str:
        return render_template(
            "home.html",
            asked=params.Asked(),
            total=counts.total(SearchRequest()),
            demo=counts.demo(),
            kinds=[
                (term, asked, counts.total(asked))
                for slug in _HOME_TERMS
                if (term := vocabulary.term(slug))
                for asked in [SearchRequest(terms=(slug,))]
            ],
        )

    @pages.get("/search")
    def results() -> str:
        return render_template("search.html", **_model(answered(parsed()), vocabulary))

    @pages.get("/search.json")
    def results_json() -> tuple[Response, int]:
        read = parsed()
        if read.unknown:
            error = wording.unknown_parameters(read.unknown)
            return jsonify(error=error, unknown=read.unknown), 400
        found = answered(read)
        shape = shapes.search(found.page, found.understood, vocabulary)
        return jsonify(shape), 200

    return pages


def _no_such_page(page: Page) -> Note:
    values = {"value": str(page.request.page), "used": str(page.pages)}
    return Note(NoteKind.BAD_PAGE, values)


def _model(found: Answered, vocabulary: Vocabulary) -> dict[str, object]:
    """What the results template shows."""
    page, asked = found.page, found.page.request
    first = (asked.page - 1) * asked.size + 1
    near = params.near_text(asked.where.place) if asked.where else ""
    measured = asked.where is not None and not asked.where.inside
    return {
        "asked": found.parsed.asked,
        "beside_fields": params.beside_fields(found.parsed.request, vocabulary),
        "beside_filters": params.beside_filters(asked),
        "page": page,
        "near": near,
        "heading": wording.sentence(asked, page.total, vocabulary),
        "chips": present.chips(asked, vocabulary),
        "notes": [(notes.note(note, vocabulary), _choices(note, asked)) for note in page.notes],
        "hits": present.hit_lines(page.hits, first),
        "first": first,
        "filters": present.filters(page.facets),
        "ways": [(way, notes.way_on(way, vocabulary)) for way in page.widenings],
        "paging": present.paging(asked.page, page.pages),
        "sorts": _sorts(asked, measured=measured),
        "radii": _radii(asked),
        "demo": any(hit.facility.invented for hit in page.hits),
        "say_where": asked.where is None and not found.parsed.asked.near,
    }


def _choices(note: Note, asked: SearchRequest) -> list[tuple[str, SearchRequest]]:
    """The places a note offers, each as the same search about that place."""
    places = note.places[1:] if note.kind is NoteKind.PLACE_GUESSED else note.places
    return [
        (place.label, asked.near(Where.about(place))) for place in places[: present.SHOWN_FIRST]
    ]


def _sorts(asked: SearchRequest, *, measured: bool) -> list[tuple[str, bool, SearchRequest]]:
    """The orders to choose from; nearest only where there is a point to measure from."""
    return [
        (wording.sort_name(sort), sort is asked.sort, asked.sorted_by(sort))
        for sort in Sort
        if measured or sort is not Sort.NEAREST
    ]


def _radii(asked: SearchRequest) -> list[tuple[str, str, bool]]:
    """The distances to choose from, and the one that is chosen; a blank one is the area itself."""
    where = asked.where
    if where is None:
        return []
    miles = sorted({*RADII, *([where.within] if where.within is not None else [])})
    chosen = "" if where.inside else params.within_text(where.within)
    kind = where.place.kind
    area = [""] if kind in (PlaceKind.STATE, PlaceKind.COUNTY) else []
    return [
        (text, wording.radius(text, kind), text == chosen)
        for text in (*area, *map(str, miles), params.ANY)
    ]
