"""The file to carry: whole, sealed, of a size to send, and knowing what the server knows."""

import base64
import hashlib
import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from finder.app import create_app
from finder.cli import finder
from finder.config import SEED_DATA
from finder.export.area import area_named
from finder.export.chapters import chapters
from finder.facility import Facility, Says
from finder.places import Gazetteer
from finder.search.words import tokens
from finder.vocabulary import Vocabulary
from finder.web import helplines
from finder.web.paper import on_paper
from finder.web.paper.booklet import Printing
from finder.web.paper.known_places import NEAR_MILES, known_places
from finder.web.paper.known_words import known_words
from finder.web.paper.takeaway import takeaway_html
from finder.wiring import Parts
from tests.builders import facility
from tests.export.directories import listed
from tests.web.reading import Page

HOSTILE = (
    '</script><script>alert("1")</script>',
    "<!--<script>",
    "]]> & 'quoted' \"twice\" </style>",
    "Casa &lt;b&gt; Ñandú \u2028 line",
)


def takeaway(parts: Parts, *options: str, fails: int = 0) -> str:
    """What the command says while it writes a file."""
    done = CliRunner().invoke(finder, ["export", "takeaway", *options], obj=parts)
    assert done.exit_code == fails, done.output
    return done.output


def written(parts: Parts, file: Path, *options: str) -> str:
    takeaway(parts, "--out", str(file), *options)
    return file.read_text(encoding="utf-8")


def made(parts: Parts, facilities: list[Facility], state: str, spoken: str = "en") -> str:
    """The file of facilities that stand in no directory."""
    printing = Printing(
        vocabulary=parts.vocabulary,
        lines=helplines.load(SEED_DATA / "helplines.csv"),
        articles=parts.guidance,
        site="",
        day=date(2026, 11, 24),
    )
    area = area_named(parts.gazetteer, state)
    with on_paper(create_app(parts), spoken, ""):
        return takeaway_html(area, chapters(facilities, area), printing, parts.gazetteer)


def known_of(html: str) -> dict[str, Any]:
    text = re.search(r'<script type="application/json" id="known">(.*?)</script>', html, re.DOTALL)
    assert text
    found = json.loads(text[1])
    assert isinstance(found, dict)
    return found


def named(page: Page) -> list[str]:
    """The names of the places in the list."""
    places = [each for each in page.elements if each.tag == "article"]
    return [
        next(each.text for each in page.elements if each.tag == "h3" and place in each.parents)
        for place in places
    ]


def test_every_place_stands_in_it_once_and_the_crisis_lines_before_all(
    demonstration: Parts, tmp_path: Path
):
    html = written(demonstration, tmp_path / "guide.html", "--state", "Vermont")
    places, page = listed(demonstration, "VT"), Page(html)
    assert Counter(named(page)) == Counter(" ".join(each.name.split()) for each in places)
    assert not page.unclosed
    calls = [each["href"] for each in page.all("a") if each["href"].startswith("tel:")]
    assert calls[:3] == ["tel:911", "tel:988", "tel:+18006624357"]
    for each in places:
        assert all(phone.link in calls for phone in each.phones)
    assert "These places are invented" in html
    assert "Invented example, January 2020" in html
    assert "Made on" in html
    for line in helplines.load(SEED_DATA / "helplines.csv"):
        assert line.link in calls[3:]


