"""Sign in: a name and a password, then a code of the authenticator app; and out again."""

import time
from urllib.parse import urlsplit

import segno
from flask import Blueprint, redirect, render_template, request, session, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from finder.staff import Permission, Person, Sessions, Staff, Throttled, codes
from finder.web.language import gettext
from finder.web.language_prefix import here
from finder.web.staff.access import PENDING, TOKEN, requires
from finder.web.waiting import wait

# How long one may take between the password and the code.
_PENDING_SECONDS = 600


def add(pages: Blueprint, *, staff: Staff, sessions: Sessions) -> None:
    """/staff/sign-in, /staff/code, /staff/authenticator and /staff/sign-out."""
    _add_password(pages, staff)
    _add_code(pages, staff, sessions)
    _add_authenticator(pages, staff, sessions)

    @pages.post("/sign-out")
    @requires(Permission.SIGN_IN)
    def sign_out() -> Response:
        sessions.end(session.get(TOKEN, ""))
        session.clear()
        response = redirect(url_for("staff.sign_in"))
        response.headers["Clear-Site-Data"] = '"*"'
        return response


def _add_password(pages: Blueprint, staff: Staff) -> None:
    @pages.route("/sign-in", methods=["GET", "POST"])
    @requires(Permission.SIGN_IN)
    def sign_in() -> str | tuple[str, int] | Response:
        if request.method == "GET":
            return render_template("staff/sign_in.html", then=_then())
        name, password = request.form.get("name", ""), request.form.get("password", "")
        try:
            person = staff.check_password(name, password, request.remote_addr or "")
        except Throttled as error:
            return _refused("staff/sign_in.html", wait(error), 429)
        if person is None:
            wrong = gettext("This name and this password do not go together.")
            return _refused("staff/sign_in.html", wrong, 403)
        session.clear()
        session[PENDING] = [person.id, int(time.time()), staff.mark(person)]
        step = "staff.code" if person.has_codes else "staff.authenticator"
        return redirect(url_for(step, then=_then() or None))


def _add_code(pages: Blueprint, staff: Staff, sessions: Sessions) -> None:
    @pages.route("/code", methods=["GET", "POST"])
    @requires(Permission.SIGN_IN)
    def code() -> str | tuple[str, int] | Response:
        person = _pending(staff)
        if person is None or not person.has_codes:
            return redirect(url_for("staff.sign_in", then=_then() or None))
        if request.method == "GET":
            return render_template("staff/code.html", then=_then())
        try:
            right = staff.check_code(person, request.form.get("code", ""))
        except Throttled as error:
            return _refused("staff/code.html", wait(error), 429)
        if not right:
            wrong = gettext("This code is wrong, too old, or was used before. Try the next one.")
            return _refused("staff/code.html", wrong, 403)
        _begin(person, staff, sessions)
        return redirect(here(_then()) if _then() else url_for("staff.home"))


def _add_authenticator(pages: Blueprint, staff: Staff, sessions: Sessions) -> None:
    @pages.route("/authenticator", methods=["GET", "POST"])
    @requires(Permission.SIGN_IN)
    def authenticator() -> str | tuple[str, int] | Response:
        person = _pending(staff)
        if person is None or person.has_codes:
            return redirect(url_for("staff.sign_in", then=_then() or None))
        secret = staff.authenticator(person)
        shown = {"secret": _in_fours(secret), "qr": _qr(codes.address(secret, person.name))}
        if request.method == "GET":
            return render_template("staff/authenticator.html", **shown)
        try:
            recovery = staff.confirm(person, request.form.get("code", ""))
        except Throttled as error:
            return _refused("staff/authenticator.html", wait(error), 429, **shown)
        if recovery is None:
            wrong = gettext("This code is wrong. Is the clock of your phone right?")
            return _refused("staff/authenticator.html", wrong, 403, **shown)
        _begin(person, staff, sessions)
        return render_template("staff/recovery.html", codes=recovery)


def _begin(person: Person, staff: Staff, sessions: Sessions) -> None:
    """A new session, of which nothing was known before the code was right."""
    session.clear()
    session[TOKEN] = sessions.begin(person)
    staff.record(person.name, "signed in", "")


def _pending(staff: Staff) -> Person | None:
    """Whose password was right a moment ago, and still is: nobody goes on with one that an owner
    has replaced in the meantime."""
    number, since, mark = session.get(PENDING, (0, 0, ""))
    if time.time() - since > _PENDING_SECONDS:
        return None
    return staff.marked(number, mark)


def _then() -> str:
    """Where to go after signing in: a page of the staff side, and nowhere else."""
    asked = request.values.get("then", "")
    parts = urlsplit(asked)
    inside = asked.startswith("/staff") and not parts.netloc and "\\" not in asked
    return asked if inside and "\n" not in asked else ""


def _refused(template: str, why: str, status: int, **more: object) -> tuple[str, int]:
    shown = {"then": _then(), "why": why, "name": request.form.get("name", ""), **more}
    return render_template(template, **shown), status


def _in_fours(secret: str) -> str:
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


def _qr(address: str) -> Markup:
    """A QR code as SVG in the page: no picture to load, and the secret in no address."""
    drawn = segno.make(address, error="m").svg_inline(scale=5, border=4, light="#fff", dark="#000")
    return Markup(drawn)  # noqa: S704 -- segno draws it
