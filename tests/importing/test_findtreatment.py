"""The locator's JSON: both shapes, every envelope, and what is wrong with either."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from finder.errors import Unreadable
from finder.importing.archive import LIMITS
from finder.importing.findtreatment import read
from finder.importing.record import Edition, Record, Weight
from tests.builders import vocabulary
from tests.importing.sources import bytes_file, everything

PLACE = {
    "_irow": 1,
    "name1": "Example Haven",
    "name2": None,
    "street1": "1 Elm Street",
    "city": "Akron",
    "state": "OH",
    "zip": "44301",
    "phone": "330-555-0142",
    "typeFacility": "SA",
    "latitude": "41.04",
    "longitude": "-81.52",
    "services": None,
}


def row(**changes: object) -> dict[str, object]:
    return PLACE | changes


def service(category: str, values: object) -> dict[str, object]:
    return {"f1": "Some words", "f2": category, "f3": values}


def edition(folder: Path, content: Any, *, anyway: bool = False) -> Edition:
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    return read(bytes_file(folder, raw, name="rows.json"), vocabulary(), anyway=anyway)


def only(folder: Path, **changes: object) -> Record:
    (record,), _ = everything(edition(folder, [row(**changes)]))
    return record


def refusal(folder: Path, content: Any) -> str:
    with pytest.raises(Unreadable) as caught:
        everything(edition(folder, content))
    return str(caught.value)


def test_a_page_of_2019(shared_data: Path) -> None:
    file = shared_data / "findtreatment" / "locator-2019-page1-rows30.json"
    found = read(file, vocabulary())
    places, weights = everything(found)
    assert (found.rows, found.total, len(places)) == (30, 30, 14)
    assert weights.count(Weight.MERGED) == 2
    assert weights.count(Weight.LEFT_OUT) == 14
    assert str(found.problems[0]).startswith("the file, recordCount: found '30 rows', the 22,949")
    first = places[0]
    assert (first.name, first.program) == ("Region Ten Community Services Board", "Mohr Center")
    assert {"SA", "RS", "CSAA", "SHG"} <= set(first.codes)  # the last two under old categories
    assert "Residential" in first.remarks
    assert len(everything(read(file, vocabulary(), anyway=True))[0]) == 28


def test_the_guides_own_sample(shared_data: Path) -> None:
    found = read(shared_data / "findtreatment" / "v2-guide-sample.json", vocabulary())
    (place,), weights = everything(found)
    assert weights == [Weight.PARTIAL, Weight.LEFT_OUT]
    assert place.phones == (("main", "(301) 334-7670"), ("intake", "(301) 334-7670"))
    assert {"OP", "OIT", "MD", "AD"} <= set(place.codes)
    assert "Access to Recovery (ATR) voucher" in place.remarks


def test_an_envelope_a_bare_list_and_several_envelopes_say_the_same(tmp_path: Path) -> None:
    other = row(name1="Example Elsewhere")
    page = {"page": 1, "totalPages": 2, "recordCount": 2}
    shapes = (
        {**page, "rows": [PLACE, other]},
        [PLACE, other],
        [{**page, "rows": [PLACE]}, {**page, "page": 2, "rows": [other]}],
    )
    for shape in shapes:
        places, weights = everything(edition(tmp_path, shape))
        assert [place.name for place in places] == ["Example Haven", "Example Elsewhere"]
        assert weights == []


def test_a_page_alone_is_told_to_be_part_of_the_whole(tmp_path: Path) -> None:
    found = edition(tmp_path, {"recordCount": 31, "rows": [PLACE]})
    assert "this file holds only part" in str(found.problems[0])


def test_names_become_codes_by_their_category(tmp_path: Path) -> None:
    names = [
        service("TC", "Substance use treatment;  DETOXIFICATION ;"),
        service("OMSC", "In-network prescribing entity"),
        service("SMAT", "In-network prescribing entity"),
    ]
    assert only(tmp_path, services=names).codes == ("SA", "DT", "INPE", "AUINPE")


def test_an_old_category_is_followed_only_where_a_name_means_one_code(tmp_path: Path) -> None:
    names = [
        service("ASSES", "Comprehensive substance use assessment"),
        service("OLD", "In-network prescribing entity"),
    ]
    record = only(tmp_path, services=names)
    assert record.codes == ("CSAA",)
    assert record.remarks == ("In-network prescribing entity",)


def test_unknown_values_are_kept_and_entities_are_read(tmp_path: Path) -> None:
    names = [
        service("XYZ", "Yoga &amp; rest; Horses &#38; dogs; AT&T; yoga"),
        service("TC", ["SA"]),
    ]
    assert only(tmp_path, services=names).remarks == (
        "Yoga & rest",
        "Horses & dogs",
        "AT&T",
        "yoga",
        "SA",
    )


@pytest.mark.parametrize(
    ("kind", "codes"), [("OTP", ("OTP",)), ("HRSA", ("FQHC",)), ("SA", ()), ("", ()), (None, ())]
)
def test_a_row_without_services_says_what_its_type_says(
    tmp_path: Path, kind: str | None, codes: tuple[str, ...]
) -> None:
    assert only(tmp_path, typeFacility=kind).codes == codes


@pytest.mark.parametrize("services", [None, [], "", 7, [None, 7, {}], [{"f2": None, "f3": {}}]])
def test_services_of_any_shape_never_lose_the_row(tmp_path: Path, services: object) -> None:
    record = only(tmp_path, services=services)
    assert (record.codes, record.remarks) == ((), ())


def test_both_names_of_the_type_and_every_telephone_are_read(tmp_path: Path) -> None:
    newer = {key: value for key, value in PLACE.items() if key != "typeFacility"}
    newer |= {"type_facility": "SA", "intake1": "330-555-0143", "hotline1": "330-555-0144"}
    (record,), _ = everything(edition(tmp_path, [newer]))
    assert record.phones == (
        ("main", "330-555-0142"),
        ("intake", "330-555-0143"),
        ("hotline", "330-555-0144"),
    )


def test_twins_are_joined_and_repeats_merged(tmp_path: Path) -> None:
    rows = [
        row(typeFacility="MH", services=[service("TC", "Mental health treatment")]),
        row(services=[service("TC", "Substance use treatment")]),
        row(services=[service("TC", "Substance use treatment")], _irow=9, miles=3.2),
    ]
    found = edition(tmp_path, rows)
    (place,), weights = everything(found)
    assert (place.where, place.codes[0]) == ("row 2", "SA")
    assert weights == [Weight.MERGED, Weight.MERGED]


def test_numbers_where_texts_belong_are_read_as_written(tmp_path: Path) -> None:
    record = only(tmp_path, zip=2139, latitude=41.04, longitude=-81, phone=3305550142.0, name2=True)
    assert (record.zip, record.latitude, record.longitude) == ("2139", "41.04", "-81")
    assert (record.phones, record.program) == ((("main", "3305550142"),), "")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_accents_arrive_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    text = json.dumps([row(name1="Casa Peña 🌱")], ensure_ascii=False)
    (record,), _ = everything(edition(tmp_path, text.encode(encoding)))
    assert record.name == "Casa Peña 🌱"


@pytest.mark.parametrize(
    "bad",
    [
        b'{"name1": "Bad", "miles": 1e999}',
        b'{"name1": "Bad \xff"}',
        b'{"name1": "Bad", "miles": 1' + b"0" * 5_000 + b"}",
        b"null",
        b"[]",
        b'"text"',
        b'{"name1": ""}',
    ],
)
def test_a_row_that_cannot_be_read_is_skipped_and_the_rest_kept(tmp_path: Path, bad: bytes) -> None:
    content = b"[" + json.dumps(PLACE).encode() + b"," + bad + b"]"
    places, weights = everything(edition(tmp_path, content))
    assert (len(places), weights) == (1, [Weight.SKIPPED])


def test_of_a_key_that_stands_twice_the_last_counts(tmp_path: Path) -> None:
    content = json.dumps([PLACE]).encode().replace(b'"zip"', b'"zip": "1", "zip"')
    (record,), _ = everything(edition(tmp_path, content))
    assert record.zip == "44301"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"name1,name2\n", "is not JSON"),
        (b"const rows = [{}]", "is not JSON"),
        (b"[", "not whole, valid JSON"),
        (b'[{"name1": NaN}]', "not whole, valid JSON"),
        (b'[{"name1": "a"}] extra', "not whole, valid JSON"),
        (b'{"rows": 7}', "not whole, valid JSON"),
        (b'{"error": "denied"}', "has no rows"),
        (b'{"rows": null}', "has no rows"),
        (b'{"rows": []}', "has no rows"),
        (b"[]", "has no rows"),
        (b'[{"name1": "\\ud800"}]', "not whole, valid JSON"),
        (b'[{"type": "Feature"}]', "no name1"),
        (b"[1, 2, 3]", "no name1"),
        (b"[" * 100_000 + b"]" * 100_000, "nested far too deeply"),
        (b'{"rows": [{"name1": ' + b"[" * 100_000 + b"]" * 100_000 + b"}]}", "nested"),
    ],
)
def test_what_is_no_locator_file_is_refused_in_a_sentence(
    tmp_path: Path, content: bytes, says: str
) -> None:
    assert says in refusal(tmp_path, content)


def test_a_page_cut_short_anywhere_is_refused(shared_data: Path, tmp_path: Path) -> None:
    content = (shared_data / "findtreatment" / "locator-2019-page1-rows30.json").read_bytes()
    for length in range(1, len(content) - 1, 1_024):
        assert "JSON" in refusal(tmp_path, content[:length])


@pytest.mark.parametrize("more", [-1, 0, 1])
def test_rows_and_bytes_up_to_the_limit(tmp_path: Path, more: int) -> None:
    file = bytes_file(tmp_path, json.dumps([PLACE] * 3).encode(), name="rows.json")
    for limits, says in (
        (replace(LIMITS, rows=3 - more), "more than the 2 rows allowed"),
        (replace(LIMITS, text_bytes=file.stat().st_size - more), "bytes, more than the"),
    ):
        if more > 0:
            with pytest.raises(Unreadable, match=says):
                read(file, vocabulary(), limits=limits)
        else:
            assert read(file, vocabulary(), limits=limits).total == 3
