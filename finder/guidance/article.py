"""Article: a page of guidance as values: its text in parts, its sources, its searches."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from finder.search.request import SearchRequest


class Strength(StrEnum):
    """How well a source is known. `A` a trial, review or federal text; `B` one study, or a good
    source that tells of one. Anything weaker is not stated as a fact, so there is no name for it.
    """

    A = "A"
    B = "B"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure comes from. `dated` is when it was published or speaks of, `url` may be blank.

    `key` is what the text cites it by: `[^roozen]`.
    """

    key: str
    title: str
    dated: str
    strength: Strength
    url: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading to jump to."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Prose:
    """Text as HTML that holds nothing but what `rendering` allows."""

    html: str


@dataclass(frozen=True, slots=True)
class Search:
    """A link into search. With `asks` the reader says where first; `line` is where it is written.

    The request of one that asks has no place yet.
    """

    label: str
    request: SearchRequest
    asks: bool
    line: int


@dataclass(frozen=True, slots=True)
class Article:
    """One article in one language.

    `tab` is what the browser's history shows, and says nothing of a drug. The first of `about`
    (slugs of terms or topics) is what it is mainly about. `reviewer` is blank until somebody with a
    licence has read it. `panel` is the slug of the safety panel above its text. With `safety_first`
    the safety check comes before the text; with `every_place` it is shown on each facility's page.
    """

    slug: str
    language: str
    file: Path
    title: str
    tab: str
    summary: str
    reviewed: date
    review_by: date
    byline: str
    biography: str
    reviewer: str
    about: tuple[str, ...]
    panel: str
    order: int
    safety_first: bool
    every_place: bool
    sources: tuple[Source, ...]
    headings: tuple[Heading, ...]
    parts: tuple[Prose | Search, ...]
    # What stands in the file after the front matter, and the line it begins on: for the lint.
    text: str
    text_line: int

    @property
    def searches(self) -> tuple[Search, ...]:
        """Its links into search, in their order."""
        return tuple(part for part in self.parts if isinstance(part, Search))
