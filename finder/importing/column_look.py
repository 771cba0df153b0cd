"""Column look: what the cells of one column look like, whatever its name says."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from finder.importing.phones import read_phones
from finder.importing.postal import read_state, read_zip
from finder.importing.profile import said_yes
from finder.importing.splitting import (
    is_latitude,
    is_longitude,
    read_day,
    split_address,
    split_city,
    split_coordinates,
)

# So many different values are kept to show and to look up; a list of services has at most 200.
_KEPT = 60
_STREET = re.compile(
    r"(?:\d+[\w/-]*\s+.*[A-Za-z]|p\.?\s*o\.?\s*box\b|(?:one|two|three) .*)", re.IGNORECASE
)
_WEBSITE = re.compile(
    r"(?:https?://\S+|(?:[\w-]+\.)+(?:com|org|net|gov|edu|us|info)\b\S*)", re.IGNORECASE
)
_ZIP_SHAPED = re.compile(r"\d{3,5}(?:\.0)?(?:-\d{4})?|\d{9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Look:
    """A column of a sample: how much of it is filled, and which part of the filled cells is what.

    `share` has one figure from 0 to 1 a kind; `values` are its commonest, with how often.
    """

    title: str
    place: int
    filled: int
    rows: int
    distinct: int
    share: dict[str, float]
    values: tuple[tuple[str, int], ...]
    words: float  # words a cell, on average

    @property
    def few(self) -> bool:
        """Whether few values come again and again, as where cells are chosen from a list."""
        return 0 < self.distinct <= max(2, min(_KEPT, self.filled // 3))


def look_at(title: str, place: int, cells: Sequence[str]) -> Look:
    """What a column's cells are like; blank ones count for nothing."""
    texts = [text for cell in cells if (text := " ".join(cell.split()))]
    counted = Counter(texts)
    found = Counter(kind for text in texts for kind in _kinds(text))
    return Look(
        title=title,
        place=place,
        filled=len(texts),
        rows=len(cells),
        distinct=len(counted),
        share={kind: count / len(texts) for kind, count in found.items()},
        values=tuple(counted.most_common(_KEPT)),
        words=sum(len(text.split()) for text in texts) / len(texts) if texts else 0.0,
    )


def _kinds(text: str) -> Iterable[str]:
    if said_yes(text) is not None:
        yield "yes_no"
    if _ZIP_SHAPED.fullmatch(text) and read_zip(text):
        yield "zip"
    if read_state(text):
        yield "state"
    if "." in text and is_latitude(text):  # a number of beds has no fraction
        yield "latitude"
    if "." in text and is_longitude(text):
        yield "longitude"
    if len(text) > 7 and read_day(text):
        yield "day"
    if len(text) < 60 and sum(map(str.isdigit, text)) >= 7 and _dials(text):
        yield "phone"
    if _WEBSITE.fullmatch(text):
        yield "website"
    yield from _prose(text)


def _prose(text: str) -> Iterable[str]:
    lettered = any(map(str.isalpha, text))
    if lettered and _STREET.fullmatch(text):
        yield "street"
    if "," in text or text[-1:].isdigit():
        city, state, zip_code = split_city(text)
        if city and state and not any(map(str.isdigit, city)):
            yield "city_line"
        street, city, state, zip_code = split_address(text)
        if street and city and state and (zip_code or _STREET.fullmatch(street)):
            yield "address"
    if "," in text or " " in text:
        lat, lon = split_coordinates(text)
        if is_latitude(lat) and is_longitude(lon) and not text.replace(" ", "").isalnum():
            yield "coordinates"
    if lettered and not any(map(str.isdigit, text)) and len(text) <= 40:
        yield "plain_words"
    if lettered:
        yield "lettered"


def _dials(text: str) -> bool:
    phones, _ = read_phones([("main", text)])
    return bool(phones) and not is_longitude(text) and not is_latitude(text)
