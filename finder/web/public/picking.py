"""Picking: what a page about chosen places was asked for, read from its address."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from finder.directory import Directory
from finder.errors import FinderError
from finder.facility import Facility
from finder.places import Gazetteer, Place, PlaceKind
from finder.search import params
from finder.search.engine import Engine
from finder.search.request import SearchRequest
from finder.vocabulary import Vocabulary
from finder.web import chosen, chosen_words
from finder.web.chosen import Chosen, Found
from finder.web.language_prefix import absolute
from finder.web.permanent import query_of
from finder.web.templating import with_query

IDS = "ids"
AS = "as"


@dataclass(frozen=True, slots=True)
class Picked:
    """The places that were chosen, and the search they were chosen from, as far as it was carried
    along: `asked` has its terms, topics and place, `carried` the same as parameters."""

    chosen: Chosen
    found: Found
    asked: SearchRequest
    carried: list[tuple[str, str]]

    @property
    def place(self) -> Place | None:
        """Where distances are measured from; None without a point."""
        where = self.asked.where
        return where.place if where and where.place.kind is not PlaceKind.STATE else None

    @property
    def near(self) -> str:
        """What to type to mean that place; "" for none."""
        return params.near_text(self.place) if self.place else ""

    def miles(self, facility: Facility) -> float | None:
        """How far a place is, in a straight line."""
        return self.place.point.miles_to(facility.point) if self.place else None

    @property
    def notes(self) -> tuple[str, ...]:
        """What there is to say about how the link was read."""
        return chosen_words.notes(self.chosen, self.found)

    def link(self, endpoint: str, ids: Iterable[str], **more: str) -> str:
        """The address of a page about these places, within the same search."""
        pairs = [(IDS, chosen.written(ids)), *self.carried, *more.items()]
        return with_query(url_for(endpoint), query_of(pairs))

    def shared(self, endpoint: str) -> str:
        """The whole address to hand on: it holds the ids of the places and nothing else."""
        ids = chosen.written(place.id for place in self.found.all)
        return absolute(with_query(url_for(endpoint), query_of([(IDS, ids)])))


@dataclass(frozen=True, slots=True, eq=False)
class Picking:
    """Reads addresses over the parts that know places and words."""

    engine: Engine
    directory: Directory
    vocabulary: Vocabulary
    gazetteer: Gazetteer

    def picked(self, most: int) -> Picked:
        """What this request asks for, by its address or its form, up to so many places; it never
        fails."""
        picked = chosen.read(request.values.getlist(IDS), most)
        parsed = params.parse(request.args.items(multi=True), self.vocabulary, self.gazetteer)
        read = parsed.request
        asked = SearchRequest(
            terms=read.terms, unsaid=read.unsaid, topics=read.topics, where=read.where
        )
        return Picked(
            chosen=picked,
            found=chosen.found(picked.ids, self.known(picked.ids)),
            asked=asked,
            carried=carried(asked, self.vocabulary),
        )

    def known(self, ids: Iterable[str]) -> list[Facility | None]:
        """Each place from the revision that answers searches; what that has not, from the
        directory."""
        wanted = list(ids)
        try:
            listed = self.engine.view().fetch(wanted)
        except FinderError:
            listed = []
        at_hand = {place.id: place for place in listed}
        return [at_hand.get(each) or self.directory.get(each) for each in wanted]


def carried(asked: SearchRequest, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """A search as the parameters that go along with chosen places: no words, no radius, no page."""
    where = asked.where
    bare = SearchRequest(
        terms=asked.terms,
        unsaid=asked.unsaid,
        topics=asked.topics,
        where=replace(where, within=None, usual=True) if where else None,
    )
    return params.written(bare, vocabulary)


def as_one_link(picked: Picked) -> Response | None:
    """A form sends a parameter for each box; this leads to the one address that holds them all."""
    if len(request.args.getlist(IDS)) < 2:
        return None
    more = {AS: request.args[AS]} if request.args.get(AS) else {}
    ids = (*picked.chosen.ids, *picked.chosen.over)
    return redirect(picked.link(str(request.endpoint), ids, **more), 303)
