"""Web: the only place Flask is spoken; `register` puts every page, header and error on an app.

Reading order: `public` (the side that sets no cookie); `present`, `chips`, `steps` and `questions`
(an answer laid out); `wording`, `sentence`, `notes`, `panels` and `ranks` (and put into words);
`errors` (faults → pages, once), `security` (headers), `assets` (style and scripts, made ready),
`packing` (text travels gzipped).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Flask

from finder.directory import Directory
from finder.guidance import Library
from finder.maps import Atlas
from finder.places import Gazetteer
from finder.search.engine import Engine
from finder.vocabulary import Vocabulary
from finder.web import (
    assets,
    errors,
    language,
    language_prefix,
    packing,
    security,
    templating,
    tidy,
)
from finder.web.helplines import Helpline
from finder.web.public import (
    browse,
    card,
    compare,
    embed,
    facility,
    find,
    guidance,
    health,
    link,
    oembed,
    pages,
    plan,
    report,
    safety,
    saved,
    search,
    sitemap,
    suggest,
)
from finder.web.public.counts import Counts
from finder.web.public.picking import Picking
from finder.web.public.report import Reporting


def register(
    app: Flask,
    *,
    engine: Engine,
    directory: Directory,
    vocabulary: Vocabulary,
    gazetteer: Gazetteer,
    atlas: Atlas,
    helplines: Sequence[Helpline] = (),
    articles: Library,
    reporting: Reporting | None = None,
) -> None:
    """Put the whole public side on the app, once."""
    made = assets.load(Path(app.static_folder or "static"))
    assets.register(app, made)
    fingerprints = assets.fingerprints(made)
    packing.register(app)  # before all others, whose changes to an answer then come first
    security.secure(app, fingerprints)
    language.register(app)
    language_prefix.register(app)
    errors.register(app, fingerprints)
    tidy.register(app)
    templating.register(app, vocabulary=vocabulary, fingerprints=fingerprints)
    site = _Site(
        engine=engine,
        directory=directory,
        vocabulary=vocabulary,
        gazetteer=gazetteer,
        atlas=atlas,
        counts=Counts(engine=engine, directory=directory, gazetteer=gazetteer),
        lines={line.slug: line for line in helplines},
        articles=articles,
    )
    for blueprint in (
        *_searching(site),
        *_guiding(site),
        *_placed(site, reporting),
        *_chosen(site, reporting),
        pages.blueprint(vocabulary=vocabulary, helplines=helplines, counts=site.counts),
        health.blueprint(engine=engine),
    ):
        app.register_blueprint(blueprint)


@dataclass(frozen=True, slots=True, eq=False)
class _Site:
    """What the pages are made over; each is handed what it needs of it."""

    engine: Engine
    directory: Directory
    vocabulary: Vocabulary
    gazetteer: Gazetteer
    atlas: Atlas
    counts: Counts
    lines: Mapping[str, Helpline]
    articles: Library


def _searching(site: _Site) -> Iterator[Blueprint]:
    """The pages that answer searches, each at its own kind of address."""
    engine, words, places = site.engine, site.vocabulary, site.gazetteer
    for room in (search, find):
        yield room.blueprint(
            engine=engine,
            vocabulary=words,
            gazetteer=places,
            counts=site.counts,
            lines=site.lines,
            articles=site.articles,
            atlas=site.atlas,
        )
    for shown in (embed, link):
        yield shown.blueprint(engine=engine, vocabulary=words, gazetteer=places, lines=site.lines)
    yield oembed.blueprint(engine=engine, vocabulary=words, gazetteer=places)
    yield suggest.blueprint(gazetteer=places)


def _guiding(site: _Site) -> Iterator[Blueprint]:
    """The pages of guidance, and the questions before a meeting."""
    for room in (guidance, safety):
        yield room.blueprint(
            articles=site.articles,
            counts=site.counts,
            vocabulary=site.vocabulary,
            gazetteer=site.gazetteer,
            lines=site.lines,
        )


def _chosen(site: _Site, reporting: Reporting | None) -> Iterator[Blueprint]:
    """The pages about places that somebody chose: side by side, whom to call, and kept."""
    picking = Picking(
        engine=site.engine,
        directory=site.directory,
        vocabulary=site.vocabulary,
        gazetteer=site.gazetteer,
    )
    feedback = reporting.feedback if reporting else None
    for room in (compare, plan):
        yield room.blueprint(picking=picking, feedback=feedback)
    for kept in (saved, card):
        yield kept.blueprint(picking=picking)


def _placed(site: _Site, reporting: Reporting | None) -> Iterator[Blueprint]:
    """A place and what is wrong with it, what is where, and the map of the site for machines."""
    yield facility.blueprint(
        engine=site.engine,
        directory=site.directory,
        vocabulary=site.vocabulary,
        gazetteer=site.gazetteer,
        articles=site.articles,
        atlas=site.atlas,
        feedback=reporting.feedback if reporting else None,
    )
    if reporting is not None:
        yield report.blueprint(reporting=reporting, directory=site.directory)
    yield browse.blueprint(counts=site.counts, gazetteer=site.gazetteer, atlas=site.atlas)
    yield sitemap.blueprint(
        engine=site.engine,
        directory=site.directory,
        gazetteer=site.gazetteer,
        counts=site.counts,
        also=[lambda: guidance.paths(site.articles)],
    )
