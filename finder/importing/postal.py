"""Postal: ZIP codes and states as sources write them, and as the Post Office does."""

import re

_ZIP = re.compile(r"(\d{3,5})(?:\.0)?(?:[- ]+(\d{4}|0?))?")
_NINE = re.compile(r"(\d{4,5})\d{4}")

_STATES = """
AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|
DC District of Columbia|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|
KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|
MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|
NM New Mexico|NY New York|NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|
PA Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|
VT Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming|AS American Samoa|
FM Federated States of Micronesia|GU Guam|MH Marshall Islands|MP Northern Mariana Islands|PW Palau|
PR Puerto Rico|VI Virgin Islands
"""


def _folded(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalpha())


_CODES = {
    _folded(spelling): line[:2]
    for line in _STATES.replace("\n", "").split("|")
    for spelling in (line[:2], line[3:])
} | {"usvirginislands": "VI", "micronesia": "FM", "washingtondc": "DC"}


def read_zip(text: str) -> str:
    """Five digits, with the zeros a spreadsheet ate; `""` for what is no ZIP.

    >>> read_zip("2139"), read_zip("736.0"), read_zip("02139-1234"), read_zip("n/a")
    ('02139', '00736', '02139', '')
    """
    found = _ZIP.fullmatch(text) or _NINE.fullmatch(text)
    code = found.group(1).zfill(5) if found and text.isascii() else ""
    # The lowest ZIP in use is 00501; a filler of zeros is none.
    return "" if code < "00500" else code


def read_state(text: str) -> str:
    """The two-letter code for a code or a full name, territories too; `""` for anything else.

    >>> read_state("Puerto Rico"), read_state("d.c."), read_state("XX")
    ('PR', 'DC', '')
    """
    return _CODES.get(_folded(text), "")
