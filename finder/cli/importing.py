"""Commands that change the directory from files: preview, import, imports, undo, work."""

import json
import sys
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from finder.cli.telling import Bar, plan_json, tell_plan, unheard
from finder.directory import Published
from finder.directory.lock import who
from finder.importing.correcting import after_day
from finder.importing.planned import Plan, agree
from finder.importing.record import Weight
from finder.importing.rejected import rejected_rows
from finder.importing.run import READERS, Preview
from finder.sentence import said
from finder.wiring import Parts


class _Day(click.ParamType[date]):
    """A day as YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(value, "%Y-%m-%d").date()
        except ValueError:
            self.fail(f"{value!r} is not a day such as 2023-06-01.", param, ctx)


def _reading(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say how a file is to be read; import and preview share them."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="Tell it as JSON."),
        click.option(
            "--rejected", type=click.Path(path_type=Path), help="Write rejected rows here."
        ),
        click.option("--part", is_flag=True, help="The file has only some of the source's rows."),
        click.option("--anyway", is_flag=True, help="Read a file that seems to be the wrong kind."),
        click.option("--source", default="", help="Whose listings; default: the reader's name."),
        click.option("--profile", default="", help="A table's profile: its name, or a file."),
        click.option("--as-of", type=_Day(), help="The day the file speaks of."),
        click.argument("file", type=click.Path(path_type=Path, readable=False)),
        click.argument("reader", metavar="|".join(READERS)),
    ):
        command = option(command)
    return command


@click.command()
@_reading
@click.pass_obj
def preview(
    parts: Parts,
    /,
    *,
    file: Path,
    rejected: Path | None,
    as_json: bool,
    **reading: Any,
) -> None:
    """Show what a source's file would change; change nothing."""
    with Bar() as bar:
        planned = _planned(parts, file, bar, **reading)
        bar.end()
    _show(planned, as_json=as_json, preview=True)
    _write_rejected(planned, file, rejected)


@click.command("import")
@_reading
@click.option("--preview", is_flag=True, help="Only show what would change.")
@click.option("--yes", is_flag=True, help="Publish without asking.")
@click.option("--force", is_flag=True, help="Publish even what worries.")
@click.option("--reason", default="", help="Why what worries is right; it is kept.")
@click.option("--wait", default=60, show_default=True, help="Seconds to wait for another import.")
@click.pass_obj
def import_(
    parts: Parts,
    /,
    *,
    file: Path,
    rejected: Path | None,
    as_json: bool,
    preview: bool,
    yes: bool,
    force: bool,
    reason: str,
    wait: int,
    **reading: Any,
) -> None:
    """Show what a source's file would change, ask, and publish it."""
    if as_json and not (preview or yes):
        raise click.UsageError("With --json nobody can be asked: add --preview or --yes.")
    with ExitStack() as stack:
        if not preview:
            doing = said("importing %(file)s", file=file.name)
            stack.enter_context(parts.directory.changing(doing, wait=wait))
        bar = stack.enter_context(Bar())
        planned = _planned(parts, file, bar, **reading)
        bar.end()
        _show(planned, as_json=as_json, preview=preview)
        _write_rejected(planned, file, rejected)
        if preview or planned.plan.nothing_new:
            return
        if planned.plan.worrying and not (yes or force):
            reason, force = _agreed(planned.plan, reason), True
        elif not (yes or (planned.plan.worrying and not force)):
            click.confirm("\nPublish this?", abort=True)
        published = parts.importer.publish(
            planned, by=who(), force=force, reason=reason, progress=bar
        )
        bar.end()
        if published is not None:
            number = published.id
            told = f"\nPublished as import {number}. `finder undo {number}` undoes it."
            click.echo(json.dumps(_published_json(published), indent=1) if as_json else told)
        parts.sweep()


def _planned(parts: Parts, file: Path, bar: Bar, *, profile: str, **reading: Any) -> Preview:
    found = parts.profiles.find(profile) if profile else None
    return parts.importer.preview(file, profile=found, progress=bar, **reading)


