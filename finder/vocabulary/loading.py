"""Loading: the vocabulary's tables in a folder → one `Vocabulary`."""

from collections.abc import Iterator
from pathlib import Path

from finder.vocabulary.own import with_own_words
from finder.vocabulary.pattern import expanded
from finder.vocabulary.phrase import Panel, Pattern, Phrase, Reading, Topic
from finder.vocabulary.rows import choice, number, parts, preferences, rows
from finder.vocabulary.term import Category, Code, Combine, Rename, Term, Way
from finder.vocabulary.vocabulary import NOISE, Vocabulary

CATEGORY_COLUMNS = "slug label_en label_es combine order explains_en explains_es"
TERM_COLUMNS = (
    "slug category order label_en label_es field_word explains_en explains_es codes denied_by"
    " aliases_en aliases_es prefers panel"
)
CODE_COLUMNS = "code key_category name since until unused_because"
TOPIC_COLUMNS = "slug label_en label_es prefers avoids panel"
PHRASE_COLUMNS = "phrase lang terms topics place ask alone"
PATTERN_COLUMNS = "pattern lang terms topics place ask alone"
READING_COLUMNS = "ask label_en label_es terms topics place"
NOISE_COLUMNS = "word lang kind"
PANEL_COLUMNS = "slug urgency title_en title_es text_en text_es steps_en steps_es helplines"
WAY_COLUMNS = "term kind others"
RENAME_COLUMNS = "old new kind"
LANGUAGES = ("en", "es")


def load_vocabulary(folder: Path) -> Vocabulary:
    """The vocabulary in a folder's eleven tables, which the folder's README describes.

    A file that is missing, or is no such table, raises SeedDataError: which file, which line, what
    to do. What may be wrong with the words themselves, `Vocabulary.problems` tells.
    """
    return Vocabulary(
        categories=[_category(row) for row in rows(folder / "categories.csv", CATEGORY_COLUMNS)],
        terms=with_own_words([_term(row) for row in rows(folder / "terms.csv", TERM_COLUMNS)]),
        codes=[_code(row) for row in rows(folder / "codes.csv", CODE_COLUMNS)],
        topics=[_topic(row) for row in rows(folder / "topics.csv", TOPIC_COLUMNS)],
        phrases=[
            _phrase(row, row["phrase"]) for row in rows(folder / "phrases.csv", PHRASE_COLUMNS)
        ],
        patterns=[_pattern(row) for row in rows(folder / "patterns.csv", PATTERN_COLUMNS)],
        readings=[_reading(row) for row in rows(folder / "readings.csv", READING_COLUMNS)],
        noise=list(_noise(folder / "noise.csv")),
        panels=[_panel(row) for row in rows(folder / "panels.csv", PANEL_COLUMNS)],
        ways=[_way(row) for row in rows(folder / "ways.csv", WAY_COLUMNS)],
        renames=[_rename(row) for row in rows(folder / "renamed.csv", RENAME_COLUMNS)],
    )


def _category(row: dict[str, str]) -> Category:
    return Category(
        slug=row["slug"],
        label=row["label_en"],
        label_es=row["label_es"],
        combine=Combine(choice(row, "combine", ("any", "all"))),
        order=number(row, "order"),
        explains=row["explains_en"],
        explains_es=row["explains_es"],
    )


def _term(row: dict[str, str]) -> Term:
    aliases = (*parts(row["aliases_en"]), *parts(row["aliases_es"]))
    return Term(
        slug=row["slug"],
        category=row["category"],
        label=row["label_en"],
        label_es=row["label_es"],
        field_word=row["field_word"],
        explains=row["explains_en"],
        explains_es=row["explains_es"],
        codes=frozenset(row["codes"].split()),
        denied_by=frozenset(row["denied_by"].split()),
        aliases=tuple(map(str.lower, aliases)),
        order=number(row, "order"),
        prefers=preferences(row, "prefers"),
        panel=row["panel"],
    )


def _code(row: dict[str, str]) -> Code:
    return Code(
        code=row["code"],
        key_category=row["key_category"],
        name=row["name"],
        since=number(row, "since") if row["since"] else None,
        until=number(row, "until") if row["until"] else None,
        unused_because=row["unused_because"],
    )


def _topic(row: dict[str, str]) -> Topic:
    return Topic(
        slug=row["slug"],
        label=row["label_en"],
        label_es=row["label_es"],
        prefers=preferences(row, "prefers"),
        avoids=tuple(row["avoids"].split()),
        panel=row["panel"],
    )


def _pattern(row: dict[str, str]) -> Pattern:
    pattern = row["pattern"]
    return Pattern(pattern, tuple(_phrase(row, each) for each in expanded(pattern)))


def _phrase(row: dict[str, str], text: str) -> Phrase:
    return Phrase(
        text=text,
        language=choice(row, "lang", LANGUAGES),
        terms=tuple(row["terms"].split()),
        topics=tuple(row["topics"].split()),
        place=row["place"],
        ask=row["ask"],
        alone=choice(row, "alone", ("", "yes")) == "yes",
    )


def _reading(row: dict[str, str]) -> Reading:
    return Reading(
        ask=row["ask"],
        label=row["label_en"],
        label_es=row["label_es"],
        terms=tuple(row["terms"].split()),
        topics=tuple(row["topics"].split()),
        place=row["place"],
    )


def _noise(path: Path) -> Iterator[tuple[str, str, str]]:
    for row in rows(path, NOISE_COLUMNS):
        yield row["word"], choice(row, "lang", LANGUAGES), choice(row, "kind", NOISE)


def _way(row: dict[str, str]) -> Way:
    kind = choice(row, "kind", ("then", "instead"))
    return Way(row["term"], kind, tuple(row["others"].split()))


def _rename(row: dict[str, str]) -> Rename:
    kind = choice(row, "kind", ("spelling", "renamed", "retired"))
    return Rename(row["old"], row["new"], retired=kind == "retired")


def _panel(row: dict[str, str]) -> Panel:
    return Panel(
        slug=row["slug"],
        urgency=number(row, "urgency"),
        title=row["title_en"],
        title_es=row["title_es"],
        text=row["text_en"],
        text_es=row["text_es"],
        steps=parts(row["steps_en"]),
        steps_es=parts(row["steps_es"]),
        helplines=tuple(row["helplines"].split()),
    )
