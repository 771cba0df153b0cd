"""The guards before a workbook is opened: what is refused, and with which sentence."""

import stat
import struct
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from finder.errors import Unreadable
from finder.importing.archive import LIMITS, Limits, check_workbook
from finder.importing.file_kind import Kind, kind_of
from tests.importing.sources import bytes_file, parts, workbook_file, zip_file

BIG = "x" * 40_000


def refusal(file: Path, limits: Limits = LIMITS) -> str:
    with pytest.raises(Unreadable) as caught:
        check_workbook(file, limits)
    return str(caught.value)


def test_a_real_directory_passes(shared_data: Path) -> None:
    check_workbook(shared_data / "samhsa" / "national-directory-su-2023.xlsx")


def test_an_ordinary_workbook_passes(tmp_path: Path) -> None:
    check_workbook(workbook_file(tmp_path, {"List": [["Name1"], ["Example Haven"]]}))
    check_workbook(zip_file(tmp_path, parts(), packing=zipfile.ZIP_STORED))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", Kind.EMPTY),
        (b"PK\x03\x04....", Kind.ZIP),
        (bytes.fromhex("d0cf11e0a1b11ae1"), Kind.OLE),
        (b"\n <html><body>", Kind.HTML),
        (b'\xef\xbb\xbf {"rows": []}', Kind.JSON),
        ("[1]".encode("utf-16"), Kind.JSON),
        (b"name1,name2\r\n", Kind.TEXT),
        ("name1,name2".encode("utf-16"), Kind.TEXT),
        (b"%PDF-1.7", Kind.OTHER),
        (bytes(range(1, 32)) * 9, Kind.OTHER),
    ],
)
def test_a_file_is_known_by_its_first_bytes(tmp_path: Path, content: bytes, kind: Kind) -> None:
    assert kind_of(bytes_file(tmp_path, content)) is kind


def test_a_file_that_cannot_be_opened_says_so(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"cannot be opened: No such file or directory\."):
        kind_of(tmp_path / "nowhere.xlsx")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "protected by a password or is an old"),
        (b"<html><table><tr><td>name1</td></tr></table></html>", "web page"),
        (b"name1,name2\n", "plain text"),
        (b'{"rows": []}', "findtreatment"),
        (b"%PDF-1.7", "neither a workbook nor text"),
        (b"PK\x03\x04" + b"\0" * 100, "damaged or cut short"),
    ],
)
def test_what_is_no_workbook_is_named_for_what_it_is(
    tmp_path: Path, content: bytes, says: str
) -> None:
    assert says in refusal(bytes_file(tmp_path, content, name="list.xlsx"))


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    assert "no workbook" in refusal(zip_file(tmp_path, {"list.csv": "name1\n"}))
    inner = zip_file(tmp_path, parts(), name="inner.xlsx").read_bytes()
    assert "no workbook" in refusal(zip_file(tmp_path, {"inner.xlsx": inner}))


@pytest.mark.parametrize("more", [-1, 0, 1])
def test_the_file_may_be_as_long_as_the_limit(tmp_path: Path, more: int) -> None:
    file = zip_file(tmp_path, parts())
    limits = replace(LIMITS, archive_bytes=file.stat().st_size - more)
    check(file, limits, too_much=more > 0, says="bytes, more than the")


@pytest.mark.parametrize("more", [-1, 0, 1])
def test_the_parts_may_be_as_many_as_the_limit(tmp_path: Path, more: int) -> None:
    limits = replace(LIMITS, members=len(parts()) - more)
    check(zip_file(tmp_path, parts()), limits, too_much=more > 0, says="parts, more than the")


@pytest.mark.parametrize("more", [-1, 0, 1])
def test_the_parts_may_unpack_to_the_limit(tmp_path: Path, more: int) -> None:
    file = zip_file(tmp_path, parts(shared=BIG))
    with zipfile.ZipFile(file) as archive:
        unpacked = sum(member.file_size for member in archive.infolist())
    limits = replace(LIMITS, unpacked_bytes=unpacked - more)
    check(file, limits, too_much=more > 0, says="unpacks to more than the")


@pytest.mark.parametrize("more", [-1, 0, 1])
def test_the_ratio_counts_once_past_its_threshold(tmp_path: Path, more: int) -> None:
    file = zip_file(tmp_path, parts(shared=BIG))
    with zipfile.ZipFile(file) as archive:
        unpacked = sum(member.file_size for member in archive.infolist())
    limits = replace(LIMITS, ratio=1, ratio_from_bytes=unpacked - more)
    check(file, limits, too_much=more > 0, says="1 times its size")


