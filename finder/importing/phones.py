"""Phones: what stands in the telephone cells of a row, as numbers that can be dialled."""

import re
from collections.abc import Iterator, Sequence

import phonenumbers

from finder.facility import Phone, PhoneKind
from finder.importing.spelling import tidy

# Nearly every cell (90 % of 12,744 are plain, 10 % have ` x123`) is read by this alone. An area
# code and an exchange never begin with 0 or 1.
_PLAIN = re.compile(
    r"\(?([2-9]\d\d)\)?[-. ]{0,2}([2-9]\d\d)[-. ]?(\d{4})(?:,? ?(?:x|X|ext\.?|Ext\.?) ?(\d{1,7}))?",
    re.ASCII,
)
_AMERICAN = re.compile(r"\+1[2-9]\d\d[2-9]\d{6}")
_EXTENSION = re.compile(
    r"(?<![a-z])(?:extension|ext|x|#)\s*[.:]?\s*#?\s*(\d{1,7})\W*$", re.IGNORECASE | re.ASCII
)
_BETWEEN = re.compile(r"\s*(?:[/;|,]|\bor\b|\band\b|&)\s*", re.IGNORECASE)
_SHORTEST = 7  # digits or letters; less between two commas is no second number
# A cell longer than this is no list of telephone numbers.
_LONGEST = 200


def read_phones(
    cells: Sequence[tuple[str, str]],
) -> tuple[tuple[Phone, ...], list[tuple[str, str]]]:
    """The numbers in (kind, text) cells, each once and the main one first; and the cells, again as
    (kind, text), in which something cannot be dialled."""
    phones: dict[tuple[str, str], Phone] = {}
    refused: list[tuple[str, str]] = []
    for name, text in sorted(cells, key=lambda cell: cell[0] != PhoneKind.MAIN):
        shown = tidy(text)
        if not shown:
            continue
        found = list(_numbers(shown))
        for number in found:
            if number is not None:
                key = (number[0], number[1])
                phones.setdefault(key, Phone(PhoneKind(name), *number))
        if None in found:
            refused.append((name, shown))
    return tuple(phones.values()), refused


def _numbers(text: str) -> Iterator[tuple[str, str, str] | None]:
    """Each number in the cell as (E.164, extension, its text), None for one that is none."""
    if plain := _PLAIN.fullmatch(text):
        area, exchange, line, extension = plain.groups("")
        yield f"+1{area}{exchange}{line}", extension, text
        return
    if len(text) > _LONGEST:
        yield None
        return
    pieces = _BETWEEN.split(text)
    long = [piece for piece in pieces if _length(piece) >= _SHORTEST]
    if len(long) > 1:
        yield from map(_number, long)
    elif (number := _number(text)) or not long:
        yield number
    else:  # "330-555-0142 or 0143": the first is worth having, the rest is told of
        yield from (_number(long[0]), None)


def _length(text: str) -> int:
    return sum(letter.isalnum() for letter in text)


def _number(text: str) -> tuple[str, str, str] | None:
    extension = ""
    line = text.removesuffix(".0")  # as a spreadsheet writes a number
    if found := _EXTENSION.search(text):
        extension = found.group(1)
        line = text[: found.start()]
    if re.search("[A-Za-z]", line):
        line = _keyed(line)
    try:
        number = phonenumbers.parse(line, "US")
    except phonenumbers.NumberParseException:
        return None
    # Possible and not valid: 555-01xx, which stands for no line, must pass, and new area codes too.
    if not phonenumbers.is_possible_number(number):
        return None
    dialled = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    if dialled.startswith("+1") and not _AMERICAN.fullmatch(dialled):
        return None
    return dialled, extension or number.extension or "", text


def _keyed(text: str) -> str:
    """A number in letters as its keys; letters past the tenth key are dialled for nothing.

    >>> _keyed("800-USA2525"), _keyed("1-888-RECOVERYNOW")
    ('8008722525', '8887326837')
    """
    keys = "".join(
        key for key in phonenumbers.convert_alpha_characters_in_number(text) if key.isdigit()
    )
    if len(keys) > 10:
        keys = keys.removeprefix("1")
    letters = sum(letter.isalpha() for letter in text)
    # Three letters at least, as in 217-3488DUI; fewer are a remark or a slip of the finger.
    return keys[:10] if letters >= 3 and re.match(r"\W*\d", text) else text
