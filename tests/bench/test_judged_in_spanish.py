"""The judged queries in Spanish, asked of the pages under /es over the real 2023 directory."""

import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from bench.ground import Ground, Wanted
from bench.judged import chosen
from bench.judging import score
from bench.listed import everything
from bench.real_home import parts_of
from bench.scores import BARS_LATER, Bars, shortfalls
from finder.app import create_app
from finder.places import Gazetteer
from finder.vocabulary import Vocabulary

_HIT = re.compile(r'<article class="hit".*?<a href="/es/facility/(\w+)', re.DOTALL)
_HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)


@pytest.fixture(scope="module")
def client(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    return create_app(parts_of(tmp_path_factory.mktemp("real"))).test_client()


@pytest.fixture(scope="module")
def ground(shared_data: Path, real_gazetteer: Gazetteer) -> Ground:
    return Ground(everything(real_gazetteer), real_gazetteer)


@dataclass(frozen=True)
class Asked:
    """A judged query in Spanish, and what /es/search.json said to it."""

    wanted: Wanted
    answer: dict[str, Any]


@pytest.fixture(scope="module")
def asked(client: FlaskClient, ground: Ground) -> dict[str, list[Asked]]:
    """Those of our own sets and the shared one, and those that were written later."""
    found = {}
    for which in ("all", "later"):
        judged = [each for each in chosen(which, "all") if each.lang == "es"]
        found[which] = [Asked(ground.wanted(each), told(client, each.query)) for each in judged]
    return found


@pytest.mark.parametrize(("which", "bars"), [("all", Bars()), ("later", BARS_LATER)])
def test_they_meet_the_bars_of_every_language(
    which: str, bars: Bars, asked: dict[str, list[Asked]], ground: Ground
) -> None:
    assert len(asked[which]) > 20
    scores = [score(each.wanted, each.answer, ground) for each in asked[which]]
    assert shortfalls(scores, bars) == [], [each for each in scores if not each.panel]


def test_the_page_shows_what_was_judged_and_says_it_in_spanish(
    client: FlaskClient, asked: dict[str, list[Asked]], real_vocabulary: Vocabulary
) -> None:
    panels = {each.slug: each.title_es for each in real_vocabulary.panels}
    for each in (*asked["all"], *asked["later"]):
        query, answer = each.wanted.judged.query, each.answer
        page = client.get("/es/search", query_string={"q": query})
        assert (page.status_code, query) == (200, query)
        text = unescape(page.text)
        assert '<html lang="es"' in text, query
        assert _HIT.findall(text) == [hit["id"] for hit in answer["hits"]], query
        panel = answer["understood"]["panel"]
        assert panel is None or panels[panel] in text, query
        assert _HEADING.findall(text), query


def told(client: FlaskClient, query: str) -> dict[str, Any]:
    answer = client.get("/es/search.json", query_string={"q": query})
    assert answer.status_code == 200
    found: dict[str, Any] = answer.get_json()
    return found
