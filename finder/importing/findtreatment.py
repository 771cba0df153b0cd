"""FindTreatment: reads the JSON of SAMHSA's locator, one page of it, several, or only the rows.

Rows give the names of services, not their codes, under the code of their category; what no key
explains is kept as a remark. A place may have a row for addiction and one for mental health.
"""

import codecs
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from finder.errors import Unreadable
from finder.importing.archive import LIMITS, Limits
from finder.importing.file_kind import Kind, kind_of
from finder.importing.record import Edition, Problem, Record, Weight
from finder.importing.rows import at_row, fold, unlistable
from finder.importing.service_names import ServiceNames, text_of
from finder.importing.twins import Typed, joined, without_mental_health_only
from finder.sentence import NOTHING, Sentence, said
from finder.vocabulary import Vocabulary

_PHONES = (("main", "phone"), ("intake", "intake1"), ("intake", "intake2"), ("hotline", "hotline1"))
# What a row's type says by itself: such rows come with `services: null`.
_TYPE_CODES = {"OTP": "OTP", "HRSA": "FQHC"}
_SAMPLE = 20
_WANTED = said(
    "import what https://findtreatment.gov/locator/exportsAsJson/v2 sends, or its download as a"
    " table with the samhsa source."
)


@dataclass(frozen=True, slots=True)
class _Pages:
    """The rows of every page in the file, still undecoded, and how many the source says it has."""

    rows: list[msgspec.Raw]
    counted: int
    day: date | None = None


def read(
    file: Path, vocabulary: Vocabulary, *, anyway: bool = False, limits: Limits = LIMITS
) -> Edition:
    """The edition in a locator JSON file; `Unreadable` for any other file.

    `anyway` keeps places listed for mental health only.
    """
    try:
        pages = _pages(_content(file, limits))
        known = any(
            isinstance(row, dict) and "name1" in row for row in map(_decoded, pages.rows[:_SAMPLE])
        )
    except RecursionError as error:
        raise Unreadable(
            said("The JSON is nested far too deeply; %(advice)s", advice=_WANTED)
        ) from error
    if not pages.rows:
        raise Unreadable(said("The JSON has no rows; %(advice)s", advice=_WANTED))
    if not known:
        raise Unreadable(
            said(
                "The JSON is not the FindTreatment locator's: no name1; %(advice)s", advice=_WANTED
            )
        )
    if len(pages.rows) > limits.rows:
        raise Unreadable(
            said(
                "The file has more than the %(most)s rows allowed; split it by state.",
                most=f"{limits.rows:,}",
            )
        )
    edition = Edition(iter(()), total=len(pages.rows), as_of=pages.day)
    if len(pages.rows) < pages.counted:
        edition.problems.append(_partial(pages))
    edition.records = _records(pages, vocabulary, edition, anyway=anyway)
    return edition


def raw_rows(file: Path, limits: Limits = LIMITS) -> list[msgspec.Raw]:
    """The rows of a locator JSON file as they stand there, the first being row 1."""
    return _pages(_content(file, limits)).rows


def _partial(pages: _Pages) -> Problem:
    return Problem(
        said("the file"),
        "recordCount",
        said("%(n)s rows", n=f"{len(pages.rows):,}"),
        said(
            "the %(n)s that the source counts; this file holds only part of them",
            n=f"{pages.counted:,}",
        ),
        Weight.PARTIAL,
    )


def _content(file: Path, limits: Limits) -> bytes:
    kind = kind_of(file)
    if kind is Kind.EMPTY:
        raise Unreadable(said("The file is empty. Download or save it again and import that."))
    if kind is not Kind.JSON:
        raise Unreadable(said("The file is not JSON; %(advice)s", advice=_WANTED))
    if (size := file.stat().st_size) > limits.text_bytes:
        raise Unreadable(
            said(
                "The file is %(size)s bytes, more than the %(most)s allowed; split it by state and"
                " import one part after the other.",
                size=f"{size:,}",
                most=f"{limits.text_bytes:,}",
            )
        )
    content = file.read_bytes()
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        content = content.decode("utf-16", errors="replace").encode()
    return content.removeprefix(codecs.BOM_UTF8).lstrip()


def _pages(content: bytes) -> _Pages:
    """The rows of an envelope, of a bare list, or of a list of envelopes."""
    rows: list[msgspec.Raw] = []
    counted = 0
    day: date | None = None
    try:
        if content[:1] == b"{":
            return _page(msgspec.Raw(content)) or _Pages([], 0)
        for part in msgspec.json.decode(content, type=list[msgspec.Raw]):
            page = _page(part)
            if page is None:
                rows.append(part)
            else:
                rows.extend(page.rows)
                counted = max(counted, page.counted)
                day = day or page.day
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise Unreadable(
            said(
                "The file is not whole, valid JSON (%(why)s); %(advice)s",
                why=str(error),
                advice=_WANTED,
            )
        ) from error
    return _Pages(rows, counted, day)


