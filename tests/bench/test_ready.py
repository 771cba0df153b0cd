"""The two addresses beside /search show the page that it shows."""

from pathlib import Path

from flask import Flask

from bench.ready import FILLED, READY, SEARCH, make_ready
from finder.app import create_app
from finder.wiring import Parts
from tests.directory.editions import listing, publish

QUERIES = ["q=willow", "q=detox&near=44301", "near=44301&sort=nearest"]


def test_a_page_from_a_ready_answer_is_the_page_of_the_search(parts: Parts, tmp_path: Path) -> None:
    publish(parts.directory, {"willow": listing()})
    parts.searchable()
    app: Flask = create_app(parts)

    make_ready(app, QUERIES)  # compares the three itself

    for path in (SEARCH, READY, FILLED):
        assert "Example Willow Recovery" in app.test_client().get(f"{path}?{QUERIES[0]}").text
