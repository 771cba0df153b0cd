"""Reasons: why the best order puts a facility where it is, part by part."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why `best` put a facility where it is: the parts of its score (docs/relevance.md).

    `wished` names, for each wish that it meets, the term and what that adds; `avoided` what it
    says yes to that one would rather not have, and what that takes away.
    """

    words: float
    wished: tuple[tuple[str, float], ...]
    avoided: tuple[tuple[str, float], ...]
    in_place: float
    nearness: float

    @property
    def total(self) -> float:
        """The score itself."""
        wished = sum(weight for _, weight in self.wished)
        avoided = sum(weight for _, weight in self.avoided)
        return self.words + wished - avoided + self.in_place + self.nearness
