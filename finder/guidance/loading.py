"""Loading: folders of Markdown files → the `Library`; whatever is wrong stops the start."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from finder.errors import GuidanceError
from finder.guidance.article import Article
from finder.guidance.front import FrontMatter, split
from finder.guidance.library import Library
from finder.guidance.rendering import Writing, rendered
from finder.guidance.safety import Check
from finder.guidance.safety_file import load_safety
from finder.places import Gazetteer
from finder.vocabulary import Vocabulary

LANGUAGES = ("en", "es")
# The address of the safety check.
_TAKEN = ("safety-check",)
_SLUG = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
# An article is a page or two; a longer file is a mistake, and would be read at every start.
_MOST_BYTES = 256 * 1024


def load_guidance(
    places: Sequence[Path], *, vocabulary: Vocabulary, gazetteer: Gazetteer
) -> Library:
    """The articles of folders `<lang>/<slug>.md`, or of single files; a later one takes the place
    of an earlier one with its slug and language.

    Raises `GuidanceError` with the file, the line and what to do.
    """
    articles: dict[tuple[str, str], Article] = {}
    safety: dict[str, Check] = {}
    for place in places:
        safety |= load_safety(place, vocabulary=vocabulary, gazetteer=gazetteer)
        for file, language in files(place):
            article = read_article(file, language, vocabulary=vocabulary, gazetteer=gazetteer)
            articles[article.slug, article.language] = article
    return Library(articles.values(), safety)


def files(place: Path) -> Iterator[tuple[Path, str]]:
    """The articles of a folder, or a single one, each with its language."""
    if place.is_file():
        yield place, _language(place)
        return
    if not place.is_dir():
        raise GuidanceError(f"{place} is neither a folder nor a file of guidance")
    for file in sorted(place.rglob("*.md")):
        if file.name != "README.md":
            yield file, _language(file)


def _language(file: Path) -> str:
    """The name of the folder a file lies in, where that is a language; else English."""
    return file.parent.name if file.parent.name in LANGUAGES else LANGUAGES[0]


def read_article(
    file: Path, language: str, *, vocabulary: Vocabulary, gazetteer: Gazetteer
) -> Article:
    """The article of a file; raises `GuidanceError` with the file, the line and what to do."""
    slug = file.stem
    named = f"{file.parent.name}/{file.name}"
    if not _SLUG.fullmatch(slug) or slug in _TAKEN:
        raise GuidanceError(f"{named}: name the file in small letters and hyphens, as detox.md")
    front, text, line = split(_text(file, named), named)
    _refuse_unknown(front, named, vocabulary)
    writing = Writing(
        file=named,
        first_line=line,
        language=language,
        sources=[source.key for source in front.sources],
        vocabulary=vocabulary,
        gazetteer=gazetteer,
    )
    found = rendered(text, writing)
    return Article(
        slug=slug,
        language=language,
        file=file,
        title=front.title,
        tab=front.tab,
        summary=front.summary,
        reviewed=front.reviewed,
        review_by=front.review_by,
        byline=front.byline,
        biography=front.biography,
        reviewer=front.reviewer,
        about=front.about,
        panel=front.panel,
        order=front.order,
        safety_first=front.safety_first,
        every_place=front.every_place,
        sources=front.sources,
        headings=found.headings,
        parts=found.parts,
        text=text,
        text_line=line,
    )


def _text(file: Path, named: str) -> str:
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise GuidanceError(f"{named} is larger than {_MOST_BYTES // 1024} KiB; split it")
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as fault:
        raise GuidanceError(f"{named} is not UTF-8; save it as UTF-8") from fault
    except OSError as fault:
        raise GuidanceError(f"{named} cannot be read: {fault.strerror}") from fault


def _refuse_unknown(front: FrontMatter, named: str, vocabulary: Vocabulary) -> None:
    if not front.about:
        raise GuidanceError(f"{named}: `about` must name a term or topic it is about")
    for slug in front.about:
        if vocabulary.term(slug) is None and vocabulary.topic(slug) is None:
            raise GuidanceError(f"{named}: `about` names “{slug}”, which the vocabulary lacks")
    if front.panel and vocabulary.panel(front.panel) is None:
        raise GuidanceError(f"{named}: `panel` names “{front.panel}”, which panels.csv lacks")
    if front.review_by <= front.reviewed:
        raise GuidanceError(f"{named}: `review_by` must be later than `reviewed`")
