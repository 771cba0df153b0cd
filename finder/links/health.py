"""Health: what a link into this finder gives today, and the link to put in its place."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from urllib.parse import parse_qsl, urlsplit

from finder.facility import Facility
from finder.links import address
from finder.links.address import EMBEDDED, ROOT, address_of
from finder.links.spoken import in_language, parted, without_language
from finder.places import Gazetteer
from finder.search import params
from finder.search.answer import answer
from finder.search.engine import View
from finder.search.page import Note, NoteKind, Page, Widening
from finder.search.request import SearchRequest
from finder.search.understand import understand
from finder.search.widen import FEW
from finder.vocabulary import Vocabulary

_SEARCH = "/search"
_FACILITY = "/facility/"
# So many redirects are followed; a longer chain is one that goes in a circle.
_MOST_HOPS = 5
# What is told about how a link was read, and is no fault of the link.
_HARMLESS = frozenset(
    {NoteKind.RADIUS_WIDENED, NoteKind.NONE_HERE, NoteKind.TERM_RETIRED, NoteKind.ASK_WHERE}
)

# What a way on changes, the least first: a link that is mended still asks for the same help where
# it can, and never for places that do not say they give it, nor for the step after it.
_MENDING = (
    ("within", "state", "nearest"),
    ("instead", "telehealth", "without", "without_words"),
    ("only_words", "only_place", "everything"),
)


class Verdict(StrEnum):
    """What is to be said of a link, the worst first."""

    BROKEN = "broken"  # there is nothing at this address
    GONE = "gone"  # the place is no longer listed
    NOTHING = "nothing"  # no place fits today
    FEW = "few"  # fewer than five do
    UNCLEAR = "unclear"  # a part of it is not understood
    REDIRECT = "redirect"  # it leads to another address
    FINE = "fine"


@dataclass(frozen=True, slots=True)
class Answered:
    """What the site answers at a path: its code, and where it leads on."""

    code: int
    leads: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a link gives: the worst that is to be said first; how many places, where it is a search;
    and the path to link to instead, with what that gives. `unclear` are the notes readers see."""

    verdicts: tuple[Verdict, ...]
    total: int | None = None
    mended: str = ""
    mended_total: int | None = None
    unclear: tuple[Note, ...] = ()

    @property
    def is_fine(self) -> bool:
        """Whether there is nothing to do."""
        return self.verdicts == (Verdict.FINE,)


@dataclass(frozen=True, slots=True)
class Health:
    """Looks links up in one revision of the directory, and asks the site itself for each."""

    view: View
    vocabulary: Vocabulary
    gazetteer: Gazetteer
    facility: Callable[[str], Facility | None]
    ask: Callable[[str], Answered]

    def of(self, path: str) -> Finding:
        """What a path of this site, with its query, gives today."""
        final, moved = self._followed(path)
        if not final:
            return Finding((Verdict.BROKEN,))
        verdicts = [Verdict.REDIRECT] if moved else []
        spoken, bare = _language_of(final)
        found = self._found(bare, verdicts)
        if found.mended == bare and not moved:
            return replace(found, mended="", mended_total=None)  # well written, and all there is
        return replace(found, mended=found.mended and in_language(found.mended, spoken))

    def _found(self, path: str, verdicts: list[Verdict]) -> Finding:
        """What there is at a path that names no language."""
        parts = urlsplit(path)
        if parts.path.startswith(_FACILITY):
            return self._of_facility(path, verdicts)
        pairs = self._pairs(parts.path, parts.query)
        if pairs is None:
            return Finding(tuple(verdicts) or (Verdict.FINE,), mended=path if verdicts else "")
        return self._of_search(path, pairs, verdicts)

    def _followed(self, path: str) -> tuple[str, bool]:
        """Where a path leads in the end, "" for nowhere, and whether that is elsewhere."""
        at = path
        for _ in range(_MOST_HOPS):
            answered = self.ask(at)
            if answered.code == 200:
                return at, at != path
            if not answered.leads.startswith("/"):
                break
            at = answered.leads
        return "", False

    def _pairs(self, path: str, query: str) -> list[tuple[str, str]] | None:
        """The parameters of a path that is a search; None for any other."""
        pairs = parse_qsl(query)
        for root in (ROOT, EMBEDDED):
            if path.startswith(root):
                asked = address.read(path.removeprefix(root), self.vocabulary, self.gazetteer)
                return [*asked.pairs, *pairs]
        return pairs if path in (_SEARCH, f"{_SEARCH}.json") else None

    def _of_facility(self, path: str, verdicts: list[Verdict]) -> Finding:
        mended = path if verdicts else ""
        slug = urlsplit(path).path.removeprefix(_FACILITY).partition("/")[0].partition(".")[0]
        found = self.facility(slug)
        if found is None or not found.retired:
            return Finding(tuple(verdicts) or (Verdict.FINE,), mended=mended)
        place = self.gazetteer.zip_point(found.address.zip)
        where = params.circle_about(place) if place else None
        near = SearchRequest(where=where)
        return Finding(
            verdicts=(Verdict.GONE, *verdicts),
            mended=address_of(near, self.vocabulary, self.gazetteer),
            mended_total=self.view.total(near),
        )

    def _of_search(
        self, path: str, pairs: list[tuple[str, str]], verdicts: list[Verdict]
    ) -> Finding:
        parsed = params.parse(pairs, self.vocabulary, self.gazetteer)
        understood = understand(parsed, self.view, self.vocabulary, self.gazetteer)
        page = answer(
            self.view,
            understood.request,
            self.vocabulary,
            notes=(*parsed.notes, *understood.intent.notes),
            states=self.gazetteer.state,
        )
        unclear = tuple(note for note in page.notes if note.kind not in _HARMLESS)
        found = [*verdicts]
        if unclear:
            found.append(Verdict.UNCLEAR)
        if page.total < FEW:
            found.append(Verdict.FEW if page.total else Verdict.NOTHING)
        mended, total = self._mended(page, understood.request) if found else ("", None)
        if mended and path.startswith(EMBEDDED):
            mended = EMBEDDED + mended.removeprefix(ROOT)
        ordered = sorted(found, key=list(Verdict).index)
        return Finding(tuple(ordered) or (Verdict.FINE,), page.total, mended, total, unclear)

    def _mended(self, page: Page, asked: SearchRequest) -> tuple[str, int]:
        """The permanent address of what was understood; where that gives little, of the way on that
        changes least and gives enough, else more."""
        total = page.total
        if total < FEW and (way := _way_on(page)):
            asked, total = way.request, way.total
        return address_of(asked, self.vocabulary, self.gazetteer), total


def _language_of(path: str) -> tuple[str, str]:
    """The language of a path, and the path without it, whichever way it names it."""
    spoken, bare = parted(path)
    route, _, query = bare.partition("?")
    asked, query = without_language(query)
    return asked or spoken, f"{route}?{query}" if query else route


def _way_on(page: Page) -> Widening | None:
    """The way on that changes least and gives enough; where none does, the most of those that
    change least."""
    ways = [
        [way for way in page.widenings if way.because in kinds and way.total > page.total]
        for kinds in _MENDING
    ]
    enough = (way for kept in ways for way in kept if way.total >= FEW)
    most = (max(kept, key=lambda way: way.total) for kept in ways if kept)
    return next(enough, None) or next(most, None)
