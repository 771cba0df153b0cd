"""Web: the only place Flask is spoken; `register` puts every page, header and error on an app.

Reading order: `public` (the side that sets no cookie); `present`, `chips`, `steps` and `questions`
(an answer laid out); `wording`, `sentence`, `notes`, `panels` and `ranks` (and put into words);
`errors` (faults → pages, once), `security` (headers).
"""

from collections.abc import Iterator, Mapping, Sequence

from flask import Blueprint, Flask

from finder.directory import Directory
from finder.guidance import Library
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
    guidance,
    health,
    link,
    oembed,
    pages,
    report,
    safety,
    search,
    sitemap,
    suggest,
)
from finder.web.public.counts import Counts
from finder.web.public.report import Reporting


def register(
    app: Flask,
    *,
    engine: Engine,
    directory: Directory,
    vocabulary: Vocabulary,
    gazetteer: Gazetteer,
    helplines: Sequence[Helpline] = (),
    articles: Library,
    reporting: Reporting | None = None,
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
    searching = _searching(
        engine=engine,
        vocabulary=vocabulary,
        gazetteer=gazetteer,
        counts=counts,
        lines=lines,
        articles=articles,
    )
    for blueprint in (
        *searching,
        *_guiding(
            articles=articles,
            counts=counts,
            vocabulary=vocabulary,
            gazetteer=gazetteer,
            lines=lines,
        ),
        *_placed(
            engine=engine,
            directory=directory,
            vocabulary=vocabulary,
            gazetteer=gazetteer,
            counts=counts,
            articles=articles,
            reporting=reporting,
        ),
        pages.blueprint(vocabulary=vocabulary, helplines=helplines, counts=counts),
        health.blueprint(engine=engine),
    ):
        app.register_blueprint(blueprint)


def _searching(
    *,
    engine: Engine,
    vocabulary: Vocabulary,
    gazetteer: Gazetteer,
    counts: Counts,
    lines: Mapping[str, Helpline],
    articles: Library,
) -> Iterator[Blueprint]:
    """The pages that answer searches, each at its own kind of address."""
    for room in (search, find):
        yield room.blueprint(
            engine=engine,
            vocabulary=vocabulary,
            gazetteer=gazetteer,
            counts=counts,
            lines=lines,
            articles=articles,
        )
    yield embed.blueprint(engine=engine, vocabulary=vocabulary, gazetteer=gazetteer, lines=lines)
    yield link.blueprint(engine=engine, vocabulary=vocabulary, gazetteer=gazetteer, lines=lines)
    yield oembed.blueprint(engine=engine, vocabulary=vocabulary, gazetteer=gazetteer)
    yield suggest.blueprint(gazetteer=gazetteer)


def _guiding(
    *,
    articles: Library,
    counts: Counts,
    vocabulary: Vocabulary,
    gazetteer: Gazetteer,
    lines: Mapping[str, Helpline],
) -> Iterator[Blueprint]:
    """The pages of guidance, and the questions before a meeting."""
    for room in (guidance, safety):
        yield room.blueprint(
            articles=articles,
            counts=counts,
            vocabulary=vocabulary,
            gazetteer=gazetteer,
            lines=lines,
        )


def _placed(
    *,
    engine: Engine,
    directory: Directory,
    vocabulary: Vocabulary,
    gazetteer: Gazetteer,
    counts: Counts,
    articles: Library,
    reporting: Reporting | None,
) -> Iterator[Blueprint]:
    """A place and what is wrong with it, what is where, and the map of the site for machines."""
    yield facility.blueprint(
        engine=engine,
        directory=directory,
        vocabulary=vocabulary,
        gazetteer=gazetteer,
        articles=articles,
        feedback=reporting.feedback if reporting else None,
    )
    if reporting is not None:
        yield report.blueprint(reporting=reporting, directory=directory)
    yield browse.blueprint(counts=counts, gazetteer=gazetteer)
    yield sitemap.blueprint(
        engine=engine,
        directory=directory,
        gazetteer=gazetteer,
        counts=counts,
        also=[lambda: guidance.paths(articles)],
    )
