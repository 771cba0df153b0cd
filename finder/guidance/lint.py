"""Lint: everything wrong with the guidance of some folders, each with its file and line."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median

from finder.errors import GuidanceError
from finder.guidance import grade
from finder.guidance.article import Article
from finder.guidance.finding import Finding, Rule
from finder.guidance.library import ENGLISH, Library
from finder.guidance.loading import files, read_article
from finder.guidance.plain import blocks
from finder.guidance.rendering import ARTICLES
from finder.guidance.rules import own_faults, said_wrongly, same_searches, spoken
from finder.guidance.safety_file import NAME as SAFETY_FILE
from finder.guidance.safety_file import load_safety
from finder.places import Gazetteer
from finder.search.request import SearchRequest
from finder.vocabulary import Vocabulary

SPANISH = "es"
# What an article may lead to beside articles; a test asks the site for each.
PAGES = frozenset({"/", "/search", "/browse/", "/guidance", "/helplines", "/about", "/privacy"})
_SAFETY = "safety-check"

Total = Callable[[SearchRequest], int | None]


@dataclass(frozen=True, slots=True)
class Read:
    """Guidance that was looked through: what could be read, and everything to mend, by file."""

    articles: tuple[Article, ...]
    findings: tuple[Finding, ...]


def look_through(
    places: Sequence[Path],
    *,
    vocabulary: Vocabulary,
    gazetteer: Gazetteer,
    total: Total,
    today: date,
) -> Read:
    """Every article of these folders held to every rule.

    `total` says how many places a request finds, None where that cannot be told.
    """
    articles: dict[tuple[str, str], Article] = {}
    findings: list[Finding] = []
    for place in places:
        try:
            load_safety(place, vocabulary=vocabulary, gazetteer=gazetteer)
        except GuidanceError as fault:
            findings.append(_invalid(fault, place))
        for file, language in files(place):
            try:
                article = read_article(file, language, vocabulary=vocabulary, gazetteer=gazetteer)
                articles[article.slug, article.language] = article
            except GuidanceError as fault:
                findings.append(_invalid(fault, file))
        findings += _safety_words(place)
    library = Library(articles.values())
    for article in library.articles:
        findings += own_faults(article, named(article), today)
        findings += _links(article, library)
        findings += _searches(article, total)
        findings += _spanish(article, library)
    findings += _median(library.articles)
    findings.sort(key=lambda each: (each.file, each.line, each.rule))
    return Read(library.articles, tuple(findings))


def named(article: Article) -> str:
    """An article's file with its folder: en/detox.md."""
    return f"{article.file.parent.name}/{article.file.name}"


def _invalid(fault: GuidanceError, file: Path) -> Finding:
    said = re.fullmatch(r"(?P<file>[^,:]+)(?:, line (?P<line>\d+))?: (?P<what>.*)", str(fault))
    if said is None:
        return Finding(Rule.INVALID, file.name, 1, str(fault), "See docs/guidance.md")
    return Finding(
        Rule.INVALID, said["file"], int(said["line"] or 1), said["what"], "See docs/guidance.md"
    )


def _links(article: Article, library: Library) -> Iterator[Finding]:
    """Links within the site that lead nowhere."""
    for block in blocks(article.text, article.text_line):
        for line, target in block.links:
            why = _broken(target, article, library)
            if why:
                yield Finding(
                    Rule.LINK, named(article), line, f"“{target}” {why}", "Mend the address"
                )


def _broken(target: str, article: Article, library: Library) -> str:
    if not target.startswith(("/", "#")):
        return ""
    path, _, part = target.partition("#")
    found: Article | None = article
    if path.startswith(ARTICLES):
        slug = path.removeprefix(ARTICLES)
        found = library.article(slug, article.language)
        if found is None and slug != _SAFETY:
            return "is no article"
    elif path:
        return "" if path in PAGES else "is no page of this site"
    if part and found is not None and part not in {each.id for each in found.headings}:
        return f"leads to the heading “{part}”, which is not there"
    return ""


def _searches(article: Article, total: Total) -> Iterator[Finding]:
    for each in article.searches:
        count = total(each.request)
        if not count:
            what = "finds nothing in the directory" if count == 0 else "could not be counted"
            yield Finding(
                Rule.SEARCH,
                named(article),
                each.line,
                f"“{each.label}” {what}",
                "Ask for less, or for something else",
            )


def _spanish(article: Article, library: Library) -> Iterator[Finding]:
    if article.language != ENGLISH:
        return
    other = library.article(article.slug, SPANISH)
    if other is None or other.language != SPANISH:
        yield Finding(
            Rule.SPANISH,
            named(article),
            1,
            "there is no Spanish of it",
            f"Write {SPANISH}/{article.file.name}",
        )
    elif not same_searches(article, other):
        yield Finding(
            Rule.SPANISH,
            named(other),
            other.text_line,
            "its searches are not those of the English",
            "Give both the same searches in the same order",
        )


def _median(articles: Iterable[Article]) -> Iterator[Finding]:
    english = [each for each in articles if each.language == ENGLISH]
    grades = {each.slug: grade.grade(spoken(each)) for each in english}
    if grades and median(grades.values()) > grade.HARDEST_MEDIAN:
        hardest = max(english, key=lambda each: grades[each.slug])
        yield Finding(
            Rule.READING,
            named(hardest),
            hardest.text_line,
            f"the median grade of all articles is {median(grades.values()):.1f}",
            f"At most {grade.HARDEST_MEDIAN:.0f} is wanted; this one is the hardest, begin here",
        )


def _safety_words(place: Path) -> Iterator[Finding]:
    """Words of the safety check that are not person-first."""
    for file in sorted(place.glob(f"*/{SAFETY_FILE}")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            word = said_wrongly(line, file.parent.name)
            if word:
                at = f"{file.parent.name}/{file.name}"
                yield Finding(Rule.WORDS, at, number, f"it says “{word}”", "Name the person first")
