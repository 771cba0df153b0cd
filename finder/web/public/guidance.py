"""Guidance: the articles, and the safety check, which keeps nothing and has nothing in its address.

The check is a form that is posted and answered at once. It changes nothing, sets no cookie and
knows nobody, so there is nothing that a forged post could do: it needs no token.
"""

from collections.abc import Collection, Iterator, Mapping

from flask import Blueprint, abort, render_template, request, url_for

from finder.guidance import Article, Library
from finder.links.spoken import ENGLISH
from finder.places import Gazetteer, Place
from finder.search import params
from finder.vocabulary import Vocabulary
from finder.web import guides, panels
from finder.web.helplines import Helpline
from finder.web.language import language
from finder.web.language_prefix import address_in
from finder.web.public.counts import Counts

# Enough for the front page to show what there is; /guidance has them all.
_FIRST = 5
# The longest page of results is near the thousand elements that an old phone can take.
_BESIDE_RESULTS = 2


def blueprint(
    *,
    articles: Library,
    counts: Counts,
    vocabulary: Vocabulary,
    gazetteer: Gazetteer,
    lines: Mapping[str, Helpline],
) -> Blueprint:
    """/guidance and /guidance/<slug>."""
    pages = Blueprint("guidance", __name__, url_prefix="/guidance")

    def from_where() -> Place | None:
        """The place the reader has said already."""
        asked = params.parse(request.args.items(multi=True), vocabulary, gazetteer).request
        return asked.where.place if asked.where else None

    @pages.get("")
    def listed() -> str:
        spoken = language()
        return render_template(
            "guidance.html",
            articles=articles.listed(spoken),
            spoken=spoken,
            check=articles.check(spoken),
        )

    @pages.get("/<slug>")
    def article(slug: str) -> str:
        found = articles.article(slug, language())
        if found is None:
            abort(404)
        spoken = found.language
        place = from_where()
        panel = panels.of_article(vocabulary.panel(found.panel), lines, spoken)
        return render_template(
            "article.html",
            article=found,
            check=articles.check(found.language),
            near=params.near_text(place) if place else "",
            place=place,
            parts=guides.laid_out(found, place, vocabulary, counts.total),
            panel=panel,
            others=_others(slug, spoken, articles),
            related=related(articles, found, spoken),
            linked=linked(found),
            demo=counts.demo(),
        )

    return pages


def paths(articles: Library) -> Iterator[str]:
    """Where the list of articles is, and each of them, for the map of the site."""
    yield url_for("guidance.listed")
    for each in articles.listed(ENGLISH):
        yield url_for("guidance.article", slug=each.slug)


def related(articles: Library, of: Article, spoken: str) -> tuple[Article, ...]:
    """Other articles that speak of the same things."""
    found = articles.speaking_of(of.about, spoken, most=4)
    return tuple(each for each in found if each.slug != of.slug)[:3]


def first_guides(articles: Library) -> tuple[Article, ...]:
    """What to read first of all, in the reader's language."""
    return articles.listed(language())[:_FIRST]


def guides_to(articles: Library, slugs: Collection[str]) -> tuple[Article, ...]:
    """What to read about these terms and topics, in the reader's language."""
    return articles.speaking_of(slugs, language(), most=_BESIDE_RESULTS)


def guides_for_place(articles: Library, offered: Collection[str]) -> tuple[Article, ...]:
    """What to read before calling a place that offers these."""
    return articles.for_place(offered, language())


def _others(slug: str, spoken: str, articles: Library) -> list[tuple[str, str]]:
    """The other languages of an article, each with its address."""
    path = url_for(".article", slug=slug)
    return [(each, address_in(each, path)) for each in articles.languages(slug) if each != spoken]


def linked(article: Article) -> dict[str, object]:
    """What a machine reads about an article, in schema.org's words: only what is so."""
    told: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "headline": article.title,
        "description": article.summary,
        "inLanguage": article.language,
        "lastReviewed": article.reviewed.isoformat(),
        "expires": article.review_by.isoformat(),
        "author": {"@type": "Organization", "name": article.byline},
        "citation": [
            {"@type": "CreativeWork", "name": each.title, "temporal": each.dated}
            | ({"url": each.url} if each.url else {})
            for each in article.sources
        ],
    }
    if article.reviewer:
        told["reviewedBy"] = {"@type": "Person", "name": article.reviewer}
    return told