def test_a_bomb_is_refused_long_before_it_has_unpacked(tmp_path: Path) -> None:
    bomb = zip_file(tmp_path, parts(shared="<si><t>a</t></si>" * 1_000_000))
    assert bomb.stat().st_size < 100_000
    assert "50 times its size" in refusal(bomb)


def check(file: Path, limits: Limits, *, too_much: bool, says: str) -> None:
    if too_much:
        assert says in refusal(file, limits)
    else:
        check_workbook(file, limits)


@pytest.mark.parametrize(
    "name", ["../evil.xml", "/etc/evil.xml", "xl\\..\\..\\evil.xml", "C:\\evil.xml", "xl/../../e"]
)
def test_a_part_that_points_outside_is_refused(tmp_path: Path, name: str) -> None:
    assert "points outside" in refusal(zip_file(tmp_path, parts() | {name: "x"}))


def test_a_part_that_is_a_link_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("xl/link.xml")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert "a link" in refusal(zip_file(tmp_path, {**parts(), link: "/etc/passwd"}))


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["xl/workbook.xml", "XL/Workbook.xml"])
def test_a_part_named_twice_is_refused(tmp_path: Path, name: str) -> None:
    file = zip_file(tmp_path, parts())
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(name, "<other/>")
    assert "twice" in refusal(file)


def test_an_unprintable_name_is_refused(tmp_path: Path) -> None:
    file = zip_file(tmp_path, parts() | {"xl/a\u202ebc.xml": "x"})
    assert "cannot be printed" in refusal(file)


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_only_ordinary_packing_is_read(tmp_path: Path, packing: int) -> None:
    assert "no office program" in refusal(zip_file(tmp_path, parts(), packing=packing))


def test_an_encrypted_part_is_refused(tmp_path: Path) -> None:
    content = bytearray(zip_file(tmp_path, parts()).read_bytes())
    directory = content.index(b"PK\x01\x02")
    content[directory + 8] |= 1
    assert "is encrypted" in refusal(bytes_file(tmp_path, bytes(content), name="locked.xlsx"))


@pytest.mark.parametrize("field", [20, 24])  # the packed and the unpacked size
@pytest.mark.parametrize("size", [0, 10, 2**31 - 1])
def test_a_lying_table_of_contents_is_refused(tmp_path: Path, field: int, size: int) -> None:
    content = bytearray(zip_file(tmp_path, parts(shared=BIG)).read_bytes())
    at = content.rindex(b"PK\x01\x02") + field
    content[at : at + 4] = struct.pack("<I", size)
    assert refusal(bytes_file(tmp_path, bytes(content), name="lies.xlsx")).startswith("The work")


def test_overlapping_parts_are_refused(tmp_path: Path) -> None:
    content = bytearray(zip_file(tmp_path, parts(shared=BIG)).read_bytes())
    last = content.rindex(b"PK\x01\x02")
    first = content.index(b"PK\x01\x02")
    content[last + 42 : last + 46] = content[first + 42 : first + 46]
    says = refusal(bytes_file(tmp_path, bytes(content), name="overlap.xlsx"))
    assert "overlap" in says or "damaged" in says


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE lolz [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;">]><a>&c;</a>',
        '<!DOCTYPE a SYSTEM "http://example.org/evil.dtd"><a/>',
        '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>',
        "x" * 65_530 + "<!DOCTYPE a><a/>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused(tmp_path: Path, declaration: str, encoding: str) -> None:
    evil = {"xl/theme/evil.XML": declaration.encode(encoding)}
    assert "declarations" in refusal(zip_file(tmp_path, parts() | evil))


def test_a_workbook_cut_short_anywhere_is_refused(tmp_path: Path) -> None:
    content = workbook_file(tmp_path, {"List": [["a", "b"]] * 50}).read_bytes()
    for length in range(0, len(content), 97):
        says = refusal(bytes_file(tmp_path, content[:length], name="short.xlsx"))
        assert "empty" in says or "damaged" in says or "neither" in says or "plain text" in says


def test_every_refusal_is_one_sentence_or_two_that_end_with_what_to_do(tmp_path: Path) -> None:
    says = refusal(zip_file(tmp_path, parts() | {"../x": "y"}))
    assert says.endswith("import that.")
    assert "\n" not in says
    assert str(tmp_path) not in says
