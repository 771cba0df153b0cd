"""Rules: what one article is held to by itself: words, reading, figures, sources, dates, panel."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from finder.guidance import grade
from finder.guidance.article import Article
from finder.guidance.finding import Finding, Rule
from finder.guidance.plain import Block, blocks

# Words that make of a person what they have. People may type them; we never say them back.
_NEVER_SAID = {
    grade.ENGLISH: re.compile(
        r"\b(addicts?|abus(?:e|er|ers|ing)|junk(?:ie|ies)|clean|dirty|habit|alcoholics?|drunks?"
        r"|users?)\b",
        re.IGNORECASE,
    ),
    grade.SPANISH: re.compile(
        r"\b(adict[oa]s?|drogadict[oa]s?|alcohólic[oa]s?|borrach[oa]s?|drogad[oa]s?|yonquis?"
        r"|vicios[oa]?s?|abusador(?:a|es)?|suci[oa]s?)\b",
        re.IGNORECASE,
    ),
}
# Groups that call themselves so, and what is no person: the names stay.
_NAMES = re.compile(r"Alcoholics Anonymous|Alcohólicos Anónimos|alcohólicas? bebida", re.IGNORECASE)

# Numbers that claim nothing: whom to call or text, years, and names that hold a number.
_NO_FIGURE = re.compile(
    r"\b1-\d{3}-\d{3}-\d{4}\b|\b(?:911|988|741741|435748|838255|88788)\b|\b(?:19|20)\d\d\b"
    r"|\b12[- ](?:step|pasos)|\b24/7\b|\b18 USC 220\b|\b(?:Press|Oprima|day|día) \d+\b",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(
    r"\b(?:percent|por ciento|(?:one|two|three|four|five|six|seven|eight|nine) (?:in|of|out of) "
    r"(?:every )?(?:two|three|four|five|ten)|(?:un[oa]?|dos|tres|cuatro|cinco|seis|siete|ocho|"
    r"nueve) de cada|half of|a third of|la mitad de|un tercio de|times as (?:many|much|often)"
    r"|twice as|veces más|el doble)\b",
    re.IGNORECASE,
)


def own_faults(article: Article, named: str, today: date) -> Iterator[Finding]:
    """What is wrong with an article by itself, in no order."""
    found = list(blocks(article.text, article.text_line))
    yield from _words(article, found, named)
    yield from _reading(article, found, named)
    yield from _figures(article, found, named)
    if article.review_by < today:
        yield Finding(
            Rule.REVIEW,
            named,
            _line_of(article, "review_by"),
            f"it was to be reviewed by {article.review_by}",
            "Check each fact at its source, then set `reviewed` and `review_by` anew",
        )
    if not article.panel:
        yield Finding(
            Rule.CRISIS,
            named,
            1,
            "it has no `panel`",
            "Name the safety panel that stands above it, of seed_data/vocabulary/panels.csv",
        )


def spoken(article: Article) -> list[str]:
    """The blocks of an article as bare words, its searches without their labels left out."""
    return [article.title, article.summary] + [
        each.words for each in blocks(article.text, article.text_line)
    ]


def said_wrongly(text: str, language: str) -> str:
    """The first word of a text that is not person-first; "" for none."""
    never = _NEVER_SAID.get(language, _NEVER_SAID[grade.ENGLISH])
    found = never.search(_NAMES.sub("", text))
    return found[0] if found else ""


def _words(article: Article, found: list[Block], named: str) -> Iterator[Finding]:
    lines = [(each.line, each.words) for each in found]
    lines += [(_line_of(article, field), getattr(article, field)) for field in ("title", "summary")]
    for line, text in lines:
        word = said_wrongly(text, article.language)
        if word:
            yield Finding(
                Rule.WORDS, named, line, f"it says “{word}”", "Name the person first, then what is"
            )


def _reading(article: Article, found: list[Block], named: str) -> Iterator[Finding]:
    longest = max(
        ((len(words), each.line) for each in found for words in grade.sentences(each.words)),
        default=(0, article.text_line),
    )
    hint = f"Shorten its sentences and words; the longest has {longest[0]}, on line {longest[1]}"
    if article.language == grade.SPANISH:
        ease = grade.ease(spoken(article))
        if ease < grade.LEAST_EASE:
            what = f"its ease is {ease:.0f}; at least {grade.LEAST_EASE:.0f} is wanted"
            yield Finding(Rule.READING, named, article.text_line, what, hint)
    else:
        level = grade.grade(spoken(article))
        if level > grade.HARDEST_GRADE:
            what = f"its grade is {level:.1f}; at most {grade.HARDEST_GRADE:.0f} is wanted"
            yield Finding(Rule.READING, named, article.text_line, what, hint)
    for each in found:
        for words in grade.sentences(each.words):
            if len(words) > grade.LONGEST_SENTENCE:
                yield Finding(
                    Rule.READING,
                    named,
                    each.line,
                    f"a sentence has {len(words)} words",
                    f"Make two of it; {grade.LONGEST_SENTENCE} is the most",
                )


def _figures(article: Article, found: list[Block], named: str) -> Iterator[Finding]:
    for each in found:
        figure = _figure(each.words)
        if figure and not each.cites:
            yield Finding(
                Rule.SOURCE,
                named,
                each.line,
                f"“{figure}” cites nothing",
                "Put its source into `sources`, and [^key] after the figure",
            )
    cited = Counter(re.findall(r"\[\^([a-z0-9-]+)\]", article.text))
    for source in article.sources:
        if source.key not in cited:
            yield Finding(
                Rule.SOURCE,
                named,
                _line_of(article, f"  - {{key: {source.key},"),
                f"the source “{source.key}” is cited nowhere",
                f"Put [^{source.key}] after what it says, or take it out",
            )


def _figure(text: str) -> str:
    """The first number in a text that claims something; "" for none."""
    bare = _NO_FIGURE.sub("", text)
    found = re.search(r"\$?\d[\d,.]*(?: in \d+| de cada \d+|%)?", bare) or _IN_WORDS.search(bare)
    return found[0].rstrip(".,") if found else ""


def _line_of(article: Article, beginning: str) -> int:
    lines = article.file.read_text(encoding="utf-8-sig").splitlines()
    return next((at for at, line in enumerate(lines, 1) if line.startswith(beginning)), 1)


def same_searches(one: Article, other: Article) -> bool:
    """Whether two languages of an article lead to the same searches, in the same order."""
    asked = [[(each.request, each.asks) for each in article.searches] for article in (one, other)]
    return all(first == second for first, second in pairwise(asked))
