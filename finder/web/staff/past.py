"""Past: the history of one place's fields: old, new, when, by whom, and by what."""

from flask import Blueprint, abort, render_template, request

from finder.directory import Directory
from finder.quality import Cause, Past, history
from finder.quality.history import LISTED
from finder.staff import Permission
from finder.web.language import gettext
from finder.web.staff.access import requires
from finder.web.staff.import_words import field_name


def add(pages: Blueprint, *, directory: Directory) -> None:
    """/staff/facilities/<id>/history."""

    @pages.get("/facilities/<facility_id>/history")
    @requires(Permission.LOOK)
    def past(facility_id: str) -> str:
        facility = directory.get(facility_id) or abort(404)
        every = history(
            facility.id,
            directory.imports(),
            directory.past(facility.id),
            directory.corrections(facility.id),
        )
        fields = sorted({each.field for each in every}, key=named)
        field = request.args.get("field", "")
        shown = [each for each in every if field not in fields or each.field == field]
        return render_template(
            "staff/past.html",
            facility=facility,
            past=shown,
            fields=[(each, named(each)) for each in fields],
            field=field,
            named=named,
            cause=cause,
        )


def named(field: str) -> str:
    """A field as staff read it."""
    return gettext("Listed") if field == LISTED else field_name(field)


def cause(each: Past) -> str:
    """What changed a field, with its number."""
    words = {
        Cause.IMPORT: gettext("Import %(n)s", n=str(each.number)),
        Cause.UNDO: gettext("Undo of import %(n)s", n=str(each.number)),
        Cause.CORRECTION: gettext("Correction"),
        Cause.END: gettext("End of a correction"),
    }
    return words[each.cause]
