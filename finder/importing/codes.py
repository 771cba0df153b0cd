"""Codes: which of a source's codes no vocabulary explains, how often, and where first."""

from collections import Counter
from collections.abc import Iterable

from finder.importing.record import Problem
from finder.importing.rows import first_of
from finder.sentence import Sentence, said
from finder.vocabulary import Vocabulary

# A new edition brings two or three, each worth a line. A wide download brings 89 codes of the
# mental-health key, which no word of ours stands for: past this many they share one line.
_MOST = 12
# So many are named on that line; the whole mental-health key has 176.
_NAMED = 200


class StrangeCodes:
    """A count of the codes our vocabulary does not know, so that each is told of once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._known: dict[str, bool] = {}
        self._rows: Counter[str] = Counter()
        self._first: dict[str, Sentence] = {}

    def add(self, codes: Iterable[str], where: Sentence) -> None:
        """Count those of the row's codes that are strange."""
        for code in codes:
            known = self._known.get(code)
            if known is None:
                known = self._known[code] = self._vocabulary.knows(code)
            if not known:
                self._rows[code] += 1
                self._first.setdefault(code, where)

    def problems(self) -> list[Problem]:
        """A note a strange code, the most frequent first."""
        notes = [
            Problem(
                first_of(rows, self._first[code]),
                "codes",
                Sentence(code),
                said("a code of the vocabulary; it is kept, but no word we show stands for it"),
            )
            for code, rows in self._rows.most_common(_MOST)
        ]
        if rest := self._rows.most_common()[_MOST:]:
            named = " ".join(code for code, _ in rest[:_NAMED])
            more = said("%(n)s more: %(codes)s", n=f"{len(rest):,}", codes=named)
            notes.append(Problem(said("the file"), "codes", more, said("as above")))
        return notes
