"""Snapshot view: one whole revision, answering requests from the arrays of its snapshot."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from finder.facility import Facility
from finder.places import PlaceKind, Point
from finder.search.bitset import Bits, Rows, Whole, bits_of, full, has, rows_of, size, sizes
from finder.search.circle import Distances, distances, first_by_distance, nearest, within
from finder.search.columns import Columns
from finder.search.drawing import Draw
from finder.search.engine import Matches
from finder.search.ranking import first_of
from finder.search.reasons import Reasons
from finder.search.request import SearchRequest, Sort, Where
from finder.search.scoring import MILLION, Scoring
from finder.search.snapshot import Snapshot
from finder.search.text_index import Found
from finder.search.wishes import wishes
from finder.search.words import tokens
from finder.vocabulary import Combine, Vocabulary

_THOUSAND = 1000


@dataclass(frozen=True, slots=True, eq=False)
class _Group:
    """A category's terms as rows of the bitset matrix."""

    combine: Combine
    terms: slice | Rows


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """A request as sets of rows: who has the words and lies there, and who has what is ticked.

    `ticked` has a set for each category with a ticked term, by the category's place among groups.
    """

    here: Bits
    ticked: Mapping[int, Bits]
    point: Point | None
    inside: Distances | None
    scoring: Scoring

    @property
    def said(self) -> Found | None:
        """Who has the words, when there are any."""
        return self.scoring.said

    def base(self, *, but: int | None = None) -> Bits:
        """Who matches, or would if one category were not asked for."""
        base = self.here
        for group, bits in self.ticked.items():
            if group != but:
                base = base & bits
        return base


@dataclass(frozen=True, slots=True, eq=False)
class SnapshotView:
    """One whole revision of the directory, as long as it is held; safe to share among threads."""

    revision: int
    snapshot: Snapshot
    vocabulary: Vocabulary
    groups: tuple[_Group, ...]
    group_of: Mapping[str, int]
    terms: Mapping[str, int]
    everyone: Bits

    @classmethod
    def of(cls, revision: int, snapshot: Snapshot, vocabulary: Vocabulary) -> Self:
        """The view of a loaded snapshot; the vocabulary is the one it was built with."""
        number = {term.slug: at for at, term in enumerate(vocabulary.terms)}
        groups: list[_Group] = []
        group_of: dict[str, int] = {}
        for at, category in enumerate(vocabulary.categories):
            slugs = [term.slug for term in vocabulary.in_category(category.slug)]
            groups.append(_Group(category.combine, _run([number[slug] for slug in slugs])))
            group_of |= dict.fromkeys(slugs, at)
        everyone = full(len(snapshot.columns))
        return cls(revision, snapshot, vocabulary, tuple(groups), group_of, number, everyone)

    def find(self, request: SearchRequest) -> Matches:
        """The matches of a request; a page past the end has no ids but the right total."""
        asked = self._asked(request)
        base = asked.base()
        total = size(base)
        start = (request.page - 1) * request.size
        rows, thousandths, millionths = (
            self._page(request, asked, base, start) if start < total else _NOTHING
        )
        return Matches(
            total=total,
            ids=self.snapshot.columns.ids_of(rows),
            miles=tuple(each / _THOUSAND for each in thousandths.tolist())
            if asked.point
            else (None,) * len(rows),
            scores=tuple(each / MILLION for each in millionths.tolist()),
            counts=self._counts(asked, base),
        )

    def total(self, request: SearchRequest) -> int:
        """How many facilities match, and nothing else."""
        return size(self._asked(request).base())

    def reasons(self, request: SearchRequest, ids: Sequence[str]) -> tuple[Reasons, ...]:
        """Why `best` puts these facilities where it does; unknown ids are left out."""
        asked = self._asked(request)
        found = [row for row in map(self.snapshot.columns.row, ids) if row is not None]
        far = [int(self._thousandths(asked, np.array([row]))[0]) for row in found]
        return tuple(map(asked.scoring.reasons, found, far))

    def fetch(self, ids: Sequence[str]) -> list[Facility]:
        """The facilities with these ids, in this order; unknown ids are left out."""
        rows = (self.snapshot.columns.row(each) for each in ids)
        return self.snapshot.bodies.fetch([row for row in rows if row is not None])

    def spelling(self, word: str) -> tuple[str, ...]:
        """Words of the directory that a word nobody uses may have been meant as, best first."""
        return self.snapshot.texts.spelling(word)

    def _asked(self, request: SearchRequest) -> _Asked:
        columns = self.snapshot.columns
        here, where = self.everyone, request.where
        point, inside, said = _point(where), None, None
        if where and where.inside:
            here = here & columns.area(where.place)
        elif where and where.within is not None:
            inside = within(columns, where.place.point, where.within)
            here = bits_of(inside.rows, columns.words)
        words = tokens(request.words) if request.words else ()
        called = tokens(request.called) if request.called else ()
        if words:
            said = self.snapshot.texts.find(words)
            here = here & bits_of(said.rows, columns.words)
        for slug in request.unsaid:
            number = self.terms.get(slug)
            here = here & ~columns.said[number] if number is not None else here & np.uint64(0)
        scoring = Scoring(
            columns,
            self.terms,
            wishes(request, self.vocabulary),
            said,
            self.snapshot.texts.find(called) if called else None,
            columns.area(where.place) if where and _is_city(where) else None,
            measured=point is not None,
        )
        return _Asked(here, self._ticked(request.terms), point, inside, scoring)

    def _ticked(self, slugs: Sequence[str]) -> dict[int, Bits]:
        bits = self.snapshot.columns.bits
        ticked: dict[int, Bits] = {}
        for slug in slugs:
            at = self.group_of.get(slug, -1)
            # Nobody says yes to a term that does not exist.
            who = bits[self.terms[slug]] if at >= 0 else np.zeros_like(self.everyone)
            if at not in ticked:
                ticked[at] = who
            elif self.groups[at].combine is Combine.ANY:
                ticked[at] = ticked[at] | who
            else:
                ticked[at] = ticked[at] & who
        return ticked

    def _counts(self, asked: _Asked, base: Bits) -> dict[str, int]:
        matrix = self.snapshot.columns.bits
        counts = sizes(matrix, base)
        for at in asked.ticked:
            if at >= 0 and self.groups[at].combine is Combine.ANY:
                own = self.groups[at].terms
                counts[own] = sizes(matrix[own], asked.base(but=at))
        return dict(zip(self.terms, counts.tolist(), strict=True))

    def _page(
        self, request: SearchRequest, asked: _Asked, base: Bits, start: int
    ) -> tuple[Rows, Whole, Whole]:
        """The rows of a page in order, and their thousandths of a mile and millionths of score."""
        columns, stop = self.snapshot.columns, start + request.size
        if request.sort is Sort.NAME:
            rows = _rows(asked, base)
            shown = rows[first_of((columns.name_rank[rows],), start, stop)]
            far = self._thousandths(asked, shown)
            return shown, far, _scores(asked, shown, far)
        by_best = request.sort is Sort.BEST or asked.point is None
        draw = Draw.of(request, len(columns)) if asked.point is None else None
        levels = asked.scoring.levels(base) if draw else None
        if draw and levels is not None:
            shown = _drawn(columns, draw, levels, start, stop)
            far = self._thousandths(asked, shown)
            return shown, far, _scores(asked, shown, far)
        by_score = by_best and not asked.scoring.only_distance
        near = self._near(asked, base, first=0 if by_score else stop)
        far = near.thousandths if asked.point else np.zeros(len(near.rows), np.int64)
        rank = columns.id_rank[near.rows]
        if draw:
            rank = draw.turns(rank)
        keys = [rank] if asked.point is None else [far, rank]
        if by_score:
            keys.insert(0, -asked.scoring.scores(near.rows, far))
        order = first_of(tuple(keys), start, stop)
        shown, far = near.rows[order], far[order]
        return shown, far, _scores(asked, shown, far)

    def _near(self, asked: _Asked, base: Bits, *, first: int) -> Distances:
        """Matching rows and their distances (0 from nowhere): all, or at least the `first`."""
        if asked.point is None:
            rows = _rows(asked, base)
            return Distances(rows, np.zeros(len(rows)))
        columns = self.snapshot.columns
        if asked.inside is not None:
            near = asked.inside.among(base)
        elif first:
            near = nearest(columns, asked.point, among=base, first=first)
        else:
            near = distances(columns, asked.point, _rows(asked, base))
        return first_by_distance(near, first) if first else near

    def _thousandths(self, asked: _Asked, rows: Rows) -> Whole:
        if asked.point is None:
            return np.zeros(len(rows), dtype=np.int64)
        return distances(self.snapshot.columns, asked.point, rows).thousandths


