"""The data-quality pages: each number leads to its places, and each list to its table."""

import csv
import io
import re

import pytest
from flask.testing import FlaskClient

from finder.staff import Role
from tests.staff.desks import bench, signed_in, staffed


@pytest.fixture
def viewer(tmp_path) -> FlaskClient:
    on = bench(tmp_path)
    return signed_in(staffed(on), on, Role.VIEWER)


def test_every_number_leads_to_as_many_places(viewer: FlaskClient):
    page = viewer.get("/staff/quality").get_data(as_text=True)
    links = re.findall(r'href="(/staff/quality/list\?of=[^"]+)">([\d,]+)<', page)
    assert len(links) > 10
    for link, count in links:
        listed = viewer.get(link)
        assert listed.status_code == 200, link
        rows = listed.get_data(as_text=True).count('<th scope="row">')
        assert rows == int(count), link
        table = viewer.get(link.replace("/list?", "/list.csv?"))
        assert table.mimetype == "text/csv"
        assert "attachment" in table.headers["Content-Disposition"]
        assert len(list(csv.DictReader(io.StringIO(table.get_data(as_text=True))))) == int(count)


def test_a_code_without_a_word_and_a_position_by_zip_are_shown(viewer: FlaskClient):
    page = viewer.get("/staff/quality").get_data(as_text=True)
    assert "<code>XYZ</code>" in page
    assert "Position known by ZIP only" in page
    listed = viewer.get("/staff/quality/list?of=position:zip").get_data(as_text=True)
    assert "Summit Detox Center" in listed


@pytest.mark.parametrize("path", ["/staff/quality/list", "/staff/quality/list.csv?of=nothing"])
def test_a_list_that_is_none_is_not_found(viewer: FlaskClient, path: str):
    assert viewer.get(path).status_code == 404


def test_a_page_beyond_the_last_is_the_last(viewer: FlaskClient):
    for page in ("99", "-1", "x"):
        shown = viewer.get("/staff/quality/list", query_string={"of": "called:never", "page": page})
        assert "Page 1 of 1" in shown.get_data(as_text=True)
