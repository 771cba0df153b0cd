"""Language prefix: a page under /es is the same page in Spanish; the address alone decides.

The prefix is taken off before the router sees it and joins `SCRIPT_NAME`, as the mount point of a
second site would: so `url_for` keeps the language in every link, form and redirect, and no view
knows of it. The browser's preference changes nothing, so a shared cache needs no `Vary`; every page
offers itself in the other languages instead.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from flask import Flask, current_app, redirect, request
from werkzeug.wrappers import Response

from finder.links.spoken import ENGLISH, LANGUAGES, in_language, parted, without_language
from finder.search.params import TRACKERS
from finder.web.language import SPOKEN

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# The part of SCRIPT_NAME that is the operator's own: "" unless the site hangs under a path.
_MOUNT = "finder.mount"


def register(app: Flask) -> None:
    """Let each address say its language."""
    app.wsgi_app = LanguagePrefix(app.wsgi_app)  # type: ignore[method-assign] # as Flask says to

    @app.before_request
    def lead_to_the_front_page() -> Response | None:
        if request.environ.get("PATH_INFO"):
            return None
        query = request.query_string.decode("latin-1")
        return redirect(f"{request.root_path}/{'?' if query else ''}{query}", 301)


class LanguagePrefix:
    """Middleware: moves the language from the path, or from `lang=` in the query, to the mount."""

    def __init__(self, app: "WSGIApplication") -> None:
        self._app = app

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """The answer of the site in the language of the address."""
        mount = environ.get("SCRIPT_NAME", "")
        spoken, path = parted(environ.get("PATH_INFO", ""))
        asked, query = without_language(environ.get("QUERY_STRING", ""))
        if spoken != ENGLISH and environ["PATH_INFO"] == f"/{spoken}":
            path = ""  # "/es" leads to "/es/"
        spoken = asked or spoken
        environ |= {
            "SCRIPT_NAME": mount + in_language("", spoken),
            "PATH_INFO": path,
            "QUERY_STRING": query,
            SPOKEN: spoken,
            _MOUNT: mount,
        }
        return self._app(environ, start_response)


def address_in(language: str, path: str | None = None) -> str:
    """A path of this site in a language; without a path, that of the page itself, with its query.

    `path` is as `url_for` gives it, in whatever language the page is in.
    """
    if path is not None:
        return mount() + in_language(bare(path), language)
    query = "&".join(_own_query()) if request.method == "GET" else ""
    return mount() + in_language(request.path, language) + (f"?{query}" if query else "")


def _own_query() -> Iterator[str]:
    """The parameters of the page as they were written, but for what other sites hung on it."""
    for pair in request.query_string.decode("latin-1").split("&"):
        if pair and not pair.lower().startswith(TRACKERS):
            yield pair


def mount() -> str:
    """The path that the operator hung the site under; "" for none."""
    return str(request.environ.get(_MOUNT, ""))


def bare(path: str) -> str:
    """A path as `url_for` gives it, without mount and language: the same whoever asks."""
    root = request.root_path
    return path.removeprefix(root) if path.startswith(f"{root}/") else path


def here(path: str) -> str:
    """A path that names no language, in that of the page."""
    return request.root_path + path


def absolute(path: str) -> str:
    """A path of this site as an address: of the host that the operator named, else of this
    request's."""
    return (current_app.config["SITE_URL"] or request.host_url.rstrip("/")) + path


def other_languages() -> list[tuple[str, str]]:
    """Every other language, with the address of this very page in it."""
    spoken = request.environ.get(SPOKEN, ENGLISH)
    return [(each, address_in(each)) for each in LANGUAGES if each != spoken]


def alternates() -> list[tuple[str, str]]:
    """The page's address in each language, whole, and in the one for everybody else, as `hreflang`
    says it."""
    found = [(each, absolute(address_in(each))) for each in LANGUAGES]
    return [*found, ("x-default", found[0][1])]


def canonical() -> str:
    """The page's one address in its language, whole, with no parameter."""
    return absolute(here(request.path))
