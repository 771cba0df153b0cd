"""Text index: which facilities say these words, how well, and spelling; the only file that knows
Whoosh.

Whoosh cuts and keeps the text: name, program (and beside it the names by which other lists have the
place), city, county and state, nothing else (indexing the names of services too took fifteen times
as long, and they are terms). Its postings are then read into arrays, and a search reads only the
arrays.

The score of a facility for a word is BM25F: the word's count in each field, divided by how long
that field is there (only in name and program, where a longer text says less of each word), times
the field's weight, summed to `f`; then `idf * f * (K + 1) / (f + K)`, with `idf = ln(1 + (N - n +
.5) / (n + .5))` where n of N facilities have the word. The score for several words is the sum.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from whoosh import fields, index
from whoosh.analysis import Token, Tokenizer

from finder.facility import Facility
from finder.search.bitset import Rows
from finder.search.mapped import mapped
from finder.search.words import tokens

# A word in the name says most; then one of the city, which people name to say where; county
# and state break ties.
WEIGHTS = {"name": 3.0, "program": 2.0, "city": 2.9, "county": 0.5, "state": 0.5}
# How much a text longer than usual says less (b of BM25): only where length varies by choice.
SHORTENING = {"name": 0.5, "program": 0.5}
SATURATION = 1.2  # K: the third time a word is said adds little; BM25's usual value

MOST_SUGGESTIONS = 5
# Slips one may make in a word of this length or more: in a word of three letters one slip makes
# nearly any other (`oho`), in one of four to seven two do.
_SLIPS = ((8, 2), (4, 1))

# Whoosh holds this many MB of postings before it spills to disk. Measured at 12,744 facilities: 8
# takes a third longer, 128 (its default) no less than 32.
_MEMORY_MB = 32


class _Words(Tokenizer):  # type: ignore[misc] # Whoosh has no types, and asks for a subclass
    """Whoosh's analysis: exactly `words.tokens`."""

    def __call__(self, value: str, mode: str = "", **_unused: object) -> Iterator[Any]:
        token = Token(mode=mode, boost=1.0)
        for text in tokens(value):
            token.text = text
            yield token


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """Rows that say every word, ascending, and beside each its score."""

    rows: Rows
    scores: NDArray[np.float64]

    def scores_of(self, rows: Rows) -> NDArray[np.float64]:
        """The scores of some of the rows, ascending."""
        scores: NDArray[np.float64] = self.scores[np.searchsorted(self.rows, rows)]
        return scores

    def scores_where_found(self, rows: Rows) -> NDArray[np.float64]:
        """For each of these rows its score, and 0 for one that does not say every word."""
        at = np.searchsorted(self.rows, rows)
        at[at == len(self.rows)] = 0
        if not len(self.rows):
            return np.zeros(len(rows))
        return np.where(self.rows[at] == rows, self.scores[at], 0.0)


@dataclass(frozen=True, slots=True, eq=False)
class TextIndex:
    """Postings in arrays: the n-th token's rows are `rows[starts[n]:starts[n + 1]]`, ascending,
    and beside each the part it adds to that facility's score. `tokens` is sorted; `letters` has
    `letters_of` each."""

    tokens: tuple[str, ...]
    letters: NDArray[np.uint64]
    starts: NDArray[np.int64]
    rows: NDArray[np.int32]
    scores: NDArray[np.float32]

    @classmethod
    def load(cls, folder: Path) -> Self:
        """The postings `build` left in this folder, mapped into memory that processes share."""
        starts, rows, scores = (
            mapped(folder / f"text-{name}.npy") for name in ("starts", "rows", "scores")
        )
        words = tuple((folder / "text-tokens.txt").read_text("utf-8").split())
        letters = np.fromiter(map(letters_of, words), np.uint64, len(words))
        return cls(words, letters, starts, rows, scores)

    def find(self, words: Sequence[str]) -> Found:
        """The rows that say all these tokens; at least one token."""
        postings = [self._posting(word) for word in dict.fromkeys(words)]
        postings.sort(key=lambda posting: len(posting[0]))
        rows, scores = postings[0][0], postings[0][1].astype(np.float64)
        for other, parts in postings[1:]:
            at = np.searchsorted(other, rows)
            at[at == len(other)] = 0
            both = other[at] == rows if len(other) else np.zeros(len(rows), dtype=np.bool_)
            rows, scores = rows[both], scores[both] + parts[at[both]]
        return Found(rows.astype(np.int64), scores)

    def spelling(self, word: str) -> tuple[str, ...]:
        """Words of the directory close to a word nobody uses: the fewest slips first, then the
        most used, then by the alphabet; a slip is a letter too many, missing, wrong or swapped."""
        slips = next((slips for length, slips in _SLIPS if len(word) >= length), 0)
        if not slips or not word.isalpha() or self._number(word) is not None:
            return ()
        # A slip changes at most two of the letters a word is made of; few words pass, and only
        # those are compared letter by letter (at 8,600 words .02 ms against .5 ms for all).
        unlike = np.bitwise_count(self.letters ^ letters_of(word))
        ranked = []
        for at in np.flatnonzero(unlike <= 2 * slips).tolist():
            other = self.tokens[at]
            distance = OSA.distance(word, other, score_cutoff=slips)
            if distance <= slips and other.isalpha():
                ranked.append((distance, int(self.starts[at] - self.starts[at + 1]), other))
        return tuple(other for _, _, other in sorted(ranked)[:MOST_SUGGESTIONS])

    def _number(self, word: str) -> int | None:
        at = bisect_left(self.tokens, word)
        return at if at < len(self.tokens) and self.tokens[at] == word else None

    def _posting(self, word: str) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        at = self._number(word)
        part = slice(0, 0) if at is None else slice(int(self.starts[at]), int(self.starts[at + 1]))
        return self.rows[part], self.scores[part]


