"""The demonstration directory, crawled; and that a crawl finds what is broken."""

from pathlib import Path

import pytest
from flask import Flask, redirect

from bench.crawl import crawl
from finder.app import create_app
from finder.cli.keeping import set_up
from finder.config import Config
from finder.places import Gazetteer
from finder.vocabulary import Vocabulary
from finder.wiring import Parts


def test_the_demonstration_has_no_broken_link(
    tmp_path: Path, real_gazetteer: Gazetteer, real_vocabulary: Vocabulary
) -> None:
    parts = Parts(Config(home=tmp_path / "home"))
    parts.gazetteer, parts.vocabulary = real_gazetteer, real_vocabulary
    set_up(parts)
    crawled = crawl(create_app(parts).test_client(), each=40)
    assert crawled.broken == []
    for room in (
        "/",
        "/browse",
        "/about",
        "/find",
        "/search ?",
        "/facility",
        "/link ?",
        "/static ?",
    ):
        assert crawled.read[room] > 0, room
    assert crawled.read.total() > 250


MAP = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'


@pytest.fixture
def broken() -> Flask:
    """A small site with a fault of each kind."""
    app = Flask("a site")
    pages = {
        "/": '<a href="/one#here">a</a><a href="/one#gone">a</a><a href="missing">a</a>'
        '<a href="https://elsewhere.example/">a</a><a href="tel:988">a</a><a href="/out">a</a>',
        "/one": '<p id="here"></p><form action="/nowhere"></form><img src="/picture.svg">',
        "/mapped": '<a href="/round">a</a>',
        "/robots.txt": "",
        "/sitemap.xml": MAP.format("<url><loc>http://localhost/mapped</loc></url>"),
    }
    for path, text in pages.items():
        app.add_url_rule(path, path.replace(".", " "), lambda text=text: text)
    app.add_url_rule("/round", "round", lambda: redirect("/round"))
    app.add_url_rule("/out", "out", lambda: redirect("https://elsewhere.example/", 303))
    return app


def test_a_crawl_tells_what_leads_nowhere_and_where_it_stands(broken: Flask) -> None:
    assert sorted(crawl(broken.test_client(), each=100).broken) == [
        "302: /round (on /mapped)",
        "404: /missing (on /)",
        "404: /nowhere (on /one)",
        "404: /picture.svg (on /one)",
        "no part gone: /one (on /)",
    ]


def test_a_crawl_draws_no_more_than_it_may_of_a_room(broken: Flask) -> None:
    many = "".join(f'<a href="/one?n={n}">a</a>' for n in range(50))
    broken.add_url_rule("/many", "many", lambda: many)
    crawled = crawl(broken.test_client(), each=7, start=["/many"])
    assert (crawled.read["/one ?"], crawled.skipped["/one ?"]) == (7, 43)