def _agreed(plan: Plan, reason: str) -> str:
    """The reason of a person who agrees to a worrying plan by typing what it will do."""
    typed = click.prompt(f"\nTo publish it all the same, type “{plan.phrase}”", default="")
    reason = reason or click.prompt("Why is it right? This is kept", default="")
    agree(plan, typed=typed, reason=reason)
    return reason


def _write_rejected(planned: Preview, file: Path, to: Path | None) -> None:
    if to is None:
        return
    if not planned.plan.weighing(Weight.SKIPPED):
        click.echo("No row was rejected; no file was written.", err=True)
        return
    to.write_bytes(rejected_rows(file, planned.plan.problems).content)
    click.echo(f"The rejected rows are in {to}; mend and import them with --part.", err=True)


def _show(planned: Preview, *, as_json: bool, preview: bool) -> None:
    """What would change; with JSON that is told only in a preview, else what was published."""
    try:
        if not as_json:
            tell_plan(planned)
        elif preview:
            click.echo(json.dumps(plan_json(planned), ensure_ascii=False, indent=1))
        elif planned.plan.nothing_new:
            click.echo(json.dumps(None))
        sys.stdout.flush()
    except BrokenPipeError:  # nobody reads it; what was asked for is done all the same
        unheard()


@click.command()
@click.argument("ticket", default="")
@click.pass_obj
def work(parts: Parts, ticket: str) -> None:
    """Do what a staged import waits for; without one, all that was interrupted, and end the
    corrections whose last day is over. The site starts this by itself."""
    over = None if ticket else after_day(parts.directory, datetime.now(UTC).date())
    if over is not None:
        parts.staging.ask_amend(over)
    for each in [ticket] if ticket else parts.staging.abandoned():
        ended = parts.work.carry_out(each)
        if ended is not None:
            click.echo(f"{each}: {ended.state}{'. ' if ended.told else ''}{ended.told}")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Tell it as JSON.")
@click.pass_obj
def imports(parts: Parts, as_json: bool) -> None:
    """List every import, the newest first."""
    found = parts.directory.imports()
    if as_json:
        click.echo(json.dumps([_published_json(each) for each in found], indent=1))
        return
    if not found:
        click.echo("Nothing has been imported yet.")
    for each in found:
        undone = f"  undone {each.undone:%Y-%m-%d %H:%M}" if each.undone else ""
        click.echo(
            f"{each.id:>4}  {each.published:%Y-%m-%d %H:%M}  {each.source} of {each.as_of}  "
            f"added {each.added:,}, changed {each.changed:,}, retired {each.retired:,}  "
            f"{each.file}, by {each.by}{undone}"
        )


@click.command()
@click.argument("number", metavar="ID", type=int)
@click.option("--yes", is_flag=True, help="Undo without asking.")
@click.option("--json", "as_json", is_flag=True, help="Tell it as JSON.")
@click.option("--wait", default=60, show_default=True, help="Seconds to wait for another import.")
@click.pass_obj
def undo(parts: Parts, number: int, yes: bool, as_json: bool, wait: int) -> None:
    """Put back exactly what was there before an import."""
    if as_json and not yes:
        raise click.UsageError("With --json nobody can be asked: add --yes.")
    if not yes:
        click.confirm(f"Undo import {number}?", abort=True)
    with parts.directory.changing(said("undoing import %(n)s", n=number), wait=wait), Bar() as bar:
        undone = parts.directory.undo(number, by=who(), progress=bar)
        bar.end()
        told = (
            f"Import {undone.id} of {undone.source} is undone: the directory is as it was before. "
            "Import the file again to have it back."
        )
        click.echo(json.dumps(_published_json(undone), indent=1) if as_json else told)
        parts.sweep()


def _published_json(each: Published) -> dict[str, Any]:
    return {
        "id": each.id,
        "source": each.source,
        "file": each.file,
        "as_of": each.as_of.isoformat(),
        "published": f"{each.published.isoformat()}Z",
        "by": each.by,
        "rows": each.rows,
        "added": each.added,
        "changed": each.changed,
        "retired": each.retired,
        "unchanged": each.same,
        "undone": f"{each.undone.isoformat()}Z" if each.undone else None,
        "undone_by": each.undone_by or None,
        "sha256": each.digest,
        "reason": each.reason or None,
    }
