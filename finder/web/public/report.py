"""Report: “Something wrong?” about a place, without a script, a cookie or a name; and its answer.

Nothing of the sender is kept but what they write. Machines are kept out by a field that people do
not see, by a form that must have been open for some seconds, by counting how many come from one
address (under a hash that changes every hour) and by refusing texts that are mostly links. A forged
post could do no more than send a report, so the form needs no token against one.
"""

from dataclasses import dataclass

from flask import Blueprint, abort, redirect, render_template, request, url_for
from itsdangerous import BadSignature, TimestampSigner
from werkzeug.wrappers import Response

from finder.directory import Directory
from finder.facility import Facility
from finder.feedback import Feedback, NewReport, NoSuchReport, Subject
from finder.feedback.values import LONGEST_CONTACT, LONGEST_TEXT
from finder.feedback.workdays import due
from finder.staff import Throttled
from finder.web import errors, feedback_words
from finder.web.language import gettext
from finder.web.waiting import wait

# A person needs longer to write a sentence; a form left open overnight is still one.
_SHORTEST_SECONDS, _LONGEST_SECONDS = 3, 24 * 3600
_MOST_LINKS = 2
_TRAP = "website"


@dataclass(frozen=True, slots=True)
class Reporting:
    """Where reports go, and what signs the time that a form was opened."""

    feedback: Feedback
    signer: TimestampSigner


def blueprint(*, reporting: Reporting, directory: Directory) -> Blueprint:
    """/report/about/<facility> and /report/<code>."""
    pages = Blueprint("report", __name__, url_prefix="/report")

    def asking(facility: Facility, why: str = "", status: int = 200) -> tuple[str, int]:
        shown = {
            "facility": facility,
            "subjects": feedback_words.subjects(),
            "why": why,
            "form": request.form,
            "opened": reporting.signer.sign(facility.id).decode(),
            "longest": LONGEST_TEXT,
        }
        return render_template("report.html", **shown), status

    def known(facility_id: str) -> Facility:
        return directory.get(facility_id) or abort(404)

    @pages.get("/about/<facility_id>")
    def ask(facility_id: str) -> tuple[str, int]:
        return asking(known(facility_id))

    @pages.post("/about/<facility_id>")
    def send(facility_id: str) -> tuple[str, int] | Response:
        facility = known(facility_id)
        why = _refused(reporting.signer, facility.id)
        if why:
            return asking(facility, why, 400)
        new = NewReport(
            facility.id,
            Subject(request.form["subject"]),
            request.form.get("text", "").strip(),
            request.form.get("contact", "").strip(),
        )
        try:
            code = reporting.feedback.send(new, address=request.remote_addr or "")
        except Throttled as error:
            return asking(facility, wait(error), 429)
        return redirect(url_for("report.show", code=code), 303)

    _add_answers(pages, reporting.feedback, directory)
    return pages


def _add_answers(pages: Blueprint, feedback: Feedback, directory: Directory) -> None:
    @pages.get("")
    def find() -> Response | str:
        code = request.args.get("code", "").strip()
        if code:
            return redirect(url_for("report.show", code=code))
        return render_template("report_find.html")

    @pages.get("/<code>")
    def show(code: str) -> str | tuple[str, int]:
        try:
            report = feedback.report(code)
        except NoSuchReport:
            return errors.page(404, missing="report"), 404
        return render_template(
            "report_show.html",
            report=report,
            facility=directory.get(report.facility),
            due=due(report.sent).date(),
            subject=feedback_words.subject(report.subject),
            ended=feedback_words.ended(report.ended) if report.ended else "",
        )


def _refused(signer: TimestampSigner, facility_id: str) -> str:
    """Why a form is not taken, in a sentence; blank when it is."""
    text, contact = request.form.get("text", "").strip(), request.form.get("contact", "")
    links = text.casefold().count("http")
    reasons = (
        (request.form.get("subject", "") not in list(Subject), gettext("Choose what is wrong.")),
        (not text, gettext("Say in a few words what is wrong.")),
        (
            len(text) > LONGEST_TEXT or len(contact) > LONGEST_CONTACT,
            gettext("This is too long. Please say it in fewer words."),
        ),
        (
            links > _MOST_LINKS or bool(request.form.get(_TRAP)),
            gettext("This looks like an advertisement. Please leave links out."),
        ),
    )
    found = next((why for is_so, why in reasons if is_so), "")
    return found or _hasty_or_stale(signer, facility_id)


def _hasty_or_stale(signer: TimestampSigner, facility_id: str) -> str:
    """Why the time for which the form was open speaks against it."""
    stale = gettext("The form was open for too long. Please send it once more.")
    opened = request.form.get("opened", "")
    try:
        value, at = signer.unsign(opened, max_age=_LONGEST_SECONDS, return_timestamp=True)
    except BadSignature:
        return stale
    if value.decode() != facility_id:
        return stale
    if signer.get_timestamp() - at.timestamp() < _SHORTEST_SECONDS:
        return gettext("That was fast. Please read it over and send it once more.")
    return ""
