"""Carried: a file to carry, as the command writes it, with the directory it was made from."""

from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from finder.cli import finder
from finder.wiring import Parts


@dataclass(frozen=True, slots=True)
class Carried:
    """A file, and the directory it was made from."""

    file: Path
    parts: Parts
    state: str

    @property
    def address(self) -> str:
        """Where a browser opens it."""
        return self.file.as_uri()


def carried(parts: Parts, folder: Path, state: str, *options: str) -> Carried:
    """The file of a state, in a folder."""
    file = folder / "guide.html"
    command = ["export", "takeaway", "--state", state, "--out", str(file), *options]
    done = CliRunner().invoke(finder, command, obj=parts)
    assert done.exit_code == 0, done.output
    return Carried(file, parts, state)
