"""Commands that fetch a source's list from the web into a file; importing it is another step."""

import json
from dataclasses import replace
from pathlib import Path

import click

from finder.cli.telling import Bar
from finder.importing.fetch import Fetcher
from finder.importing.locator import ADDRESS, Manners
from finder.wiring import Parts


@click.group()
def fetch() -> None:
    """Fetch a source's list into a file, to be imported afterwards."""


@fetch.command()
@click.option("--state", "code", required=True, help="A state, by its name or two letters.")
@click.option("--into", type=click.Path(path_type=Path), help="A folder; default: FINDER_HOME's.")
@click.option("--address", default=ADDRESS, show_default=True, help="Where the locator is.")
@click.option("--pause", default=1.0, show_default=True, help="Seconds between two pages.")
@click.option("--json", "as_json", is_flag=True, help="Tell it as JSON.")
@click.pass_obj
def findtreatment(
    parts: Parts, *, code: str, into: Path | None, address: str, pause: float, as_json: bool
) -> None:
    """Fetch a state's facilities from FindTreatment.gov; a fetch that broke off goes on."""
    state = parts.gazetteer.state(code)
    if state is None:
        raise click.BadParameter(f"{code!r} is no state.", param_hint="--state")
    folder = into or parts.config.home / "fetched"
    folder.mkdir(parents=True, exist_ok=True)
    manners = replace(Manners(), pause=max(0.0, pause))
    with Bar() as bar:
        got = Fetcher(folder, address, manners).fetch(state, bar)
    source = f"findtreatment-{state.state.lower()}"
    then = f"finder import findtreatment {got.file} --source {source}"
    if as_json:
        told = {"file": str(got.file), "rows": got.rows, "pages": got.pages, "held": got.held}
        click.echo(json.dumps({**told, "import": then}, indent=1))
        return
    resumed = f", {got.held:,} of them from before" if got.held else ""
    click.echo(f"{got.rows:,} places on {got.pages:,} pages{resumed}: {got.file}")
    click.echo(f"Nothing is imported yet. Look and publish with:\n  {then}")
