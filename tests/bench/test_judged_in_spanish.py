"""The judged queries in Spanish, asked of the pages under /es over the real 2023 directory."""

import re
from html import unescape
from pathlib import Path

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


def spanish(which: str, ground: Ground) -> list[Wanted]:
    return [ground.wanted(each) for each in chosen(which, "all") if each.lang == "es"]


@pytest.mark.parametrize(("which", "bars"), [("all", Bars()), ("later", BARS_LATER)])
def test_they_meet_the_bars_of_every_language(
    which: str, bars: Bars, client: FlaskClient, ground: Ground
) -> None:
    wanted = spanish(which, ground)
    assert len(wanted) > 20
    scores = [score(each, asked(client, each), ground) for each in wanted]
    assert shortfalls(scores, bars) == [], [each for each in scores if not each.panel]


def test_the_page_shows_what_was_judged_and_says_it_in_spanish(
    client: FlaskClient, ground: Ground, real_vocabulary: Vocabulary
) -> None:
    panels = {each.slug: each.title_es for each in real_vocabulary.panels}
    for wanted in [*spanish("all", ground), *spanish("later", ground)]:
        query, answer = wanted.judged.query, asked(client, wanted)
        page = client.get("/es/search", query_string={"q": query})
        assert (page.status_code, query) == (200, query)
        text = unescape(page.text)
        assert '<html lang="es"' in text, query
        assert _HIT.findall(text) == [each["id"] for each in answer["hits"]], query
        panel = answer["understood"]["panel"]
        assert panel is None or panels[panel] in text, query
        assert _HEADING.findall(text), query


def asked(client: FlaskClient, wanted: Wanted) -> dict[str, object]:
    answer = client.get("/es/search.json", query_string={"q": wanted.judged.query})
    assert answer.status_code == 200
    told: dict[str, object] = answer.get_json()
    return told
