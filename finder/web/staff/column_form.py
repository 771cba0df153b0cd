"""Column form: a table's columns as the mapping page shows them, and the profile a steward made of
them. Whatever stands in the form is read without a fault; what cannot be understood is a note."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from finder.importing.column_look import Look
from finder.importing.meanings import Meanings
from finder.importing.profile import (
    DENIES,
    FIELDS,
    NO,
    YES,
    Condition,
    CredentialColumns,
    Profile,
    ServiceColumn,
)
from finder.importing.suggest import Suggestion
from finder.sentence import Sentence
from finder.vocabulary import Vocabulary
from finder.web.language import gettext

CREDENTIAL = ("identifier", "valid_until", "status")
SERVICES = "services"
SPLITS = ("", ";", ",", "|", "/")
# A list of services has at most some dozens of values; what is beyond them is kept as a remark.
_MOST_VALUES = 60
_SAMPLES = 3


@dataclass(frozen=True, slots=True)
class ValueLine:
    """One value of a column that says services, how often it stands there, and what it means."""

    text: str
    count: int
    terms: str


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """One column: what stands in it, what it is used for and why, and its values if they matter."""

    at: int
    title: str
    samples: tuple[str, ...]
    because: Sentence
    use: str
    split: str
    values: tuple[ValueLine, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as read: the profile, and what in it could not be understood."""

    profile: Profile
    notes: tuple[str, ...]


def lines(
    suggestion: Suggestion, profile: Profile, vocabulary: Vocabulary
) -> tuple[ColumnLine, ...]:
    """The table's columns as the profile uses them."""
    used = {_key(title): field for field, titles in profile.columns.items() for title in titles}
    for each in profile.credentials[:1]:
        used |= {_key(title): field for field in CREDENTIAL if (title := getattr(each, field))}
    services = {_key(each.column): each for each in profile.services}
    return tuple(
        ColumnLine(
            at=guess.look.place,
            title=guess.look.title,
            samples=tuple(value[:60] for value, _ in guess.look.values[:_SAMPLES]),
            because=guess.because,
            use=SERVICES
            if (own := services.get(_key(guess.look.title)))
            else used.get(_key(guess.look.title), ""),
            split=own.split if own else "",
            values=tuple(_value_lines(guess.look, own, vocabulary)) if own else (),
        )
        for guess in suggestion.guesses
    )


def read_form(
    form: Mapping[str, str],
    suggestion: Suggestion,
    vocabulary: Vocabulary,
    base: Profile | None = None,
) -> Filled:
    """The profile that a filled form means.

    `base` is the profile the form was begun with: what a form does not show, such as a second
    credential or the rows that have one, stays as it stands there.
    """
    notes: list[str] = []
    words = _Words(vocabulary, notes)
    columns: dict[str, tuple[str, ...]] = {}
    credential: dict[str, str] = {}
    services: list[ServiceColumn] = []
    for guess in suggestion.guesses:
        look, use = guess.look, form.get(f"use-{guess.look.place}", "")
        if use in FIELDS:
            columns[use] = (*columns.get(use, ()), look.title)
        elif use in CREDENTIAL:
            credential.setdefault(use, look.title)
        elif use == SERVICES:
            services.append(_service(form, look, words))
    state = form.get("state", "").strip()[:40]
    constants = {**(base.constants if base else {}), "state": state}
    profile = Profile(
        name=form.get("name", "").strip()[:60],
        title=form.get("title", "").strip()[:120],
        source=form.get("name", "").strip()[:40],
        sheet=base.sheet if base else "",
        columns=columns,
        constants={field: text for field, text in constants.items() if text},
        always=words.slugs(form.get("always", "")),
        services=tuple(_kept(each, base) for each in services),
        credentials=_credentials(form, credential, notes, base),
        only=_only(form, {guess.look.title for guess in suggestion.guesses}),
    )
    return Filled(profile, tuple(notes))


def shown(words: Sequence[str], vocabulary: Vocabulary) -> str:
    """A profile's words for terms as the form has them, parted by semicolons."""
    told = []
    for word in words:
        slug = word.removeprefix(DENIES)
        term = vocabulary.term(slug)
        label = term.label if term else slug
        told.append(gettext("no: %(what)s", what=label) if slug != word else label)
    return "; ".join(told)


