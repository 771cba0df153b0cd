"""Archive: the guards a workbook or a zip of files passes before anyone opens it.

A workbook is a zip, and a zip may lie: its table of contents is written by whoever made the file.
So every member is decompressed here once, counted while it streams, and thrown away; only then may
the workbook reader have it. Nothing is written to disk.
"""

import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from finder.errors import Unreadable
from finder.importing.file_kind import Kind, kind_of
from finder.sentence import NOTHING, Sentence, said


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one source file may be. Every figure is tested one below, at, and one above."""

    # The 2023 national directory is 2.0 MiB and SAMHSA's 2025 one 2.0 MB; ten times that, and what
    # the staff side accepts as an upload.
    archive_bytes: int = 25 * 1024 * 1024
    # The 2023 directory has 27 members, most of them themes and settings.
    members: int = 500
    # The 2023 directory unpacks to 11.8 MiB. Eight times that; a 3 MiB bomb measured 1.45 GiB.
    unpacked_bytes: int = 100 * 1024 * 1024
    # The 2023 directory's ratio is 5.8; PyPI refuses past 50. Small files are let off: a sheet of
    # blanks honestly reaches 100 and does no harm.
    ratio: int = 50
    ratio_from_bytes: int = 8 * 1024 * 1024
    # Plain text does not unpack into more. The locator's JSON measures 3.3 KB a place, and its
    # exports stop at 30,000 places.
    text_bytes: int = 100 * 1024 * 1024
    # The widest real row, of the wide download, is under 2 KiB; 1 MiB is what 32 full cells take.
    line_bytes: int = 1024 * 1024
    # GOV.UK Notify's limit; the wide download stops at 30,000 rows and the national directory has
    # 12,744.
    rows: int = 200_000
    # The wide download has 332.
    columns: int = 400
    # Excel's own limit; the longest code list of a real row is 709.
    cell: int = 32_767


LIMITS = Limits()


_OPEN = said(
    "Open it in a spreadsheet program and save it as an Excel workbook (.xlsx) without a password,"
    " then import that."
)
_OVERLAP = said("The workbook's parts overlap, as no office program's do. %(advice)s", advice=_OPEN)
_AGAIN = said("Download or save it again and import that.")


def check_workbook(file: Path, limits: Limits = LIMITS) -> None:
    """Nothing, if the file is a workbook that may be opened; else `Unreadable` with the reason."""
    _check_kind(kind_of(file))
    size = file.stat().st_size
    if size > limits.archive_bytes:
        raise Unreadable(
            said(
                "The workbook is %(size)s bytes, more than the %(most)s allowed; remove sheets and"
                " pictures that are not part of the list, or save it as CSV.",
                size=f"{size:,}",
                most=f"{limits.archive_bytes:,}",
            )
        )
    try:
        with file.open("rb") as stream, zipfile.ZipFile(stream) as archive:
            members = archive.infolist()
            _check_names(members, limits)
            _check_layout(members, archive.start_dir)
            _check_contents(stream, members, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, struct.error, OSError, ValueError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(
            said("The workbook is damaged or cut short. %(advice)s", advice=_AGAIN)
        ) from error
    except (NotImplementedError, UnicodeError, OverflowError) as error:
        raise Unreadable(
            said("The workbook is packed in a way no office program uses. %(advice)s", advice=_OPEN)
        ) from error


def check_zip(file: Path, limits: Limits = LIMITS) -> None:
    """Nothing, if a zip of files may be unpacked, by a workbook's guards; else `Unreadable`."""
    size = file.stat().st_size
    try:
        if size > limits.archive_bytes:
            raise ValueError
        with file.open("rb") as stream, zipfile.ZipFile(stream) as archive:
            members = archive.infolist()
            _check_names(members, limits, workbook=False)
            _check_layout(members, archive.start_dir)
            _check_contents(stream, members, limits)
    except (
        *(zipfile.BadZipFile, zlib.error, EOFError, struct.error, OSError, ValueError),
        *(NotImplementedError, UnicodeError, OverflowError),
    ) as error:
        raise Unreadable(
            said(
                "The zip is damaged, encrypted, too large, or packed in a way that no honest"
                " program packs. Unpack it, pack its CSV files anew into a zip, and import that."
            )
        ) from error


def _check_kind(kind: Kind) -> None:
    reasons = {
        Kind.EMPTY: said("The file is empty. %(advice)s", advice=_AGAIN),
        Kind.OLE: said(
            "The file is protected by a password or is an old Excel file (.xls). %(advice)s",
            advice=_OPEN,
        ),
        Kind.HTML: said(
            "The file is a web page or XML under another name. %(advice)s", advice=_OPEN
        ),
        Kind.JSON: said(
            "The file holds JSON, not a workbook; import it with the findtreatment source."
        ),
        Kind.TEXT: said(
            "The file is plain text, not a workbook; name it .csv and import it as that."
        ),
        Kind.OTHER: said("The file is neither a workbook nor text. %(advice)s", advice=_AGAIN),
    }
    if kind is not Kind.ZIP:
        raise Unreadable(reasons[kind])


