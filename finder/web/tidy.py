"""Tidy: an address in another case, or with a slash too many, leads to the page meant."""

import re

from flask import Flask, redirect, request
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.routing import MapAdapter
from werkzeug.wrappers import Response

from finder.web.templating import with_query


def register(app: Flask) -> None:
    """Redirect, for ever, what is no address but for its case and slashes."""

    @app.before_request
    def lead_to_the_one_address() -> Response | None:
        if not isinstance(request.routing_exception, NotFound):
            return None
        routes = app.url_map.bind_to_environ(request.environ)
        tidy = re.sub("/+", "/", request.path).lower().rstrip("/")
        for path in (tidy, f"{tidy}/"):
            if path not in ("", request.path) and _is_page(routes, path):
                return redirect(with_query(path, request.query_string.decode("latin-1")), 301)
        return None


def _is_page(routes: MapAdapter, path: str) -> bool:
    try:
        routes.match(path, method="GET")
    except HTTPException:  # a redirect of the router's own, too: the next path is where it leads
        return False
    return True
