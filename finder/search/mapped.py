"""Mapped: a snapshot's files as arrays in memory, and its facilities as a file held open.

Arrays are read, not mapped: a mapped file that somebody cuts short kills the process that touches
it. Workers forked after a load share the memory all the same. The facilities are read from the open
file, which outlives its name: whoever holds one reads on after the file is swept away.
"""

import contextlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import msgspec
import numpy as np
from numpy.typing import NDArray

from finder.errors import IndexUnusable
from finder.facility import Facility


def mapped(file: Path) -> NDArray[Any]:
    """A saved array, in memory, read-only."""
    array: NDArray[Any] = np.load(file, allow_pickle=False)
    array.flags.writeable = False
    return array


class OpenFile:
    """A file held open for reading as long as this is held; outlives its name, survives a fork."""

    def __init__(self, path: Path) -> None:
        self.number = os.open(path, os.O_RDONLY)

    def __del__(self) -> None:
        with contextlib.suppress(AttributeError, OSError):
            os.close(self.number)


@dataclass(frozen=True, slots=True, eq=False)
class Bodies:
    """The facilities themselves, as JSON, one a line: row n is the bytes from `starts[n]` up to
    `starts[n + 1]` of the file held open."""

    file: OpenFile
    starts: NDArray[np.int64]
    decoder: msgspec.json.Decoder[Facility]

    @staticmethod
    def save(folder: Path, rows: Iterable[Facility]) -> None:
        """Write facilities, in the order of their rows."""
        encoder = msgspec.json.Encoder()
        starts = [1]
        with (folder / "facilities.bin").open("wb") as file:
            file.write(b"\n")
            for facility in rows:
                starts.append(starts[-1] + file.write(encoder.encode(facility) + b"\n"))
        np.save(folder / "facilities-starts.npy", np.array(starts, dtype=np.int64))

    @classmethod
    def load(cls, folder: Path) -> Self:
        """The facilities saved in this folder."""
        file = OpenFile(folder / "facilities.bin")
        starts = mapped(folder / "facilities-starts.npy")
        return cls(file, starts, msgspec.json.Decoder(Facility))

    def __len__(self) -> int:
        return len(self.starts) - 1

    def fetch(self, rows: Sequence[int]) -> list[Facility]:
        """The facilities in these rows, in this order; raises `IndexUnusable` where the file was
        cut or changed since it was checked."""
        try:
            return [self.decoder.decode(self._line(int(row))) for row in rows]
        except (OSError, ValueError) as error:  # msgspec's errors are ValueErrors
            raise IndexUnusable("The index's facilities cannot be read: finder reindex.") from error

    def _line(self, row: int) -> bytes:
        start, end = int(self.starts[row]), int(self.starts[row + 1])
        # pread moves no position, so threads and forked workers may share the file.
        return os.pread(self.file.number, end - start, start)
