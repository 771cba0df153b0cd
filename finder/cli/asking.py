"""The command that asks: search, with the same answer as the site's /search.json."""

import json
from typing import Any

import click

from finder.app import create_app
from finder.search.params import NEAR, PAGE, SORT, WITHIN, WORDS
from finder.search.request import Sort
from finder.wiring import Parts


@click.command()
@click.argument("words", default="")
@click.option("--near", default="", help="A ZIP, city, county, state, or latitude,longitude.")
@click.option("--within", default="", help="Miles, or any.")
@click.option("--term", "terms", multiple=True, help="A term the places must have; repeatable.")
@click.option("--sort", type=click.Choice([str(sort) for sort in Sort]), default=str(Sort.BEST))
@click.option("--page", default=1, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="The whole answer, as JSON.")
@click.pass_obj
def search(
    parts: Parts,
    *,
    words: str,
    near: str,
    within: str,
    terms: tuple[str, ...],
    sort: str,
    page: int,
    as_json: bool,
) -> None:
    """Find places: finder search "detox" --near 44101 --within 25 --term medicaid."""
    parts.searchable()
    asked = [(WORDS, words), (NEAR, near), (WITHIN, within), (SORT, sort), (PAGE, str(page))]
    asked += [(_category(parts, term), term) for term in terms]
    # The site itself is asked, without a network: one answer, whoever asks.
    site = create_app(parts).test_client()
    found = site.get("/search.json", query_string=[(k, v) for k, v in asked if v]).get_json()
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        _tell(found)


def _category(parts: Parts, term: str) -> str:
    known = parts.vocabulary.term(term)
    if known is None:
        all_terms = " ".join(each.slug for each in parts.vocabulary.terms)
        raise click.BadParameter(f"{term!r} is no term. The terms are: {all_terms}")
    return known.category


def _tell(found: dict[str, Any]) -> None:
    for note in found["notes"]:
        click.echo(f"Note: {note}")
    click.echo(f"{found['total']:,} places, page {found['page']:,} of {found['pages']:,}")
    for hit in found["hits"]:
        about = "" if hit["position"] == "exact" else "about "
        miles = "" if hit["miles"] is None else f"  {about}{hit['miles']:.1f} miles"
        phone = hit["phones"][0]["shown"] if hit["phones"] else "no phone"
        click.echo(f"\n{hit['name']}{', ' + hit['program'] if hit['program'] else ''}")
        click.echo(f"  {phone}  {hit['city']}, {hit['state']} {hit['zip']}{miles}")
    if found["widenings"]:
        click.echo("\nWays on:")
    for way in found["widenings"]:
        click.echo(f"  {way['label']}: {way['total']:,}")
