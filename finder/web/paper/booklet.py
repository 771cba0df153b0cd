"""Booklet: an area's facilities as a guide to print, county by county, in HTML for a PDF."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from flask import render_template, url_for
from markupsafe import Markup

from finder.export.area import Area
from finder.export.chapters import Chapter, by_letter, by_town
from finder.facility import Facility, Provenance
from finder.guidance import Article, Library, Prose
from finder.vocabulary import Vocabulary
from finder.web import language
from finder.web.helplines import Helpline
from finder.web.language_prefix import absolute
from finder.web.paper.codes import code
from finder.web.paper.entries import Entry, entry

# What to ask any place, and what tells one to hang up: the operator's own article where it has one.
_BEFORE_A_CALL = "questions-and-red-flags"


@dataclass(frozen=True, slots=True)
class Printed:
    """An entry with its code: of its page in this finder, or of its number where there is no site.

    `address` is that page without what every reader's telephone adds by itself.
    """

    entry: Entry
    code: Markup | None
    address: str


@dataclass(frozen=True, slots=True)
class Printing:
    """What a booklet is printed from. `site` is the finder's own address, blank for none."""

    vocabulary: Vocabulary
    lines: Sequence[Helpline]
    articles: Library
    site: str
    day: date


def booklet_html(area: Area, chapters: Sequence[Chapter], printing: Printing) -> str:
    """The whole booklet as a page of HTML, in the reader's language."""
    facilities = list(chain.from_iterable(chapter.facilities for chapter in chapters))
    return render_template(
        "paper/booklet.html",
        area=area,
        chapters=[
            (chapter, [_printed(each, printing) for each in chapter.facilities])
            for chapter in chapters
        ],
        total=len(facilities),
        letters=by_letter(chapters),
        towns=by_town(chapters),
        sources=editions(facilities),
        helplines=printing.lines,
        tels={line.slug: code(line.link) for line in printing.lines},
        article=printing.articles.article(_BEFORE_A_CALL, language.language()),
        prose=_prose,
        site=printing.site,
        day=printing.day,
        demo=any(each.invented for each in facilities),
    )


def editions(facilities: Iterable[Facility]) -> list[Provenance]:
    """Every source these facilities come from, each edition once."""
    found = {said.provenance for each in facilities for said in each.said}
    return sorted(found, key=lambda each: (each.source, each.as_of))


def _printed(facility: Facility, printing: Printing) -> Printed:
    told = entry(facility, printing.vocabulary)
    if printing.site:
        page = absolute(url_for("facility.show", facility_id=facility.id))
        return Printed(told, code(page), page.partition("://")[2])
    return Printed(told, code(told.phones[0].link) if told.phones else None, "")


def _prose(article: Article) -> Iterable[Markup]:
    """An article's text, without its links into search: paper cannot follow them."""
    for part in article.parts:
        if isinstance(part, Prose):
            yield Markup(part.html)  # noqa: S704 -- `guidance.rendering` let only a few tags pass
