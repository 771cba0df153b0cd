"""Directive: a search in an article, `[Find detox near you](find: program=detox near=ask)`.

It stands in a paragraph of its own. What follows `find:` are the parameters of the search page,
parted by blanks; a value with blanks stands in quotes. `near=ask` asks the reader for the place.
"""

import re
import shlex
from collections.abc import Iterator

from finder.errors import GuidanceError
from finder.guidance.article import Search
from finder.places import Gazetteer
from finder.search import params
from finder.search.page import Note
from finder.search.request import SearchRequest
from finder.vocabulary import Vocabulary

ASK = "ask"
WRITTEN = re.compile(r"\[(?P<label>[^\]]+)\]\(find:(?P<what>[^)]*)\)")
# Words could be read differently tomorrow; a link holds what was read, never the words.
_NOT_HERE = (params.WORDS, params.PAGE, params.EXPLAIN, params.LANGUAGE)


def stands_alone(text: str) -> bool:
    """Whether a paragraph is nothing but directives, one a line."""
    return all(WRITTEN.fullmatch(line.strip()) for line in text.splitlines())


def searches(
    text: str, *, file: str, line: int, vocabulary: Vocabulary, gazetteer: Gazetteer
) -> Iterator[Search]:
    """The searches of such a paragraph, which begins on that line.

    Raises `GuidanceError` for anything the search page would have to remark upon.
    """
    for number, written in enumerate(text.splitlines(), line):
        found = WRITTEN.fullmatch(written.strip())
        assert found is not None
        at = f"{file}, line {number}"
        pairs = _pairs(found["what"], at)
        asks = (params.NEAR, ASK) in pairs
        rest = [pair for pair in pairs if pair != (params.NEAR, ASK)]
        parsed = params.parse(rest, vocabulary, gazetteer)
        for note in parsed.notes:
            raise GuidanceError(f"{at}: {_remark(note)}")
        if parsed.request == SearchRequest() and not asks:
            raise GuidanceError(f"{at}: this link looks for nothing; say what, as program=detox")
        yield Search(found["label"].strip(), parsed.request, asks, number)


def _pairs(what: str, at: str) -> list[tuple[str, str]]:
    try:
        words = shlex.split(what)
    except ValueError as fault:
        raise GuidanceError(f"{at}: a quotation mark is missing in “{what.strip()}”") from fault
    pairs = []
    for word in words:
        name, equals, value = word.partition("=")
        if not (equals and value):
            raise GuidanceError(f"{at}: “{word}” must read name=value, as program=detox")
        if name in _NOT_HERE:
            raise GuidanceError(f"{at}: “{name}” can not stand in an article’s link; use terms")
        pairs.append((name, value))
    return pairs


def _remark(note: Note) -> str:
    values = note.values
    if "category" in values:
        return (
            f"“{values['category']}={values['value']}” is not in the vocabulary; "
            "seed_data/vocabulary/terms.csv lists what is"
        )
    if "name" in values:
        return f"“{values['name']}” is no parameter of the search page; see docs/search.md"
    if "asked" in values:
        return f"“near={values['asked']}” is no one place; write near=ask, a ZIP, or City, ST"
    return f"this search can not be read ({note.kind.value}); see docs/search.md"
