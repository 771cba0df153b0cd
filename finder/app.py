"""App: the parts in, a Flask app out."""

import os
from collections.abc import Sequence

from flask import Flask

from finder import web
from finder.config import SEED_DATA, Config
from finder.directory import Directory
from finder.guidance import Library
from finder.places import Gazetteer
from finder.search.engine import Engine
from finder.vocabulary import Vocabulary
from finder.web import helplines
from finder.web.helplines import Helpline
from finder.web.security import QuietFlask
from finder.wiring import Parts


def create_app(parts: Parts | None = None) -> Flask:
    """The site over these parts; over those the environment names, when none are given."""
    parts = parts or Parts(Config.from_env(os.environ))
    return build(
        engine=parts.engine,
        directory=parts.directory,
        vocabulary=parts.vocabulary,
        gazetteer=parts.gazetteer,
        lines=helplines.load(SEED_DATA / "helplines.csv", own=parts.config.helplines),
        guidance=parts.guidance,
        url=parts.config.url,
    )


def build(
    *,
    engine: Engine,
    directory: Directory,
    vocabulary: Vocabulary,
    gazetteer: Gazetteer,
    lines: Sequence[Helpline] = (),
    url: str = "",
    guidance: Library | None = None,
) -> Flask:
    """The site over anything that keeps these promises."""
    app = QuietFlask("finder")
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # of Flask's own provider
    app.json.sort_keys = False  # type: ignore[attr-defined]  # our order means something
    app.config["SITE_URL"] = url
    web.register(
        app,
        engine=engine,
        directory=directory,
        vocabulary=vocabulary,
        gazetteer=gazetteer,
        helplines=lines,
        articles=guidance or Library(),
    )
    return app
