"""Hostile: hands in files nobody should, and watches: `python -m bench.hostile`.

Each is staged, looked at and planned in a process of its own, as the site does it. It must end in a
sentence or in a plan; nothing in the directory may change; no process may need over 600 MiB or a
minute. It ends with 1 when one did not keep to that.
"""

import argparse
import contextlib
import io
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench.crash import parts_of
from bench.hostile_files import files
from bench.real_directory import CHECKOUT
from finder.importing.asking import ask_plan
from finder.importing.ticket import Settings, State

# Peak memory of a process and of what it starts, in MiB, and seconds (goal R8).
MEMORY, SECONDS = 600, 60


# Linux tells here the most a program has had since it began; `getrusage` counts its parent's too.
_STATUS = Path("/proc/self/status")


@dataclass(frozen=True, slots=True)
class Ended:
    """How a file ended: the state of its ticket, what was told, MiB and seconds it took."""

    state: State
    told: str
    memory: int
    seconds: float

    @property
    def fault(self) -> str:
        """What was wrong with that; "" when nothing was."""
        if self.state not in (State.REFUSED, State.LOOKED, State.READY):
            return f"left {self.state}"
        if self.state is State.REFUSED and not self.told.endswith((".", ")")):
            return f"no sentence: {self.told!r}"
        if "fault in this program" in self.told:
            return self.told
        if self.memory > MEMORY or self.seconds > SECONDS:
            return f"{self.memory} MiB, {self.seconds:.0f} s"
        return ""


def hand_in(home: Path, content: bytes) -> Ended:
    """Stage a file in this home and have it looked at and planned in another process."""
    parts = parts_of(home)
    begun = time.monotonic()
    ticket = parts.staging.receive(io.BytesIO(content), file="list.xlsx", by="bench")
    parts.directory.close()
    # A new program rather than a fork, which would count what its parent holds in memory.
    command = [sys.executable, "-m", "bench.hostile", "--work", str(home), ticket.id]
    told = subprocess.run(  # noqa: S603 -- our own program, a folder and an id of ours
        command, cwd=CHECKOUT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False
    )
    memory = int(told.stdout or 0)
    standing = parts.staging.standing(ticket.id)
    return Ended(standing.state, standing.told, memory, time.monotonic() - begun)


def _work(home: Path, ticket: str) -> None:
    parts = parts_of(home)
    looked = parts.work.carry_out(ticket)
    if looked is not None and looked.state is State.LOOKED and looked.settings.reader:
        settings = Settings(reader=looked.settings.reader, as_of=date(2023, 6, 1))
        ask_plan(parts.staging, ticket, settings, by="bench")
        parts.work.carry_out(ticket)


def _used() -> int:
    """The most memory this program and what it started have had, in MiB."""
    own = next(line for line in _STATUS.read_text().splitlines() if line.startswith("VmHWM"))
    others = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return max(int(own.split()[1]), others) // 1024


def empty_home(folder: Path) -> Path:
    """A directory with nothing in it."""
    parts = parts_of(folder)
    directory = parts.new_directory()
    directory.prepare()
    directory.open_empty()
    directory.close()
    return folder


def main() -> int:
    """Hand all of them in; 0 when each ended as it should."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--variants", type=int, default=16)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--work", nargs=2, metavar=("HOME", "TICKET"), help="Only do its work.")
    wanted = asked.parse_args()
    if wanted.work:
        with contextlib.suppress(Exception):
            _work(Path(wanted.work[0]), wanted.work[1])
        print(_used())
        return 0
    ended: Counter[str] = Counter()
    faults, most, slowest, count = [], 0, 0.0, 0
    with tempfile.TemporaryDirectory() as folder:
        home = empty_home(Path(folder) / "home")
        for name, content in files(wanted.variants, wanted.seed):
            found = hand_in(home, content)
            count += 1
            ended[str(found.state)] += 1
            most, slowest = max(most, found.memory), max(slowest, found.seconds)
            if found.fault:
                faults.append(f"{name}: {found.fault}")
        parts = parts_of(home)
        if parts.directory.revision().number != 1 or parts.directory.problems():
            faults.append("the directory has changed")
    print(f"{count} files: {dict(ended)}; at most {most} MiB and {slowest:.1f} s")
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
