"""Sheet child: the process that opens a workbook, alone and on short rations; the one door to
python_calamine.

Started by `workbook` as a script, so that it imports the workbook reader and the standard library
and nothing else. It writes JSON lines: first the visible sheets with the top of each, then, for
each sheet number it reads from its input, that sheet's rows in batches and an empty batch. Whatever
a hostile workbook does (a crash, all memory, endless work) it does here.
"""

import json
import resource
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import (
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

# The 2023 directory needs 60 MiB; a whole 30,000-row wide download under 700.
MEMORY_BYTES = 1024 * 1024 * 1024
# The 2023 directory needs 0.2 s.
CPU_SECONDS = 120
# A batch is sent when it holds this many characters, so that neither side holds a whole sheet.
BATCH_CHARACTERS = 200_000
HEAD_ROWS = 20


def main() -> int:
    """Serve one workbook, named by the first argument; 0 unless it could not be read."""
    _restrict()
    path, columns, cell = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    try:
        sheets = _visible(CalamineWorkbook.from_object(path))
        _send({"sheets": [_head(sheet, columns, cell) for sheet in sheets]})
        for line in sys.stdin:
            for batch in _batches(sheets[int(line)], columns, cell):
                _send({"rows": batch})
            _send({"rows": []})
    except MemoryError:
        _send({"error": "memory"})
        return 1
    except PasswordError:
        _send({"error": "password"})
        return 1
    except BrokenPipeError:
        return 1
    except BaseException as error:  # a panic of the reader's is no Exception
        _send({"error": "damaged", "why": f"{type(error).__name__}: {error}"[:300]})
        return 1
    return 0


def _restrict() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _visible(book: CalamineWorkbook) -> list[CalamineSheet]:
    return [
        book.get_sheet_by_name(sheet.name)
        for sheet in book.sheets_metadata
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
    ]


def _head(sheet: CalamineSheet, columns: int, cell: int) -> dict[str, object]:
    rows: list[list[str]] = []
    if sheet.end is not None:
        for row in sheet.iter_rows():
            rows.append(_texts(row[: columns + 1], cell))
            if len(rows) == HEAD_ROWS:
                break
    height, width = (sheet.end[0] + 1, sheet.width) if sheet.end else (0, 0)
    return {"name": sheet.name, "height": height, "width": width, "rows": rows}


def _batches(sheet: CalamineSheet, columns: int, cell: int) -> Iterator[list[list[str]]]:
    batch: list[list[str]] = []
    weight = 0
    for row in sheet.iter_rows() if sheet.end is not None else ():
        texts = _texts(row[: columns + 1], cell)
        batch.append(texts)
        weight += 50 + sum(map(len, texts))
        if weight > BATCH_CHARACTERS:
            yield batch
            batch, weight = [], 0
    if batch:
        yield batch


def _texts(row: list[Any], cell: int) -> list[str]:
    """The row's cells as text, blanks at its end left out, each at most one too long."""
    texts = [value if type(value) is str else _text(value) for value in row]
    while texts and not texts[-1]:
        texts.pop()
    return texts if max(map(len, texts), default=0) <= cell else [t[: cell + 1] for t in texts]


def _text(value: float | bool | date | time | timedelta) -> str:
    """A cell that is no text, as a person would have typed it.

    >>> _text(2139.0), _text(1.5), _text(True)
    ('2139', '1.5', 'TRUE')
    """
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        # Beyond 2**53 a spreadsheet no longer knows the last digits.
        whole = abs(value) < 2**53 and value == int(value)
        return str(int(value)) if whole else repr(value)
    if isinstance(value, datetime):
        at_midnight = value.time() == time()
        return value.date().isoformat() if at_midnight else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _send(message: dict[str, object]) -> None:
    # Surrogates cannot be sent as UTF-8; escaped they arrive, and are cleaned away later.
    sys.stdout.write(json.dumps(message, separators=(",", ":")) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