def test_it_lets_nothing_in_and_asks_for_nothing(demonstration: Parts, tmp_path: Path):
    html = written(demonstration, tmp_path / "guide.html", "--state", "VT")
    page = Page(html)
    policy = next(
        each["content"]
        for each in page.all("meta")
        if each.attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none'; ")
    for tag, of in (("script", "script-src"), ("style", "style-src")):
        inside = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        assert len(inside) == 1
        seal = base64.b64encode(hashlib.sha256(inside[0].encode()).digest()).decode()
        assert f"{of} 'sha256-{seal}'" in policy
        for never in ("fetch(", "XMLHttp", "Storage", "cookie", "history", "location", "url("):
            assert never not in inside[0]
    for each in page.elements:
        for name in ("src", "href", "action", "srcset", "style", "onclick"):
            target = each.attributes.get(name, "")
            assert target.startswith(("tel:", "#")) or target in ("", "data:,"), target


def test_a_name_with_markup_in_it_is_only_a_name(parts: Parts):
    places = [facility(name, id=f"hostile{at:05}") for at, name in enumerate(HOSTILE)]
    html = made(parts, places, "OH")
    page = Page(html)
    assert Counter(named(page)) == Counter(" ".join(name.split()) for name in HOSTILE)
    assert html.count("<script") == html.count("</script") == 2
    assert html.count("</style") == 1
    text = html[html.index('id="known">') :].partition("</script>")[0]
    assert "<" not in text


def test_what_a_place_says_is_what_the_file_knows(parts: Parts):
    refused = next(each for each in parts.vocabulary.terms if each.denied_by)
    places = [
        facility("One", has=["detox", "medicaid"], id="one000000001"),
        facility("Two", has=["spanish", *refused.denied_by], id="two000000002"),
    ]
    known = known_of(made(parts, places, "OH"))
    slugs = list(known["words"]["terms"])
    in_order = chapters(places, area_named(parts.gazetteer, "OH"))[0].facilities
    for each, (*_, yes, no) in zip(in_order, known["facilities"], strict=True):
        for wanted, bits in ((Says.YES, yes), (Says.NO, no)):
            number = int.from_bytes(base64.b64decode(bits), "little")
            said = {slug for at, slug in enumerate(slugs) if number >> at & 1}
            assert said == {t.slug for t in parts.vocabulary.terms if each.says(t) is wanted}


def unpacked(said: str) -> list[str]:
    """Texts, each of which begins as the one before does, for so many letters as its digit says."""
    texts = [""]
    for part in said.split("|"):
        texts.append(texts[-1][: int(part[0], 36)] + part[1:])
    return texts[1:]


def test_it_knows_each_phrase_of_the_vocabulary(real_vocabulary: Vocabulary):
    known = known_words(real_vocabulary)
    meanings = {
        text: (has.split(), about.split(), ask)
        for has, about, _where, ask, _alone, _spoken, said in known["phrases"]
        for text in unpacked(said)
    }
    for each in real_vocabulary.phrases:
        text = " ".join(tokens(each.text))
        if text:
            assert text in meanings
    assert meanings["suboxone"][0] == ["buprenorphine"]
    assert meanings["meth clinic"][2] == "meth-clinic"
    assert "without" in known["fillers"]["negation"]["en"].split("|")
    assert "sin" in known["fillers"]["negation"]["es"].split("|")


def test_it_knows_the_places_of_the_area_and_what_lies_near(real_gazetteer: Gazetteer):
    area = area_named(real_gazetteer, "KY")
    known = known_places(real_gazetteer, area)
    zips = {row.split()[0]: row for rows in known["zips"].values() for row in rows.split("|")}
    codes = real_gazetteer.zips
    own = {code for code, state in zip(codes.codes, codes.states, strict=True) if state == "KY"}
    assert {f"{code:05}" for code in own} <= set(zips)
    inside = [place.point for code in own if (place := real_gazetteer.zip_point(f"{code:05}"))]
    for zip5, row in zips.items():
        place = real_gazetteer.zip_point(zip5)
        assert place is not None
        lat, lon = (int(steps) / 100_000 for steps in row.split()[1:])
        assert (lat, lon) == (place.point.lat, place.point.lon)
    assert "10001" not in zips
    for zip5 in ("47130", "45202", "37010", "38401", "46204", "37203"):
        place = real_gazetteer.zip_point(zip5)
        assert place is not None
        nearest = min(place.point.miles_to(each) for each in inside)
        assert (zip5 in zips) == (nearest <= NEAR_MILES), zip5
    assert "Chicago|4|" in known["towns"]["IL"]
    assert "Boone County|" in known["counties"]["KY"]
    assert "CA" not in known["counties"]


def test_a_county_alone_is_in_it_alone(demonstration: Parts, tmp_path: Path):
    county = listed(demonstration, "VT")[0].address.county
    file = tmp_path / "guide.html"
    told = takeaway(demonstration, "--out", str(file), "--state", "vt", "--county", county)
    places = [each for each in listed(demonstration, "VT") if each.address.county == county]
    assert f"{len(places)} place" in told
    assert "in 1 county of Vermont" in told
    assert "KiB" in told
    page = Page(file.read_text(encoding="utf-8"))
    assert len(named(page)) == len(places)


def test_in_spanish_it_speaks_spanish_throughout(demonstration: Parts, tmp_path: Path):
    file = tmp_path / "guide.html"
    html = written(demonstration, file, "--state", "VT", "--language", "es")
    page = Page(html)
    assert page.all("html")[0]["lang"] == "es"
    known = known_of(html)
    assert known["language"] == "es"
    assert known["say"]["where"].startswith("Agregue")
    assert known["words"]["terms"]["detox"][0] == "Desintoxicación"
    assert "What do you need" not in html


def test_its_name_and_title_are_neutral_and_its_size_is_told(
    demonstration: Parts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    told = json.loads(takeaway(demonstration, "--state", "VT", "--json"))
    assert told["file"] == "guide-vt.html"
    file = tmp_path / "guide-vt.html"
    assert told["bytes"] == file.stat().st_size
    assert told["places"] == len(listed(demonstration, "VT"))
    assert "<title>Guide to places, Vermont</title>" in file.read_text(encoding="utf-8")


def test_an_unknown_or_empty_area_is_told_the_nearest_and_nothing_is_written(
    demonstration: Parts, parts: Parts, tmp_path: Path
):
    file = tmp_path / "guide.html"
    everywhere = {each.address.county for each in listed(demonstration, "VT")}
    empty = next(
        county.name
        for county in demonstration.gazetteer.counties("VT")
        if county.name not in everywhere
    )
    for home, options, said in (
        (demonstration, ["--state", "Vermnt"], "Do you mean Vermont"),
        (demonstration, ["--state", "VT", "--county", "Chitenden"], "Chittenden County"),
        (demonstration, ["--state", "VT", "--county", empty], "Near it, these have some"),
        (parts, ["--state", "VT"], "lists no place in Vermont"),
    ):
        command = ["export", "takeaway", "--out", str(file), *options]
        done = CliRunner().invoke(finder, command, obj=home)
        assert said in str(done.exception)
    assert not file.exists()


def test_the_file_of_kentucky_is_small_enough_to_send(kentucky: Parts, tmp_path: Path):
    html = written(kentucky, tmp_path / "guide.html", "--state", "KY")
    assert len(named(Page(html))) == len(listed(kentucky, "KY")) > 300
    assert len(html.encode()) < 1_250_000
