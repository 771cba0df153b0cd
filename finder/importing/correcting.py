"""Correcting: what a steward types for a field becomes the value that is kept, or is refused."""

from finder.errors import FinderError
from finder.facility import PhoneKind
from finder.importing.phones import read_phones
from finder.importing.postal import read_zip
from finder.importing.website import read_website

LONGEST = 250
_MAY_BE_BLANK = ("program", "street2", "website", "county")


class BadCorrection(FinderError, ValueError):
    """A value that cannot be; the sentence says what one looks like."""


def tidy(field: str, typed: str) -> str:
    """The value to keep; raises `BadCorrection`."""
    text = " ".join(typed.split())
    if len(text) > LONGEST or not text.isprintable():
        raise BadCorrection(f"A value has at most {LONGEST} characters.")
    if not text:
        if field in _MAY_BE_BLANK:
            return ""
        raise BadCorrection("This field cannot be left empty.")
    match field:
        case "phones":
            phones, refused = read_phones([(PhoneKind.MAIN, text)])
            if len(phones) != 1 or refused:
                raise BadCorrection(
                    f"{text} is no telephone number; write it like 330-555-0142 ext. 12."
                )
            only = phones[0]
            return f"{only.number};{only.extension}" if only.extension else only.number
        case "zip":
            code = read_zip(text)
            if not code:
                raise BadCorrection(f"{text} is no ZIP code; it has five digits.")
            return code
        case "website":
            site = read_website(text)
            if not site:
                raise BadCorrection(f"{text} is no address of a website.")
            return site
    return text
