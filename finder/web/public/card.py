"""Card: one place for the address book of a phone."""

from flask import Blueprint, Response, redirect
from werkzeug.wrappers import Response as AnyResponse

from finder.export.vcard import vcard
from finder.web import errors, wording
from finder.web.language import gettext
from finder.web.language_prefix import absolute
from finder.web.public.picking import Picking
from finder.web.templating import facility_link

# Neither the name of the place nor what it treats: downloads are listed by their names.
FILE = "contact.vcf"


def blueprint(*, picking: Picking) -> Blueprint:
    """/facility/<id>.vcf."""
    pages = Blueprint("card", __name__, url_prefix="/facility")

    @pages.get("/<facility_id>.vcf")
    def show(facility_id: str) -> AnyResponse | tuple[str, int]:
        facility = picking.known([facility_id.lower()])[0]
        if facility is None:
            return errors.page(404, missing="facility"), 404
        if facility.retired:  # a number that may ring elsewhere by now belongs in no address book
            return redirect(facility_link(facility), 303)
        source = wording.source(facility.source_of_field("phones"))
        note = gettext("From a list: %(source)s. Numbers change; look again.", source=source)
        if facility.invented:
            note = gettext("This is an invented example.") + " " + note
        card = vcard(facility, note=note, page=absolute(facility_link(facility)))
        answer = Response(card, content_type="text/vcard; charset=utf-8")
        answer.headers["Content-Disposition"] = f'attachment; filename="{FILE}"'
        return answer

    return pages
