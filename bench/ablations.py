"""Ablations: the product with one of its abilities taken out, to see what that ability is worth.

Each is a change to the parts before the app is made of them, or a parameter added to every search;
nothing of the product is patched. This is the seam: when an ability moves, its entry here follows.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any, cast

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


@dataclass(frozen=True, slots=True)
class Ablated:
    """Parts to make the app of, and what every search says besides its words."""

    parts: Parts
    parameters: Mapping[str, str]


def ablated(parts: Parts, ablation: Ablation) -> Ablated:
    """The parts without that ability; hand it parts of its own, for it changes them."""
    change = _CHANGES.get(ablation)
    if change:
        change(parts)
    return Ablated(parts, _PARAMETERS.get(ablation, {}))


def _without_phrases(parts: Parts) -> None:
    # The engine first: its index was built with the whole vocabulary, and only the words typed are
    # to be read without it.
    engine, whole = parts.searchable(), parts.vocabulary
    parts.engine = engine
    parts.vocabulary = cast(Vocabulary, _NoPhrases(whole))


def _without_spelling(parts: Parts) -> None:
    parts.engine = cast(EmbeddedEngine, _NoSpelling(parts.searchable()))


_CHANGES: Mapping[Ablation, Callable[[Parts], None]] = MappingProxyType(
    {Ablation.PHRASES: _without_phrases, Ablation.SPELLING: _without_spelling}
)
_PARAMETERS: Mapping[Ablation, Mapping[str, str]] = MappingProxyType(
    {Ablation.DISTANCE: {"sort": "nearest"}}
)
