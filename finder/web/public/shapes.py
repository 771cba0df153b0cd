"""Shapes: an answer and a facility as JSON: the same facts as the pages, under stable names."""

from collections.abc import Mapping
from typing import Any

from flask import url_for

from finder.facility import Facility, Provenance, slug_of
from finder.places import Place
from finder.search import params
from finder.search.page import Facet, Hit, Page
from finder.search.request import SearchRequest
from finder.vocabulary import Vocabulary
from finder.web import notes, wording
from finder.web.public.results import Answered
from finder.web.questions import Question
from finder.web.templating import with_query

Shape = dict[str, Any]


def search(found: Answered, vocabulary: Vocabulary) -> Shape:
    """A page of results."""
    page, understood, asked = found.page, found.understood, found.page.request
    return {
        "request": _request(asked, vocabulary),
        "understood": {
            "terms": list(understood.terms),
            "avoid": list(understood.avoid),
            "topics": list(asked.topics),
            "place": _place(asked.where.place) if asked.where else None,
            "words": asked.words,
            "panel": page.panel.slug if page.panel else None,
            "asks": [_question(each, vocabulary) for each in found.questions],
            "language": understood.language,
        },
        "total": page.total,
        "page": asked.page,
        "pages": page.pages,
        "beyond": page.beyond,
        "hits": _hits(page),
        "facets": [_facet(facet) for facet in page.facets],
        "widenings": [
            {
                "label": notes.way_on(way, vocabulary),
                "url": _link(way.request, vocabulary),
                "total": way.total,
                "because": way.because,
            }
            for way in page.widenings
        ],
        "notes": [notes.note(note, vocabulary) for note in page.notes],
    }


def facility(known: Facility, miles: float | None, vocabulary: Vocabulary) -> Shape:
    """Everything known of one facility."""
    return {
        **_known(known),
        "miles": _miles(miles),
        "retired": known.retired.isoformat() if known.retired else None,
        "website": known.website,
        "invented": known.invented,
        "other_names": [
            {"name": each.name, **_provenance(each.provenance)} for each in known.other_names
        ],
        "said": [
            {
                **_provenance(each.provenance),
                "codes": list(each.codes),
                "remarks": list(each.remarks),
            }
            for each in known.said
        ],
        "credentials": [
            {
                "body": each.body,
                "kind": each.kind,
                "identifier": each.identifier,
                "status": each.status,
                "valid_until": each.valid_until.isoformat() if each.valid_until else None,
                **(_provenance(each.provenance) if each.provenance else {}),
            }
            for each in known.credentials
        ],
        "sources": {
            field: _provenance(known.source_of_field(field))
            for field in ("name", "address", "phones", "website", "point")
        },
        "terms": {term.slug: known.says(term).value for term in vocabulary.terms},
    }


def _request(asked: SearchRequest, vocabulary: Vocabulary) -> Shape:
    terms: dict[str, list[str]] = {}
    for category, term in params.ticked(asked, vocabulary):
        terms.setdefault(category, []).append(term)
    where = asked.where
    within: int | str | None = None
    if where is not None:
        within = params.ANY if where.within is None else where.within
    return {
        "q": asked.words,
        "near": params.near_text(where.place) if where else "",
        "within": within,
        "terms": terms,
        "unsaid": list(asked.unsaid),
        "avoid": list(asked.avoid),
        "about": list(asked.topics),
        "called": asked.called,
        "sort": asked.sort.value,
        "page": asked.page,
    }


def _place(place: Place) -> Shape:
    return {
        "name": place.name,
        "kind": place.kind.value,
        "state": place.state,
        "lat": place.point.lat,
        "lon": place.point.lon,
        "label": place.label,
    }


def _question(question: Question, vocabulary: Vocabulary) -> Shape:
    """A question that the words left open, with its choices."""
    choices = [
        {
            "label": wording.choice(choice.named),
            "url": _link(choice.request, vocabulary),
            "total": choice.total,
        }
        for choice in question.choices
    ]
    return {"ask": question.ask or "place", "choices": choices}


def _link(request: SearchRequest, vocabulary: Vocabulary) -> str:
    return with_query(url_for("search.results"), params.query(request, vocabulary))


def _hits(page: Page) -> list[Shape]:
    hits = [_hit(hit) for hit in page.hits]
    for hit, reasons in zip(hits, page.reasons, strict=False):
        hit["explain"] = {
            "score": round(reasons.total, 6),
            "words": round(reasons.words, 6),
            "wished": [{"term": slug, "adds": round(adds, 6)} for slug, adds in reasons.wished],
            "avoided": [{"term": slug, "takes": takes} for slug, takes in reasons.avoided],
            "in_place": reasons.in_place,
            "nearness": round(reasons.nearness, 6),
        }
    return hits


def _hit(hit: Hit) -> Shape:
    why = [{"term": term.slug, "says": says.value} for term, says in hit.why]
    return {**_known(hit.facility), "miles": _miles(hit.miles), "why": why}


def _known(known: Facility) -> Shape:
    address = known.address
    return {
        "id": known.id,
        "name": known.name,
        "program": known.program,
        "street": ", ".join(part for part in (address.street, address.street2) if part),
        "city": address.city,
        "state": address.state,
        "zip": address.zip,
        "county": address.county,
        "phones": [
            {
                "kind": phone.kind.value,
                "number": phone.number,
                "extension": phone.extension,
                "text": phone.text,
                "shown": phone.shown,
            }
            for phone in known.phones
        ],
        "lat": known.point.lat,
        "lon": known.point.lon,
        "position": known.position.value,
        "codes": sorted(known.codes),
        "url": url_for("facility.show", facility_id=known.id, slug=slug_of(known.name)),
    }


def _miles(miles: float | None) -> float | None:
    # The engine compares distances to a thousandth of a mile; more digits would be noise.
    return None if miles is None else round(miles, 3)


def _facet(facet: Facet) -> Shape:
    values: list[Mapping[str, object]] = [
        {
            "term": value.term.slug,
            "label": wording.label(value.term),
            "count": value.count,
            "selected": value.selected,
        }
        for value in facet.values
    ]
    return {"category": facet.category.slug, "values": values}


def _provenance(provenance: Provenance) -> Shape:
    return {"source": provenance.source, "as_of": provenance.as_of.isoformat()}
