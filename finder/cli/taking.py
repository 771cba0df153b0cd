"""Commands that make what people take along: a booklet to print, a page to carry."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import click

from finder.app import create_app
from finder.cli.telling import Bar
from finder.config import SEED_DATA
from finder.export.area import Area, area_named, nearest_with_some
from finder.export.chapters import Chapter, chapters
from finder.export.pdf import write_pdf, write_whole
from finder.links.spoken import ENGLISH, LANGUAGES
from finder.web import helplines
from finder.web.paper import on_paper
from finder.web.paper.booklet import Printing, booklet_html
from finder.web.paper.takeaway import takeaway_html
from finder.wiring import Parts


@click.command()
@click.option("--state", required=True, help="Its two letters or its name.")
@click.option("--county", "counties", multiple=True, help="Only this county; repeatable.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The PDF to write.")
@click.option("--language", type=click.Choice(LANGUAGES), default=ENGLISH, show_default=True)
@click.option(
    "--site", default="", help="This finder's address, for its codes; default: FINDER_URL."
)
@click.option("--json", "as_json", is_flag=True, help="Say as JSON what was written.")
@click.pass_obj
def booklet(
    parts: Parts,
    *,
    state: str,
    counties: tuple[str, ...],
    out: Path,
    language: str,
    site: str,
    as_json: bool,
) -> None:
    """A guide to print, as PDF: helplines, how to call, and every place by county."""
    area = area_named(parts.gazetteer, state, counties)
    found = _chapters(parts, area)
    printing = _printing(parts, site)
    app = create_app(parts)
    with on_paper(app, language, printing.site):
        html = booklet_html(area, found, printing)
    with Bar() as bar:
        pages = write_pdf(html, out, bar)
    _tell(out, area, found, as_json=as_json, pages=pages)
    if not printing.site and not as_json:
        click.echo(
            "No address of this finder is set (--site, FINDER_URL), so the codes dial the places' "
            "numbers and do not lead to their pages.",
            err=True,
        )


@click.command()
@click.option("--state", required=True, help="Its two letters or its name.")
@click.option("--county", "counties", multiple=True, help="Only this county; repeatable.")
@click.option(
    "--out", type=click.Path(path_type=Path), help="The file to write; default: guide-ky.html."
)
@click.option("--language", type=click.Choice(LANGUAGES), default=ENGLISH, show_default=True)
@click.option("--site", default="", help="This finder's address, to name it; default: FINDER_URL.")
@click.option("--json", "as_json", is_flag=True, help="Say as JSON what was written.")
@click.pass_obj
def takeaway(
    parts: Parts,
    *,
    state: str,
    counties: tuple[str, ...],
    out: Path | None,
    language: str,
    site: str,
    as_json: bool,
) -> None:
    """One HTML file that finds places without a network: open it on any device."""
    area = area_named(parts.gazetteer, state, counties)
    found = _chapters(parts, area)
    printing = _printing(parts, site)
    # Whoever finds it on a device learns from its name no more than that it is a guide.
    file = out or Path(f"guide-{area.state.state.lower()}.html")
    app = create_app(parts)
    with Bar() as bar, on_paper(app, language, printing.site):
        html = takeaway_html(area, found, printing, parts.gazetteer, bar)
    write_whole(file, html.encode())
    _tell(file, area, found, as_json=as_json)


def _chapters(parts: Parts, area: Area) -> tuple[Chapter, ...]:
    """The area's places by county; raises `UnknownArea` where it has none."""
    everywhere = list(parts.directory.all())
    found = chapters(everywhere, area)
    if not found:
        whole = chapters(everywhere, Area(area.state))
        raise nearest_with_some(area, parts.gazetteer, (each.county for each in whole))
    return found


def _printing(parts: Parts, site: str) -> Printing:
    """What a booklet is made from; a site that is no whole address is refused."""
    site = (site or parts.config.url).rstrip("/")
    if site and not urlsplit(site).netloc:
        raise click.UsageError("--site is a whole address, such as https://find.example.org.")
    return Printing(
        vocabulary=parts.vocabulary,
        lines=helplines.load(SEED_DATA / "helplines.csv", own=parts.config.helplines),
        articles=parts.guidance,
        site=site,
        day=date.today(),
    )


def _tell(
    out: Path, area: Area, found: Sequence[Chapter], *, as_json: bool, pages: int | None = None
) -> None:
    places, size = sum(len(chapter.facilities) for chapter in found), out.stat().st_size
    if as_json:
        told = {
            "file": str(out),
            "state": area.state.state,
            "counties": [chapter.county for chapter in found],
            "places": places,
            "bytes": size,
        }
        click.echo(json.dumps(told if pages is None else {**told, "pages": pages}, indent=1))
        return
    counties = f"{len(found):,} {'county' if len(found) == 1 else 'counties'}"
    on = f" on {pages:,} pages" if pages is not None else ""
    click.echo(
        f"{places:,} places in {counties} of {area.state.name}{on}: {out}, {size / 1024:,.0f} KiB.",
        err=True,
    )
