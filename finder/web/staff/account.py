"""Account: one's own sessions, and signing them all out."""

from flask import Blueprint, redirect, render_template, session, url_for
from werkzeug.wrappers import Response

from finder.staff import Permission, Sessions, Staff
from finder.web.language import gettext
from finder.web.staff.access import TOKEN, Entry, current_person, requires

ENTRY = Entry("staff.account", lambda: gettext("Your account"), Permission.OWN_ACCOUNT)


def add(pages: Blueprint, *, sessions: Sessions, staff: Staff) -> None:
    """/staff/account."""

    @pages.get("/account")
    @requires(Permission.OWN_ACCOUNT)
    def account() -> str:
        token = session.get(TOKEN, "")
        listed = [(each, sessions.is_this(each, token)) for each in sessions.of(current_person())]
        return render_template("staff/account.html", sessions=listed)

    @pages.post("/account/sign-out-everywhere")
    @requires(Permission.OWN_ACCOUNT)
    def sign_out_everywhere() -> Response:
        person = current_person()
        sessions.end_all(person)
        staff.record(person.name, "signed out everywhere", "")
        session.clear()
        response = redirect(url_for("staff.sign_in"))
        response.headers["Clear-Site-Data"] = '"*"'
        return response
