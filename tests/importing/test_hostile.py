"""Whatever a file holds: a sentence, or problems and clean listings; never a traceback."""

import contextlib
import json
import re
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from finder.errors import Unreadable
from finder.facility import Listing
from finder.importing import findtreatment, samhsa
from finder.importing.clean import clean
from finder.importing.locate import locate
from finder.importing.record import Edition
from finder.places import Gazetteer, load_gazetteer
from tests.builders import SEED_DATA, vocabulary
from tests.importing.sources import NATIONAL, bytes_file, csv_file, parts, zip_file

LAW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
NASTY = st.sampled_from(
    ["", "*", "=1+1", "\u202e", "\0", '"', "'", "\u200b", "javascript:alert(1)", "<b>", "1e309"]
    + ["NaN", "0", "-0", "02139", "2139", "A\u0301" * 40, "x" * 3_000, "; DROP TABLE", "\u0130"]
)
CELL = st.one_of(NASTY, st.text(max_size=30), st.from_regex(r"[0-9 x()./-]{0,20}"))
START = st.sampled_from([b"", b"PK\x03\x04", b"[", b'{"rows":', b"name1,name2\n", b"\xff\xfe"])


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer(SEED_DATA / "places")


def listings(open_edition: Callable[[], Edition], gazetteer: Gazetteer) -> list[Listing]:
    """What the whole reading half makes of an edition."""
    kept: list[Listing] = []
    with contextlib.suppress(Unreadable):
        edition = open_edition()
        for record in edition.records:
            cleaned, _ = clean(record)
            listing = locate(cleaned, gazetteer)[0] if cleaned else None
            kept += [listing] if listing else []
        assert all(len(str(problem)) < 2_000 for problem in edition.problems)
    return kept


def check_listing(listing: Listing) -> None:
    address = listing.address
    texts = (listing.name, listing.program, address.street, address.city, *listing.remarks)
    assert listing.name
    assert not any(re.search("[\x00-\x1f\u200b\u202a-\u202e\ud800-\udfff]", text) for text in texts)
    assert all(len(text) <= 200 for text in texts)
    assert re.fullmatch("[0-9]{5}|", address.zip)
    assert re.fullmatch("[A-Z]{2}|", address.state)
    assert re.fullmatch(r"https?://[^\s\"'<>@]+|", listing.website)
    assert all(re.fullmatch(r"\+[0-9]{7,15}", phone.number) for phone in listing.phones)
    assert all(re.fullmatch(r"[0-9]{0,7}", phone.extension) for phone in listing.phones)
    assert len(set(listing.codes)) == len(listing.codes) <= 500
    json.dumps(listing.codes)


@LAW
@given(st.lists(st.lists(CELL, min_size=13, max_size=16), min_size=1, max_size=4))
def test_any_cells_under_the_national_header(gazetteer: Gazetteer, rows: list[list[str]]) -> None:
    header = [*NATIONAL, "website", "latitude", "longitude"]
    with tempfile.TemporaryDirectory() as folder:
        written = [[cell.encode("utf-8", "replace").decode() for cell in row] for row in rows]
        file = csv_file(Path(folder), [header, *written])
        for listing in listings(lambda: samhsa.read(file, vocabulary(), anyway=True), gazetteer):
            check_listing(listing)


VALUE = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), CELL),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["f1", "f2", "f3"]), inner)
    ),
    max_leaves=6,
)
FIELDS = (
    "name2 street1 city state zip phone intake1 website latitude longitude typeFacility"
    " type_facility services county hotline1"
)
FIELD = st.sampled_from(FIELDS.split())


@LAW
@given(st.lists(st.dictionaries(FIELD, VALUE), min_size=1, max_size=3))
def test_any_values_in_the_locators_rows(
    gazetteer: Gazetteer, rows: list[dict[str, object]]
) -> None:
    content = json.dumps([{"name1": "Example", "zip": "44301"} | row for row in rows])
    with tempfile.TemporaryDirectory() as folder:
        file = bytes_file(Path(folder), content.encode("utf-8", "replace"))
        for listing in listings(
            lambda: findtreatment.read(file, vocabulary(), anyway=True), gazetteer
        ):
            check_listing(listing)


@LAW
@given(START, st.binary(max_size=400))
def test_any_bytes_end_in_a_sentence_or_are_read(
    gazetteer: Gazetteer, start: bytes, rest: bytes
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = bytes_file(Path(folder), start + rest)
        listings(lambda: samhsa.read(file, vocabulary()), gazetteer)
        listings(lambda: findtreatment.read(file, vocabulary()), gazetteer)


@LAW
@given(st.text(st.characters(codec="utf-8"), max_size=300), st.text(max_size=50))
def test_any_xml_in_a_sheet_ends_in_a_sentence_or_is_read(
    gazetteer: Gazetteer, sheet: str, shared: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        members = {
            name: xml.encode("utf-8", "replace") for name, xml in parts(sheet, shared).items()
        }
        file = zip_file(Path(folder), members)
        listings(lambda: samhsa.read(file, vocabulary()), gazetteer)
