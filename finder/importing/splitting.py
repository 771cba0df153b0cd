"""Splitting: cells that hold several fields at once: an address on one line, coordinates, a day."""

import re
from datetime import date, datetime

from finder.importing.postal import read_state

_ZIP_END = re.compile(r"[\s,]+(\d{3,5}(?:-\d{4})?)$", re.ASCII)
_NUMBER = re.compile(r"[-+]?\d{1,3}(?:\.\d+)?", re.ASCII)
# How sources write a day; month before day, as everyone here does.
_DAYS = ("%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y", "%m-%d-%Y", "%B %d, %Y", "%b %d, %Y", "%d-%b-%Y",
         "%d-%b-%y", "%Y%m%d", "%Y/%m/%d")  # fmt: skip
_COUNTRY = frozenset({"usa", "us", "unitedstates", "unitedstatesofamerica"})
# The states and territories lie between these longitudes, or west of the date line.
_EASTMOST, _PAST_DATE_LINE = -64.0, 130.0
_NORTHMOST = 72.0


def split_city(text: str) -> tuple[str, str, str]:
    """City, state and ZIP from one cell; blank for what is not there.

    >>> split_city("St. Louis, MO 63101-1234"), split_city("Hilo HI"), split_city("Akron")
    (('St. Louis', 'MO', '63101-1234'), ('Hilo', 'HI', ''), ('Akron', '', ''))
    """
    rest, zip_code = _without_zip(_without_country(" ".join(text.split()).strip(" ,")))
    city, comma, last = rest.rpartition(",")
    if comma and read_state(last):
        return city.strip(" ,"), last.strip(), zip_code
    for words in (2, 1):
        parts = rest.rsplit(" ", words)
        state = " ".join(parts[1:])
        if len(parts) == words + 1 and (len(state) == 2 or words == 2) and read_state(state):
            return parts[0].strip(" ,"), state, zip_code
    return ("", rest, zip_code) if read_state(rest) and zip_code else (rest, "", zip_code)


def split_address(text: str) -> tuple[str, str, str, str]:
    """Street, city, state and ZIP from an address on one line, or on several.

    >>> split_address("1 Elm St, Suite 4, Akron, OH 44301")
    ('1 Elm St, Suite 4', 'Akron', 'OH', '44301')
    """
    line = re.sub(r"\s*[\n\r]+\s*", ", ", text.strip())
    rest, zip_code = _without_zip(_without_country(" ".join(line.split()).strip(" ,")))
    pieces = [piece.strip() for piece in rest.split(",") if piece.strip()]
    if not pieces:
        return "", "", "", zip_code
    if read_state(pieces[-1]) and len(pieces) > 1:
        *street, city, state = pieces
        return ", ".join(street), city, state, zip_code
    city, state, _ = split_city(pieces[-1])
    if len(pieces) == 1 and not state:
        return rest, "", "", zip_code
    return ", ".join(pieces[:-1]), city, state, zip_code


def split_coordinates(text: str) -> tuple[str, str]:
    """Latitude and longitude from one cell, whichever comes first; blank if there are none.

    >>> split_coordinates("POINT (-81.52 41.08)"), split_coordinates("(41.08, -81.52)")
    (('41.08', '-81.52'), ('41.08', '-81.52'))
    """
    numbers = _NUMBER.findall(text)
    if len(numbers) != 2:
        return "", ""
    first, second = numbers
    turned = text.lstrip().upper().startswith("POINT") or (
        is_longitude(first) and not is_longitude(second)
    )
    return (second, first) if turned else (first, second)


def is_longitude(text: str) -> bool:
    """Whether a number can be a longitude of the country, and no latitude of it."""
    value = _number(text)
    if value is None:
        return False
    return -180 <= value <= _EASTMOST or _PAST_DATE_LINE <= value <= 180


def is_latitude(text: str) -> bool:
    """Whether a number can be a latitude of the country; Samoa's is its only one in the south."""
    value = _number(text)
    return value is not None and (13 <= value <= _NORTHMOST or -15 <= value <= -10)


def read_day(text: str) -> date | None:
    """The day in a cell, however it is written; None if there is none.

    >>> read_day("1/31/2028"), read_day("2028-01-31 00:00:00"), read_day("soon")
    (datetime.date(2028, 1, 31), datetime.date(2028, 1, 31), None)
    """
    shown = " ".join(text.split())
    shown = re.sub(r"[ T]\d{1,2}:\d\d(:\d\d)?(\.\d+)?( ?[AP]M)?(Z|[+-]\d\d:?\d\d)?$", "", shown)
    for form in _DAYS:
        try:
            return datetime.strptime(shown, form).date()
        except ValueError:
            continue
    return None


def _without_zip(text: str) -> tuple[str, str]:
    found = _ZIP_END.search(text)
    return (text[: found.start()].rstrip(" ,"), found.group(1)) if found else (text, "")


def _without_country(text: str) -> str:
    head, comma, last = text.rpartition(",")
    bare = "".join(letter for letter in last.casefold() if letter.isalpha())
    return head.rstrip(" ,") if comma and bare in _COUNTRY else text


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
