"""Home: where staff begin; without any staff at all, how to add the first one."""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from finder.staff import Permission, Staff
from finder.web.language import gettext
from finder.web.staff.access import Entry, requires

ENTRY = Entry("staff.home", lambda: gettext("Overview"), Permission.LOOK)


def add(pages: Blueprint, *, staff: Staff) -> None:
    """/staff."""

    @pages.get("")
    @requires(Permission.SIGN_IN)
    def front() -> str | Response:
        if not staff.people():
            return render_template("staff/first.html")
        return redirect(url_for("staff.home"))

    @pages.get("/home")
    @requires(Permission.LOOK)
    def home() -> str:
        return render_template("staff/home.html")
