"""Home: where staff begin; without any staff at all, how to add the first one."""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from finder.directory import Directory
from finder.feedback import Feedback
from finder.feedback.workdays import is_late
from finder.importing.staging import Staging
from finder.importing.ticket import OVER
from finder.staff import Permission, Staff
from finder.web.language import gettext
from finder.web.staff.access import Entry, requires

ENTRY = Entry("staff.home", lambda: gettext("Overview"), Permission.LOOK)


def add(
    pages: Blueprint,
    *,
    staff: Staff,
    directory: Directory,
    staging: Staging,
    feedback: Feedback | None,
) -> None:
    """/staff, and what waits for somebody there."""

    @pages.get("")
    @requires(Permission.SIGN_IN)
    def front() -> str | Response:
        if not staff.people():
            return render_template("staff/first.html")
        return redirect(url_for("staff.home"))

    @pages.get("/home")
    @requires(Permission.LOOK)
    def home() -> str:
        reports = feedback.reports() if feedback else ()
        now = feedback.clock() if feedback else None
        return render_template(
            "staff/home.html",
            status=directory.status(),
            waiting=sum(standing.state not in OVER for _, standing in staging.all()),
            reports=len(reports) if feedback else None,
            late=sum(is_late(each.sent, now) for each in reports if now),
        )
