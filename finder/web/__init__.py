"""Web: the only place Flask is spoken; `register` puts every page, header and error on an app.

Reading order: `public` (the side that sets no cookie); `present`, `chips`, `steps` and `questions`
(an answer laid out); `wording`, `sentence`, `notes`, `panels` and `ranks` (and put into words);
`errors` (faults → pages, once), `security` (headers).
"""

from collections.abc import Sequence

from flask import Flask

from finder.directory import Directory
from finder.places import Gazetteer
from finder.search.engine import Engine
from finder.vocabulary import Vocabulary
from finder.web import errors, language, security, templating, tidy
from finder.web.helplines import Helpline
from finder.web.public import (
    browse,
    embed,
    facility,
    find,
    health,
    link,
    oembed,
    pages,
    search,
    sitemap,
    suggest,
)
from finder.web.public.counts import Counts


def register(
    app: Flask,
    *,
    engine: Engine,
    directory: Directory,
    vocabulary: Vocabulary,
    gazetteer: Gazetteer,
    helplines: Sequence[Helpline] = (),
) -> None:
    """Put the whole public side on the app, once."""
    fingerprints = templating.fingerprints(app)
    security.secure(app, fingerprints)
    language.register(app)
    errors.register(app, fingerprints)
    tidy.register(app)
    templating.register(app, vocabulary=vocabulary, fingerprints=fingerprints)
    counts = Counts(engine=engine, directory=directory, gazetteer=gazetteer)
    lines = {line.slug: line for line in helplines}
    for blueprint in (
        search.blueprint(
            engine=engine,
            vocabulary=vocabulary,
            gazetteer=gazetteer,
            counts=counts,
            lines=lines,
        ),
        find.blueprint(
            engine=engine,
            vocabulary=vocabulary,
            gazetteer=gazetteer,
            counts=counts,
            lines=lines,
        ),
        embed.blueprint(engine=engine, vocabulary=vocabulary, gazetteer=gazetteer, lines=lines),
        link.blueprint(engine=engine, vocabulary=vocabulary, gazetteer=gazetteer),
        oembed.blueprint(vocabulary=vocabulary, gazetteer=gazetteer),
        suggest.blueprint(gazetteer=gazetteer),
        facility.blueprint(
            engine=engine, directory=directory, vocabulary=vocabulary, gazetteer=gazetteer
        ),
        browse.blueprint(counts=counts, gazetteer=gazetteer),
        pages.blueprint(vocabulary=vocabulary, helplines=helplines, counts=counts),
        sitemap.blueprint(engine=engine, directory=directory, gazetteer=gazetteer, counts=counts),
        health.blueprint(engine=engine),
    ):
        app.register_blueprint(blueprint)
