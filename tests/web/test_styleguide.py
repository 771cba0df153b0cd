"""The page of parts: there for those who work on them, and for nobody else."""

import re

import pytest

from finder.config import Config
from tests.conftest import ROOT
from tests.web.fakes import client, many, site
from tests.web.reading import Page

STATIC = ROOT / "finder" / "static"


def shown(size: int) -> Page:
    answer = site(many(size), styleguide=True).test_client().get("/styleguide")
    assert answer.status_code == 200
    return Page(answer.get_data(as_text=True))


def test_it_is_not_there_unless_it_is_asked_for() -> None:
    assert client().get("/styleguide").status_code == 404
    assert not Config.from_env({}).styleguide
    assert Config.from_env({"FINDER_STYLEGUIDE": "1"}).styleguide


@pytest.mark.parametrize("size", [0, 25])
def test_every_part_has_its_name_and_ids_are_unique(size: int) -> None:
    page = shown(size)
    named = [each.text for each in page.all("section", "part") for each in page.inside(each, "h2")]
    for part in ("Tokens", "Buttons and fields", "Danger", "Questions", "Filters"):
        assert part in named
    ids = [each.attributes["id"] for each in page.elements if "id" in each.attributes]
    assert len(ids) == len(set(ids))
    assert len(page.all("article", "hit")) == min(size, 3)


def test_each_colour_has_its_patch() -> None:
    light = (STATIC / "css" / "tokens.css").read_text().partition("@media")[0]
    colours = set(re.findall(r"--([\w-]+): #", light))
    sheet = (STATIC / "css" / "styleguide.css").read_text()
    assert colours == set(re.findall(r"\.t-([\w-]+) \{", sheet))
    patches = [each["class"].split()[1] for each in shown(0).all("span", "swatch")]
    assert set(patches) == {f"t-{name}" for name in colours}


def test_no_visitor_is_led_there_and_no_robot() -> None:
    assert shown(3).one("meta", name="robots")["content"] == "noindex"
    assert "/styleguide" not in client().get("/sitemap.xml").get_data(as_text=True)
