"""Account: one's own sessions, signing them all out, and a new password."""

from flask import Blueprint, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from finder.staff import Permission, Sessions, Staff, Throttled, WeakPassword
from finder.web.language import gettext, told
from finder.web.staff.access import TOKEN, Entry, current_person, requires
from finder.web.waiting import wait

ENTRY = Entry("staff.account", lambda: gettext("Your account"), Permission.OWN_ACCOUNT)


def add(pages: Blueprint, *, sessions: Sessions, staff: Staff) -> None:
    """/staff/account."""

    def shown(why: str = "", status: int = 200) -> tuple[str, int]:
        token = session.get(TOKEN, "")
        listed = [(each, sessions.is_this(each, token)) for each in sessions.of(current_person())]
        return render_template("staff/account.html", sessions=listed, why=why), status

    @pages.get("/account")
    @requires(Permission.OWN_ACCOUNT)
    def account() -> tuple[str, int]:
        return shown()

    @pages.post("/account/password")
    @requires(Permission.OWN_ACCOUNT)
    def change_password() -> tuple[str, int] | Response:
        person, old = current_person(), request.form.get("old", "")
        try:
            if staff.check_password(person.name, old, request.remote_addr or "") is None:
                return shown(gettext("The present password is not right."), 400)
            staff.change_password(person, request.form.get("new", ""))
        except Throttled as error:
            return shown(wait(error), 429)
        except WeakPassword as error:
            return shown(told(error), 400)
        session.clear()
        session[TOKEN] = sessions.begin(person)
        return redirect(url_for("staff.account"))

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
