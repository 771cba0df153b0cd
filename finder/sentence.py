"""Sentence: what is said to a person, in English, with all it takes to say it in another language.

Whoever finds something wrong says it with `said`, in English, and knows of no other language. What
comes of it is text like any other, for the terminal, a log or a comparison; the web tells it again
from its template and values (`finder.web.language.told`).

>>> problem = said("%(where)s has %(n)s cells.", where=said("Row %(n)s", n=7), n="1,204")
>>> problem
'Row 7 has 1,204 cells.'
>>> problem.template
'%(where)s has %(n)s cells.'
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Self

_NONE: Mapping[str, str] = MappingProxyType({})


class Sentence(str):
    """The English text, its `template`, and the `values` filled in there, some of them sentences
    themselves. `Sentence("Willow House")` has no template: it is a name, and nobody's to translate.
    """

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, str]

    def __new__(cls, text: str, template: str = "", values: Mapping[str, str] = _NONE) -> Self:
        new = super().__new__(cls, text)
        new.template, new.values = template, values
        return new

    def __reduce__(self) -> tuple[type[Self], tuple[str, str, dict[str, str]]]:
        return type(self), (str(self), self.template, dict(self.values))


NOTHING = Sentence("")


def said(template: str, /, **values: str | int) -> Sentence:
    """A sentence, its `%(name)s` filled in; `KeyError` where a value is missing.

    The template stands here as a whole, for it is from these calls that translators get it.
    """
    if not values:
        return Sentence(template, template)
    kept = {name: each if isinstance(each, str) else str(each) for name, each in values.items()}
    return Sentence(template % kept, template, kept)


def together(sentences: Iterable[str], between: str = " ") -> Sentence:
    """Several as one, each told in its own words."""
    parts = {f"part{number}": each for number, each in enumerate(sentences)}
    template = between.replace("%", "%%").join(f"%({name})s" for name in parts)
    return Sentence(template % parts, template, parts)


def quoted(text: str) -> Sentence:
    """The text between quotation marks, as Python writes it: blanks and odd letters can be seen."""
    shown = repr(str(text))
    if isinstance(text, Sentence) and text.template:
        return Sentence(shown, f"{shown[0]}%(text)s{shown[0]}", {"text": text})
    return Sentence(shown)


def sentence(text: object) -> Sentence:
    """Anything as a sentence; one stays what it is."""
    return text if isinstance(text, Sentence) else Sentence(str(text))


def as_json(value: object) -> object:
    """How a sentence is kept on disk: its template and values, or only its text if it has none.
    Of any other type this knows nothing, and raises `NotImplementedError` (msgspec's `enc_hook`).
    """
    if not isinstance(value, Sentence):
        raise NotImplementedError
    return [value.template, dict(value.values)] if value.template else str(value)


def from_json(kind: type, kept: Any) -> Sentence:
    """The sentence that was kept; raises `ValueError` for what is none (msgspec's `dec_hook`).

    What was kept as text alone, as it was before there were templates, stays in English.
    """
    if kind is not Sentence:
        raise NotImplementedError
    if isinstance(kept, str):
        return Sentence(kept)
    try:
        template, values = kept
        inner = {
            name: each if isinstance(each, str) else from_json(Sentence, each)
            for name, each in values.items()
        }
        return said(template, **inner)
    except (TypeError, AttributeError, KeyError) as error:
        raise ValueError("no sentence") from error
