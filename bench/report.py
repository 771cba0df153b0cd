"""Report: what was measured, as tables in Markdown, as JSON, and as a plot."""

import json
import os
import platform
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np

from bench.corpus import REAL_SIZE
from bench.goals import FINDER_AT_20K
from bench.peers.questions import KINDS
from bench.plot import drawn
from bench.race import Times, ratio

ALL = "all"
_ABOUT = """# The search engine beside its peers

Made by `python -m bench.engines`; `engines.json` beside this has the same numbers. Every engine
answers the same questions: the exact total, the first 20 by distance or by score, and the counts of
60 facet values. Every answer was compared with a scan of all facilities before it was timed:
totals, counts and distance orders must be equal, and what is shown by score must match. Engines
took turns in one process, round after round; a number is the median over the rounds. The machine
was shared with other work, so compare within a table, never between tables or with another run.
12,744 is the real 2023 directory, each facility at its ZIP's point; larger ones are grown from it
(codes resampled, names recombined and coined, points jittered by about 3.5 miles).
"""


def percentiles(times: Mapping[str, Times]) -> dict[str, dict[str, list[float]]]:
    """For each engine p50 and p95 in milliseconds, of each kind and of all."""
    return {
        name: {
            kind: [
                round(float(np.median(each.percentile(percent, "" if kind == ALL else kind))), 4)
                for percent in (50, 95)
            ]
            for kind in (*KINDS, ALL)
            if kind == ALL or kind in each.kinds
        }
        for name, each in times.items()
    }


def ratios(times: Mapping[str, Times], of: str) -> dict[str, dict[str, list[float]]]:
    """For each engine how many times as long as one of them it takes, at p50 and p95."""
    if of not in times:
        return {}
    kinds = [kind for kind in (*KINDS, ALL) if kind == ALL or kind in times[of].kinds]
    return {
        name: {
            kind: [
                round(ratio(each, times[of], percent, "" if kind == ALL else kind), 3)
                for percent in (50, 95)
            ]
            for kind in kinds
        }
        for name, each in times.items()
        if name != of
    }


def keep(folder: Path, measured: Mapping[str, object]) -> None:
    """Put one size's results in the place of its former ones, and write all three files."""
    folder.mkdir(exist_ok=True)
    file = folder / "engines.json"
    runs = json.loads(file.read_text("utf-8"))["runs"] if file.exists() else []
    others = [each for each in runs if each["size"] != measured["size"]]
    runs = sorted([*others, measured], key=lambda each: int(each["size"]))
    file.write_text(json.dumps({"runs": runs}, ensure_ascii=False, indent=1) + "\n", "utf-8")
    texts = [_ABOUT, "![p50 and p95 against size](engines.svg)\n", *map(size_text, runs)]
    (folder / "engines.md").write_text("\n".join(texts), "utf-8")
    (folder / "engines.svg").write_text(drawn(runs), "utf-8")


def machine() -> dict[str, str]:
    """What it ran on; neither names nor folders of the machine."""
    found = {
        "cores": str(os.cpu_count()),
        "processor": platform.machine(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "product": _revision(),
    }
    for package in ("numpy", "whoosh-reloaded", "tantivy", "psycopg"):
        try:
            found[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            found[package] = "not installed"
    return found


def size_text(run: Mapping[str, Any]) -> str:
    """One size's results, in Markdown."""
    real = " (the real directory)" if run["size"] == REAL_SIZE else ""
    return "\n".join(
        [
            f"## {run['size']:,} facilities{real}\n",
            f"{run['queries']} questions, {run['rounds']} rounds, {run['words']:,} different "
            f"words, median total {run['median_total']:,}. p50 / p95 in milliseconds:\n",
            *_times(run),
            "\nTimes as long as finder, p50 / p95:\n",
            *_ratios(run),
            "\n| goal | wanted | measured | |\n|---|---|---|---|",
            *map(_goal, run["goals"]),
            "",
            *_remarks(run),
            "",
        ]
    )


def _times(run: Mapping[str, Any]) -> Iterator[str]:
    yield _heading(["engine", *KINDS, ALL, "answers"])
    for name, kinds in run["milliseconds"].items():
        cells = [_two(kinds.get(kind)) for kind in (*KINDS, ALL)]
        yield f"| {name} | {' | '.join(cells)} | {_answers(run, name)} |"


def _answers(run: Mapping[str, Any], name: str) -> str:
    if name.startswith("floor") or name == FINDER_AT_20K:
        return ""
    wrong = run["different"][name]["number"]
    return f"**{wrong} differ**" if wrong else "equal"


def _ratios(run: Mapping[str, Any]) -> Iterator[str]:
    yield _heading(["engine", *KINDS, ALL])
    for name, kinds in run["ratios"].items():
        cells = [_two(kinds.get(kind)) for kind in (*KINDS, ALL)]
        yield f"| {name} | {' | '.join(cells)} |"


def _goal(goal: Mapping[str, Any]) -> str:
    if goal["measured"] is None:
        return f"| {goal['goal']} | {goal['wanted']} | peer missing | |"
    percent = "%" in goal["wanted"]
    measured = f"{goal['measured']:.4g} %" if percent else f"{goal['measured']:.3g}×"
    return f"| {goal['goal']} | {goal['wanted']} | {measured} | {_met(goal)} |"


def _met(goal: Mapping[str, Any]) -> str:
    return "met" if goal["met"] else "**not met**"


def _remarks(run: Mapping[str, Any]) -> Iterator[str]:
    for name, found in run["different"].items():
        if found["number"]:
            yield f"- {name} differs from the scan: {'; '.join(found['examples'])}."
    for name, reason in run["missing"].items():
        yield f"- {name} is missing: {reason}."
    built = ", ".join(f"{name} {seconds:g} s" for name, seconds in run["built_seconds"].items())
    yield f"- Made in: {built}."
    for name, settings in run["settings"].items():
        yield f"- {name}: {settings}."
    yield f"- Command: `{run['command']}`"
    yield "- Machine: " + ", ".join(f"{name} {value}" for name, value in run["machine"].items())


def _heading(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |\n|{'---|' * len(cells)}"


def _two(pair: list[float] | None) -> str:
    return " / ".join(_short(each) for each in pair) if pair else ""


def _short(value: float) -> str:
    """Two or three digits that count.

    >>> _short(0.0312), _short(4.56), _short(431.2)
    ('.031', '4.6', '431')
    """
    if value < 1:
        return f"{value:.2g}".removeprefix("0")
    return f"{value:.1f}" if value < 100 else f"{value:,.0f}"


def _revision() -> str:
    """The commit that was measured, marked where the product's files differ from it."""
    changed = " with changes" if _git("status", "--porcelain", "--", "finder", "seed_data") else ""
    return (_git("rev-parse", "--short", "HEAD") or "unknown") + changed


def _git(*arguments: str) -> str:
    git = shutil.which("git")
    if git is None:
        return ""
    # No shell reads it, and the arguments are this file's own words.
    found = subprocess.run(  # noqa: S603 -- as the line above says
        [git, *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    return found.stdout.strip()
