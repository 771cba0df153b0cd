"""Reports: what the public says is wrong, the oldest first against a clock, and how each ends."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from finder.directory import Directory
from finder.feedback import Ended, Feedback, NoSuchReport, Report
from finder.feedback.workdays import due, is_late
from finder.staff import Permission, Staff
from finder.web import feedback_words
from finder.web.language import gettext
from finder.web.staff.access import Entry, current_person, requires

ENTRY = Entry("staff.reports", lambda: gettext("Reports"), Permission.LOOK)


def add(pages: Blueprint, *, feedback: Feedback, directory: Directory, staff: Staff) -> None:
    """/staff/reports and /staff/reports/<code>."""

    def known(code: str) -> Report:
        try:
            return feedback.report(code)
        except NoSuchReport:
            abort(404)

    @pages.get("/reports")
    @requires(Permission.LOOK)
    def reports() -> str:
        now = feedback.clock()
        opened = feedback.reports()
        return render_template(
            "staff/reports.html",
            words=feedback_words,
            open=[(each, due(each.sent), is_late(each.sent, now)) for each in opened],
            closed=feedback.reports(closed=True, most=50),
            names=_names(directory, opened),
        )

    @pages.get("/reports/<code>")
    @requires(Permission.LOOK)
    def report(code: str) -> str:
        found = known(code)
        return render_template(
            "staff/report.html",
            words=feedback_words,
            report=found,
            facility=directory.get(found.facility),
            endings=list(Ended),
            due=due(found.sent),
            last=feedback.last_call(found.facility),
        )

    @pages.post("/reports/<code>")
    @requires(Permission.EDIT)
    def end_report(code: str) -> Response:
        found, person = known(code), current_person()
        ending = request.form.get("ended", "")
        if ending in list(Ended):
            answer = request.form.get("answer", "").strip()
            feedback.close(found.code, Ended(ending), answer, by=person.name)
            staff.record(person.name, "closed a report", f"{found.code}: {ending}")
        elif ending == "reopen":
            feedback.reopen(found.code)
            staff.record(person.name, "reopened a report", found.code)
        return redirect(url_for("staff.report", code=found.code))


def _names(directory: Directory, reports: tuple[Report, ...]) -> dict[str, str]:
    """The name of each facility that is reported."""
    found = (directory.get(each) for each in {report.facility for report in reports})
    return {each.id: each.name for each in found if each is not None}