def build(folder: Path, rows: Sequence[Facility], state_names: Mapping[str, str]) -> None:
    """Write a Whoosh index of these facilities into `folder`/whoosh, and its postings as arrays.

    `state_names` gives each state's name by its code, so that `ohio` finds those in OH.
    """
    whoosh_folder = folder / "whoosh"
    whoosh_folder.mkdir()
    made = _written(whoosh_folder, rows, state_names)
    try:
        with made.reader() as reader:
            _save(folder, _postings(reader), len(rows))
    finally:
        made.close()


def letters_of(word: str) -> np.uint64:
    """Which letters a word has: a bit each, by the last six bits of its character."""
    return np.uint64(reduce(lambda bits, letter: bits | 1 << (ord(letter) & 63), word, 0))


def document_count(folder: Path) -> int:
    """How many facilities the Whoosh index in this folder holds."""
    opened = index.open_dir(str(folder / "whoosh"), readonly=True)
    try:
        return int(opened.doc_count())
    finally:
        opened.close()


def texts(facility: Facility, state_names: Mapping[str, str]) -> dict[str, str]:
    """What of a facility words are looked for in, by field."""
    address = facility.address
    return {
        "name": facility.name,
        "program": " ".join((facility.program, *(each.name for each in facility.other_names))),
        "city": address.city,
        "county": address.county,
        "state": f"{address.state} {state_names.get(address.state, '')}",
    }


def _written(folder: Path, rows: Sequence[Facility], state_names: Mapping[str, str]) -> Any:
    text = {name: fields.TEXT(analyzer=_Words(), phrase=False) for name in WEIGHTS}
    made = index.create_in(str(folder), fields.Schema(**text))
    writer = made.writer(limitmb=_MEMORY_MB, procs=1)
    try:
        for facility in rows:
            writer.add_document(**texts(facility, state_names))
        writer.commit(merge=False)
    except BaseException:
        writer.cancel()
        raise
    return made


@dataclass(frozen=True, slots=True, eq=False)
class _Field:
    """One field's postings: beside each other the token's text, the row, and the count in it."""

    words: list[str]
    sizes: list[int]
    rows: NDArray[np.int64]
    counts: NDArray[np.float64]


def _postings(reader: Any) -> dict[str, _Field]:
    found = {}
    for name in WEIGHTS:
        words: list[str] = []
        sizes: list[int] = []
        rows: list[int] = []
        counts: list[float] = []
        for text in reader.lexicon(name):
            matcher = reader.postings(name, text)
            before = len(rows)
            while matcher.is_active():
                rows.append(matcher.id())
                counts.append(matcher.weight())
                matcher.next()
            words.append(text.decode())
            sizes.append(len(rows) - before)
        found[name] = _Field(words, sizes, np.array(rows, np.int64), np.array(counts, np.float64))
    return found


def _save(folder: Path, found: Mapping[str, _Field], total: int) -> None:
    all_tokens = sorted({word for field in found.values() for word in field.words})
    number = {word: at for at, word in enumerate(all_tokens)}
    pairs, parts = [], []
    for name, field in found.items():
        lengths = np.bincount(field.rows, weights=field.counts, minlength=total)
        usual = lengths[lengths > 0].mean() if len(field.rows) else 1.0
        b = SHORTENING.get(name, 0.0)
        share = 1 - b + b * lengths[field.rows] / usual
        numbers = np.repeat([number[word] for word in field.words], field.sizes)
        pairs.append(numbers.astype(np.int64) * max(total, 1) + field.rows)
        parts.append(WEIGHTS[name] * field.counts / share)
    # One sum for each pair of a token and a row, over the fields.
    keys, back = np.unique(np.concatenate(pairs), return_inverse=True)
    f = np.bincount(back, weights=np.concatenate(parts), minlength=len(keys))
    token_of, rows = np.divmod(keys, max(total, 1))
    users = np.bincount(token_of, minlength=len(all_tokens))
    idf = np.log(1 + (total - users + 0.5) / (users + 0.5))
    scores = idf[token_of] * f * (SATURATION + 1) / (f + SATURATION)
    np.save(folder / "text-starts.npy", np.cumsum([0, *users], dtype=np.int64))
    np.save(folder / "text-rows.npy", rows.astype(np.int32))
    np.save(folder / "text-scores.npy", scores.astype(np.float32))
    (folder / "text-tokens.txt").write_text("\n".join(all_tokens), "utf-8")
