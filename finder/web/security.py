"""Security: the headers on every response, no cookie, and a log that knows no visitor.

The headers are those of OWASP's secure-headers project for a site that loads nothing from anywhere
else; `unsafe-inline` is nowhere, so the templates hold no inline style and no inline script.
"""

import sys
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, TypeVar, cast

from flask import Flask, Response, abort, request

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains; preload",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(self), camera=(), microphone=(), browsing-topics=()",
}

# What is made to stand in other people's pages: any page may frame it, and nothing else is looser.
FRAMED = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors *"
    ),
    "Cross-Origin-Resource-Policy": "cross-origin",
}
FRAMED_ENDPOINT = "embed.embed"
# What any page's script may read: it says nothing that its address did not ask for.
OPEN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
OPEN_ENDPOINT = "oembed.oembed"

# Public pages take no form bodies at all; 64 KiB is room for a report in words, later.
BODY_LIMIT = 64 * 1024

# What Flask's own `log_exception` takes.
Fault = tuple[type, BaseException, TracebackType] | tuple[None, None, None]


View = TypeVar("View", bound=Callable[..., Any])


class QuietFlask(Flask):
    """A Flask whose log of a fault holds its kind and where in the code it rose, nothing else.

    Flask's own line has the address asked for and the exception's words, and either may hold what
    somebody searched for: "heroin detox 60629".
    """

    def log_exception(self, exc_info: Fault) -> None:
        """Log the fault's type and the innermost line of this program it went through."""
        kind, _, trace = exc_info
        name = kind.__name__ if kind else "Fault"
        self.logger.error("%s at %s", name, _place_in_code(trace))


def secure(app: Flask, fingerprints: Mapping[str, str]) -> None:
    """Put the headers on everything the app answers, and refuse bodies that are too long.

    `fingerprints` maps a static file's name to the hash in its address: only an address with the
    right hash may be kept for ever.
    """
    app.config["MAX_CONTENT_LENGTH"] = BODY_LIMIT
    app.config["MAX_FORM_MEMORY_SIZE"] = BODY_LIMIT

    @app.before_request
    def refuse_long_bodies() -> None:
        view = app.view_functions.get(request.endpoint or "")
        longest = getattr(view, "longest_body", None)
        if longest is not None:
            request.max_content_length = longest
            # What is no file may be as long as elsewhere, but the parser counts its own buffer of
            # 64 KiB as well, and would refuse any file that fills it.
            request.max_form_memory_size = 2 * BODY_LIMIT
        # A view that never reads its body would never notice how long it is.
        limit = request.max_content_length
        if limit is not None and (request.content_length or 0) > limit:
            abort(413)

    @app.after_request
    def put_headers(response: Response) -> Response:
        response.headers.update(headers_of(request.endpoint))
        response.headers["Cache-Control"] = _cache(response, fingerprints)
        return response


def headers_of(endpoint: str | None) -> dict[str, str]:
    """The headers on what a view answers, faults included."""
    headers = HEADERS | {FRAMED_ENDPOINT: FRAMED, OPEN_ENDPOINT: OPEN}.get(endpoint or "", {})
    if endpoint == FRAMED_ENDPOINT:
        del headers["X-Frame-Options"]
    return headers


def takes_bodies_of(longest: int) -> Callable[[View], View]:
    """Lets a view take bodies of so many bytes, such as files that stewards hand in."""

    def declared(view: View) -> View:
        cast(Any, view).longest_body = longest
        return view

    return declared


def _cache(response: Response, fingerprints: Mapping[str, str]) -> str:
    if request.endpoint != "static" or response.status_code not in (200, 304):
        return "no-store"
    fingerprint = fingerprints.get((request.view_args or {}).get("filename", ""))
    if fingerprint and request.args.get("v") == fingerprint:
        return "public, max-age=31536000, immutable"
    return "no-cache"


def _place_in_code(trace: TracebackType | None) -> str:
    """The innermost frame of our own code as "module:line", else the innermost of all."""
    ours = last = "nowhere"
    while trace is not None:
        globals_: dict[str, Any] = trace.tb_frame.f_globals
        last = f"{globals_.get('__name__', '?')}:{trace.tb_lineno}"
        if last.startswith("finder."):
            ours = last
        trace = trace.tb_next
    return ours if ours != "nowhere" else last


def fault_now() -> Fault:
    """The fault being handled, in the shape `log_exception` takes."""
    kind, fault, trace = sys.exc_info()
    return (kind, fault, trace) if kind and fault and trace else (None, None, None)
