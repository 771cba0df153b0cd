"""Suggest: a first profile for a table nobody has mapped, with the reason for each guess."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from finder.errors import Unreadable
from finder.importing.archive import LIMITS, Limits
from finder.importing.column_look import Look, look_at
from finder.importing.header_words import HEADER_WORDS, likeness
from finder.importing.meanings import Meanings
from finder.importing.profile import YES, CredentialColumns, Profile, ServiceColumn
from finder.importing.tabular import open_table
from finder.sentence import NOTHING, Sentence, said
from finder.vocabulary import Vocabulary

# Enough for every value of a list to turn up, and read in a tenth of a second.
SAMPLE = 500
# Fields told by what the cells are, so that a wrong header cannot mislead: the kind of cell, and
# which part of the filled ones must be of it.
_TOLD = {
    "zip": 0.8, "state": 0.9, "phone": 0.7, "website": 0.7, "latitude": 0.9, "longitude": 0.9,
    "coordinates": 0.8, "city_line": 0.8, "address": 0.7, "intake": 0.7, "hotline": 0.7,
    "valid_until": 0.8,
}  # fmt: skip
_KIND = {"intake": "phone", "hotline": "phone", "valid_until": "day"}
# Those that their cells give away even under a name that says nothing, or something else.
_SURE = {"phone", "website", "longitude", "latitude", "coordinates", "city_line", "address"}
# A fax that is dialled by somebody in need is a dead end, and so is a line for typed calls.
_PHONES = ("phone", "intake", "hotline")
_NOT_DIALLED = ("fax", "tty", "tdd", "pager", "sms")
_CREDENTIAL = ("identifier", "valid_until", "status")
_PARTS = (";", "|", ",")
# A list of values is taken for services when this part of them means something to us.
_KNOWN_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Guess:
    """What one column seems to be, and why; blank for one that is not used."""

    look: Look
    use: str
    because: Sentence


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A first profile, how the file was read, and what each column seems to be."""

    profile: Profile
    form: Sentence
    header_row: int
    guesses: tuple[Guess, ...]
    remarks: tuple[str, ...]


@dataclass(slots=True)
class _Found:
    """What has been worked out so far."""

    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    services: list[ServiceColumn] = field(default_factory=list)
    guesses: dict[int, Guess] = field(default_factory=dict)

    def taken(self, look: Look) -> bool:
        return look.place in self.guesses

    def use(self, look: Look, use: str, because: Sentence) -> None:
        self.guesses[look.place] = Guess(look, use, because)


def suggest(
    file: Path,
    vocabulary: Vocabulary,
    *,
    name: str = "table",
    body: str = "",
    sheet: str = "",
    limits: Limits = LIMITS,
) -> Suggestion:
    """A first profile of a table. `body` is who gives its licenses, if it lists any."""
    opened = open_table(file, sheet=sheet, limits=limits)
    rows = list(islice((row.cells for row in opened.rows if not row.blank), SAMPLE))
    opened.table.rows.close()
    if not rows:
        raise Unreadable(said("The file has a header and no row below it."))
    looks = [
        look_at(title, at, [row[at] if at < len(row) else "" for row in rows])
        for at, title in enumerate(opened.titles)
    ]
    found = _Found()
    _assign(looks, found)
    _more_phones(looks, found)
    meanings = Meanings(vocabulary)
    for look in looks:
        if not found.taken(look) and look.filled:
            _services(look, meanings, found)
    credentials = _credentials(found, body)
    for look in looks:
        if not found.taken(look):
            found.use(look, "", said("nothing we know") if look.filled else said("empty"))
    profile = Profile(
        name=name,
        source=name if len(name) <= 40 else "",
        sheet=sheet,
        columns={
            each: columns for each, columns in found.columns.items() if each not in _CREDENTIAL
        },
        services=tuple(found.services),
        credentials=credentials,
    )
    guesses = tuple(found.guesses[look.place] for look in looks)
    remarks = tuple(_remarks(opened.table.form, guesses, found, body))
    return Suggestion(profile, opened.table.form, opened.header.number, guesses, remarks)


def _assign(looks: Sequence[Look], found: _Found) -> None:
    """Each field its column, the likeliest pair first, each of both once."""
    scored = sorted(
        (
            (-_score(look, each), order, look.place)
            for order, each in enumerate(HEADER_WORDS)
            for look in looks
            if _score(look, each) > 0
        ),
    )
    fields = list(HEADER_WORDS)
    for _, order, place in scored:
        each, look = fields[order], looks[place]
        if each in found.columns or found.taken(look) or _redundant(each, found):
            continue
        found.columns[each] = (look.title,)
        found.use(look, each, _because(look, each))


def _more_phones(looks: Sequence[Look], found: _Found) -> None:
    """Second and third telephone numbers, where their names say so."""
    for look in looks:
        if found.taken(look) or not look.filled:
            continue
        each = max(_PHONES, key=lambda name: likeness(look.title.rstrip("0123456789 ab"), name))
        if likeness(look.title.rstrip("0123456789 ab"), each) and _score(look, "phone"):
            found.columns[each] = (*found.columns.get(each, ()), look.title)
            found.use(look, each, _because(look, each))


def _redundant(each: str, found: _Found) -> bool:
    """Whether a field is known already by others: a whole address beside a street and a city."""
    if each == "address":
        return "street" in found.columns and "city" in found.columns
    if each == "coordinates":
        return "latitude" in found.columns
    return each == "city_line" and "city" in found.columns


