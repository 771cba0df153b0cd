"""App: the parts in, a Flask app out."""

import os
from collections.abc import Sequence

from flask import Flask
from flask.json.provider import DefaultJSONProvider
from itsdangerous import TimestampSigner
from werkzeug.middleware.proxy_fix import ProxyFix

from finder import web
from finder.config import SEED_DATA, Config
from finder.directory import Directory
from finder.feedback import Feedback
from finder.guidance import Library
from finder.maps import Atlas
from finder.places import Gazetteer
from finder.search.engine import Engine
from finder.vocabulary import Vocabulary
from finder.web import helplines, staff
from finder.web.helplines import Helpline
from finder.web.public import styleguide as parts_page
from finder.web.public.report import Reporting
from finder.web.security import QuietFlask
from finder.web.staff import Desk
from finder.web.staff.intake import Intake
from finder.wiring import Parts


def create_app(parts: Parts | None = None) -> Flask:
    """The site over these parts; over those the environment names, when none are given."""
    parts = parts or Parts(Config.from_env(os.environ))
    return build(
        engine=parts.engine,
        directory=parts.directory,
        vocabulary=parts.vocabulary,
        gazetteer=parts.gazetteer,
        atlas=parts.atlas,
        lines=helplines.load(SEED_DATA / "helplines.csv", own=parts.config.helplines),
        guidance=parts.guidance,
        url=parts.config.url,
        feedback=parts.feedback,
        desk=Desk(parts.staff, parts.sessions, parts.secret, _intake(parts)),
        proxies=parts.config.proxies,
        styleguide=parts.config.styleguide,
    )


def _intake(parts: Parts) -> Intake:
    return Intake(
        staging=parts.staging,
        directory=parts.directory,
        vocabulary=parts.vocabulary,
        gazetteer=parts.gazetteer,
        profiles=parts.profiles,
        staff=parts.staff,
        begin=parts.begin,
    )


def _reporting(feedback: Feedback | None, desk: Desk | None) -> Reporting | None:
    if feedback is None or desk is None:
        return None
    return Reporting(feedback, TimestampSigner(desk.secret, salt="report"))


def _bare(url: str) -> Flask:
    app = QuietFlask("finder")
    app.json = _in_our_order(app)
    app.config["SITE_URL"] = url
    return app


def _in_our_order(app: Flask) -> DefaultJSONProvider:
    """JSON as people read it: letters as they are, and keys in the order that means something."""
    provider = DefaultJSONProvider(app)
    provider.ensure_ascii = False
    provider.sort_keys = False
    return provider


def build(
    *,
    engine: Engine,
    directory: Directory,
    vocabulary: Vocabulary,
    gazetteer: Gazetteer,
    atlas: Atlas,
    lines: Sequence[Helpline] = (),
    url: str = "",
    guidance: Library | None = None,
    feedback: Feedback | None = None,
    desk: Desk | None = None,
    proxies: int = 0,
    styleguide: bool = False,
) -> Flask:
    """The site over anything that keeps these promises; without a `desk`, the public side alone.

    `proxies` says how many stand before it, whose word about the visitor's address is taken;
    `styleguide` whether the page of parts is served, which no visitor needs.
    """
    app = _bare(url)
    web.register(
        app,
        engine=engine,
        directory=directory,
        vocabulary=vocabulary,
        gazetteer=gazetteer,
        atlas=atlas,
        helplines=lines,
        articles=guidance or Library(),
        reporting=_reporting(feedback, desk),
    )
    if styleguide:
        page = parts_page.blueprint(
            engine=engine,
            vocabulary=vocabulary,
            gazetteer=gazetteer,
            atlas=atlas,
            lines={line.slug: line for line in lines},
            articles=guidance or Library(),
        )
        app.register_blueprint(page)
    if desk is not None:
        staff.register(app, desk, feedback=feedback, directory=directory)
    if proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign] # as Flask says to put one before it
            app.wsgi_app, x_for=proxies, x_proto=proxies
        )
    return app