def _check_names(members: list[zipfile.ZipInfo], limits: Limits, *, workbook: bool = True) -> None:
    if len(members) > limits.members:
        raise Unreadable(
            said(
                "The workbook has %(n)s parts, more than the %(most)s allowed. %(advice)s",
                n=f"{len(members):,}",
                most=f"{limits.members:,}",
                advice=_OPEN,
            )
        )
    seen: set[str] = set()
    for member in members:
        trouble = _trouble(member)
        if member.filename.casefold() in seen:
            trouble = said("names a part twice")
        if trouble:
            raise Unreadable(
                said(
                    "The workbook %(trouble)s (%(part)s). %(advice)s",
                    trouble=trouble,
                    part=_shown(member.filename),
                    advice=_OPEN,
                )
            )
        seen.add(member.filename.casefold())
    if workbook and not seen & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
        raise Unreadable(
            said(
                "The file is a zip archive but no workbook; unpack it and import the workbook or"
                " CSV inside."
            )
        )


def _trouble(member: zipfile.ZipInfo) -> Sentence:
    name = member.filename.replace("\\", "/")
    if member.flag_bits & 0x1:
        return said("is encrypted")
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return said("is packed in a way no office program uses")
    if name.startswith("/") or name[1:2] == ":" or ".." in name.split("/"):
        return said("has a part that points outside it")
    if stat.S_ISLNK(member.external_attr >> 16):
        return said("has a part that is a link to another file")
    if not name.isprintable() or member.orig_filename != member.filename:
        return said("has a part whose name cannot be printed")
    return NOTHING


def _shown(name: str) -> str:
    return ascii(name[:60])


def _check_layout(members: list[zipfile.ZipInfo], directory: int) -> None:
    """Members may not overlap: a few kilobytes shared by many members unpack to any size."""
    end = 0
    for member in sorted(members, key=lambda one: one.header_offset):
        if member.header_offset < end:
            raise Unreadable(_OVERLAP)
        end = member.header_offset + 30 + len(member.orig_filename) + member.compress_size
    if end > directory:
        raise Unreadable(_OVERLAP)


def _check_contents(stream: BinaryIO, members: list[zipfile.ZipInfo], limits: Limits) -> None:
    size = os.fstat(stream.fileno()).st_size
    total = 0
    for member in members:
        counted = 0
        tail = b""
        for piece in _unpacked(stream, member):
            counted += len(piece)
            total += len(piece)
            _check_total(total, size, limits)
            _refuse_declarations(member.filename, tail + piece)
            tail = piece[-24:]
        if counted != member.file_size:
            raise Unreadable(
                said(
                    "The workbook is damaged: %(part)s is not as long as its table of contents"
                    " says. %(advice)s",
                    part=_shown(member.filename),
                    advice=_AGAIN,
                )
            )


def _check_total(total: int, size: int, limits: Limits) -> None:
    if total > limits.unpacked_bytes:
        raise Unreadable(
            said(
                "The workbook unpacks to more than the %(most)s bytes allowed; save its list of"
                " facilities as CSV and import that.",
                most=f"{limits.unpacked_bytes:,}",
            )
        )
    if total > limits.ratio_from_bytes and total > limits.ratio * size:
        raise Unreadable(
            said(
                "The workbook unpacks to more than %(ratio)s times its size, as no list of"
                " facilities does. %(advice)s",
                ratio=limits.ratio,
                advice=_OPEN,
            )
        )


def _unpacked(stream: BinaryIO, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The member in pieces of at most 64 KiB, by its real length and not the one it claims."""
    stream.seek(member.header_offset)
    header = stream.read(30)
    if header[:4] != b"PK\x03\x04":
        raise zipfile.BadZipFile
    name_length, extra_length = struct.unpack("<HH", header[26:30])
    if stream.read(name_length).decode("cp437" if not member.flag_bits & 0x800 else "utf-8") != (
        member.orig_filename
    ):
        raise zipfile.BadZipFile
    stream.seek(extra_length, os.SEEK_CUR)
    left = member.compress_size
    inflate = None if member.compress_type == zipfile.ZIP_STORED else zlib.decompressobj(-15)
    while left:
        packed = stream.read(min(65536, left))
        if not packed:
            raise EOFError
        left -= len(packed)
        if inflate is None:
            yield packed
            continue
        while packed:
            yield inflate.decompress(packed, 65536)
            packed = inflate.unconsumed_tail
    if inflate is not None:
        yield inflate.flush()
        if not inflate.eof or inflate.unused_data:
            raise EOFError


def _refuse_declarations(name: str, piece: bytes) -> None:
    """No office program writes a DTD; entities in one can unpack into gigabytes or name a file."""
    if name.lower().endswith((".xml", ".rels", ".vml")):
        plain = piece.replace(b"\0", b"")  # so that UTF-16 hides nothing
        if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
            raise Unreadable(
                said(
                    "The workbook has XML declarations no office program writes (%(part)s)."
                    " %(advice)s",
                    part=_shown(name),
                    advice=_OPEN,
                )
            )
