"""Packing: public pages travel gzipped, staff pages with their tokens do not."""

import gzip
from pathlib import Path

import pytest

from tests.staff.desks import bench, staffed
from tests.web.fakes import client, many

GZIP = {"Accept-Encoding": "gzip, deflate, br"}


@pytest.mark.parametrize(
    "path", ["/", "/search?q=detox&near=44301", "/about", "/search.json?q=detox"]
)
def test_a_browser_that_takes_gzip_gets_the_same_page_packed(path: str) -> None:
    browser = client(many(25))
    plain, packed = browser.get(path), browser.get(path, headers=GZIP)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 2
    assert packed.content_length == len(packed.data)
    assert "Content-Encoding" not in plain.headers
    for answer in (plain, packed):
        assert "Accept-Encoding" in answer.headers["Vary"]


def test_what_is_short_or_refused_is_left_as_it_is() -> None:
    assert "Content-Encoding" not in client().get("/healthz", headers=GZIP).headers
    refused = client().get("/about", headers={"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in refused.headers


def test_errors_are_packed_and_have_their_headers() -> None:
    answer = client().get("/nope", headers=GZIP)
    assert answer.status_code == 404
    assert b"tel:988" in gzip.decompress(answer.data)
    assert answer.headers["Cache-Control"] == "no-store"


def test_pages_with_a_token_are_never_packed(tmp_path: Path) -> None:
    browser = staffed(bench(tmp_path)).test_client()
    answer = browser.get("/staff/sign-in", headers=GZIP)
    assert b"csrf_token" in answer.data
    assert "Content-Encoding" not in answer.headers
