"""Commands that change the directory from files: import, imports, undo."""

import json
import sys
from contextlib import ExitStack
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from finder.cli.telling import Bar, plan_json, tell_plan, unheard
from finder.directory import Published
from finder.directory.lock import who
from finder.importing.run import READERS, Preview
from finder.wiring import Parts


class _Day(click.ParamType[date]):
    """A day as YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007 -- a day has no zone
        except ValueError:
            self.fail(f"{value!r} is not a day such as 2023-06-01.", param, ctx)


@click.command("import")
@click.argument("reader", metavar="|".join(READERS))
@click.argument("file", type=click.Path(path_type=Path, readable=False))
@click.option("--as-of", type=_Day(), help="The day the file speaks of.")
@click.option("--source", default="", help="Whose listings these are; default: the reader's name.")
@click.option("--profile", default="", help="A table's profile: its name, or a file.")
@click.option("--preview", is_flag=True, help="Only show what would change.")
@click.option("--yes", is_flag=True, help="Publish without asking.")
@click.option("--force", is_flag=True, help="Publish even what worries.")
@click.option("--anyway", is_flag=True, help="Read a file that seems to be the wrong kind.")
@click.option("--json", "as_json", is_flag=True, help="Tell it as JSON.")
@click.option("--wait", default=60, show_default=True, help="Seconds to wait for another import.")
@click.pass_obj
def import_(
    parts: Parts,
    *,
    reader: str,
    file: Path,
    as_of: date | None,
    source: str,
    profile: str,
    preview: bool,
    yes: bool,
    force: bool,
    anyway: bool,
    as_json: bool,
    wait: int,
) -> None:
    """Show what a source's file would change, ask, and publish it."""
    if as_json and not (preview or yes):
        raise click.UsageError("With --json nobody can be asked: add --preview or --yes.")
    with ExitStack() as stack:
        if not preview:
            stack.enter_context(parts.directory.changing(f"importing {file.name}", wait=wait))
        bar = stack.enter_context(Bar())
        planned = parts.importer.preview(
            file,
            reader=reader,
            source=source,
            as_of=as_of,
            anyway=anyway,
            profile=parts.profiles.find(profile) if profile else None,
            progress=bar,
        )
        bar.end()
        _show(planned, as_json=as_json, preview=preview)
        if preview or planned.plan.nothing_new:
            return
        if not (yes or (planned.plan.worrying and not force)):
            click.confirm("\nPublish this?", abort=True)
        published = parts.importer.publish(planned, by=who(), force=force, progress=bar)
        bar.end()
        if published is not None:
            number = published.id
            told = f"\nPublished as import {number}. `finder undo {number}` undoes it."
            click.echo(json.dumps(_published_json(published), indent=1) if as_json else told)
        parts.sweep()


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
@click.option("--wait", default=60, show_default=True, help="Seconds to wait for another import.")
@click.pass_obj
def undo(parts: Parts, number: int, yes: bool, wait: int) -> None:
    """Put back exactly what was there before an import."""
    if not yes:
        click.confirm(f"Undo import {number}?", abort=True)
    with parts.directory.changing(f"undoing import {number}", wait=wait), Bar() as bar:
        undone = parts.directory.undo(number, progress=bar)
        bar.end()
        click.echo(
            f"Import {undone.id} of {undone.source} is undone: the directory is as it was before. "
            "Import the file again to have it back."
        )
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
    }
