"""Mapped: files of a snapshot as memory that every process shares, never copied.

A mapping outlives its file's name: whoever holds one reads on after the file is swept away.
"""

import mmap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import msgspec
import numpy as np
from numpy.typing import NDArray

from finder.facility import Facility


def mapped(file: Path) -> NDArray[Any]:
    """A saved array; a plain ndarray, whose slices cost less than a memmap's."""
    return np.asarray(np.load(file, mmap_mode="r", allow_pickle=False))


@dataclass(frozen=True, slots=True, eq=False)
class Bodies:
    """The facilities themselves, as JSON, one a line: row n is `text[starts[n]:starts[n + 1]]`."""

    text: mmap.mmap
    starts: NDArray[np.int64]
    decoder: msgspec.json.Decoder[Facility]

    @staticmethod
    def save(folder: Path, rows: Iterable[Facility]) -> None:
        """Write facilities, in the order of their rows."""
        encoder = msgspec.json.Encoder()
        starts = [1]
        with (folder / "facilities.bin").open("wb") as file:
            file.write(b"\n")  # a file without a byte cannot be mapped
            for facility in rows:
                starts.append(starts[-1] + file.write(encoder.encode(facility) + b"\n"))
        np.save(folder / "facilities-starts.npy", np.array(starts, dtype=np.int64))

    @classmethod
    def load(cls, folder: Path) -> Self:
        """The facilities saved in this folder."""
        with (folder / "facilities.bin").open("rb") as file:
            text = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        starts = mapped(folder / "facilities-starts.npy")
        return cls(text, starts, msgspec.json.Decoder(Facility))

    def __len__(self) -> int:
        return len(self.starts) - 1

    def fetch(self, rows: Sequence[int]) -> list[Facility]:
        """The facilities in these rows, in this order."""
        return [self.decoder.decode(self.text[self.starts[n] : self.starts[n + 1]]) for n in rows]
