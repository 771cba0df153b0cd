"""Ablations: the product with one of its abilities taken out, to see what that ability is worth.

Each is a change to the parts before the app is made of them, or a parameter added to every search.
The repair of typed words has no part of its own, so for as long as its ablation runs, the reader's
function is replaced by one that repairs nothing. This module is the seam: when an ability moves,
its entry here follows; what is not where it was fails loudly.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from importlib import import_module
from types import MappingProxyType
from typing import Any, cast

from finder.places import Choices, Gazetteer, Place, Suggestion
from finder.search.embedded import EmbeddedEngine
from finder.vocabulary import Term, Vocabulary
from finder.wiring import Parts


class Ablation(StrEnum):
    """What is taken out."""

    NONE = "none"
    PHRASES = "phrases"
    SPELLING = "spelling"
    DISTANCE = "distance"


class _NoPhrases:
    """A vocabulary in which nothing is called anything but its own label."""

    def __init__(self, whole: Vocabulary) -> None:
        self._whole = whole
        self.terms: tuple[Term, ...] = tuple(replace(each, aliases=()) for each in whole.terms)
        self.phrases: tuple[object, ...] = ()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._whole, name)


class _NoSpelling:
    """A view, or an engine of such views, that knows no other spelling of any word."""

    def __init__(self, whole: Any) -> None:
        self._whole = whole

    def view(self) -> "_NoSpelling":
        """The engine's view, which cannot spell either."""
        return _NoSpelling(self._whole.view())

    def spelling(self, _word: str) -> tuple[str, ...]:
        """Nothing."""
        return ()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._whole, name)


class _NoSuggestions:
    """A gazetteer that knows only places spelt as they are."""

    def __init__(self, whole: Gazetteer) -> None:
        self._whole = whole

    def look_up(self, text: str) -> Place | Choices | Suggestion | None:
        """What a text names."""
        return self._whole.find(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._whole, name)


@dataclass(frozen=True, slots=True)
class Ablated:
    """Parts to make the app of, and what every search says besides its words."""

    parts: Parts
    parameters: Mapping[str, str]


@contextmanager
def ablated(parts: Parts, ablation: Ablation) -> Iterator[Ablated]:
    """The parts without that ability; hand it parts of its own, for it changes them."""
    change = _CHANGES.get(ablation)
    if change:
        change(parts)
    shown = Ablated(parts, _PARAMETERS.get(ablation, {}))
    if ablation is not Ablation.SPELLING:
        yield shown
        return
    # By its full name: the package has a function called like the module.
    reader: Any = import_module("finder.search.intent.read")
    able = reader.repaired
    reader.repaired = _repair_nothing
    try:
        yield shown
    finally:
        reader.repaired = able


def _repair_nothing(words: Sequence[str], *_rest: object) -> tuple[tuple[str, ...], dict[str, str]]:
    return tuple(words), {}


def _without_phrases(parts: Parts) -> None:
    # The engine first: its index was built with the whole vocabulary, and only the words typed are
    # to be read without it.
    engine, whole = parts.searchable(), parts.vocabulary
    parts.engine = engine
    parts.vocabulary = cast(Vocabulary, _NoPhrases(whole))


def _without_spelling(parts: Parts) -> None:
    parts.engine = cast(EmbeddedEngine, _NoSpelling(parts.searchable()))
    parts.gazetteer = cast(Gazetteer, _NoSuggestions(parts.gazetteer))


_CHANGES: Mapping[Ablation, Callable[[Parts], None]] = MappingProxyType(
    {Ablation.PHRASES: _without_phrases, Ablation.SPELLING: _without_spelling}
)
_PARAMETERS: Mapping[Ablation, Mapping[str, str]] = MappingProxyType(
    {Ablation.DISTANCE: {"sort": "nearest"}}
)
