"""Decisions: what was decided of places and its undo; and what lists make up one place."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from finder.directory import Directory
from finder.errors import StoreError
from finder.facility import Facility
from finder.importing.deciding import key, split_off
from finder.importing.differences import texts
from finder.sentence import said
from finder.staff import Permission, Staff
from finder.web.language import told
from finder.web.staff import import_words, pair_words
from finder.web.staff.access import current_person, requires

_WAIT = 10.0
_A_PAGE = 50


def add(pages: Blueprint, *, directory: Directory, staff: Staff) -> None:
    """/staff/decisions, and /staff/facilities/<id>/listings."""

    def history(why: str = "", status: int = 200) -> tuple[str, int]:
        every = directory.identity().decisions[::-1]
        most = max(1, -(-len(every) // _A_PAGE))
        page = max(1, min(request.args.get("page", 1, type=int), most))
        shown = every[(page - 1) * _A_PAGE : page * _A_PAGE]
        told = {"decisions": shown, "page": page, "pages": most, "why": why}
        return render_template("staff/decisions.html", words=pair_words, **told), status

    @pages.get("/decisions")
    @requires(Permission.LOOK)
    def decisions() -> tuple[str, int]:
        return history()

    @pages.post("/decisions/<int:number>/undo")
    @requires(Permission.EDIT)
    def undo_decision(number: int) -> tuple[str, int] | Response:
        person = current_person()
        try:
            with directory.changing(said("undoing a decision"), wait=_WAIT):
                directory.undo_decision(min(number, 2**31), by=person.name)
        except StoreError as error:
            return history(told(error), 400)
        staff.record(person.name, "undid a decision", f"decision {number}")
        return redirect(url_for("staff.decisions"), 303)

    _add_listings(pages, directory=directory, staff=staff)


def _add_listings(pages: Blueprint, *, directory: Directory, staff: Staff) -> None:
    """The lists that make up one place, and taking it apart."""

    def known(facility_id: str) -> Facility:
        return directory.get(facility_id.strip().lower()) or abort(404)

    def shown(facility: Facility, why: str = "", status: int = 200) -> tuple[str, int]:
        listed = directory.listings(facility.id)
        identity = directory.identity()
        ids = identity.own_ids(facility.id)
        told = {
            "facility": facility,
            "listed": [(key(each), each, texts(each.listing)) for each in listed],
            "decisions": [each for each in identity.decisions[::-1] if each.ids & ids],
            "field_name": import_words.field_name,
            "words": pair_words,
            "form": request.form,
            "why": why,
        }
        return render_template("staff/listings.html", **told), status

    @pages.get("/facilities/<facility_id>/listings")
    @requires(Permission.LOOK)
    def listings(facility_id: str) -> tuple[str, int] | Response:
        facility = known(facility_id)
        if facility.id != facility_id:
            return redirect(url_for("staff.listings", facility_id=facility.id))
        return shown(facility)

    @pages.post("/facilities/<facility_id>/listings")
    @requires(Permission.EDIT)
    def split(facility_id: str) -> tuple[str, int] | Response:
        facility, person = known(facility_id), current_person()
        chosen = request.form.getlist("listing")
        try:
            with directory.changing(said("splitting a place"), wait=_WAIT):
                made = split_off(
                    directory,
                    facility.id,
                    chosen,
                    by=person.name,
                    reason=request.form.get("reason", ""),
                )
                directory.decide(made)
        except StoreError as error:
            return shown(facility, told(error), 400)
        staff.record(person.name, f"decided: {made.ruling}", f"{made.kept} {made.other}")
        return redirect(url_for("staff.listings", facility_id=made.other), 303)
