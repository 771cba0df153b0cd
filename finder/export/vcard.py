"""vCard: one place for an address book (version 3.0, RFC 2426: every phone reads it).

The same facility gives the same card, but for the note and the address of its page, which the
caller words. Only what a source said is in it: no point where only the ZIP or city is known.
"""

from collections.abc import Iterator

from finder.facility import Facility, Phone, PhoneKind, Position

# Bytes of a line without its end (RFC 2425, 5.8.1).
_LONGEST_LINE = 75
_KINDS = {
    PhoneKind.MAIN: "WORK,VOICE,PREF",
    PhoneKind.INTAKE: "WORK,VOICE",
    PhoneKind.HOTLINE: "VOICE",
}


def vcard(facility: Facility, *, note: str, page: str) -> str:
    """A card with its lines folded and ended by CRLF; `page` is where it came from, whole."""
    return "".join(f"{_folded(line)}\r\n" for line in _lines(facility, note, page))


def _lines(facility: Facility, note: str, page: str) -> Iterator[str]:
    home = facility.address
    street = ", ".join(part for part in (home.street, home.street2) if part)
    address = ("", "", street, home.city, home.state, home.zip, "USA")
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    yield f"FN:{_escaped(facility.name)}"
    yield "N:;;;;"  # a place has no family name; the next two make it stand under its own
    yield "ORG:" + ";".join(_escaped(part) for part in (facility.name, facility.program) if part)
    yield "X-ABShowAs:COMPANY"
    for phone in facility.phones:
        yield f"TEL;TYPE={_KINDS[phone.kind]}:{_dialled(phone)}"
    yield "ADR;TYPE=WORK:" + ";".join(_escaped(part) for part in address)
    if facility.website:
        yield f"URL:{_whole(facility.website)}"
    if facility.position is Position.EXACT:
        yield f"GEO:{facility.point.lat:.6f};{facility.point.lon:.6f}"
    yield f"NOTE:{_escaped(note)}"
    yield f"SOURCE:{_whole(page)}"
    yield f"UID:{_escaped(facility.id)}"
    yield f"REV:{facility.as_of.isoformat()}"
    yield "END:VCARD"


def _dialled(phone: Phone) -> str:
    """E.164, and after a comma, which phones take for a pause, the extension."""
    return f"{phone.number}\\,{phone.extension}" if phone.extension else phone.number


def _whole(link: str) -> str:
    """A URI is not escaped; a blank or an end of line in it would begin a line of its own."""
    return "".join(link.split())


def _escaped(text: str) -> str:
    for letter in "\\;,":
        text = text.replace(letter, f"\\{letter}")
    return "\\n".join(text.splitlines())


def _folded(line: str) -> str:
    """A line in pieces of 75 bytes at most, each next one after a blank; no letter is cut."""
    pieces, piece = [], ""
    for letter in line:
        if len((piece + letter).encode()) > _LONGEST_LINE:
            pieces.append(piece)
            piece = " "
        piece += letter
    return "\r\n".join([*pieces, piece])
