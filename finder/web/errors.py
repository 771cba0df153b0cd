"""Errors: every fault and every odd address becomes a page (or JSON) with numbers to call, here.

The page for a fault of ours asks nothing of the database or the engine; and if even its template
or its translation fails, a page that is only text is sent in its place.
"""

from collections.abc import Mapping
from pathlib import Path

from flask import Flask, Response, jsonify, render_template, request
from werkzeug.exceptions import HTTPException

from finder.errors import IndexUnusable, StoreError
from finder.web.language import N_, gettext
from finder.web.security import fault_now

# Long enough for an index to be made or a lock to be let go; short enough to be tried again.
RETRY_AFTER = 30


def register(app: Flask, fingerprints: Mapping[str, str]) -> None:
    """Make every error of the app a page."""
    style = f"{app.static_url_path}/finder.css?v={fingerprints.get('finder.css', '')}"
    file = Path(app.root_path, app.template_folder or "templates", "last_resort.html")
    last_resort = file.read_text(encoding="utf-8").replace("STYLE", style)

    @app.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> Response:
        code = error.code or 500
        response = _answer(code, last_resort)
        # A 405 must say what is allowed, a 429 when to come back.
        for name, value in error.get_headers():
            if name.lower() in ("allow", "retry-after"):
                response.headers[name] = value
        return response

    @app.errorhandler(IndexUnusable)
    @app.errorhandler(StoreError)
    def not_ready(error: Exception) -> Response:
        app.log_exception(fault_now())
        response = _answer(503, last_resort)
        response.headers["Retry-After"] = str(RETRY_AFTER)
        return response

    @app.errorhandler(Exception)
    def fault(error: Exception) -> Response:
        app.log_exception(fault_now())
        return _answer(500, last_resort)


def _answer(code: int, last_resort: str) -> Response:
    """The error as JSON where JSON was asked for, else as a page, else as plain text in a page."""
    if request.path.endswith(".json"):
        response = jsonify(error=_ENGLISH.get(code, _ENGLISH[500]))
    else:
        try:
            response = Response(page(code), mimetype="text/html")
        except Exception:  # whatever failed must not take the numbers to call with it
            response = Response(last_resort, mimetype="text/html")
    response.status_code = code
    return response


def page(code: int, *, missing: str = "") -> str:
    """The error page; `missing` says what there was none of: "facility", or a form's "token"."""
    title, text = _words(code, missing)
    return render_template("error.html", code=code, title=title, text=text)


_ENGLISH = {
    400: "This request could not be read.",
    403: "This is not allowed to you.",
    404: "There is nothing at this address.",
    405: "This address does not take requests of this kind.",
    413: "This was too long to read.",
    500: "Something went wrong here. It is not your fault.",
    503: "The list is being made ready. Try again in a minute.",
}


def _words(code: int, missing: str) -> tuple[str, str]:
    if missing in _OF_MISSING:
        title, text = _OF_MISSING[missing]
    else:
        title, text = _OF_CODE.get(code, _OF_CODE[500])
    return gettext(title), gettext(text)


_UNREAD = (
    N_("We could not read that"),
    N_("Something in the request was not what we can take. Please start again."),
)
_OF_MISSING = {
    "facility": (
        N_("We do not have this place"),
        N_("The link may be old or have a typing slip. You can search for it here."),
    ),
    "report": (
        N_("There is no report with this code"),
        N_("Look at the code again: eight letters and digits, such as “k3mq-7rtx”."),
    ),
    "token": (
        N_("This form is too old"),
        N_("It was open for too long, or another page sent it. Open it again."),
    ),
}
_OF_CODE = {
    403: (
        N_("This page is not for you"),
        N_("Your role does not allow it. An owner can change your role."),
    ),
    404: (
        N_("This page is not here"),
        N_("The link may be old or have a typing slip. You can start again here."),
    ),
    503: (
        N_("The list is being made ready"),
        N_("Please try again in a minute. These numbers work right now:"),
    ),
    500: (
        N_("Something went wrong here"),
        N_("It is not your fault. Please try again. These numbers work right now:"),
    ),
    **dict.fromkeys((400, 405, 413, 414, 431), _UNREAD),
}
