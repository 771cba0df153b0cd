"""Guides: an article laid out for its page: its searches as a field to fill in or a counted link.

Without Flask, and without words.
"""

from collections.abc import Callable
from dataclasses import dataclass

from finder.guidance import Article, Prose, Search
from finder.places import Place
from finder.search import params
from finder.search.request import SearchRequest, Where
from finder.vocabulary import Vocabulary

Total = Callable[[SearchRequest], int | None]


@dataclass(frozen=True, slots=True)
class Field:
    """A search that asks where: what its form carries along unseen."""

    label: str
    number: int
    hidden: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A search about a known place, or about the whole country: how many it finds, if that can be
    told. With none near by, the request is the one that looks as far as it must."""

    label: str
    request: SearchRequest
    total: int | None
    place: Place | None


@dataclass(frozen=True, slots=True)
class Words:
    """Text as HTML that was checked when it was loaded."""

    html: str


def laid_out(
    article: Article, place: Place | None, vocabulary: Vocabulary, total: Total
) -> tuple[Words | Field | Link, ...]:
    """The parts of an article, its searches about this place where they ask for one."""
    found: list[Words | Field | Link] = []
    for number, part in enumerate(article.parts, 1):
        if isinstance(part, Prose):
            found.append(Words(part.html))
        else:
            found.append(way(part, number, place, vocabulary, total))
    return tuple(found)


def way(
    search: Search, number: int, place: Place | None, vocabulary: Vocabulary, total: Total
) -> Field | Link:
    """One search: a field while nobody has said where, else a link with its count."""
    if search.asks and place is None:
        return Field(search.label, number, tuple(params.written(search.request, vocabulary)))
    request = search.request
    if search.asks and place is not None:
        request = request.near(params.circle_about(place))
    count = total(request)
    if count == 0 and place is not None:
        request = request.near(Where.about(place))
    where = request.where.place if request.where else None
    return Link(search.label, request, count, where)
