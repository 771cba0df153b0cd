"""Ready: the site with two more addresses, which show a results page from an answer at hand.

`/ready` hands a precomputed `Page` to what words it and to the same template; `/template` has even
the words at hand, and only fills the template in. Both take the query string of a `/search`.
"""

from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any
from unittest.mock import patch

from flask import Flask, render_template, request, template_rendered

from bench.real_home import parts_of
from finder.app import create_app
from finder.web.public import results

TEMPLATE = "search.html"
SEARCH, READY, FILLED = "/search", "/ready", "/template"
# What the page shows that is not of its answer.
_BESIDE = ("permanent", "guides")
# What Flask itself gives a template anew for each request.
_OF_A_REQUEST = ("request", "session", "g", "config")


def application(home: str, queries: str) -> Flask:
    """The site over the directory in a folder; `queries` is a file of query strings, one a line.

    Called by gunicorn, once, before it forks: its workers share what was precomputed.
    """
    parts = parts_of(Path(home))
    app = create_app(parts)
    make_ready(app, Path(queries).read_text("utf-8").splitlines())
    parts.directory.close()
    return app


def make_ready(app: Flask, queries: list[str]) -> None:
    """Put the two addresses on the app, and have the app answer each query once."""
    answers: dict[str, Callable[[], dict[str, Any]]] = {}
    contexts: dict[str, dict[str, Any]] = {}
    model: Callable[..., dict[str, Any]] = results.model

    @app.get(READY)
    def ready() -> str:
        beside = {name: contexts[_asked()][name] for name in _BESIDE}
        return render_template(TEMPLATE, **answers[_asked()](), **beside)

    @app.get(FILLED)
    def filled() -> str:
        return render_template(TEMPLATE, **contexts[_asked()])

    def remember(*given: Any, **named: Any) -> dict[str, Any]:
        answers[_asked()] = partial(model, *given, **named)
        return model(*given, **named)

    def remember_context(_app: Flask, *, context: dict[str, Any], **_more: object) -> None:
        contexts[_asked()] = {
            name: value for name, value in context.items() if name not in _OF_A_REQUEST
        }

    with (
        patch.object(results, "model", remember),
        template_rendered.connected_to(remember_context, app),
    ):
        client = app.test_client()
        for query in queries:
            assert client.get(f"{SEARCH}?{query}").status_code == HTTPStatus.OK, query
    _compare(app, queries)


def _asked() -> str:
    return request.query_string.decode()


def _compare(app: Flask, queries: list[str]) -> None:
    """All three addresses show the same page, or nothing is worth measuring."""
    client = app.test_client()
    for query in queries:
        texts = {client.get(f"{path}?{query}").text for path in (SEARCH, READY, FILLED)}
        assert len({_without_address(text) for text in texts}) == 1, query


def _without_address(page: str) -> str:
    """A page without the addresses of itself, which lead to where it was asked for."""
    return page.replace(READY, SEARCH).replace(FILLED, SEARCH)
