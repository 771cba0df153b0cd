"""Reading a place as people write one: coordinates, ZIPs, and names with commas."""

import re
import unicodedata
from collections.abc import Sequence

from finder.places.names import fold
from finder.places.point import Point

# A full postal address with an attention line stays under this; more is not a place.
LONGEST = 200

_NUMBER = r"([+-]?\d{1,3}(?:\.\d{1,20})?)\s*°?\s*([NSEW]?)"
_COORDINATES = re.compile(rf"\(?\s*{_NUMBER}\s*[,;\s]\s*{_NUMBER}\s*\)?", re.ASCII | re.IGNORECASE)
_ZIP = re.compile(r"(?<![\w#])(?<!\d[.-])(\d{5})(?:[ -]?\d{4})?(?!\w|[.-]\d)", re.ASCII)
_COMMA = re.compile(r"[,;|/()]")

_COUNTRY = (
    ("usa",),
    ("us",),
    ("eeuu",),
    ("united", "states"),
    ("united", "states", "of", "america"),
    ("estados", "unidos"),
)
_LEAD = (("in",), ("near",), ("around",), ("close", "to"), ("en",), ("cerca", "de"))
_COUNTY_ENDS = (
    ("county",),
    ("cnty",),
    ("co",),
    ("parish",),
    ("borough",),
    ("city", "and", "borough"),
    ("census", "area"),
    ("municipality",),
    ("municipio",),
)
_COUNTY_STARTS = (
    ("county", "of"),
    ("parish", "of"),
    ("borough", "of"),
    ("municipio", "de"),
    ("condado", "de"),
)
_TOWN_ENDS = (("city",), ("town",), ("township",), ("twp",), ("village",), ("borough",))
_TOWN_STARTS = (
    ("city", "of"),
    ("town", "of"),
    ("township", "of"),
    ("village", "of"),
    ("ciudad", "de"),
)

# Where the United States are, as (south, north, west, east) in degrees: the fifty states with
# Puerto Rico and the Virgin Islands; Guam, the Marianas and the freely associated states; Samoa.
_US_BOXES = ((17.0, 72.0, -180.0, -64.0), (4.0, 21.0, 130.0, 173.0), (-15.0, -10.0, -172.0, -168.0))


def clean(text: str) -> str:
    """The text with odd letters and dashes made plain, single spaces and no control characters."""
    if not (text.isascii() and text.isprintable()):
        plain = unicodedata.normalize("NFKC", text)
        text = "".join(_plain_dash(c) for c in plain if c.isprintable() or c.isspace())
    return " ".join(text.split())


def coordinates(text: str) -> tuple[Point, bool] | None:
    """A point written as two numbers, and whether to ask about it: its minus sign is missing.

    Longitude first is understood when the numbers as they stand are not in the United States and
    the other way round are. Whole numbers count only inside the United States, for "12 34" is
    rather a house number.
    """
    match = _COORDINATES.fullmatch(text)
    if match is None:
        return None
    first, first_side, second, second_side = (group.upper() for group in match.groups())
    if "" not in (first_side, second_side) and first_side in "EW" and second_side in "NS":
        first, first_side, second, second_side = second, second_side, first, first_side
    lat, lon = _signed(first, first_side), _signed(second, second_side)
    as_written, swapped = Point.parse(lat, lon), Point.parse(lon, lat)
    if as_written and in_the_us(as_written):
        return as_written, False
    if swapped and in_the_us(swapped):
        return swapped, False
    if not ("." in first and "." in second):
        return None
    unsigned = Point.parse(lat, -abs(lon))
    if unsigned and in_the_us(unsigned) and not second_side:
        return unsigned, True
    return (as_written, False) if as_written else None


def zips(text: str) -> tuple[list[str], str]:
    """The ZIPs in a text (the four digits after one are let go), and what is left of the text."""
    return _ZIP.findall(text), _ZIP.sub(" ", text)


def parts(text: str) -> list[list[str]]:
    """The folded words between commas, without the country at the end."""
    found = [words for words in (fold(part) for part in _COMMA.split(text)) if words]
    if found:
        found[-1] = _without_end(found[-1], _COUNTRY) if len(found) == 1 else _bare(found[-1])
    return [words for words in found if words]


def without_lead(parts: list[list[str]]) -> list[list[str]]:
    """The same without "in" or "near" in front; after asking with them: Near North Side, IL."""
    return [_without_start(parts[0], _LEAD) or parts[0], *parts[1:]] if parts else []


def county_name(words: Sequence[str]) -> list[str] | None:
    """The name without its county word ("cook county" → "cook"); None if it has none."""
    shorter = _without_start(words, _COUNTY_STARTS) or _without_end(words, _COUNTY_ENDS)
    return shorter if shorter and len(shorter) < len(words) else None


def town_name(words: Sequence[str]) -> list[str] | None:
    """The name without a word like "city of" or "township"; None when there is no such word."""
    shorter = _without_start(words, _TOWN_STARTS) or _without_end(words, _TOWN_ENDS)
    return shorter if shorter and len(shorter) < len(words) else None


def in_the_us(point: Point) -> bool:
    """Whether a point lies in one of the boxes around the states and territories."""
    return any(
        south <= point.lat <= north and west <= point.lon <= east
        for south, north, west, east in _US_BOXES
    )


def _plain_dash(letter: str) -> str:
    return "-" if letter == "−" or unicodedata.category(letter) == "Pd" else letter


def _signed(number: str, side: str) -> float:
    return -abs(float(number)) if side in ("S", "W") else float(number)


def _bare(words: list[str]) -> list[str]:
    return [] if tuple(words) in _COUNTRY else _without_end(words, _COUNTRY)


def _without_end(words: Sequence[str], endings: Sequence[tuple[str, ...]]) -> list[str]:
    """The words without the longest of these endings; the same words if they have none."""
    fitting = [end for end in endings if len(end) < len(words) and tuple(words[-len(end) :]) == end]
    return list(words[: -len(max(fitting, key=len))]) if fitting else list(words)


def _without_start(words: Sequence[str], starts: Sequence[tuple[str, ...]]) -> list[str]:
    """The words without the longest of these beginnings; empty if they have none."""
    fitting = [
        start for start in starts if len(start) < len(words) and tuple(words[: len(start)]) == start
    ]
    return list(words[len(max(fitting, key=len)) :]) if fitting else []
