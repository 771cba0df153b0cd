"""Correcting: what a steward types becomes the correction that is kept, or is refused; and which
corrections end by themselves."""

from datetime import date

from finder.directory import (
    FIELDS,
    Amendment,
    Corrected,
    Directory,
    End,
    lapsed,
    settled_by_call,
)
from finder.errors import ShownError
from finder.facility import PhoneKind
from finder.importing.phones import read_phones
from finder.importing.postal import read_zip
from finder.importing.website import read_website
from finder.sentence import said

LONGEST = 250
LONGEST_SOURCE, LONGEST_REASON = 200, 500
# What stands for "until it is next verified", where else a day is typed.
VERIFIED = "verified"
# Whoever holds back what a day or a call has ended.
CLOCK = "finder"
_MAY_BE_BLANK = ("program", "street2", "website", "county")


class BadCorrection(ShownError, ValueError):
    """A value that cannot be; the sentence says what one looks like."""


def correction(
    facility: str,
    field: str,
    typed: str,
    *,
    by: str,
    told_by: str,
    reason: str,
    until: str = "",
    today: date,
) -> Corrected:
    """A correction to keep. `until` is blank, `VERIFIED`, or a day. Raises `BadCorrection`."""
    if field not in FIELDS:
        raise BadCorrection(
            said("Choose what to correct: one of %(fields)s.", fields=", ".join(FIELDS))
        )
    source, why = " ".join(told_by.split()), " ".join(reason.split())
    if not (source and why):
        raise BadCorrection(said("Say who says so, and why you correct it."))
    return Corrected(
        facility=facility,
        field=field,
        value=tidy(field, typed),
        as_of=today,
        by=by,
        told_by=source[:LONGEST_SOURCE],
        reason=why[:LONGEST_REASON],
        until=None if until == VERIFIED else _last_day(until.strip(), today),
        until_verified=until == VERIFIED,
    )


def after_call(directory: Directory, facility: str, number: str, *, by: str) -> Amendment | None:
    """What a call that found this number (E.164) right changes; None where it changes nothing."""
    ending = settled_by_call(directory.corrections(facility), number)
    return Amendment(by, drop=ending, because=End.VERIFIED) if ending else None


def after_day(directory: Directory, today: date) -> Amendment | None:
    """What the end of a day changes; None where it changes nothing."""
    ending = lapsed(directory.corrections(), today)
    return Amendment(CLOCK, drop=ending, because=End.LAPSED) if ending else None


def _last_day(typed: str, today: date) -> date | None:
    if not typed:
        return None
    try:
        day = date.fromisoformat(typed)
    except ValueError as error:
        raise BadCorrection(
            said("%(typed)s is not a day such as 2027-06-01.", typed=typed[:40])
        ) from error
    if day < today:
        raise BadCorrection(
            said("%(day)s is over: a correction stands until a day to come.", day=f"{day}")
        )
    return day


def tidy(field: str, typed: str) -> str:
    """The value to keep; raises `BadCorrection`."""
    text = " ".join(typed.split())
    if len(text) > LONGEST or not text.isprintable():
        raise BadCorrection(said("A value has at most %(n)s characters.", n=LONGEST))
    if not text:
        if field in _MAY_BE_BLANK:
            return ""
        raise BadCorrection(said("This field cannot be left empty."))
    match field:
        case "phones":
            phones, refused = read_phones([(PhoneKind.MAIN, text)])
            if len(phones) != 1 or refused:
                raise BadCorrection(
                    said(
                        "%(typed)s is no telephone number; write it like 330-555-0142 ext. 12.",
                        typed=text,
                    )
                )
            only = phones[0]
            return f"{only.number};{only.extension}" if only.extension else only.number
        case "zip":
            code = read_zip(text)
            if not code:
                raise BadCorrection(
                    said("%(typed)s is no ZIP code; it has five digits.", typed=text)
                )
            return code
        case "website":
            site = read_website(text)
            if not site:
                raise BadCorrection(said("%(typed)s is no address of a website.", typed=text))
            return site
    return text