_NOTHING = (np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.int64))


def _run(numbers: list[int]) -> slice | Rows:
    """Rows of a matrix: as a slice, which copies nothing, where they follow one another."""
    first = numbers[0] if numbers else 0
    together = numbers == list(range(first, first + len(numbers)))
    return slice(first, first + len(numbers)) if together else np.array(numbers)


def _point(where: Where | None) -> Point | None:
    return None if where is None or where.inside else where.place.point


def _is_city(where: Where) -> bool:
    return where.place.kind is PlaceKind.CITY and not where.inside


def _rows(asked: _Asked, base: Bits) -> Rows:
    """The rows of the base, ascending, from the shortest list at hand."""
    for found in (asked.inside, asked.said):
        if found is not None:
            return found.rows[has(base, found.rows)]
    return rows_of(base)


def _drawn(columns: Columns, draw: Draw, levels: Iterable[Bits], start: int, stop: int) -> Rows:
    """The rows from `start` to `stop` of sets that come one after another, each in drawn order."""
    shown: list[Rows] = []
    before = 0
    for level in levels:
        members = size(level)
        if before + members > start:
            first = draw.of_set(columns, level, min(stop - before, members))
            shown.append(first[max(0, start - before) :])
        before += members
        if before >= stop:
            break
    return np.concatenate(shown).astype(np.int64)


def _scores(asked: _Asked, rows: Rows, thousandths: Whole) -> Whole:
    """The scores of rows in any order."""
    order = np.argsort(rows)
    scores = np.empty(len(rows), dtype=np.int64)
    scores[order] = asked.scoring.scores(rows[order], thousandths[order])
    return scores
