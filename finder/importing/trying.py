"""Trying: the first rows of a table beside the listings that a profile would make of them."""

from dataclasses import dataclass
from pathlib import Path

from finder.facility import Listing
from finder.importing.clean import clean
from finder.importing.differences import texts
from finder.importing.locate import locate
from finder.importing.profile import Profile
from finder.importing.record import Problem
from finder.importing.table import Tried, try_rows
from finder.places import Gazetteer
from finder.sentence import Sentence
from finder.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Seen:
    """One row: its cells, what would be listed of it as (field, text), and what is wrong."""

    number: int
    cells: tuple[str, ...]
    reading: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Sight:
    """The top of a table as it would be listed; `problems` are those of the file as a whole."""

    form: Sentence
    titles: tuple[str, ...]
    rows: tuple[Seen, ...]
    problems: tuple[Problem, ...]


def try_profile(
    file: Path, profile: Profile, vocabulary: Vocabulary, gazetteer: Gazetteer, *, most: int = 10
) -> Sight:
    """What a profile makes of a table's first rows; nobody is asked over the network."""
    trial = try_rows(file, vocabulary, profile, most=most)
    rows = tuple(_seen(each, vocabulary, gazetteer) for each in trial.rows)
    return Sight(trial.form, trial.titles, rows, tuple(trial.edition.problems))


def _seen(tried: Tried, vocabulary: Vocabulary, gazetteer: Gazetteer) -> Seen:
    if tried.record is None:
        return Seen(tried.number, tried.cells, (), (tried.problem,) if tried.problem else ())
    cleaned, problems = clean(tried.record)
    if cleaned is None:
        return Seen(tried.number, tried.cells, (), problems)
    listing, more = locate(cleaned, gazetteer)
    reading = _reading(listing, vocabulary) if listing else ()
    return Seen(tried.number, tried.cells, reading, (*problems, *more))


def _reading(listing: Listing, vocabulary: Vocabulary) -> tuple[tuple[str, str], ...]:
    """The listing's fields that say something, services by the labels of our terms."""
    codes = set(listing.codes)
    yes = [term.label for term in vocabulary.terms if term.codes & codes]
    no = [term.label for term in vocabulary.terms if term.denied_by & codes]
    fields = [(field, text) for field, text in texts(listing).items() if text]
    if yes:
        fields.append(("services", "; ".join(yes)))
    if no:
        fields.append(("says no", "; ".join(no)))
    return tuple(fields)