class _Words:
    """Reads what a steward writes for terms: labels, slugs, codes, everyday words."""

    def __init__(self, vocabulary: Vocabulary, notes: list[str]) -> None:
        self._vocabulary = vocabulary
        self._meanings = Meanings(vocabulary)
        self._notes = notes

    def guess(self, text: str) -> tuple[str, ...]:
        """What a value seems to mean by itself."""
        return self._meanings.of(text)

    def slugs(self, text: str) -> tuple[str, ...]:
        """The terms in a field; a word that is none becomes a note."""
        found: list[str] = []
        for piece in text[:2000].split(";"):
            word = piece.strip()
            bare = word
            for start in (DENIES, "no:", gettext("no: %(what)s", what="").strip()):
                bare = bare.removeprefix(start).strip()
            if not bare:
                continue
            slug = bare.casefold()
            known = (slug,) if self._vocabulary.term(slug) else self._meanings.of(bare)
            known = known or ((bare,) if bare.isupper() and self._vocabulary.knows(bare) else ())
            if not known:
                self._notes.append(
                    gettext("“%(word)s” is none of our terms; choose one of the list.",
                            word=bare[:60])
                )  # fmt: skip
            found += [f"{DENIES}{each}" if bare != word else each for each in known]
        return tuple(dict.fromkeys(found))


def _key(title: str) -> str:
    """A column's title as profiles match it: in any case."""
    return " ".join(title.casefold().split())


def _value_lines(look: Look, service: ServiceColumn, vocabulary: Vocabulary) -> Iterator[ValueLine]:
    known = {value.casefold(): words for value, words in service.values.items()}
    for text, count in _values(look, service.split):
        yield ValueLine(text, count, shown(known.pop(text.casefold(), ()), vocabulary))
    for value, words in known.items():  # not in this file, but in the profile
        yield ValueLine(value, 0, shown(words, vocabulary))


def _values(look: Look, split: str) -> list[tuple[str, int]]:
    """The values of a column, the commonest first; all spellings of yes are one."""
    if look.share.get("yes_no", 0.0) >= 0.95:
        return [(YES, 0), (NO, 0)]
    counts: dict[str, int] = {}
    for value, count in look.values:
        for part in value.split(split) if split else [value]:
            if part.strip():
                counts[part.strip()] = counts.get(part.strip(), 0) + count
    return sorted(counts.items(), key=lambda each: -each[1])[:_MOST_VALUES]


def _service(form: Mapping[str, str], look: Look, words: _Words) -> ServiceColumn:
    """A column of services: its values as the form maps them, or as they seem where it is new."""
    at = look.place
    split = form.get(f"split-{at}", "")
    split = split if split in SPLITS else ""
    if form.get(f"was-{at}") != f"{SERVICES}{split}":
        guessed = {text: words.guess(text) for text, _ in _values(look, split)}
        if YES in guessed:
            guessed[YES] = words.guess(look.title)
        return ServiceColumn(look.title, {text: each for text, each in guessed.items() if each},
                             split)  # fmt: skip
    values: dict[str, tuple[str, ...]] = {}
    for number in range(2 * _MOST_VALUES):
        text = form.get(f"is-{at}-{number}", "")
        if text and (slugs := words.slugs(form.get(f"means-{at}-{number}", ""))):
            values[text] = slugs
    return ServiceColumn(look.title, values, split)


def _kept(service: ServiceColumn, base: Profile | None) -> ServiceColumn:
    """The column with what the form does not show: whether unmapped values are kept."""
    before = base.services if base else ()
    keep = next((e.keep for e in before if _key(e.column) == _key(service.column)), True)
    return replace(service, keep=keep)


def _credentials(
    form: Mapping[str, str],
    columns: Mapping[str, str],
    notes: list[str],
    base: Profile | None,
) -> tuple[CredentialColumns, ...]:
    body = form.get("body", "").strip()[:120]
    kind = form.get("kind", "").strip()[:40] or "license"
    if not columns.get("identifier"):
        return ()
    if not body:
        notes.append(gettext("Say who gives the licenses; without it they are left out."))
        return ()
    made = CredentialColumns(
        body=body,
        kind=kind,
        identifier=columns["identifier"],
        status=columns.get("status", ""),
        valid_until=columns.get("valid_until", ""),
    )
    before = base.credentials if base else ()
    same = before and replace(before[0], when=None) == made
    return before if same else (made,)


def _only(form: Mapping[str, str], titles: set[str]) -> Condition | None:
    column = form.get("only-column", "")
    values = tuple(filter(None, map(str.strip, form.get("only-values", "")[:500].split(";"))))
    return Condition(column, values) if column in titles and values else None
