"""Judged queries: what people type, and what a careful librarian would want in the first ten.

The file is tab-separated with a comment on top. `must` joins alternatives with `|` and demands with
`&`, and `&` binds less: `PW & BUM|UB` is PW and either of the others. `panel_expected` may hold
alternatives too, `-` for none; that is for words that call for two panels with no written order
between them. `split` is `tune` (anyone may look) or `held` (for honest measuring); the shared file
has no such column and counts as `tune`.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bench.real_directory import CHECKOUT

SHARED = CHECKOUT.parent / "shared" / "search" / "judged_queries.tsv"
OWN = CHECKOUT / "bench" / "judged_queries.tsv"
LATER = CHECKOUT / "bench" / "later_queries.tsv"
TUNE, HELD = "tune", "held"
# Queries of this group have a clear place, and a word whose sense only the visitor can choose.
ASK_GROUP = "ask"


class Expect(StrEnum):
    """What sort of place the words name; `any…` stands for several of one name: ask which."""

    NONE = "none"
    CITY = "city"
    COUNTY = "county"
    STATE = "state"
    ZIP = "zip"
    ZIP3 = "zip3"
    ANY_CITY = "anycity"
    ANY_COUNTY = "anycounty"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Judged:
    """One query with its judgement. `panels` are the keys that are right, None being no panel."""

    qid: str
    query: str
    lang: str
    group: str
    must: tuple[frozenset[str], ...]
    should: frozenset[str]
    must_not: frozenset[str]
    expect: Expect
    location: str
    panels: frozenset[str | None]
    n_strict: int | None
    split: str
    note: str = ""

    @property
    def judges_services(self) -> bool:
        """Whether there are codes to hold the hits against."""
        return bool(self.must)

    @property
    def is_ranked(self) -> bool:
        """Whether some hits are better than others: by codes, or by being the one meant."""
        return bool(self.must or self.should) or self.expect is Expect.NAME

    @property
    def expects_ask(self) -> bool:
        """Whether only the visitor can say what is meant, so that the page has to ask."""
        open_place = (Expect.NONE, Expect.ANY_CITY, Expect.ANY_COUNTY)
        return self.expect in open_place or self.group == ASK_GROUP

    def fits(self, codes: frozenset[str]) -> bool:
        """Whether a facility with these codes has what must be and nothing that must not."""
        return all(codes & any_of for any_of in self.must) and not codes & self.must_not


def load(path: Path, *, split: str = "all") -> tuple[Judged, ...]:
    """The queries of a file, of one split or all."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = [line for line in file if not line.startswith("#")]
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    judged = [_judged({key: (cell or "").strip() for key, cell in row.items()}) for row in rows]
    return tuple(each for each in judged if split in ("all", each.split))


def chosen(which: str, split: str) -> tuple[Judged, ...]:
    """The shared set, our own, both, or what was written later, by others."""
    sets = {"shared": (SHARED,), "own": (OWN,), "later": (LATER,), "all": (SHARED, OWN)}
    paths = sets[which]
    return tuple(each for path in paths for each in load(path, split=split))


def demands(text: str) -> tuple[frozenset[str], ...]:
    """A `must` cell: every part must be met, each by any of its codes."""
    return tuple(codes for part in text.split("&") if (codes := alternatives(part)))


def alternatives(text: str) -> frozenset[str]:
    """A cell of codes of which any will do."""
    return frozenset(code.strip() for code in text.split("|") if code.strip())


def panels(text: str) -> frozenset[str | None]:
    """A panel cell: blank and `-` are no panel."""
    keys: Sequence[str] = [key.strip() for key in text.split("|")]
    return frozenset(None if key in ("", "-") else key for key in keys)


def _judged(row: dict[str, str]) -> Judged:
    return Judged(
        qid=row["qid"],
        query=row["query"],
        lang=row["lang"],
        group=row["group"],
        must=demands(row["must"]),
        should=alternatives(row["should"]),
        must_not=alternatives(row["must_not"]),
        expect=Expect(row["loc_type"]),
        location=row["location"],
        panels=panels(row["panel_expected"]),
        n_strict=int(row["n_strict"]) if row["n_strict"] else None,
        split=row.get("split") or TUNE,
        note=row["note"],
    )
