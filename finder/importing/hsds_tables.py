"""HSDS tables: an Open Referral package, folder or JSON of version 1.1 or 3.x as rows by table.

The versions name their tables differently and JSON nests what CSV parts; here all are one shape.
"""

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from finder.errors import Unreadable
from finder.importing.archive import LIMITS, Limits, check_zip
from finder.importing.file_kind import Kind, kind_of
from finder.sentence import said

Row = dict[str, str]
Tables = dict[str, list[Row]]

# What each version calls the tables we read, by the name used here.
_NAMES = {
    "organizations": ("organizations", "organization"),
    "services": ("services", "service"),
    "locations": ("locations", "location"),
    "links": ("service_at_location", "service_at_locations", "services_at_location"),
    "addresses": ("addresses", "address", "physical_addresses", "physical_address"),
    "postal": ("postal_addresses",),
    "phones": ("phones", "phone"),
    "languages": ("languages", "language"),
    "attributes": ("attributes", "attribute", "other_attributes"),
    "terms": ("taxonomy_terms", "taxonomy_term", "taxonomy"),
    "service_terms": ("services_taxonomy", "service_taxonomy"),
    "payments": ("payments_accepted",),
    "eligibility": ("eligibility",),
}
_CALLED = {name: table for table, names in _NAMES.items() for name in names}
# One nested list becomes rows of one table; this many layers of them are honest (service →
# location → phone → language is four).
_DEEPEST = 8
_WANTED = said(
    "import an HSDS package (a zip of CSV files with services.csv and locations.csv), or its JSON"
)


def read_tables(path: Path, limits: Limits = LIMITS) -> Tables:
    """The tables of a zip, a folder or a JSON file; `Unreadable` if it is none of HSDS."""
    if path.is_dir():
        tables = _of_members(_folder(path, limits), limits)
    elif kind_of(path) is Kind.JSON:
        tables = _of_json(path, limits)
    elif kind_of(path) is Kind.ZIP:
        tables = _of_members(_zip(path, limits), limits)
    else:
        raise Unreadable(said("The file is no HSDS; %(advice)s.", advice=_WANTED))
    told = (*tables.get("services", []), *tables.get("locations", []))
    if not any(row.get("id") or row.get("name") for row in told):
        raise Unreadable(
            said("There are no services and no locations in it; %(advice)s.", advice=_WANTED)
        )
    return tables


def looks_like_hsds(path: Path) -> bool:
    """Whether a file or folder is an HSDS package, by the names of what is in it."""
    try:
        if path.is_dir():
            names = [file.name for file in path.iterdir()]
        elif kind_of(path) is Kind.ZIP:
            with zipfile.ZipFile(path) as archive:
                names = archive.namelist()
        elif kind_of(path) is Kind.JSON:
            start = path.read_bytes()[:4096]
            marks = (b'"services.csv"', b'"service_at_locations"', b'"organization_id"')
            return any(mark in start for mark in marks) or (
                b'"total_items"' in start and b'"contents"' in start
            )
        else:
            return False
    except (OSError, zipfile.BadZipFile, Unreadable):
        return False
    stems = {Path(name).stem.casefold() for name in names if name.casefold().endswith(".csv")}
    return {"services", "locations"} <= stems


def _folder(path: Path, limits: Limits) -> Iterator[tuple[str, bytes]]:
    total = 0
    for file in sorted(path.glob("*.csv")):
        if file.is_symlink() or not file.is_file():
            continue
        total += file.stat().st_size
        if total > limits.unpacked_bytes:
            raise Unreadable(
                said(
                    "The folder holds more than %(most)s bytes of CSV.",
                    most=f"{limits.unpacked_bytes:,}",
                )
            )
        yield file.name, file.read_bytes()


def _zip(path: Path, limits: Limits) -> Iterator[tuple[str, bytes]]:
    check_zip(path, limits)
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            if member.filename.casefold().endswith(".csv"):
                yield member.filename, archive.read(member)


