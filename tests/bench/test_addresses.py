"""Generated addresses: the same each time, of every kind, and each leads to a page."""

from collections.abc import Iterator

from flask import Flask, redirect

from bench.addresses import generated, run
from tests.builders import vocabulary
from tests.web.fakes import client, gazetteer

# The whole campaign is `make addresses`.
SAMPLE = 150


def addresses(count: int, seed: int = 1) -> Iterator[str]:
    return generated(count, seed, vocabulary(), gazetteer())


def test_a_seed_always_gives_the_same_addresses_and_another_seed_others() -> None:
    assert list(addresses(100)) == list(addresses(100))
    assert list(addresses(100)) != list(addresses(100, 2))


def test_every_kind_of_help_and_of_place_is_among_ten_thousand() -> None:
    made = list(addresses(10_000))
    assert len(set(made)) > 9_000
    for term in (*vocabulary().terms, *vocabulary().topics):
        assert any(f"/{term.slug}" in each for each in made), term.slug
    for part in ("/near/", "-county", "/in/ohio", "/embed/", "payment=", "zzyzx", "atlantis"):
        assert any(part in each for each in made), part


def test_each_answers_or_leads_to_one_that_does() -> None:
    tally = run(client(), addresses(SAMPLE))
    assert tally.wrong == []
    assert set(tally.statuses) == {200, 301}
    assert sum(tally.statuses.values()) == SAMPLE


def test_one_that_leads_nowhere_is_told_of() -> None:
    app = Flask("a site")
    app.add_url_rule("/page", view_func=lambda: "here")
    app.add_url_rule("/round", "round", lambda: redirect("/round", 301))
    app.add_url_rule("/for-now", "now", lambda: redirect("/page", 302))
    tally = run(app.test_client(), iter(["/page", "/round", "/gone", "/for-now"]))
    assert tally.wrong == ["301 after 2: /round", "404 after 0: /gone", "302 after 0: /for-now"]
