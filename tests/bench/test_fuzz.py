"""What bench.fuzz sends is the same each time, and what it calls useful can be missing."""

import pytest
from flask import Flask, jsonify

from bench.fuzz import is_useful, run, summary
from bench.fuzz_queries import JSON, PAGE, Asked, Stock, asked

STOCK = Stock(["detox", "saboxone"], ["Akron, OH", "Guam"], [("program", "detox")])


def test_a_seed_always_gives_the_same_addresses_and_another_seed_others():
    once, again = list(asked(200, 7, STOCK)), list(asked(200, 7, STOCK))
    assert once == again
    assert once != list(asked(200, 8, STOCK))


def test_every_kind_that_breaks_sites_is_among_them():
    found = {each.kind: each for each in asked(64, 1, STOCK)}
    assert {"empty", "long", "control", "right to left", "emoji", "hostile", "filters"} <= set(
        found
    )
    some = [each.query for each in asked(4000, 1, STOCK)]
    assert any(query.count("program=") == 500 for query in some)
    assert any("page=-1" in query for query in some)
    assert any("nan%2Cnan" in query for query in some)
    assert any(len(query) >= 10_000 for query in some)


@pytest.fixture
def client():
    """A site whose answer is whatever the address asks for."""
    app = Flask("a site")
    answers = {
        "hits": {"hits": [1]},
        "widenings": {"hits": [], "widenings": [1]},
        "notes": {"notes": ["Sorry."]},
        "panel": {"understood": {"panel": "988_panel"}},
        "nothing": {"hits": [], "widenings": [], "notes": [], "understood": {"panel": None}},
    }

    @app.get("/search.json")
    @app.get("/search.json/<name>")
    def json(name="nothing"):
        if name == "unknown":
            return jsonify(unknown=["x"]), 400
        if name == "refused":
            return jsonify(error="No."), 400
        return jsonify(answers[name]), 500 if name == "fault" else 200

    @app.get("/search")
    def page():
        return '<a href="/facility/1">One</a>'

    @app.get("/bare")
    def bare():
        return "<p>Nothing.</p>"

    return app.test_client()


@pytest.mark.parametrize("name", ["hits", "widenings", "notes", "panel", "unknown"])
def test_anything_that_leads_on_is_useful(client, name):
    assert is_useful(JSON, client.get(f"/search.json/{name}"))


@pytest.mark.parametrize("name", ["nothing", "refused"])
def test_a_page_with_nothing_or_a_bare_refusal_is_not(client, name):
    assert not is_useful(JSON, client.get(f"/search.json/{name}"))


def test_html_needs_a_link_or_a_number_to_call(client):
    assert is_useful(PAGE, client.get("/search"))
    assert not is_useful(PAGE, client.get("/bare"))


def test_faults_and_useless_pages_fail_the_run_and_are_told(client):
    fine = run(client, [Asked("real", PAGE, "q=x")])
    assert not fine.failed
    useless = run(client, [Asked("real", JSON, "q=x"), Asked("real", PAGE, "")])
    assert useless.failed
    assert "useless: 1" in summary(useless)
    fault = run(client, [Asked("real", "/search.json/fault", "")])
    assert fault.faults
    assert "faults (5xx): 1" in summary(fault)
