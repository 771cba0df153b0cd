"""Plain: an article's Markdown as blocks of bare words, each with the line it stands on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LINK = re.compile(r"\[([^\]]+)\]\(([^)]*)\)")
_CITED = re.compile(r"\[\^[a-z0-9-]+\]")
_LEADING = re.compile(r"^\s*(#{2,3}(?:\s+\d+\.)?|[-*>]|\d+\.)\s+")
_ITEM = re.compile(r"^\s*([-*]|\d+\.)\s")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or list item. `links` are the targets in it, each with its line.

    An item `cites` where the sentence before its list does: “In one trial[^key]:”.
    """

    line: int
    written: str
    words: str
    cites: bool
    links: tuple[tuple[int, str], ...]


def blocks(text: str, first_line: int) -> Iterator[Block]:
    """The blocks of an article's text, which begins on that line."""
    waiting: list[str] = []
    start = first_line
    led_in = False
    for number, line in enumerate([*text.splitlines(), ""], first_line):
        if waiting and (not line.strip() or _LEADING.match(line)):
            item = _ITEM.match(waiting[0]) is not None
            block = _block(waiting, start, led_in=item and led_in)
            if not item:
                led_in = block.cites and block.words.endswith(":")
            yield block
            waiting = []
        if line.strip():
            start = start if waiting else number
            waiting.append(line)


def _block(lines: list[str], start: int, *, led_in: bool) -> Block:
    written = "\n".join(lines)
    bare = _CITED.sub("", _LINK.sub(r"\1", _LEADING.sub("", written)))
    return Block(
        line=start,
        written=written,
        words=" ".join(bare.replace("*", "").split()),
        cites=led_in or _CITED.search(written) is not None,
        links=tuple(
            (start + written[: found.start()].count("\n"), found[2])
            for found in _LINK.finditer(written)
        ),
    )
