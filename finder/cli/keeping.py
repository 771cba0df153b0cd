"""Commands that keep the directory: init, status, check, reindex, export."""

import json
import sys
from collections.abc import Callable
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import TextIO

import click

from finder.cli.telling import Bar, unheard
from finder.config import SEED_DATA
from finder.directory import DEMONSTRATION
from finder.export.csv import write_csv
from finder.search import snapshot
from finder.sentence import said
from finder.wiring import Parts

_INVENTED_FILE = SEED_DATA / "facilities" / "demonstration.xlsx"
# Older than any real edition, so that real facilities are always the newer word.
_INVENTED_DAY = date(2020, 1, 1)


def set_up(parts: Parts, *, empty: bool = False) -> bool:
    """Makes the directory where there is none; says whether it did. Safe to run again at any time:
    a set-up that was cut short goes on where it stopped."""
    directory = parts.new_directory()
    if directory.prepare().number > 0:
        return False
    with directory.changing(said("setting up the directory"), wait=60), Bar() as bar:
        if directory.prepare().number > 0:  # somebody else did, while we waited
            return False
        if empty:
            directory.open_empty()
        else:
            invented = parts.importer.preview(
                _INVENTED_FILE,
                reader="samhsa",
                source=DEMONSTRATION,
                as_of=_INVENTED_DAY,
                progress=bar,
            )
            parts.importer.publish(invented, by="finder init", progress=bar)
    return True


@click.command()
@click.option("--empty", is_flag=True, help="Without the invented example places.")
@click.pass_obj
def init(parts: Parts, empty: bool) -> None:
    """Make the directory: its database, its index, and invented places to try it with."""
    if set_up(parts, empty=empty):
        what = "nothing in it yet" if empty else f"{parts.directory.status().facilities:,} places"
        click.echo(f"Made a directory in {parts.config.home}, with {what}.")
        if not empty:
            click.echo(
                "The places are invented. For real ones: finder import samhsa FILE --as-of DAY"
            )
    else:
        click.echo(f"There is a directory in {parts.config.home} already; nothing was changed.")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Tell it as JSON.")
@click.pass_obj
def status(parts: Parts, as_json: bool) -> None:
    """Say what is in the directory, and whether its index is ready."""
    found = parts.directory.status()
    revision = parts.directory.revision()
    problems = snapshot.verify(parts.index_folder, revision, parts.vocabulary)
    there = revision in snapshot.revisions(parts.index_folder)
    if as_json:
        told = {
            "facilities": found.facilities,
            "retired": found.retired,
            "listings": found.listings,
            "revision": found.revision,
            "imports": found.imports,
            "demo": found.demo,
            "sources": {source: day.isoformat() for source, day in found.sources.items()},
            "index": {
                "ready": not problems,
                "revision": revision.number if there else None,
            },
        }
        click.echo(json.dumps(told, indent=1))
        return
    click.echo(f"{found.facilities:,} facilities, {found.retired:,} retired")
    for source, day in found.sources.items():
        click.echo(f"  {source} of {day}")
    if found.demo:
        click.echo("  These places are invented: finder import samhsa FILE --as-of DAY")
    click.echo(f"revision {found.revision}, {found.imports:,} imports")
    click.echo("index: ready" if not problems else f"index: {problems[0]}")


@click.group(invoke_without_command=True)
@click.pass_context
def check(context: click.Context) -> None:
    """Check that database, index, vocabulary and places agree; a name after it checks only that."""
    if context.invoked_subcommand is None:
        _check_rooms(context.obj)


def _check_rooms(parts: Parts) -> None:
    rooms: dict[str, Callable[[], list[str]]] = {
        "vocabulary": parts.vocabulary.problems,
        "places": parts.gazetteer.problems,
        "database": parts.directory.problems,
        "index": lambda: snapshot.verify(
            parts.index_folder, parts.directory.revision(), parts.vocabulary
        ),
    }
    wrong = 0
    for room, problems in rooms.items():
        found = problems()
        wrong += len(found)
        click.echo(f"{room}: {'in order' if not found else f'{len(found):,} problems'}")
        for problem in found[:20]:
            click.echo(f"  {problem}")
    if wrong:
        sys.exit(1)


@click.command()
@click.pass_obj
def reindex(parts: Parts) -> None:
    """Make the search index anew from the database."""
    with parts.directory.changing(said("making the index"), wait=60):
        revision = parts.directory.reindex()
        parts.sweep()
    click.echo(f"The index of revision {revision.number} is made.")


@click.group()
def export() -> None:
    """Write the directory in an open format, or a part of it to take along."""


@export.command()
@click.option("--output", type=click.Path(path_type=Path), help="A file; default: the terminal.")
@click.pass_obj
def csv(parts: Parts, output: Path | None) -> None:
    """One row a facility, those no longer listed too, in order of id."""
    try:
        with opened(output) as out:
            count = write_csv(parts.directory.all(retired=True), out)
            out.flush()
    except BrokenPipeError:
        unheard()  # whoever read our output has seen enough: `finder export csv | head`
        return
    if output:
        click.echo(f"{count:,} facilities written to {output}.", err=True)


def opened(output: Path | None) -> "nullcontext[TextIO] | TextIO":
    """The file to write to; the terminal where none is named."""
    return output.open("w", encoding="utf-8", newline="") if output else nullcontext(sys.stdout)
