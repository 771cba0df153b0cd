"""Finding: something wrong with an article: which rule, where, and what to do about it."""

from dataclasses import dataclass
from enum import StrEnum


class Rule(StrEnum):
    """What an article is held to."""

    INVALID = "cannot be served"
    READING = "hard to read"
    WORDS = "not person-first"
    SOURCE = "figure without a source"
    REVIEW = "review has passed"
    CRISIS = "no crisis block"
    SEARCH = "empty search"
    LINK = "broken link"
    SPANISH = "Spanish differs"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend; `file` is named with its folder, `what` ends without a full stop."""

    rule: Rule
    file: str
    line: int
    what: str
    do: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.rule}: {self.what}. {self.do}"
