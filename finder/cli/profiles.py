"""Commands for profiles, which say what the columns of somebody's table mean."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from finder.importing.profile import problems
from finder.importing.profile_file import write_profile
from finder.importing.suggest import suggest
from finder.importing.trying import Seen
from finder.wiring import Parts

_FILE = click.Path(path_type=Path, readable=False)


@click.group()
def profile() -> None:
    """Say what a table's columns mean, and keep that as a profile."""


@profile.command("suggest")
@click.argument("file", type=_FILE)
@click.option("--name", default="", help="The profile's name; default: the file's.")
@click.option("--body", default="", help="Who gives the licenses in it, if there are any.")
@click.option("--sheet", default="", help="The sheet of a workbook; default: the fullest.")
@click.option("--save", is_flag=True, help="Keep it on the shelf, instead of printing it.")
@click.option("--json", "as_json", is_flag=True, help="Tell it as JSON.")
@click.pass_obj
def suggest_(
    parts: Parts, *, file: Path, name: str, body: str, sheet: str, save: bool, as_json: bool
) -> None:
    """Write a first profile of a table, with a reason for each guess."""
    made = suggest(file, parts.vocabulary, name=name or _name_of(file), body=body, sheet=sheet)
    text = write_profile(made.profile, made.remarks)
    if as_json:
        columns = [
            {"column": each.look.title, "use": each.use, "because": each.because}
            for each in made.guesses
        ]
        told = {"form": made.form, "header_row": made.header_row, "columns": columns}
        click.echo(json.dumps({**told, "profile": text}, ensure_ascii=False, indent=1))
    if save:
        kept = parts.profiles.save(made.profile, text)
        click.echo(f"Kept as {kept}. Look it over before you import by it.", err=as_json)
    elif not as_json:
        click.echo(text, nl=False)


@profile.command("list")
@click.pass_obj
def list_(parts: Parts) -> None:
    """List the profiles at hand."""
    for name in parts.profiles.names():
        found = parts.profiles.get(name)
        click.echo(f"{name:<24}{found.title}")


@profile.command()
@click.argument("name")
@click.pass_obj
def show(parts: Parts, name: str) -> None:
    """Print a profile, to review it or to take it elsewhere."""
    click.echo(parts.profiles.text(name), nl=False)


@profile.command("try")
@click.argument("name", metavar="NAME|PROFILE-FILE")
@click.argument("file", type=_FILE)
@click.option("--rows", default=10, show_default=True, help="How many rows to show.")
@click.option("--json", "as_json", is_flag=True, help="Tell it as JSON.")
@click.pass_obj
def try_(parts: Parts, *, name: str, file: Path, rows: int, as_json: bool) -> None:
    """Show a table's first rows beside what a profile makes of them; changes nothing."""
    chosen = parts.profiles.find(name)
    seen = parts.importer.try_profile(file, chosen, most=rows)
    if as_json:
        click.echo(json.dumps([_seen_json(each) for each in seen.rows], ensure_ascii=False))
        return
    click.echo(f"{file.name}: {seen.form}, by the profile {chosen.name}")
    for each in seen.rows:
        click.echo(f"\nRow {each.number}")
        for title, cell in zip(seen.titles, each.cells, strict=False):
            if cell:
                click.echo(f"    {title}: {cell}")
        for field, value in each.reading:
            click.secho(f"  → {field}: {value}", fg="green")
        for problem in each.problems:
            click.secho(f"  ! {problem}", fg="yellow")
    for problem in seen.problems:
        click.echo(f"\n{problem}")


@profile.command()
@click.argument("file", type=_FILE)
@click.pass_obj
def keep(parts: Parts, file: Path) -> None:
    """Put a reviewed profile on the shelf, so that it can be named."""
    found = parts.profiles.find(str(file))
    if wrong := problems(found, parts.vocabulary):
        click.echo(f"Error: {' '.join(wrong)}", err=True)
        sys.exit(1)
    text = file.read_text(encoding="utf-8-sig")
    as_toml = text if file.suffix != ".json" else write_profile(found)
    click.echo(f"Kept as {parts.profiles.save(found, as_toml)}.")


def _name_of(file: Path) -> str:
    kept = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in file.stem)
    return "-".join(kept.lower().split())[:40].strip("-") or "table"


def _seen_json(each: Seen) -> dict[str, Any]:
    return {
        "row": each.number,
        "cells": list(each.cells),
        "reading": dict(each.reading),
        "problems": [str(problem) for problem in each.problems],
    }
