"""Results: the answer to what was typed, and what the results page shows of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from finder.maps import Atlas
from finder.places import Gazetteer, PlaceKind
from finder.search import params
from finder.search.answer import answer
from finder.search.engine import View
from finder.search.intent import Intent
from finder.search.page import Note, NoteKind, Page
from finder.search.request import RADII, SearchRequest, Sort, Where
from finder.search.understand import understand
from finder.search.widen import FEW
from finder.vocabulary import Vocabulary
from finder.web import chips, notes, panels, present, ranks, sentence, wording
from finder.web.helplines import Helpline
from finder.web.map import list_map
from finder.web.place_words import place_name
from finder.web.public.picking import carried
from finder.web.questions import MOST_CHOICES, Question, questions

# These belong to the question where, to the questions that have choices, and to what follows the
# heading, which says the same.
_OF_WHERE = (NoteKind.UNKNOWN_PLACE, NoteKind.ASK_WHERE, NoteKind.NO_PLACE_TO_MEASURE)
_ASKED = (NoteKind.PLACE_CHOICES, NoteKind.PLACE_OFFERED, NoteKind.NONE_HERE)
# Their first place is the one that was used.
_OTHERS = (NoteKind.PLACE_GUESSED, NoteKind.PLACE_TAKEN)
SAMHSA = "samhsa"


@dataclass(frozen=True, slots=True)
class Answered:
    """A page, how the address was read, what its words meant, and the questions left open.

    `asked` is the request as it was understood, before a radius nobody chose was settled.
    """

    parsed: params.Parsed
    asked: SearchRequest
    understood: Intent
    page: Page
    questions: tuple[Question, ...]


def answered(
    parsed: params.Parsed, view: View, vocabulary: Vocabulary, gazetteer: Gazetteer
) -> Answered:
    """The answer to what was typed, from one revision; a page past the end is the last one."""
    understood = understand(parsed, view, vocabulary, gazetteer)

    def laid_out(asked: SearchRequest, told: Sequence[Note]) -> Page:
        return answer(
            view,
            asked,
            vocabulary,
            notes=told,
            states=gazetteer.state,
            explain=parsed.explain,
        )

    intent = understood.intent
    page = laid_out(understood.request, (*parsed.notes, *intent.notes))
    if page.request.page > page.pages:
        last = page.request.at(page.pages)
        page = laid_out(last, (*page.notes, _no_such_page(page)))
    open_ = questions(
        view,
        page.request,
        asks=intent.asks,
        notes=page.notes,
        vocabulary=vocabulary,
        gazetteer=gazetteer,
    )
    return Answered(parsed, understood.request, intent, page, open_)


def _no_such_page(page: Page) -> Note:
    values = {"value": str(page.request.page), "used": str(page.pages)}
    return Note(NoteKind.BAD_PAGE, values)


def model(
    found: Answered,
    vocabulary: Vocabulary,
    lines: Mapping[str, Helpline],
    atlas: Atlas,
    *,
    demo: bool,
) -> dict[str, object]:
    """Everything that the results template shows; `demo` says whether the directory has invented
    places, for a page that shows none."""
    page, asked = found.page, found.page.request
    first = (asked.page - 1) * asked.size + 1
    hits = present.hit_lines(page, first, vocabulary)
    there = page.total if page.beyond else len(hits)
    return {
        "asked": found.parsed.asked,
        "beside_fields": _beside_fields(found.parsed.request, vocabulary),
        "beside_filters": params.beside_filters(asked),
        "carried": carried(asked, vocabulary),
        "link_query": params.query(found.asked.at(1), vocabulary),
        "page": page,
        "near": params.near_text(asked.where.place) if asked.where else "",
        "heading": sentence.sentence(asked, page.total, vocabulary),
        "chips": chips.chips(asked, vocabulary),
        "panel": panels.shown(page.panel, lines, asked, found.understood.language),
        "questions": found.questions,
        "hits": hits[:there],
        "elsewhere": hits[there:],
        "map": list_map(atlas, hits, asked.where),
        "first": first,
        "filters": present.filters(page.facets),
        "ways": _ways(page, vocabulary),
        "paging": present.paging(asked.page, page.pages),
        "demo": any(hit.facility.invented for hit in page.hits) if page.hits else demo,
        "helpline": lines.get(SAMHSA) if page.total < FEW else None,
        "ranks": {
            number: ranks.rows(each, asked.where.place if asked.where else None, vocabulary)
            for number, each in enumerate(page.reasons, first)
        },
        "explain": found.parsed.explain,
        **told(found, vocabulary),
        **_choosing(asked),
    }


def _beside_fields(asked: SearchRequest, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """What the two fields carry along unseen: what stood in the address and not in them."""
    named = [(params.NAME, asked.words)] if asked.words else []
    return [*named, *params.beside_fields(asked, vocabulary)]


def told(found: Answered, vocabulary: Vocabulary) -> dict[str, Any]:
    """What there is to tell, and whether to ask where: first of all, where nothing says it."""
    page, asked = found.page, found.page.request
    elsewhere = (*_ASKED, *_OF_WHERE)
    kept = [note for note in page.notes if note.kind not in elsewhere and not _of_tracker(note)]
    where = [note for note in page.notes if note.kind in _OF_WHERE]
    settled = asked.where is not None or any(each.says_where for each in found.questions)
    return {
        "notes": [(notes.note(note, vocabulary), _others(note, asked)) for note in kept],
        "where_notes": [notes.note(note, vocabulary) for note in where],
        "ask_where": not settled,
        "beside_where": params.written(asked.at(1), vocabulary),
    }


def _of_tracker(note: Note) -> bool:
    name = note.values.get("name", "").lower()
    return note.kind is NoteKind.UNKNOWN_PARAMETER and name.startswith(params.TRACKERS)


def _choosing(asked: SearchRequest) -> dict[str, object]:
    """The orders and distances to choose from; nearest only where there is a point to measure."""
    measured = asked.where is not None and not asked.where.inside
    return {
        "sorts": [
            (wording.sort_name(sort), sort is asked.sort, asked.sorted_by(sort))
            for sort in Sort
            if measured or sort is not Sort.NEAREST
        ],
        "radii": _radii(asked),
    }


def _ways(page: Page, vocabulary: Vocabulary) -> dict[str, list[tuple[object, str]]]:
    """The ways on by group, each with its words."""
    grouped = present.ways(page.widenings)
    return {
        name: [(way, notes.way_on(way, vocabulary)) for way in getattr(grouped, name)]
        for name in ("worth_a_call", "then", "more")
    }


def _others(note: Note, asked: SearchRequest) -> list[tuple[str, SearchRequest]]:
    """The places that may be meant instead, each as the same search about that place."""
    places = note.places[1 : MOST_CHOICES + 1] if note.kind in _OTHERS else ()
    return [(place_name(place), asked.near(Where.about(place))) for place in places]


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
