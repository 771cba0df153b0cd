"""Rendering: an article's Markdown → prose, searches and headings; the one door to Markdown.

CommonMark without raw HTML, and then nothing but the few elements listed here passes.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from finder.errors import GuidanceError
from finder.facility import slug_of
from finder.guidance import directive
from finder.guidance.article import Heading, Prose, Search
from finder.places import Gazetteer
from finder.vocabulary import Vocabulary

_TAGS = {"p", "h2", "h3", "ul", "ol", "li", "strong", "em", "a", "sup", "blockquote", "br"}
_ATTRIBUTES = {"a": {"href", "class", "aria-label"}, "h2": {"id"}, "h3": {"id"}, "ol": {"start"}}
_SCHEMES = {"tel", "sms", "https"}
_CITED = re.compile(r"\[\^([a-z0-9-]+)\]")
ARTICLES = "/guidance/"


@dataclass(frozen=True, slots=True)
class Rendered:
    """What a text came to."""

    parts: tuple[Prose | Search, ...]
    headings: tuple[Heading, ...]


@dataclass(frozen=True, slots=True)
class Writing:
    """All that rendering needs to know beside the text: whose it is, and the words it may use."""

    file: str
    first_line: int
    language: str
    sources: Sequence[str]
    vocabulary: Vocabulary
    gazetteer: Gazetteer


def rendered(text: str, writing: Writing) -> Rendered:
    """The parts of a text; raises `GuidanceError` with file and line."""
    reader = _reader(writing)
    parts: list[Prose | Search] = []
    headings: list[Heading] = []
    waiting: list[Token] = []

    def close() -> None:
        if waiting:
            html = str(reader.renderer.render(waiting, reader.options, {}))
            parts.append(Prose(_safe(html)))
            waiting.clear()

    for block in _blocks(reader.parse(text)):
        written = next((token for token in block if token.type == "inline"), None)
        line = writing.first_line + (block[0].map or [0])[0]
        if block[0].type == "heading_open" and written is not None:
            headings += _head(block[0], written, f"{writing.file}, line {line}")
        if written is not None and _directives(block, written, f"{writing.file}, line {line}"):
            close()
            parts += directive.searches(
                written.content,
                file=writing.file,
                line=line,
                vocabulary=writing.vocabulary,
                gazetteer=writing.gazetteer,
            )
        else:
            waiting += block
    close()
    return Rendered(tuple(parts), tuple(headings))


def _reader(writing: Writing) -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False})
    numbers = {key: number for number, key in enumerate(writing.sources, 1)}

    def cite(state: StateInline, silent: bool) -> bool:
        """`[^key]` as a small number that leads to the source."""
        found = _CITED.match(state.src, state.pos)
        if found is None:
            return False
        if found[1] not in numbers:
            raise GuidanceError(
                f"{writing.file}: “[^{found[1]}]” cites no source; add it to `sources` above"
            )
        if not silent:
            state.push("cite", "", 0).content = found[1]
        state.pos = found.end()
        return True

    def citation(tokens: Sequence[Token], at: int, *_: object) -> str:
        key = escape(tokens[at].content)
        return f'<sup><a class="cite" href="#source-{key}">[{numbers[key]}]</a></sup>'

    reader.inline.ruler.before("link", "cite", cite)
    reader.add_render_rule("cite", lambda _self, *given: citation(*given))
    reader.core.ruler.push("language", lambda state: _keep_language(state.tokens, writing.language))
    return reader


def _keep_language(tokens: Iterable[Token], language: str) -> None:
    """Let a link from an article to another one lead to the same language."""
    for token in tokens:
        _keep_language(token.children or (), language)
        target = str(token.attrGet("href") or "")
        if token.type == "link_open" and target.startswith(ARTICLES) and "?" not in target:
            token.attrSet("href", target if language == "en" else f"/{language}{target}")


def _blocks(tokens: Sequence[Token]) -> Iterable[list[Token]]:
    """The tokens in groups, each a block of the outermost level."""
    block: list[Token] = []
    for token in tokens:
        block.append(token)
        if token.level == 0 and token.nesting <= 0:
            yield block
            block = []


def _head(opening: Token, written: Token, at: str) -> list[Heading]:
    """Give a heading its id; those of the second level are listed."""
    if opening.tag not in ("h2", "h3"):
        raise GuidanceError(f"{at}: headings of an article begin with ## or ###")
    id_ = slug_of(written.content)
    opening.attrSet("id", id_)
    return [Heading(id_, written.content)] if opening.tag == "h2" else []


def _directives(block: Sequence[Token], written: Token, at: str) -> bool:
    """Whether a block is nothing but searches; a search inside of something else is refused."""
    texts = [token.content for token in block if token.type == "inline"]
    if not any("](find:" in text.replace(" ", "") for text in texts):
        return False
    if block[0].type == "paragraph_open" and directive.stands_alone(written.content):
        return True
    raise GuidanceError(f"{at}: a link with find: must stand on a line of its own")


def _safe(html: str) -> str:
    attributes: Mapping[str, set[str]] = _ATTRIBUTES
    return nh3.clean(
        html, tags=_TAGS, attributes=dict(attributes), url_schemes=_SCHEMES, link_rel="noreferrer"
    )
