"""Clean: a record becomes what we may keep of it, still without a position.

Nothing is invented and nothing silently lost: what is changed beyond blanks stays in `said` as the
source wrote it, and what cannot be used is a note.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass

from finder.facility import Address, Credential, Phone
from finder.importing.codes import StrangeCodes
from finder.importing.phones import read_phones
from finder.importing.postal import read_state, read_zip
from finder.importing.record import Claim, Problem, Record, Weight
from finder.importing.spelling import shouted, tidy, titled
from finder.importing.splitting import read_day
from finder.importing.website import read_website
from finder.sentence import NOTHING, Sentence, said
from finder.vocabulary import Vocabulary, is_own

# The longest name in the directories has 38 characters, the longest street 60.
LONGEST = 200
# Every code of every key together is 317; the longest real row has 142.
MOST_CODES = 500
# The longest code is AUINPE; a longer word is text that lost its blanks.
LONGEST_CODE = 16
# One that says a term of ours outright is as long as its slug; the longest has 35 letters.
LONGEST_OWN = 80
MOST_REMARKS = 200


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A listing that only wants its position; `latitude` and `longitude` are the source's texts.

    `address.county` is the source's, or blank; `where` is the row, for problems to come.
    """

    where: Sentence
    name: str
    program: str
    address: Address
    phones: tuple[Phone, ...]
    website: str
    latitude: str
    longitude: str
    codes: tuple[str, ...]
    remarks: tuple[str, ...]
    credentials: tuple[Credential, ...]
    said: tuple[tuple[str, str], ...]


class _Notes:
    """What is met while one record is cleaned: problems, and the source's own writing."""

    def __init__(self, where: Sentence) -> None:
        self.where = where
        self.problems: list[Problem] = []
        self.said: list[tuple[str, str]] = []

    def changed(self, field: str, source: str, now: str) -> str:
        """`now`, with the source's writing kept if it differs by more than blanks."""
        if now != source and now != " ".join(source.split()):
            self.said.append((field, source[:LONGEST]))
        return now

    def note(self, column: str, found: str, expected: Sentence) -> None:
        """Tell of something that cannot be used."""
        self.problems.append(Problem(self.where, column, _shown(found), expected))


def _shown(found: str) -> Sentence:
    return found if isinstance(found, Sentence) else Sentence(found[:LONGEST])


class Cleaner:
    """What cleans the records of one edition, and counts the codes nobody explains."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._strange = StrangeCodes(vocabulary)

    def clean(self, record: Record) -> tuple[Cleaned | None, tuple[Problem, ...]]:
        """As `clean`; unknown codes are kept, and told of once by `summary`."""
        cleaned, problems = clean(record)
        if cleaned is not None:
            self._strange.add(cleaned.codes, cleaned.where)
        return cleaned, problems

    def summary(self) -> list[Problem]:
        """What is to be said of the edition as a whole: a note each code no vocabulary explains."""
        return self._strange.problems()


def clean(record: Record) -> tuple[Cleaned | None, tuple[Problem, ...]]:
    """The record cleaned, and what was wrong with it; None if nothing is left of its name."""
    notes = _Notes(record.where)
    name = _text(notes, "name", record.name, loud := _shouts(record))
    if not name:
        trouble = Problem(record.where, "name", NOTHING, said("a name; skipped"), Weight.SKIPPED)
        return None, (*notes.problems, trouble)
    cleaned = Cleaned(
        where=record.where,
        name=name,
        program=_text(notes, "program", record.program, loud),
        address=_address(notes, record, loud),
        phones=_phones(notes, record),
        website=_website(notes, record.website),
        latitude=record.latitude,
        longitude=record.longitude,
        codes=_codes(notes, record.codes),
        remarks=tuple(tidy(each)[:LONGEST] for each in record.remarks[:MOST_REMARKS]),
        credentials=tuple(_credential(notes, each) for each in record.credentials),
        said=tuple(notes.said),
    )
    return cleaned, tuple(notes.problems)


def _shouts(record: Record) -> bool:
    """Whether the source writes all in capitals, so that they mean nothing in its names either."""
    return record.city.isupper() and record.street.isupper() and record.name.isupper()


def _text(notes: _Notes, field: str, source: str, loud: bool) -> str:
    now = tidy(source)
    if len(now) > LONGEST:
        notes.note(field, now, said("at most %(n)s characters; the rest is left out", n=LONGEST))
        now = now[:LONGEST].rstrip()
    if (loud and now.isupper()) or shouted(now):
        now = titled(now)
    return notes.changed(field, source, now)


def _address(notes: _Notes, record: Record, loud: bool) -> Address:
    state = read_state(tidy(record.state))
    if record.state and not state:
        notes.note("state", record.state, said("a state or its two letters; it is left out"))
    postal = read_zip(tidy(record.zip))
    if record.zip and not postal:
        notes.note("zip", record.zip, said("a ZIP code of five digits; it is left out"))
    city = _text(notes, "city", record.city, loud).rstrip(" ,;")
    return Address(
        street=_text(notes, "street", record.street, loud),
        street2=_text(notes, "street2", record.street2, loud),
        city=city,
        state=notes.changed("state", record.state, state),
        zip=notes.changed("zip", record.zip, postal),
        county=tidy(record.county)[:LONGEST],
    )


def _phones(notes: _Notes, record: Record) -> tuple[Phone, ...]:
    phones, refused = read_phones(record.phones)
    for kind, text in refused:
        notes.said.append((f"{kind} phone", text[:LONGEST]))
        notes.note(f"{kind} phone", text, said("a telephone number that can be dialled; not shown"))
    return phones


def _website(notes: _Notes, source: str) -> str:
    website = read_website(tidy(source))
    if website == "":
        return ""
    if website is None:
        notes.note("website", source, said("an address that begins with http or https; not shown"))
    return notes.changed("website", source, website or "")


def _credential(notes: _Notes, claim: Claim) -> Credential:
    until = read_day(claim.valid_until)
    if claim.valid_until and until is None:
        notes.note(
            "valid until", claim.valid_until, said("a day such as 2028-01-31; it is left out")
        )
    return Credential(
        body=tidy(claim.body)[:LONGEST],
        kind=tidy(claim.kind)[:LONGEST],
        identifier=tidy(claim.identifier)[:LONGEST],
        status=tidy(claim.status)[:LONGEST],
        valid_until=until,
    )


def _codes(notes: _Notes, source: tuple[str, ...]) -> tuple[str, ...]:
    codes = tuple(dict.fromkeys(_spelled(source)))
    usable = tuple(
        code
        for code in codes
        if code.isprintable() and len(code) <= (LONGEST_OWN if is_own(code) else LONGEST_CODE)
    )
    if len(usable) < len(codes):
        odd = next(code for code in codes if code not in usable)
        notes.note(
            "codes", odd, said("codes of a few letters; words that can be none are left out")
        )
    if len(usable) > MOST_CODES:
        notes.note(
            "codes",
            said("%(n)s codes", n=f"{len(usable):,}"),
            said("at most %(n)s; the rest is left out", n=MOST_CODES),
        )
    return usable[:MOST_CODES]


def _spelled(source: tuple[str, ...]) -> Iterator[str]:
    for code in source:
        if (spelled := code.strip().upper()) and spelled != "*":
            yield sys.intern(spelled)  # two hundred words, a million times over