def _score(look: Look, each: str) -> float:
    """How likely a column is a field; 0 where it cannot be."""
    if not look.filled:
        return 0.0
    named = likeness(look.title, each)
    if each in _PHONES and any(word in look.title.casefold() for word in _NOT_DIALLED):
        return 0.0
    if each in _TOLD:
        share = look.share.get(_KIND.get(each, each), 0.0)
        enough = share >= _TOLD[each]
        if not enough or not (named or each in _SURE):
            return 0.0
        return named + share
    if not named and each != "name":
        return 0.0
    return named * _suits(look, each) if named else 0.4 * (_suits(look, each) >= 1.2)


def _suits(look: Look, each: str) -> float:
    """How well a column's cells suit a field that no single kind of cell tells."""
    if look.share.get("address", 0.0) >= _TOLD["address"]:
        return 0.3
    lettered = look.share.get("lettered", 0.0)
    suited = {
        "name": _suits_name(look),
        "street": 1.3 if look.share.get("street", 0.0) > 0.5 else 0.2,
        "city": 1.3 if look.share.get("plain_words", 0.0) > 0.9 else 0.2,
        "county": 1.3 if look.share.get("plain_words", 0.0) > 0.9 else 0.2,
        "identifier": 0.1 if look.words > 2 else 1.3 if look.distinct * 2 > look.filled else 0.5,
        "program": 1.0 if lettered > 0.9 else 0.1,
        "status": 1.0 if lettered > 0.9 else 0.1,
    }
    return suited.get(each, 1.0)


def _suits_name(look: Look) -> float:
    wordy = look.share.get("lettered", 0.0) > 0.95 and look.words >= 1.5
    other = max(look.share.get(kind, 0.0) for kind in ("street", "city_line", "website"))
    if not wordy or other > 0.5:
        return 0.2
    return 1.3 if look.distinct > 0.4 * look.filled else 0.9


def _because(look: Look, each: str) -> Sentence:
    kind = _KIND.get(each, each)
    named = likeness(look.title, each) > 0
    share = look.share.get(kind)
    if each == "latitude" and not named:
        return said("its figures are latitudes, whatever its name says")
    if each == "longitude" and not named:
        return said("its figures are longitudes, whatever its name says")
    if not share:
        return said("its name says so") if named else NOTHING
    part = f"{share:.0%}"
    if named:
        return said("its name says so and %(share)s of its cells look like it", share=part)
    return said("%(share)s of its cells look like it", share=part)


def _services(look: Look, meanings: Meanings, found: _Found) -> None:
    if meanings.are_codes([value for value, _ in look.values]):
        found.columns["codes"] = (*found.columns.get("codes", ()), look.title)
        found.use(look, "codes", said("its cells are codes of SAMHSA's key"))
        return
    if look.share.get("yes_no", 0.0) >= 0.95 and look.distinct <= 4:
        title = look.title
        terms = meanings.of(title) or ((title.upper(),) if meanings.is_code(title) else ())
        if terms:
            found.services.append(ServiceColumn(title, {YES: terms}))
            because = said("yes or no, and its name means %(terms)s", terms=" ".join(terms))
            found.use(look, "services", because)
        else:
            because = said("yes or no, but we do not know what its name means")
            found.use(look, "", because)
        return
    split, values, share = _best_split(look, meanings)
    if values and share >= _KNOWN_SHARE:
        found.services.append(ServiceColumn(look.title, values, split))
        because = said("%(share)s of its values mean something to us", share=f"{share:.0%}")
        found.use(look, "services", because)


def _best_split(look: Look, meanings: Meanings) -> tuple[str, dict[str, tuple[str, ...]], float]:
    best: tuple[float, str, dict[str, tuple[str, ...]]] = (0.0, "", {})
    for split in ("", *_PARTS):
        parts = [
            (part.strip(), count)
            for value, count in look.values
            for part in (value.split(split) if split else [value])
            if part.strip()
        ]
        values = {part: terms for part, _ in parts if (terms := meanings.of(part))}
        all_of_them = sum(count for _, count in parts)
        share = sum(count for part, count in parts if part in values) / max(1, all_of_them)
        chosen = bool(split) or look.few
        if chosen and share > best[0] + 0.05 and (not split or len(parts) > len(look.values)):
            best = (share, split, values)
    return best[1], best[2], best[0]


def _credentials(found: _Found, body: str) -> tuple[CredentialColumns, ...]:
    if "identifier" not in found.columns or not body:
        return ()
    identifier, until, status = (found.columns.get(each, ("",))[0] for each in _CREDENTIAL)
    return (
        CredentialColumns(
            body=body, kind="license", identifier=identifier, status=status, valid_until=until
        ),
    )


def _remarks(form: str, guesses: Sequence[Guess], found: _Found, body: str) -> Iterator[str]:
    """What the reader of the profile should know, a line each."""
    yield f"A first guess, read as: {form}. Check every line."
    for guess in guesses:
        values = "; ".join(value[:40] for value, _ in guess.look.values[:3])
        use = guess.use or "not used"
        yield f"{guess.look.title}: {use} ({guess.because}) {values}"[:240]
    if "identifier" in found.columns and not body:
        yield "There are license numbers: say who gives them (--body) to keep them as credentials."
    if not found.columns.keys() & {"state", "city_line", "address", "zip"}:
        yield 'No column says the state. If all are in one, add [constants] and state = "CA".'
    if "name" not in found.columns:
        yield "No column seems to be the name of the place; say which under [columns]."
