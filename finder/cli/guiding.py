"""The command that looks through the guidance: what is wrong with it, by file and line."""

import json
import sys
from collections import Counter
from datetime import date
from typing import Any

import click

from finder.guidance import Article, grade
from finder.guidance.finding import Rule
from finder.guidance.lint import Read, look_through, named
from finder.guidance.rules import spoken
from finder.wiring import Parts


@click.command()
@click.option("--table", is_flag=True, help="Each article's words and how hard it is to read.")
@click.option("--json", "as_json", is_flag=True, help="Tell it as JSON.")
@click.pass_obj
def guidance(parts: Parts, table: bool, as_json: bool) -> None:
    """Hold each article to its rules: words, sources, dates, links, searches, Spanish.

    Ends with 1 where there is anything to mend. Our articles and your own are looked through.
    """
    view = parts.searchable().view()
    read = look_through(
        parts.guidance_folders,
        vocabulary=parts.vocabulary,
        gazetteer=parts.gazetteer,
        total=view.total,
        today=date.today(),
    )
    if as_json:
        click.echo(json.dumps(_as_json(read), ensure_ascii=False, indent=1))
    else:
        _tell(read, table)
    if read.findings:
        sys.exit(1)


def _tell(read: Read, table: bool) -> None:
    if table:
        for each in read.articles:
            click.echo(f"{named(each):<36}{_level(each):>12}{_words(each):>7,} words")
    for finding in read.findings:
        click.echo(str(finding))
    counted = Counter(each.rule for each in read.findings)
    for rule in Rule:
        if counted[rule]:
            click.echo(f"{rule}: {counted[rule]:,}")
    searches = sum(len(each.searches) for each in read.articles)
    state = "in order" if not read.findings else f"{len(read.findings):,} to mend"
    click.echo(f"{len(read.articles):,} articles with {searches:,} searches: {state}")


def _level(article: Article) -> str:
    if article.language == grade.SPANISH:
        return f"ease {grade.ease(spoken(article)):.0f}"
    return f"grade {grade.grade(spoken(article)):.1f}"


def _words(article: Article) -> int:
    return grade.words(spoken(article))


def _as_json(read: Read) -> dict[str, Any]:
    return {
        "articles": [
            {
                "file": named(each),
                "words": _words(each),
                "level": _level(each),
                "searches": len(each.searches),
            }
            for each in read.articles
        ],
        "findings": [
            {
                "rule": str(each.rule),
                "file": each.file,
                "line": each.line,
                "what": each.what,
                "do": each.do,
            }
            for each in read.findings
        ],
    }
