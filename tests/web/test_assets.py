"""Assets: what is under static/, joined, minified, compressed, and kept under its hash."""

import gzip
import re
from pathlib import Path

import pytest

from finder.web import assets
from tests.conftest import ROOT
from tests.web.fakes import client

STATIC = ROOT / "finder" / "static"


def folder(where: Path, **files: str) -> Path:
    """A folder of sources; "parts_base" is css/base.css, "finder_css" is finder.css."""
    (where / "css").mkdir()
    for name, text in files.items():
        stem, _, kind = name.rpartition("_")
        (where / f"{stem.replace('parts_', 'css/')}.{kind}").write_text(text)
    return where


def test_a_sheet_is_its_parts_in_their_order_and_nothing_between(tmp_path: Path) -> None:
    made = assets.load(
        folder(
            tmp_path,
            parts_one_css="/* first */\n.a {\n  color: red;\n}\n",
            parts_two_css=".b { color: blue; }\n",
            finder_css='/* why */\n@import "css/two.css";\n@import "css/one.css";\n',
        )
    )
    assert made["finder.css"].body == b".b{color:blue}.a{color:red}"
    assert list(made) == ["finder.css"]


def test_a_script_loses_its_comments_and_keeps_its_words(tmp_path: Path) -> None:
    (tmp_path / "js").mkdir()
    (tmp_path / "js" / "one.js").write_text('// why\n"use strict";\nconst a = "//  b";\n')
    (tmp_path / "js" / "two.js").write_text("const a = 2;\n")
    made = assets.load(
        folder(tmp_path, go_js='// all\nimport "./js/one.js";\nimport "./js/two.js";\n')
    )
    one, two = made["go.js"].body.decode().split(";(()")
    assert one == '(()=>{"use strict";const a="//  b";})()'
    assert two == "=>{const a=2;})();"


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        ('@import "css/gone.css";', "not there: gone.css"),
        (".a { color: red; }", "more than imports"),
        ('@import url("https://fonts.example/a.css");', "more than imports"),
    ],
)
def test_a_sheet_that_is_no_list_of_its_parts_stops_the_start(
    tmp_path: Path, sheet: str, said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        assets.load(folder(tmp_path, finder_css=sheet))


def test_a_kind_of_file_nobody_serves_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not served"):
        assets.load(folder(tmp_path, photo_jpg=""))


def test_every_part_is_in_one_file() -> None:
    for kind in ("css", "js"):
        named = [part for file in STATIC.glob(f"*.{kind}") for part in assets.sources(file)]
        assert sorted(named) == sorted((STATIC / kind).glob("*"))


def test_the_same_sources_make_the_same_bytes() -> None:
    assert assets.load(STATIC) == assets.load(STATIC)


def test_minifying_drops_no_rule() -> None:
    for sheet in STATIC.glob("*.css"):
        readable = "".join(part.read_text() for part in assets.sources(sheet))
        bare = re.sub(r"/\*.*?\*/", "", readable, flags=re.DOTALL)
        body = assets.load(STATIC)[sheet.name].body.decode()
        assert len(body) < len(readable)
        for sign in "{}:":
            assert body.count(sign) == bare.count(sign), f"{sheet.name}: {sign}"


def test_a_browser_that_takes_gzip_gets_it_and_others_the_same_plain() -> None:
    browser = client()
    plain = browser.get("/static/finder.css")
    packed = browser.get("/static/finder.css", headers={"Accept-Encoding": "br, gzip"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 3
    for answer in (plain, packed):
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert answer.mimetype == "text/css"
    assert plain.headers["ETag"] != packed.headers["ETag"]
    refused = browser.get("/static/finder.css", headers={"Accept-Encoding": "gzip;q=0"})
    assert refused.data == plain.data


def test_sources_are_not_served_by_themselves() -> None:
    for name in ("css/tokens.css", "css/../finder.css", "css"):
        assert client().get(f"/static/{name}").status_code == 404, name
