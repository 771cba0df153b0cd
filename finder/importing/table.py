"""Table: reads anybody's CSV, TSV or workbook by a profile of its columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from finder.errors import BadProfile, Unreadable
from finder.importing.archive import LIMITS, Limits
from finder.importing.mapping import RowMapping
from finder.importing.profile import Profile, problems
from finder.importing.record import Edition, Problem, Record
from finder.importing.rows import Row, rows_below
from finder.importing.tabular import Opened, open_table
from finder.sentence import Sentence, said, together
from finder.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Tried:
    """One row as a profile reads it: its cells as they stand, and the record or why it has none."""

    number: int
    cells: tuple[str, ...]
    record: Record | None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """The top of a table as a profile reads it."""

    form: Sentence
    titles: tuple[str, ...]
    rows: tuple[Tried, ...]
    edition: Edition


def read(
    file: Path,
    vocabulary: Vocabulary,
    *,
    anyway: bool = False,
    profile: Profile | None = None,
    limits: Limits = LIMITS,
) -> Edition:
    """The edition in a table; `Unreadable` if it lacks a column that the profile names."""
    opened, mapping = _open(file, vocabulary, profile, limits)
    edition = Edition(iter(()))
    if opened.table.height is not None:
        edition.total = max(0, opened.table.height - opened.header.number)
    edition.problems.extend(opened.header.problems())
    edition.records = _records(opened, mapping, edition)
    return edition


def try_rows(
    file: Path,
    vocabulary: Vocabulary,
    profile: Profile,
    *,
    most: int = 10,
    limits: Limits = LIMITS,
) -> Trial:
    """The first rows of a table beside what the profile makes of them."""
    opened, mapping = _open(file, vocabulary, profile, limits)
    edition = Edition(iter(()))
    rows = rows_below(opened.table, opened.header, opened.rows, edition)
    tried = [_tried(row, mapping) for row in islice(rows, most)]
    opened.table.rows.close()
    edition.problems.extend(mapping.summary())
    return Trial(opened.table.form, opened.titles, tuple(tried), edition)


def _tried(row: Row, mapping: RowMapping) -> Tried:
    record, problem = mapping.record(row)
    return Tried(row.number, tuple(row.cells), record, problem)


def _open(
    file: Path, vocabulary: Vocabulary, profile: Profile | None, limits: Limits
) -> tuple[Opened, RowMapping]:
    if profile is None:
        raise BadProfile(
            said(
                "A table of unknown columns needs a profile of them: --profile NAME or FILE."
                " `finder profile suggest` writes a first one."
            )
        )
    if wrong := problems(profile, vocabulary):
        raise BadProfile(
            said(
                "The profile %(name)s cannot be used: %(why)s",
                name=profile.name,
                why=together(wrong),
            )
        )
    opened = open_table(file, sheet=profile.sheet, expected=profile.named(), limits=limits)
    missing = [column for column in profile.named() if opened.place(column) is None]
    if missing:
        opened.table.rows.close()
        raise Unreadable(_lacking(profile, missing, ", ".join(opened.titles)[:300]))
    return opened, RowMapping(opened, profile)


def _lacking(profile: Profile, missing: Sequence[str], have: str) -> Sentence:
    """What to say of a table without columns that its profile names."""
    told = {"profile": profile.name, "missing": ", ".join(missing)[:200], "have": have}
    if len(missing) == 1:
        return said(
            "The file lacks a column that the profile %(profile)s names: %(missing)s. It has"
            " %(have)s.",
            **told,
        )
    return said(
        "The file lacks columns that the profile %(profile)s names: %(missing)s. It has %(have)s.",
        **told,
    )


def _records(opened: Opened, mapping: RowMapping, edition: Edition) -> Iterator[Record]:
    for row in rows_below(opened.table, opened.header, opened.rows, edition):
        record, problem = mapping.record(row)
        if problem is not None:
            edition.problems.append(problem)
        elif record is not None:
            yield record
    edition.problems.extend(mapping.summary())
