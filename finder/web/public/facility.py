"""Facility: one place's page, whatever is known of it, and the same as JSON."""

from collections.abc import Mapping
from datetime import UTC, datetime

from flask import Blueprint, Response, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from finder.directory import Directory
from finder.errors import FinderError
from finder.facility import Facility, Says, slug_of
from finder.feedback import Feedback
from finder.guidance import Library
from finder.maps import Atlas
from finder.places import Gazetteer, Place, PlaceKind
from finder.search import params
from finder.search.engine import Engine
from finder.search.request import SearchRequest
from finder.vocabulary import Vocabulary
from finder.web import credentials, errors, feedback_words, present, steps, wording
from finder.web.described import described
from finder.web.language_prefix import absolute
from finder.web.map import locator
from finder.web.public import shapes
from finder.web.public.guidance import guides_for_place
from finder.web.templating import facility_link


def blueprint(
    *,
    engine: Engine,
    directory: Directory,
    vocabulary: Vocabulary,
    gazetteer: Gazetteer,
    articles: Library,
    atlas: Atlas,
    feedback: Feedback | None = None,
) -> Blueprint:
    """/facility/<id>/<slug> and /facility/<id>.json."""
    pages = Blueprint("facility", __name__, url_prefix="/facility")

    def known(facility_id: str) -> Facility | None:
        """From the revision that answers searches; what that has not, from the directory."""
        try:
            found = engine.view().fetch([facility_id])
        except FinderError:
            found = []
        return found[0] if found else directory.get(facility_id)

    def from_where() -> Place | None:
        """The place the visitor searched about, when there is a point to measure from."""
        asked = params.parse(request.args.items(multi=True), vocabulary, gazetteer)
        where = asked.request.where
        return where.place if where and where.place.kind is not PlaceKind.STATE else None

    @pages.get("/<facility_id>", defaults={"slug": ""})
    @pages.get("/<facility_id>/<slug>")
    def show(facility_id: str, slug: str) -> str | tuple[str, int] | AnyResponse:
        # Ids are written in small letters; an address that was typed off paper may not be.
        facility = known(facility_id.lower())
        if facility is None:
            return errors.page(404, missing="facility"), 404
        place = from_where()
        near = params.near_text(place) if place else ""
        if (facility_id, slug) != (facility.id, slug_of(facility.name)):
            return redirect(facility_link(facility, near), 301)
        nearby = _nearby(facility, gazetteer)
        return render_template(
            "facility.html",
            **_model(facility, vocabulary),
            locator=locator(atlas, facility),
            miles=_miles(facility, place),
            place=place,
            near=near,
            **_near_by(engine, facility, nearby, vocabulary),
            guides=guides_for_place(articles, _offered(facility, vocabulary)),
            demo=facility.invented,
            checked=_checked(facility, feedback),
            reportable=feedback is not None,
            url=absolute(facility_link(facility)),
            described=_described(facility, vocabulary),
        )

    @pages.get("/<facility_id>.json")
    def show_json(facility_id: str) -> tuple[Response, int]:
        facility = known(facility_id.lower())
        if facility is None:
            return jsonify(error=wording.unknown_facility()), 404
        miles = _miles(facility, from_where())
        return jsonify(shapes.facility(facility, miles, vocabulary)), 200

    return pages


def _described(facility: Facility, vocabulary: Vocabulary) -> Mapping[str, object] | None:
    """The place for machines; none for one that is no longer listed."""
    if facility.retired:
        return None
    return described(facility, absolute(facility_link(facility)), vocabulary)


def _checked(facility: Facility, feedback: Feedback | None) -> str:
    """What is known of the first number from a call."""
    phone, _others = present.phones(facility)
    call = feedback.last_call(facility.id) if feedback else None
    return feedback_words.checked(call, phone.number if phone else "")


def _model(facility: Facility, vocabulary: Vocabulary) -> Mapping[str, object]:
    groups = present.groups(facility, vocabulary)
    phone, others = present.phones(facility)
    return {
        "facility": facility,
        "phone": phone,
        "others": others,
        "groups": [group for group in groups if group.statements],
        "silent": present.worth_asking(groups),
        "other_words": present.other_words(facility, vocabulary),
        "about": present.is_about(facility),
        "credentials": credentials.claims(facility.credentials, datetime.now(UTC).date()),
    }


def _offered(facility: Facility, vocabulary: Vocabulary) -> set[str]:
    return {term.slug for term in vocabulary.terms if facility.says(term) is Says.YES}


def _miles(facility: Facility, place: Place | None) -> float | None:
    return place.point.miles_to(facility.point) if place else None


def _nearby(facility: Facility, gazetteer: Gazetteer) -> SearchRequest | None:
    """Everything about the facility's ZIP, else about its city."""
    address = facility.address
    place = gazetteer.zip_point(address.zip) or gazetteer.city(address.city, address.state)
    return SearchRequest(where=params.circle_about(place)) if place else None


def _total(engine: Engine, asked: SearchRequest | None) -> int:
    try:
        return engine.view().total(asked) if asked else 0
    except FinderError:
        return 0


def _near_by(
    engine: Engine, facility: Facility, nearby: SearchRequest | None, vocabulary: Vocabulary
) -> dict[str, object]:
    """What else there is near by: all of it, and the steps after the first one taken here, each
    with how many places offer it."""
    following = steps.offered(facility, vocabulary)
    near: tuple[steps.Step, ...] = ()
    if following is not None and nearby is not None and nearby.where is not None:
        near = steps.steps_near(following.after, nearby.where.place, vocabulary)
    counted = [(step, _total(engine, step.request)) for step in near]
    return {
        "nearby": nearby,
        "nearby_total": _total(engine, nearby),
        "next": following,
        "steps": [(step, total) for step, total in counted if total],
    }
