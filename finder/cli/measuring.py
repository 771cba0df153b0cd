"""Commands that say how good the directory is, and how a place came to be what it is: quality and
history."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from finder.cli.keeping import opened
from finder.cli.telling import unheard
from finder.errors import FinderError
from finder.quality import Age, Findings, findings, sheet, write_list
from finder.quality import history as past_of
from finder.wiring import Parts


@click.command()
@click.option("--csv", "name", metavar="LIST", help="Write the places of a list as CSV.")
@click.option("--output", type=click.Path(path_type=Path), help="A file; default: the terminal.")
@click.option("--json", "as_json", is_flag=True, help="Tell it as JSON.")
@click.pass_obj
def quality(parts: Parts, name: str | None, output: Path | None, as_json: bool) -> None:
    """How complete, fresh and free of doubles the directory is; each line names its list."""
    directory = parts.directory
    counted = sheet(directory.all(), directory.known(), parts.vocabulary)
    found = findings(counted, parts.feedback.last_calls(), datetime.now(UTC).date())
    if name is not None:
        _write(parts, found, name, output)
    elif as_json:
        click.echo(json.dumps(_shape(found), ensure_ascii=False, indent=1))
    else:
        _tell(found)


@click.command()
@click.argument("facility", metavar="ID")
@click.option("--field", default="", help="Only this field: phones, name, services …")
@click.option("--json", "as_json", is_flag=True, help="Tell it as JSON.")
@click.pass_obj
def history(parts: Parts, facility: str, field: str, as_json: bool) -> None:
    """What a place showed in each field, when that changed, and by what; the newest first."""
    directory = parts.directory
    found = directory.get(facility.strip().lower())
    if found is None:
        raise FinderError(f"There is no facility {facility}.")
    every = past_of(
        found.id, directory.imports(), directory.past(found.id), directory.corrections(found.id)
    )
    shown = [each for each in every if field in ("", each.field)]
    if as_json:
        told = [asdict(each) | {"at": f"{each.at.isoformat()}Z"} for each in shown]
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    for each in shown:
        click.echo(f"{each.at:%Y-%m-%d %H:%M}  {each.cause.value} {each.number}, {each.by}")
        click.echo(f"    {each.field}: {each.before or '(none)'} → {each.after or '(none)'}")
    if not shown:
        click.echo("Nothing has changed.")


def _write(parts: Parts, found: Findings, name: str, output: Path | None) -> None:
    if name not in found.lists:
        raise FinderError(
            f"There is no list {name!r}, or nothing is on it. `finder quality` names every list."
        )
    try:
        with opened(output) as out:
            write_list(found, name, parts.directory.all(), out)
            out.flush()
    except BrokenPipeError:
        unheard()


def _shape(found: Findings) -> dict[str, Any]:
    counted = found.sheet
    return {
        "facilities": counted.total,
        "coverage": [
            {
                "what": each.what,
                "have": each.have,
                "by_source": {
                    source: {"have": have, "of": of} for source, have, of in each.by_source
                },
            }
            for each in counted.coverage
        ],
        "age_of_source": [_age(each) for each in found.said],
        "age_of_call": [_age(each) for each in found.called],
        "positions": {str(each): count for each, count in counted.positions.items()},
        "shared_phones": counted.shared_phones,
        "same_name_and_address": counted.same_places,
        "licences_expired": found.expired,
        "licences_expiring": found.expiring,
        "unmapped_codes": dict(counted.codes),
        "lists": {name: len(ids) for name, ids in found.lists.items()},
    }


def _age(each: Age) -> dict[str, Any]:
    return {
        "list": each.name,
        "after_days": each.after,
        "until_days": each.until,
        "places": each.places,
    }


def _tell(found: Findings) -> None:
    counted = found.sheet
    click.echo(f"{counted.total:,} places are listed.")
    click.echo("\nHow many say it, of all and as each source lists them:")
    for each in counted.coverage:
        sources = "  ".join(f"{source} {_share(have, of)}" for source, have, of in each.by_source)
        click.echo(f"  {each.what:<16}{_share(each.have, counted.total):>6}  {sources}")
    click.echo("\nLists (finder quality --csv LIST):")
    for name, ids in found.lists.items():
        click.echo(f"  {len(ids):>8,}  {name}")


def _share(have: int, of: int) -> str:
    return f"{100 * have // of} %" if of else "–"
