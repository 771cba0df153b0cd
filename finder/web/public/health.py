"""Health: is the process alive, and can it answer searches?"""

from flask import Blueprint, Response, jsonify

from finder.errors import FinderError
from finder.search.engine import Engine


def blueprint(*, engine: Engine) -> Blueprint:
    """/healthz and /readyz."""
    pages = Blueprint("health", __name__)

    @pages.get("/healthz")
    def alive() -> Response:
        return jsonify(alive=True)

    @pages.get("/readyz")
    def ready() -> tuple[Response, int]:
        try:
            revision = engine.view().revision
        except FinderError as fault:
            return jsonify(ready=False, why=type(fault).__name__), 503
        return jsonify(ready=True, revision=revision), 200

    return pages
