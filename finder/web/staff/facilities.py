"""Facilities: one place's fields, what each source and steward says of them, and correcting one."""

from collections.abc import Sequence
from datetime import UTC, datetime

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from finder.directory import FIELDS, Amendment, Directory
from finder.facility import Facility
from finder.importing.correcting import VERIFIED, BadCorrection, correction
from finder.sentence import said
from finder.staff import Permission
from finder.web.language import gettext, told
from finder.web.staff import correction_words, import_words
from finder.web.staff.access import Entry, current_person, requires
from finder.web.staff.import_words import field_name
from finder.web.staff.intake import Intake

ENTRY = Entry("staff.facilities", lambda: gettext("Correct a place"), Permission.LOOK)


def add(pages: Blueprint, *, directory: Directory, intake: Intake) -> None:
    """/staff/facilities and /staff/facilities/<id>."""

    def known(facility_id: str) -> Facility:
        return directory.get(facility_id.strip().lower()) or abort(404)

    @pages.get("/facilities")
    @requires(Permission.LOOK)
    def facilities() -> str | Response:
        asked = request.args.get("id", "").strip().rstrip("/")
        # An address of the place's page is as good as its id.
        wanted = asked.split("/facility/")[-1].split("/")[0].lower()
        if wanted and directory.get(wanted) is not None:
            return redirect(url_for("staff.facility", facility_id=wanted))
        return render_template("staff/facilities.html", asked=asked)

    @pages.get("/facilities/<facility_id>")
    @requires(Permission.LOOK)
    def facility(facility_id: str) -> tuple[str, int]:
        return _page(directory, intake, known(facility_id))

    @pages.post("/facilities/<facility_id>")
    @requires(Permission.EDIT)
    def correct(facility_id: str) -> tuple[str, int] | Response:
        found, by = known(facility_id), current_person().name
        try:
            change = _asked(directory, found, by=by)
        except BadCorrection as error:
            return _page(directory, intake, found, told(error), 400)
        did = f"corrected {change.new.field}" if change.new else "dropped a correction"
        return redirect(intake.amend(change, found.id, did=did), 303)


def _page(
    directory: Directory, intake: Intake, facility: Facility, why: str = "", status: int = 200
) -> tuple[str, int]:
    told = {
        "facility": facility,
        "values": fields_of(facility),
        "corrections": directory.corrections(facility.id),
        "under_way": [each for each in intake.under_way() if each.facility == facility.id],
        "names": _names(),
        "why": why,
        "form": request.form,
        "words": correction_words,
        "ticket_name": import_words.ticket_name,
    }
    return render_template("staff/facility.html", **told), status


def fields_of(facility: Facility) -> dict[str, str]:
    """What the page shows of each field that can be corrected."""
    address = facility.address
    parts = {
        name: getattr(address, name) for name in ("street", "street2", "city", "zip", "county")
    }
    return {
        "phones": facility.phones[0].shown if facility.phones else "",
        "name": facility.name,
        "program": facility.program,
        **parts,
        "website": facility.website or "",
    }


def _asked(directory: Directory, facility: Facility, *, by: str) -> Amendment:
    """What the form asks for."""
    dropped = request.form.get("withdraw", "")
    if dropped:
        own = {str(each.id): each.id for each in directory.corrections(facility.id)}
        return Amendment(by, drop=(own.get(dropped) or abort(404),))
    asked = {name: request.form.get(name, "") for name in ("told_by", "reason")}
    new = correction(
        facility.id,
        request.form.get("field", ""),
        request.form.get("value", ""),
        **asked,
        by=by,
        until=_until(),
        today=datetime.now(UTC).date(),
    )
    return Amendment(by, new=new)


def _until() -> str:
    """Until when the form says that the correction stands."""
    day = request.form.get("day", "").strip()
    match request.form.get("until", ""):
        case "verified":
            return VERIFIED
        case "day" if not day:
            raise BadCorrection(said("Say until which day the correction stands."))
        case "day":
            return day
    return ""


def _names() -> Sequence[tuple[str, str]]:
    # Of several numbers only the first can be corrected.
    own = {"phones": gettext("First phone number")}
    return [(field, own.get(field) or field_name(field)) for field in FIELDS]
