"""Workbook: a workbook's visible sheets as rows of text, read by a child process.

The child (`sheet_child`) may use 1 GiB of memory and 120 s of processor and write no file; here
only batches of a few hundred rows pass through. A child that dies becomes one clear sentence.
"""

import contextlib
import json
import signal
import subprocess
import sys
import weakref
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from finder.errors import Unreadable
from finder.importing import archive
from finder.importing.archive import LIMITS, Limits
from finder.importing.rows import Row
from finder.sentence import quoted, said

# A child that has closed its end is about to die; a busy machine may take a moment over it.
_PATIENCE = 5.0
_CHILD = Path(__file__).with_name("sheet_child.py")
_SAVE = said("Copy the list alone into a new workbook with a spreadsheet program, and import that.")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A visible sheet: its place among the visible, its name, its top rows and its size."""

    index: int
    name: str
    head: tuple[Row, ...]
    height: int
    width: int


class Workbook:
    """An open workbook; close it, or use it in a `with`, and the child is gone.

    Raises `Unreadable`, on opening or while reading, with what is wrong and what to do.
    """

    def __init__(self, file: Path, limits: Limits = LIMITS) -> None:
        archive.check_workbook(file, limits)
        self._limits = limits
        # No shell reads it: this Python, our own script, and a path that is made absolute.
        self._child = subprocess.Popen(  # noqa: S603 -- as the line above says
            [
                *(sys.executable, "-B", "-P", str(_CHILD)),
                *(str(file.resolve()), str(limits.columns), str(limits.cell)),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        # A reading that is given up without a word must not leave a process behind.
        self._end = weakref.finalize(self, _end, self._child)
        try:
            self.sheets = tuple(
                Sheet(
                    index,
                    sheet["name"],
                    tuple(Row(number, cells) for number, cells in enumerate(sheet["rows"], 1)),
                    sheet["height"],
                    sheet["width"],
                )
                for index, sheet in enumerate(self._receive()["sheets"])
            )
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child, whatever it is doing."""
        self._end()

    def rows(self, sheet: Sheet) -> Iterator[Row]:
        """The sheet's rows from its first, blank ones too; one sheet is read at a time."""
        self._check_size(sheet)
        self._ask(sheet.index)
        number = 0
        while batch := self._receive()["rows"]:
            for cells in batch:
                number += 1
                if any(len(cell) > self._limits.cell for cell in cells):
                    raise Unreadable(
                        said(
                            "Row %(n)s of the sheet %(sheet)s has a cell of more than %(most)s"
                            " characters; shorten it and import the file again.",
                            n=number,
                            sheet=quoted(sheet.name),
                            most=f"{self._limits.cell:,}",
                        )
                    )
                yield Row(number, cells)

    def _check_size(self, sheet: Sheet) -> None:
        if sheet.height > self._limits.rows:
            raise Unreadable(
                said(
                    "The sheet %(sheet)s has %(n)s rows, more than the %(most)s allowed."
                    " %(advice)s",
                    sheet=quoted(sheet.name),
                    n=f"{sheet.height:,}",
                    most=f"{self._limits.rows:,}",
                    advice=_SAVE,
                )
            )
        if sheet.width > self._limits.columns:
            raise Unreadable(
                said(
                    "The sheet %(sheet)s has %(n)s columns, more than the %(most)s allowed."
                    " %(advice)s",
                    sheet=quoted(sheet.name),
                    n=f"{sheet.width:,}",
                    most=f"{self._limits.columns:,}",
                    advice=_SAVE,
                )
            )

    def _ask(self, index: int) -> None:
        assert self._child.stdin is not None
        try:
            self._child.stdin.write(b"%d\n" % index)
            self._child.stdin.flush()
        except (BrokenPipeError, ValueError) as error:
            raise self._ended() from error

    def _receive(self) -> dict[str, Any]:
        assert self._child.stdout is not None
        try:
            line = self._child.stdout.readline()
            message = json.loads(line)
            if not message.keys() & {"sheets", "rows", "error"}:
                raise ValueError
        except (ValueError, AttributeError) as error:
            raise self._ended() from error
        match message.get("error"):
            case None:
                return dict(message)
            case "memory":
                raise Unreadable(_NO_MEMORY)
            case "password":
                raise Unreadable(
                    said(
                        "The workbook is protected by a password; save it without one and import"
                        " that."
                    )
                )
            case _:
                raise Unreadable(_DAMAGED)

    def _ended(self) -> Unreadable:
        """What to say of a child that died without a word."""
        try:
            status = self._child.wait(timeout=_PATIENCE)
        except subprocess.TimeoutExpired:
            return Unreadable(_DAMAGED)
        if status in (-signal.SIGXCPU, -signal.SIGKILL):
            return Unreadable(said("The workbook takes too long to read. %(advice)s", advice=_SAVE))
        if status in (-signal.SIGABRT, -signal.SIGSEGV, -signal.SIGBUS):
            return Unreadable(_NO_MEMORY)
        return Unreadable(_DAMAGED)


def _end(child: "subprocess.Popen[bytes]") -> None:
    child.kill()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            # An order the child did not live to read cannot be delivered any more.
            with contextlib.suppress(BrokenPipeError):
                pipe.close()
    child.wait()


_NO_MEMORY = said(
    "The workbook needs more memory than a list of facilities should: it has far too many cells, or"
    " cells in far corners. %(advice)s",
    advice=_SAVE,
)
_DAMAGED = said("The workbook is damaged and cannot be read. %(advice)s", advice=_SAVE)
