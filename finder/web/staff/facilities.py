"""Facilities: one place's fields, what each source and steward says of them, and correcting one."""

from collections.abc import Sequence
from datetime import date

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from finder.directory import FIELDS, Corrected, Directory
from finder.errors import Busy, StoreError
from finder.facility import Facility
from finder.importing.correcting import BadCorrection, tidy
from finder.staff import Permission, Staff
from finder.web.language import gettext
from finder.web.staff.access import Entry, current_person, requires
from finder.web.staff.import_words import field_name

ENTRY = Entry("staff.facilities", lambda: gettext("Correct a place"), Permission.LOOK)
_WAIT = 10.0


def add(pages: Blueprint, *, directory: Directory, staff: Staff) -> None:
    """/staff/facilities and /staff/facilities/<id>."""

    def shown(facility: Facility, why: str = "", status: int = 200) -> tuple[str, int]:
        told = {
            "facility": facility,
            "values": fields_of(facility),
            "corrections": directory.corrections(facility.id),
            "names": _names(),
            "why": why,
            "form": request.form,
        }
        return render_template("staff/facility.html", **told), status

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
        return shown(known(facility_id))

    @pages.post("/facilities/<facility_id>")
    @requires(Permission.EDIT)
    def correct(facility_id: str) -> tuple[str, int] | Response:
        found, person = known(facility_id), current_person()
        try:
            did = _change(directory, found, by=person.name)
        except (BadCorrection, Busy, StoreError) as error:
            return shown(found, str(error), 400)
        staff.record(person.name, did, found.id)
        return redirect(url_for("staff.facility", facility_id=found.id))


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


def _change(directory: Directory, facility: Facility, *, by: str) -> str:
    """Do what the form asks; gives what was done, for the log."""
    dropped = request.form.get("withdraw", "")
    with directory.changing("correcting a place", wait=_WAIT):
        if dropped:
            own = {str(each.id) for each in directory.corrections(facility.id)}
            if dropped not in own:
                abort(404)
            directory.withdraw(int(dropped))
            return "dropped a correction"
        directory.correct(_new(facility, by=by))
    return f"corrected {request.form['field']}"


def _new(facility: Facility, *, by: str) -> Corrected:
    field = request.form.get("field", "")
    if field not in FIELDS:
        raise BadCorrection(gettext("Choose what to correct."))
    told_by, reason = (request.form.get(name, "").strip() for name in ("told_by", "reason"))
    if not (told_by and reason):
        raise BadCorrection(gettext("Say who says so, and why you correct it."))
    return Corrected(
        facility=facility.id,
        field=field,
        value=tidy(field, request.form.get("value", "")),
        as_of=date.today(),
        by=by,
        told_by=told_by[:200],
        reason=reason[:500],
    )


def _names() -> Sequence[tuple[str, str]]:
    # Of several numbers only the first can be corrected.
    own = {"phones": gettext("First phone number")}
    return [(field, own.get(field) or field_name(field)) for field in FIELDS]
