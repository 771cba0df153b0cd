"""Commands that correct a place: correct, corrections and corrections drop."""

import json
from datetime import UTC, datetime
from typing import Any

import click

from finder.cli.telling import Bar
from finder.directory import FIELDS, Amendment, Corrected
from finder.directory.lock import who
from finder.errors import NothingToCorrect
from finder.importing.correcting import correction
from finder.sentence import said
from finder.wiring import Parts

_AS_JSON = click.option("--json", "as_json", is_flag=True, help="Tell it as JSON.")
_WAIT = 60


def amend(parts: Parts, change: Amendment, facility: str, *, did: str) -> None:
    """Make a change of corrections, with a bar, and write it down."""
    with parts.directory.changing(said("correcting a place"), wait=_WAIT), Bar() as bar:
        parts.directory.amend(change, progress=bar)
        bar.end()
        parts.sweep()
    parts.staff.record(change.by, did, facility)


@click.command()
@click.argument("facility", metavar="ID")
@click.argument("field", type=click.Choice(FIELDS))
@click.argument("value")
@click.option("--reason", required=True, help="Why it is corrected.")
@click.option("--source", required=True, help="Who says so.")
@click.option("--until", default="", help="A last day, or: verified. Default: until it is dropped.")
@_AS_JSON
@click.pass_obj
def correct(
    parts: Parts,
    *,
    facility: str,
    field: str,
    value: str,
    reason: str,
    source: str,
    until: str,
    as_json: bool,
) -> None:
    """Correct one field of a place, whatever imports say, as long as --until says."""
    new = correction(
        facility.strip().lower(),
        field,
        value,
        by=who(),
        told_by=source,
        reason=reason,
        until=until,
        today=datetime.now(UTC).date(),
    )
    amend(parts, Amendment(new.by, new=new), new.facility, did=f"corrected {field}")
    made = parts.directory.corrections(new.facility)
    _tell([each for each in made if each.withdrawn is None][:1], as_json=as_json)


@click.group(invoke_without_command=True)
@click.option("--facility", default="", help="Those of one place: its id.")
@click.option("--all", "ended", is_flag=True, help="Those that stand no longer, too.")
@_AS_JSON
@click.pass_context
def corrections(context: click.Context, facility: str, ended: bool, as_json: bool) -> None:
    """List the corrections that stand, the newest first."""
    if context.invoked_subcommand is None:
        parts: Parts = context.obj
        found = parts.directory.corrections(facility.strip().lower())
        _tell([each for each in found if ended or each.withdrawn is None], as_json=as_json)


@corrections.command()
@click.argument("number", type=int)
@_AS_JSON
@click.pass_obj
def drop(parts: Parts, number: int, as_json: bool) -> None:
    """Let a correction stand no longer; what the sources say is shown again."""
    found = next((each for each in parts.directory.corrections() if each.id == number), None)
    if found is None or found.withdrawn is not None:
        raise NothingToCorrect(said("There is no correction %(n)s that stands.", n=number))
    amend(parts, Amendment(who(), drop=(number,)), found.facility, did="dropped a correction")
    ended = parts.directory.corrections(found.facility)
    _tell([each for each in ended if each.id == number], as_json=as_json)


def _tell(found: list[Corrected], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps([_shape(each) for each in found], ensure_ascii=False, indent=1))
        return
    for each in found:
        state = f"  {each.ended or 'dropped'}" if each.withdrawn else f"  until {_until(each)}"
        click.echo(
            f"{each.id:>4}  {each.as_of}  {each.facility}  {each.field}: {each.value}{state}"
        )
        click.echo(f"      {each.told_by}: {each.reason} ({each.by})")
    if not found:
        click.echo("None.")


def _until(each: Corrected) -> str:
    return "verified" if each.until_verified else str(each.until or "dropped")


def _shape(each: Corrected) -> dict[str, Any]:
    return {
        "id": each.id,
        "facility": each.facility,
        "field": each.field,
        "value": each.value,
        "as_of": each.as_of.isoformat(),
        "made": f"{each.made.isoformat()}Z" if each.made else None,
        "by": each.by,
        "source": each.told_by,
        "reason": each.reason,
        "until": None if not (each.until or each.until_verified) else _until(each),
        "ended": f"{each.withdrawn.isoformat()}Z" if each.withdrawn else None,
        "ended_because": each.ended or None,
        "ended_by": each.ended_by or None,
        "verified_in": each.verified_in,
    }
