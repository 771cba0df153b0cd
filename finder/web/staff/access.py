"""Access: who is asking, what a page requires, and the cookie and token that prove it.

The cookie holds a signed token and nothing else, lasts as long as the browser is open, and goes to
this origin only. Every form carries a token against forged requests, and the browser's own word
about where a request came from (`Sec-Fetch-Site`) is heeded too.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from flask import Blueprint, Flask, abort, g, redirect, request, session, url_for
from flask.sessions import SecureCookieSessionInterface
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.wrappers import Response

from finder.staff import ABSOLUTE, Permission, Person, Sessions
from finder.web import errors
from finder.web.staff.role_words import role_name

NAME = "staff"
COOKIE = "__Host-session"
# Over plain HTTP, which is for this machine alone, no browser keeps a cookie of that name.
PLAIN_COOKIE = "session"
TOKEN, PENDING = "token", "pending"
_ANY = TypeVar("_ANY", bound=Callable[..., Any])
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the navigation."""

    endpoint: str
    label: Callable[[], str]
    permission: Permission


def requires(permission: Permission) -> Callable[[_ANY], _ANY]:
    """Says what somebody must be allowed to open a page. Every staff page says it: one that does
    not is closed to everybody, and a test fails."""

    def declared(view: _ANY) -> _ANY:
        cast(Any, view).permission = permission
        return view

    return declared


def current_person() -> Person:
    """Who is signed in; only where a permission was required."""
    person = g.get("person")
    assert isinstance(person, Person)
    return person


def blueprint() -> Blueprint:
    """The staff side's pages, under /staff."""
    pages = Blueprint(NAME, __name__, url_prefix="/staff")
    pages.before_request(_refuse_strangers)
    return pages


class StaffSession(SecureCookieSessionInterface):
    """Flask's signed cookie, named and kept as strictly as the connection allows."""

    def get_cookie_name(self, app: Flask) -> str:
        """`__Host-…` pins the cookie to this host, its root and TLS."""
        return COOKIE if self.get_cookie_secure(app) else PLAIN_COOKIE

    def get_cookie_secure(self, app: Flask) -> bool:
        """Everywhere but on this machine itself, where there is no TLS to be had."""
        forwarded = request.headers.get("X-Forwarded-Proto", "").lower() == "https"
        host = request.host.rpartition(":")[0] or request.host
        return request.is_secure or forwarded or host.strip("[]") not in _LOOPBACK


def register(app: Flask, *, sessions: Sessions, secret: bytes, entries: Sequence[Entry]) -> None:
    """Give the app the staff's cookie; only staff pages ever touch it."""
    app.secret_key = secret
    app.session_interface = StaffSession()
    app.config |= {
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Strict",
        "SESSION_COOKIE_PATH": "/",
        "WTF_CSRF_CHECK_DEFAULT": False,
        "WTF_CSRF_TIME_LIMIT": int(ABSOLUTE.total_seconds()),
        "WTF_CSRF_SSL_STRICT": False,  # no Referer is ever sent; Sec-Fetch-Site is read instead
    }
    forgery = CSRFProtect(app)

    @app.before_request
    def know_who() -> Response | None:
        if request.blueprint != NAME:
            return None
        token = session.get(TOKEN, "")
        g.person = sessions.who(token) if token else None
        if token and g.person is None:
            session.clear()
        # Before the form is read: nobody sends 50 MB to a page that is not for them.
        refused = _refused(app.view_functions.get(request.endpoint or ""))
        if refused is None and request.method == "POST":
            forgery.protect()
        return refused

    @app.errorhandler(CSRFError)
    def forged(_error: CSRFError) -> Response:
        return Response(errors.page(403, missing="token"), 403, mimetype="text/html")

    @app.context_processor
    def told() -> dict[str, object]:
        if request.blueprint != NAME:
            return {}
        person = g.get("person")
        shown = [each for each in entries if person and person.may(each.permission)]
        # A page that refuses nothing says nothing; else the name would be that of a wording.
        return {"person": person, "navigation": shown, "why": "", "role_name": role_name}


def _refused(view: object) -> Response | None:
    """Where to go instead, for somebody who may not open this page; aborts where nowhere is."""
    permission = getattr(view, "permission", None)
    if permission is Permission.SIGN_IN:
        return None
    person = g.person
    if person is None:
        return redirect(url_for("staff.sign_in", then=_here()))
    if permission is None or not person.may(permission):
        abort(403)
    return None


def _refuse_strangers() -> None:
    """A form that another site's page sends is not what anybody here meant to send."""
    origin = request.headers.get("Sec-Fetch-Site", "same-origin")
    if request.method == "POST" and origin not in ("same-origin", "none"):
        abort(403)


def _here() -> str:
    """The address to come back to after signing in; only of pages that are read."""
    return request.full_path.rstrip("?") if request.method == "GET" else url_for("staff.home")
