"""Rows: the cells of a CSV table that must have certain columns, each row with where it stands."""

import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from finder.errors import SeedDataError
from finder.vocabulary.term import Preference


def rows(path: Path, columns: str) -> Iterator[dict[str, str]]:
    """The rows of a table whose first line must name these columns; `at` says where each stands."""
    names = columns.split()
    line = 1
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            if next(reader, []) != names:
                raise SeedDataError(f"{path}, line 1 must be: {','.join(names)}")
            for cells in filter(None, reader):
                line = reader.line_num
                if len(cells) != len(names):
                    raise SeedDataError(
                        f"{path}, line {line} has {len(cells)} cells where {len(names)} are needed;"
                        " put quotation marks round a cell with a comma in it."
                    )
                row = dict(zip(names, map(str.strip, cells), strict=True))
                row["at"] = f"{path}, line {line}"
                yield row
    except OSError as error:
        raise SeedDataError(f"{path} cannot be read ({error.strerror}); put it back.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise SeedDataError(f"{path}, after line {line}: {error}; save it as UTF-8 CSV.") from error


def number(row: Mapping[str, str], column: str) -> int:
    """A cell that must be a whole number."""
    if not re.fullmatch("[0-9]+", row[column]):
        raise SeedDataError(f"{row['at']}: {column} must be a whole number, not '{row[column]}'.")
    return int(row[column])


def choice(row: Mapping[str, str], column: str, allowed: tuple[str, ...]) -> str:
    """A cell that must be one of these words."""
    if row[column] not in allowed:
        wanted = " or ".join(f"'{each}'" for each in allowed)
        raise SeedDataError(f"{row['at']}: {column} must be {wanted}, not '{row[column]}'.")
    return row[column]


def parts(cell: str) -> tuple[str, ...]:
    """The texts of a cell, parted by `|`, without the blank ones."""
    return tuple(filter(None, map(str.strip, cell.split("|"))))


def preferences(row: Mapping[str, str], column: str) -> tuple[Preference, ...]:
    """A cell of groups parted by blanks: slugs joined by `|`, then perhaps a colon and a weight."""
    return tuple(_preference(row, column, group) for group in row[column].split())


def _preference(row: Mapping[str, str], column: str, group: str) -> Preference:
    found = re.fullmatch(r"([^:]+)(?::(0\.\d+|1|1\.0))?", group)
    weight = float(found[2] or 1) if found else 0.0
    if found is None or weight < 0.25:
        raise SeedDataError(
            f"{row['at']}: {column} must read 'slug|slug:0.5' with a weight of 0.25 to 1,"
            f" not '{group}'."
        )
    return Preference(parts(found[1]), weight)
