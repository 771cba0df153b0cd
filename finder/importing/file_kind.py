"""File kind: what a file is by its first bytes, whatever its name says."""

from enum import StrEnum
from pathlib import Path

from finder.errors import Unreadable
from finder.sentence import said


class Kind(StrEnum):
    """What a file's first bytes say it is, whatever its name says."""

    EMPTY = "empty"
    ZIP = "zip"
    OLE = "ole"
    HTML = "html"
    JSON = "json"
    TEXT = "text"
    OTHER = "other"


_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_BINARY = (b"%PDF", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"7z\xbc\xaf", b"Rar!", b"BZh")
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def kind_of(file: Path) -> Kind:
    """What the file is by its first bytes; raises `Unreadable` if it cannot be opened at all."""
    try:
        with file.open("rb") as stream:
            start = stream.read(1024)
    except OSError as error:
        raise Unreadable(
            said("The file cannot be opened: %(why)s.", why=str(error.strerror))
        ) from error
    if not start:
        return Kind.EMPTY
    if start.startswith(_OLE):
        return Kind.OLE
    if start.startswith(_ZIP):
        return Kind.ZIP
    if start.startswith(_BINARY):
        return Kind.OTHER
    return _text_kind(start)


def _text_kind(start: bytes) -> Kind:
    shown = start
    for mark in _MARKS:
        shown = shown.removeprefix(mark)
    shown = shown.replace(b"\0", b"").lstrip()
    if shown[:1] in (b"{", b"["):
        return Kind.JSON
    if shown[:1] == b"<":
        return Kind.HTML
    odd = sum(byte < 32 and byte not in b"\t\n\r\f\0" for byte in start)
    # Text has next to no control characters; NULs are judged later, where UTF-16 is known.
    return Kind.OTHER if odd * 20 > len(start) else Kind.TEXT
