"""Helpline: a number that is not a facility's own, with who answers it and who pays for it."""

import csv
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from finder.errors import SeedDataError


@dataclass(frozen=True, slots=True)
class Helpline:
    """One helpline; `link` is its `tel:` address, `text` the words for reaching it by message.

    `checked_on` is the day somebody last called it for this project, None when nobody has yet.
    `sponsor` is who pays for it to be shown, blank where nobody does.
    """

    slug: str
    name: str
    name_es: str
    number: str
    link: str
    text: str
    text_es: str
    who_answers: str
    who_answers_es: str
    who_pays: str
    who_pays_es: str
    hours: str
    hours_es: str
    languages: str
    languages_es: str
    use_for: str
    use_for_es: str
    checked_on: date | None
    source: str
    sponsor: str
    # Where the number itself says what to press: "988, luego oprima 1".
    number_es: str = ""


_COLUMNS = [field.name for field in fields(Helpline)]
# What a file of one's own need not have.
_LATER = ("number_es",)


def load(file: Path, own: Path | None = None) -> tuple[Helpline, ...]:
    """The helplines of a file, in its order, and after them those of the operator's `own` file.

    Raises `SeedDataError` with the line that is wrong. Only an own line may be sponsored; it can
    never stand above or take the place of one of ours, nor be named in a safety panel.
    """
    lines = _read(file)
    for line in lines:
        if line.sponsor:
            raise SeedDataError(
                f"{file.name}: “{line.slug}” has a sponsor; it belongs in a file "
                "of your own, which FINDER_HELPLINES names"
            )
    for line in _read(own) if own else ():
        if any(line.slug == known.slug for known in lines):
            raise SeedDataError(f"{own}: “{line.slug}” stands twice; give it a slug of its own")
        lines = (*lines, line)
    return lines


def _read(file: Path) -> tuple[Helpline, ...]:
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            reader = csv.DictReader(lines)
            given = [name for name in reader.fieldnames or () if name not in _LATER]
            needed = [name for name in _COLUMNS if name not in _LATER]
            if given != needed:
                raise SeedDataError(f"{file.name}: its first line must be {','.join(needed)}")
            return tuple(_helpline(file.name, reader.line_num, row) for row in reader)
    except OSError as fault:
        raise SeedDataError(f"{file.name} cannot be read: {fault.strerror}") from fault


def _helpline(name: str, line: int, row: dict[str, str | None]) -> Helpline:
    cells = {column: (row.get(column) or "").strip() for column in _COLUMNS}
    needed = (
        "slug",
        "name",
        "number",
        "link",
        "who_answers",
        "who_pays",
        "hours",
        "languages",
        "source",
    )
    missing = [column for column in needed if not cells[column]]
    if missing:
        raise SeedDataError(f"{name}, line {line}: {', '.join(missing)} must not be empty")
    if not cells["link"].startswith("tel:"):
        raise SeedDataError(f"{name}, line {line}: link must begin with tel:")
    checked = cells.pop("checked_on")
    try:
        day = date.fromisoformat(checked) if checked else None
    except ValueError as fault:
        raise SeedDataError(f"{name}, line {line}: checked_on must read 2026-11-30") from fault
    return Helpline(checked_on=day, **cells)