def _page(part: msgspec.Raw) -> _Pages | None:
    """The rows of one envelope; None for what is a row itself, or nothing."""
    if bytes(memoryview(part)[:1]) != b"{":
        return None
    envelope = msgspec.json.decode(part, type=dict[str, msgspec.Raw])
    if "rows" not in envelope:
        return None
    rows = msgspec.json.decode(envelope["rows"], type=list[msgspec.Raw] | None) or []
    counted = _number(envelope, "recordCount")
    if not counted and _number(envelope, "totalPages") > 1:
        counted = len(rows) + 1  # at least one row is on another page
    return _Pages(rows, counted, _day(envelope))


def _day(envelope: Mapping[str, msgspec.Raw]) -> date | None:
    """The day on which `finder fetch` got this page; the locator itself names none."""
    try:
        return msgspec.json.decode(envelope.get("fetchedOn", msgspec.Raw(b"null")), type=date)
    except msgspec.MsgspecError:
        return None


def _number(envelope: Mapping[str, msgspec.Raw], name: str) -> int:
    """A count in an envelope, written as a number or as text; 0 when it is neither."""
    value = msgspec.json.decode(envelope.get(name, msgspec.Raw(b"0")))
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0


def _decoded(row: msgspec.Raw) -> object:
    """The row with its values, or None if it holds what JSON cannot (a number like 1e999)."""
    try:
        decoded: object = msgspec.json.decode(row)
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return None
    return decoded


def _records(
    pages: _Pages, vocabulary: Vocabulary, edition: Edition, *, anyway: bool
) -> Iterator[Record]:
    """The places as records, twins joined; mental-health places left out unless `anyway`."""
    places = joined(_typed(pages.rows, vocabulary, edition), edition.problems)
    if anyway:
        yield from (place.record for place in places)
    else:
        yield from without_mental_health_only(places, edition.problems)


def _typed(
    rows: Sequence[msgspec.Raw], vocabulary: Vocabulary, edition: Edition
) -> Iterator[Typed]:
    names = ServiceNames(vocabulary)
    first: dict[Typed, Sentence] = {}
    for number, raw in enumerate(rows, 1):
        edition.rows += 1
        where = at_row(number)
        row = _decoded(raw)
        if not isinstance(row, dict):
            edition.problems.append(
                Problem(
                    where,
                    "",
                    Sentence(_start(raw)),
                    said("a row of readable values"),
                    Weight.SKIPPED,
                )
            )
            continue
        typed = _place(where, {fold(str(key)): value for key, value in row.items()}, names)
        if trouble := unlistable(typed.record):
            edition.problems.append(trouble)
            continue
        # Pages overlap when the source changes while they are fetched.
        plain = replace(typed, record=replace(typed.record, where=NOTHING))
        earlier = first.setdefault(plain, where)
        if earlier != where:
            edition.problems.append(
                Problem(
                    where,
                    "",
                    NOTHING,
                    said("equal to %(row)s in every field", row=earlier),
                    Weight.MERGED,
                )
            )
            continue
        yield typed


def _place(where: Sentence, row: dict[str, Any], names: ServiceNames) -> Typed:
    kind = text_of(row.get("typefacility")).upper()
    codes, remarks = names.read(row.get("services"))
    if kind in _TYPE_CODES:
        codes.setdefault(_TYPE_CODES[kind])
    return Typed(
        Record(
            where=where,
            name=text_of(row.get("name1")),
            program=text_of(row.get("name2")),
            street=text_of(row.get("street1")),
            street2=text_of(row.get("street2")),
            city=text_of(row.get("city")),
            state=text_of(row.get("state")),
            zip=text_of(row.get("zip")),
            county=text_of(row.get("county")),
            phones=tuple(
                (kind_of_phone, text)
                for kind_of_phone, column in _PHONES
                if (text := text_of(row.get(column)))
            ),
            website=text_of(row.get("website")),
            latitude=text_of(row.get("latitude")),
            longitude=text_of(row.get("longitude")),
            codes=tuple(codes),
            remarks=tuple(remarks),
        ),
        (kind or "SA",),
    )


def _start(raw: msgspec.Raw) -> str:
    return bytes(memoryview(raw)[:60]).decode("utf-8", "replace")
