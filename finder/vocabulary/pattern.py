"""Pattern: a class of phrases in one line, `(nobody|no one) would (even|) miss me`."""

import re
from itertools import product

_GROUP = re.compile(r"\(([^()]*)\)")


def expanded(pattern: str) -> tuple[str, ...]:
    """Every phrase of a pattern, in its order, each once: one choice of each group in brackets, an
    empty choice for words that may be missing.

    >>> expanded("(stay|sleep) there (too|)")
    ('stay there too', 'stay there', 'sleep there too', 'sleep there')
    """
    # Splitting by a pattern with a group gives fixed text and group in turns.
    parts = _GROUP.split(pattern)
    choices = [part.split("|") if at % 2 else [part] for at, part in enumerate(parts)]
    phrases = (" ".join("".join(chosen).split()) for chosen in product(*choices))
    return tuple(dict.fromkeys(phrases))


def is_whole(pattern: str) -> bool:
    """Whether its brackets close, none stands within another, and it has a choice at all."""
    return bool(_GROUP.search(pattern)) and not set(_GROUP.sub("", pattern)) & set("()|")
