"""Commands on places that may be one or two: duplicates, merge, distinct, split, decisions."""

import json
from collections.abc import Callable
from typing import Any

import click

from finder.directory.lock import who
from finder.identity import Decision, Ruling
from finder.importing.deciding import decision, split_off
from finder.importing.pairs import Kind, Pair, pairs
from finder.sentence import said
from finder.wiring import Parts


def _deciding(command: Callable[..., None]) -> Callable[..., None]:
    """The options of every command that decides."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="Tell it as JSON."),
        click.option("--wait", default=60, show_default=True, help="Seconds to wait for others."),
        click.option("--reason", required=True, help="Why; it is kept."),
    ):
        command = option(command)
    return command


@click.command()
@click.argument("kept", metavar="ID")
@click.argument("other", metavar="OTHER")
@_deciding
@click.pass_obj
def merge(parts: Parts, *, kept: str, other: str, reason: str, wait: int, as_json: bool) -> None:
    """Say that two ids are one place. ID stays; OTHER's address leads to it from now on."""
    made = decision(Ruling.MERGE, kept, other, by=who(), reason=reason)
    number = _decide(parts, wait, lambda: made)
    _tell(parts, number, f"{made.other} is {made.kept} now.", as_json=as_json)


@click.command()
@click.argument("one", metavar="ID")
@click.argument("other", metavar="OTHER")
@_deciding
@click.pass_obj
def distinct(parts: Parts, *, one: str, other: str, reason: str, wait: int, as_json: bool) -> None:
    """Say that two ids are two places, however alike: no import joins them."""
    made = decision(Ruling.DISTINCT, one, other, by=who(), reason=reason)
    number = _decide(parts, wait, lambda: made)
    _tell(parts, number, f"{made.kept} and {made.other} are two places.", as_json=as_json)


@click.command()
@click.argument("place", metavar="ID")
@click.argument("listings", metavar="SOURCE", nargs=-1, required=True)
@_deciding
@click.pass_obj
def split(
    parts: Parts,
    *,
    place: str,
    listings: tuple[str, ...],
    reason: str,
    wait: int,
    as_json: bool,
) -> None:
    """Say that what these sources list under an ID is a place of its own, with a new id."""
    number = _decide(
        parts, wait, lambda: split_off(parts.directory, place, listings, by=who(), reason=reason)
    )
    made = _numbered(parts, number)
    _tell(parts, number, f"{made.other} is a place of its own now.", as_json=as_json)


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Tell it as JSON.")
@click.pass_context
def decisions(context: click.Context, as_json: bool) -> None:
    """List what was decided of places, the newest first; `undo N` takes one back."""
    if context.invoked_subcommand is not None:
        return
    found = context.obj.directory.identity().decisions[::-1]
    if as_json:
        click.echo(json.dumps([_json(each) for each in found], ensure_ascii=False, indent=1))
        return
    if not found:
        click.echo("Nothing has been decided yet.")
    for each in found:
        undone = f"  undone {each.undone:%Y-%m-%d %H:%M} by {each.undone_by}" if each.undone else ""
        click.echo(
            f"{each.id:>4}  {each.at:%Y-%m-%d %H:%M}  {each.ruling} {each.kept} {each.other}  "
            f"{each.reason}, by {each.by}{undone}"
        )


@decisions.command()
@click.argument("number", metavar="N", type=int)
@click.option("--wait", default=60, show_default=True, help="Seconds to wait for others.")
@click.pass_obj
def undo(parts: Parts, number: int, wait: int) -> None:
    """Take a decision back; all is as it was without it."""
    with parts.directory.changing(said("undoing decision %(n)s", n=number), wait=wait):
        parts.directory.undo_decision(number, by=who())
        parts.sweep()
    parts.staff.record(who(), "undid a decision", f"decision {number}")
    click.echo(f"Decision {number} is undone.")


@click.command()
@click.option("--kind", type=click.Choice([str(each) for each in Kind]), help="Only of this kind.")
@click.option("--most", default=20, show_default=True, help="So many pairs.")
@click.option("--json", "as_json", is_flag=True, help="Tell all of them, as JSON.")
@click.pass_obj
def duplicates(parts: Parts, kind: str | None, most: int, as_json: bool) -> None:
    """List pairs of places that may be one, the likeliest first, and why."""
    every = pairs(parts.directory.known(), parts.directory.identity())
    found = [each for each in every if kind is None or each.kind == kind]
    if as_json:
        click.echo(json.dumps([_pair_json(each) for each in found], ensure_ascii=False, indent=1))
        return
    for pair in found[:most]:
        click.echo(f"{pair.score:>3} of 100: {', '.join(pair.evidence)}")
        for side in (pair.one, pair.other):
            listing = side.listing
            name = ", ".join(part for part in (listing.name, listing.program) if part)
            click.echo(f"     {side.place}  {name}  {listing.address.line}")
    click.echo(
        f"{len(found):,} pairs. `finder merge ID OTHER` or `finder distinct ID OTHER` decides."
    )


def _pair_json(pair: Pair) -> dict[str, Any]:
    return {
        "ids": [pair.one.place, pair.other.place],
        "names": [pair.one.listing.name, pair.other.listing.name],
        "sources": [list(pair.one.sources), list(pair.other.sources)],
        "kind": pair.kind.value,
        "score": pair.score,
        "alike": round(pair.alike, 2),
        "evidence": [each.value for each in pair.evidence],
    }


def _decide(parts: Parts, wait: int, make: Callable[[], Decision]) -> int:
    with parts.directory.changing(said("deciding about a place"), wait=wait):
        made = make()
        number = parts.directory.decide(made)
        parts.sweep()
    parts.staff.record(who(), f"decided: {made.ruling}", f"{made.kept} {made.other}: {made.reason}")
    return number


def _numbered(parts: Parts, number: int) -> Decision:
    return next(each for each in parts.directory.identity().decisions if each.id == number)


def _tell(parts: Parts, number: int, told: str, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(_json(_numbered(parts, number)), ensure_ascii=False, indent=1))
    else:
        click.echo(f"Decision {number}: {told} `finder decisions undo {number}` takes it back.")


def _json(each: Decision) -> dict[str, Any]:
    return {
        "id": each.id,
        "decision": each.ruling.value,
        "kept": each.kept,
        "other": each.other,
        "listings": [f"{own}/{source}" for own, source in each.listings],
        "reason": each.reason,
        "by": each.by,
        "at": f"{each.at.isoformat()}Z" if each.at else None,
        "undone": f"{each.undone.isoformat()}Z" if each.undone else None,
        "undone_by": each.undone_by or None,
    }