def _of_members(members: Iterator[tuple[str, bytes]], limits: Limits) -> Tables:
    tables: Tables = {}
    for name, content in members:
        table = _CALLED.get(Path(name).stem.casefold())
        if table is not None:
            tables.setdefault(table, []).extend(_csv_rows(name, content, limits))
    return tables


def _csv_rows(name: str, content: bytes, limits: Limits) -> Iterator[Row]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    try:
        for number, row in enumerate(csv.DictReader(io.StringIO(text.replace("\0", ""))), 1):
            if number > limits.rows:
                raise Unreadable(
                    said(
                        "%(file)s has more than the %(most)s rows allowed.",
                        file=name,
                        most=f"{limits.rows:,}",
                    )
                )
            yield {
                str(key).strip().casefold(): (value or "").strip()
                for key, value in row.items()
                if key and isinstance(value, str | None)
            }
    except csv.Error as error:
        raise Unreadable(
            said("%(file)s cannot be read as CSV: %(why)s.", file=name, why=str(error))
        ) from error


def _of_json(path: Path, limits: Limits) -> Tables:
    if path.stat().st_size > limits.text_bytes:
        raise Unreadable(
            said("The file is more than the %(most)s bytes allowed.", most=f"{limits.text_bytes:,}")
        )
    try:
        found = msgspec.json.decode(path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise Unreadable(
            said("The file is not whole, valid JSON; %(advice)s.", advice=_WANTED)
        ) from error
    tables: Tables = {}
    if isinstance(found, dict) and any(str(key).endswith(".csv") for key in found):
        for key, rows in found.items():
            table = _CALLED.get(Path(str(key)).stem.casefold())
            if table and isinstance(rows, list):
                flat = [_flat(row) for row in rows if isinstance(row, dict)]
                tables.setdefault(table, []).extend(flat)
        return tables
    items = found.get("contents", [found]) if isinstance(found, dict) else found
    for item in items if isinstance(items, list) else []:
        if isinstance(item, dict):
            table = "organizations" if "services" in item else "services"
            _unnest(item, table, {}, tables, 0)
    return tables


# Which column of a nested row points at the row it stands in.
_POINTS = {
    "organizations": "organization_id",
    "services": "service_id",
    "locations": "location_id",
    "links": "service_at_location_id",
}


def _unnest(
    item: Mapping[str, Any], table: str, above: Mapping[str, str], tables: Tables, depth: int
) -> None:
    """A nested row and all that stand in it, each in its table and pointing at what holds it."""
    row = {**above, **_flat(item)}
    here = dict(above)
    if pointer := _POINTS.get(table):
        here[pointer] = row.get("id", "")
    if table == "links":
        location = item.get("location")
        inner = location.get("id") if isinstance(location, dict) else None
        row["location_id"] = row.get("location_id") or str(inner or "")
        here.pop("service_id", None)
    for key, value in item.items():
        name = _CALLED.get(key.casefold())
        nested = value if isinstance(value, list) else [value]
        for each in nested if name and depth < _DEEPEST else []:
            if not isinstance(each, dict):
                continue
            if name == "organizations":
                row["organization_id"] = row.get("organization_id") or str(each.get("id") or "")
            inside = {} if name in ("organizations", "terms") else here
            if name == "terms" and table == "attributes":
                row["taxonomy_term_id"] = str(each.get("id") or "")
            _unnest(each, str(name), inside, tables, depth + 1)
    if table == "attributes":
        row.setdefault("link_id", above.get("service_id") or above.get("location_id") or "")
    tables.setdefault(table, []).append(row)


def _flat(item: Mapping[str, Any]) -> Row:
    """The plain values of a JSON object as text."""
    return {
        str(key).casefold(): "" if value is None else str(value).strip()
        for key, value in item.items()
        if not isinstance(value, dict | list | bool)
    }
