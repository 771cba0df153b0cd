"""Tidy: an address in another case, or with a slash too many, leads to the page meant."""

import re

from flask import Flask, redirect, request
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.routing import MapAdapter
from werkzeug.wrappers import Response

from finder.links.spoken import LANGUAGES
from finder.web.language import language
from finder.web.language_prefix import address_in, here, mount
from finder.web.templating import with_query


def register(app: Flask) -> None:
    """Redirect, for ever, what is no address but for its case and slashes."""

    @app.before_request
    def lead_to_the_one_address() -> Response | None:
        if not isinstance(request.routing_exception, NotFound):
            return None
        routes = app.url_map.bind_to_environ(request.environ)
        asked = re.sub("/+", "/", request.path).lower().rstrip("/")
        spoken, tidy = _language_of(asked)
        for path in (tidy, f"{tidy}/"):
            leads = address_in(spoken, here(path))
            if path and leads != here(request.path) and _is_page(routes, path):
                return redirect(with_query(leads, request.query_string.decode("latin-1")), 301)
        return None


def _language_of(path: str) -> tuple[str, str]:
    """The language of a path whose prefix was in another case, or was the needless one of English;
    else that of the page."""
    first = path.removeprefix("/").partition("/")[0]
    if request.root_path == mount() and first in LANGUAGES:
        return first, path.removeprefix(f"/{first}") or "/"
    return language(), path


def _is_page(routes: MapAdapter, path: str) -> bool:
    try:
        routes.match(path, method="GET")
    except HTTPException:  # a redirect of the router's own, too: the next path is where it leads
        return False
    return True
