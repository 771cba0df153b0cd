"""The command that looks after links: what those of an article into this finder give today."""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import click
from flask import Flask

from finder.app import create_app
from finder.cli.telling import Bar
from finder.links.article import Link, host_of, links_in, path_on
from finder.links.health import Answered, Finding, Health, Verdict
from finder.vocabulary import Vocabulary
from finder.web.notes import note
from finder.wiring import Parts

# Far more than any article: the longest page of Wikipedia is under a megabyte.
_MOST_BYTES = 5 * 1024 * 1024
_TIMEOUT = 20

_SAID = {
    Verdict.BROKEN: "there is nothing at this address",
    Verdict.GONE: "the place is no longer listed",
    Verdict.NOTHING: "gives nothing today",
    Verdict.FEW: "gives few",
    Verdict.UNCLEAR: "a part of it is not understood",
    Verdict.REDIRECT: "leads to another address",
    Verdict.FINE: "fine",
}


@click.command()
@click.argument("articles", nargs=-1, required=True, metavar="FILE-OR-URL...")
@click.option("--site", default="", help="This finder's address; default: FINDER_URL.")
@click.option("--json", "as_json", is_flag=True, help="Every link and what it gives, as JSON.")
@click.pass_obj
def links(parts: Parts, articles: tuple[str, ...], site: str, as_json: bool) -> None:
    """Say which links into this finder give nothing, few, or a redirect, with the mended link.

    Reads articles in HTML or Markdown, or lists of links. Ends with 1 where there is anything to
    do.
    """
    site = (site or parts.config.url).rstrip("/")
    if site and not urlsplit(site).netloc:
        raise click.UsageError("--site is a whole address, such as https://find.example.org.")
    if not site:
        click.echo(
            "This finder has no address set (--site, FINDER_URL): links to /find/, /embed/ and "
            "/facility/ are taken for its own on whatever site they lead to.",
            err=True,
        )
    unread: dict[str, str] = {}
    ours = [
        (link, path)
        for article in articles
        for link in links_in(_text(article, unread), article)
        if (path := path_on(site, link.url)) is not None
    ]
    app = create_app(parts)
    found = _looked_up(parts, app, ours)
    with app.test_request_context():
        if as_json:
            told = _as_json(parts.vocabulary, found, unread, site)
            click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        else:
            _tell(parts.vocabulary, found, unread, site)
    if unread or any(not finding.is_fine for _, finding in found):
        sys.exit(1)


def _text(article: str, unread: dict[str, str]) -> str:
    """What stands in an article; why not goes into `unread`."""
    try:
        raw = _fetched(article) if "://" in article else _file(article)
    except (OSError, URLError, ValueError) as error:
        reason = getattr(error, "reason", None) or getattr(error, "strerror", None) or error
        unread[article] = str(reason)
        return ""
    if len(raw) > _MOST_BYTES:
        unread[article] = "is longer than 5 MiB, which no article is"
        return ""
    return raw.decode("utf-8", errors="replace")


def _file(name: str) -> bytes:
    with Path(name).open("rb") as file:
        return file.read(_MOST_BYTES + 1)


def _fetched(url: str) -> bytes:
    if urlsplit(url).scheme not in ("http", "https"):
        raise ValueError("only http and https addresses are read")
    asked = Request(url, headers={"User-Agent": "treatment-finder"})  # noqa: S310 -- http or https, by the check above
    with urlopen(asked, timeout=_TIMEOUT) as answer:  # noqa: S310 -- the same address
        body: bytes = answer.read(_MOST_BYTES + 1)
    return body


def _looked_up(
    parts: Parts, app: Flask, ours: list[tuple[Link, str]]
) -> list[tuple[Link, Finding]]:
    """What each link gives; a path that stands in several places is looked up once."""
    view = parts.searchable().view()
    browser = app.test_client()

    def ask(path: str) -> Answered:
        answer = browser.get(path)
        return Answered(answer.status_code, answer.location or "")

    health = Health(view, parts.vocabulary, parts.gazetteer, parts.directory.get, ask)
    paths = list(dict.fromkeys(path for _, path in ours))
    known: dict[str, Finding] = {}
    with Bar() as bar:
        for number, path in enumerate(paths, 1):
            known[path] = health.of(path)
            bar("Looking at links", number, len(paths))
    return [(link, known[path]) for link, path in ours]


def _tell(
    vocabulary: Vocabulary,
    found: list[tuple[Link, Finding]],
    unread: dict[str, str],
    site: str,
) -> None:
    for article, why in unread.items():
        click.secho(f"{article}: cannot be read: {why}", fg="red")
    for link, finding in found:
        if finding.is_fine:
            continue
        said = "; ".join(_SAID[each] for each in finding.verdicts)
        if finding.total is not None:
            said += f" ({finding.total:,} places)"
        click.echo(f"{link.source}:{link.line}: {link.url}\n  {said}")
        for each in finding.unclear:
            click.echo(f"  readers are told: {note(each, vocabulary)}")
        if finding.mended:
            places = "" if finding.mended_total is None else f"  ({finding.mended_total:,} places)"
            click.echo(f"  instead: {_instead(link, finding, site)}{places}")
    counted = Counter(finding.verdicts[0] for _, finding in found)
    summary = ", ".join(f"{counted[each]:,} {each}" for each in Verdict if counted[each])
    click.echo(f"{len(found):,} links into this finder{': ' + summary if summary else ''}")


def _instead(link: Link, finding: Finding, site: str) -> str:
    """The mended link, on the site that the old one named; "" where there is none."""
    return (site or host_of(link.url)) + finding.mended if finding.mended else ""


def _as_json(
    vocabulary: Vocabulary, found: list[tuple[Link, Finding]], unread: dict[str, str], site: str
) -> dict[str, Any]:
    return {
        "unread": unread,
        "links": [
            {
                "source": link.source,
                "line": link.line,
                "url": link.url,
                "verdicts": list(finding.verdicts),
                "total": finding.total,
                "told": [note(each, vocabulary) for each in finding.unclear],
                "instead": _instead(link, finding, site) or None,
                "instead_total": finding.mended_total,
            }
            for link, finding in found
        ],
    }
