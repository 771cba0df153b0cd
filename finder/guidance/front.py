"""Front: what stands above an article's text, as YAML between two lines of three hyphens."""

import re
from datetime import date

import msgspec
import yaml

from finder.errors import GuidanceError
from finder.guidance.article import Source

FENCE = "---"


class FrontMatter(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What an article says of itself, in the file's own names; see docs/guidance.md."""

    title: str
    tab: str
    summary: str
    reviewed: date
    review_by: date
    byline: str
    biography: str
    reviewer: str = ""
    about: tuple[str, ...]
    panel: str = ""
    order: int = 100
    safety_first: bool = False
    every_place: bool = False
    sources: tuple[Source, ...] = ()


def split(text: str, file: str) -> tuple[FrontMatter, str, int]:
    """The front matter of a file, the text below it, and the line on which that begins.

    Raises `GuidanceError` with the file, the line and what to do.
    """
    lines = text.splitlines()
    if not lines or lines[0].strip() != FENCE or FENCE not in lines[1:]:
        raise GuidanceError(f"{file}, line 1: begin with front matter between two lines of {FENCE}")
    end = lines.index(FENCE, 1)
    above = "\n".join(lines[1:end])
    try:
        front = msgspec.convert(_read(above, file), FrontMatter)
    except msgspec.ValidationError as fault:
        raise GuidanceError(f"{file}, line {_line_of(str(fault), lines)}: {fault}") from fault
    _refuse_odd_sources(front, file)
    return front, "\n".join(lines[end + 1 :]), end + 2


def _read(above: str, file: str) -> object:
    try:
        return yaml.safe_load(above)
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        raise GuidanceError(f"{file}, line {line}: the front matter is no YAML") from fault


def _line_of(fault: str, lines: list[str]) -> int:
    """The line of the field that a fault names in backquotes, else the first."""
    named = fault.split("`")
    for name in reversed(named[1::2]):
        field = name.removeprefix("$.").partition("[")[0].partition(".")[0]
        for number, line in enumerate(lines, 1):
            if line.startswith(f"{field}:"):
                return number
    return 1


def _refuse_odd_sources(front: FrontMatter, file: str) -> None:
    keys = [source.key for source in front.sources]
    for source in front.sources:
        at = f"{file}: the source “{source.key}”"
        if keys.count(source.key) > 1:
            raise GuidanceError(f"{at} stands twice; give each its own key")
        if not re.fullmatch("[a-z0-9-]+", source.key):
            raise GuidanceError(f"{at}: a key has small letters, digits and hyphens only")
        if source.url and not source.url.startswith("https://"):
            raise GuidanceError(f"{at}: its url must begin with https://")
