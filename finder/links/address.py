"""Address: the permanent, readable path of a search ⇄ the parameters it stands for.

    /find/detox                             anywhere
    /find/detox/near/40202                  about a ZIP (or 39.76,-84.19)
    /find/methadone/in/ohio                 in a state
    /find/methadone/in/ohio/cleveland       about a city; or in a county: /in/ohio/summit-county
    /find/heroin/in/ohio?payment=medicaid   all else is parameters of `search.params`
    /find/treatment                         no kind of help named

Every path is understood somehow. One that says a known thing in another way (case, slashes, an old
name, "oh" for ohio) has one address that it leads to for ever; one that says an unknown thing is
asked as words, and the page explains.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, unquote, urlencode

from finder.places import Gazetteer, Place, PlaceKind
from finder.places.names import fold
from finder.search import params
from finder.search.request import SearchRequest
from finder.vocabulary import Vocabulary, plain

ROOT = "/find/"
# The same searches, laid out to be put into other pages.
EMBEDDED = "/embed/"
# The word for no kind of help in particular.
EVERYTHING = "treatment"
NEAR, IN = "near", "in"
_ZIP = re.compile(r"\d{5}", re.ASCII)

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Address:
    """What a path asks for, as parameters; the path it has, and whether all of it is known.

    `path` is the one address of what was asked for, to redirect to where it is another; it is the
    path as it came where something in it is unknown. `was` is a term that it named and that is no
    longer listed.
    """

    path: str
    pairs: Pairs
    known: bool = True
    was: str = ""


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a path, understood: how it is written, and what it stands for."""

    path: str
    pairs: Pairs
    known: bool = True
    was: str = ""


def read(path: str, vocabulary: Vocabulary, gazetteer: Gazetteer) -> Address:
    """What a decoded path after /find/ asks for; never fails, whatever the path."""
    parts = [part for part in (_tidy(each) for each in path.split("/")) if part]
    what = _what(parts[0], vocabulary) if parts else _Part(EVERYTHING, ())
    where = _where(parts[1:], gazetteer)
    known = what.known and where.known
    written = ROOT + what.path + where.path
    return Address(
        path=written if known else ROOT + path,
        pairs=(*what.pairs, *where.pairs),
        known=known,
        was=what.was,
    )


def address_of(request: SearchRequest, vocabulary: Vocabulary, gazetteer: Gazetteer) -> str:
    """The one permanent address of a request, percent-encoded, its filters as parameters."""
    pairs = params.written(request.at(1), vocabulary)
    what = EVERYTHING
    ticked = params.ticked(request, vocabulary)
    about = [(params.ABOUT, slug) for slug in request.topics if vocabulary.topic(slug)]
    if named := (ticked or about)[:1]:
        what = named[0][1]
        pairs.remove(named[0])
    where = ""
    if request.where is not None:
        where = place_path(request.where.place, gazetteer)
        pairs = [pair for pair in pairs if pair[0] != params.NEAR]
    query = urlencode(pairs, quote_via=quote, safe=",")
    return ROOT + what + where + (f"?{query}" if query else "")


def place_path(place: Place, gazetteer: Gazetteer) -> str:
    """A place as the end of an address: "/near/40202", "/in/ohio", "/in/ohio/cleveland"."""
    if place.kind in (PlaceKind.ZIP, PlaceKind.POINT):
        return f"/{NEAR}/{params.near_text(place)}"
    if place.kind is PlaceKind.STATE:
        return f"/{IN}/{state_slug(place)}"
    state = gazetteer.state(place.state)
    name = params.near_text(place).rpartition(",")[0]
    return f"/{IN}/{state_slug(state) if state else place.state.lower()}/{_slug(name)}"


def state_slug(state: Place) -> str:
    """A state as it stands in addresses: "new-york"."""
    return _slug(state.name)


def _slug(name: str) -> str:
    return "-".join(fold(name))


def _tidy(part: str) -> str:
    """A part of a path in small letters, its words joined by hyphens, without odd characters."""
    shown = "".join(c if c.isprintable() else " " for c in unquote(part))
    return "-".join(shown.replace("+", " ").replace("_", " ").split()).casefold()


def _what(part: str, vocabulary: Vocabulary) -> _Part:
    """The kind of help a part names: a term, a topic, an old or other name of one, or words."""
    if part == EVERYTHING:
        return _Part(part, ())
    renamed = vocabulary.renamed(part)
    slug = renamed.new if renamed else part
    slug = slug if _stands_for(slug, vocabulary) else _aliases(vocabulary).get(plain(part), "")
    pairs = _stands_for(slug, vocabulary)
    if not pairs:
        return _Part(part, ((params.WORDS, part.replace("-", " ")),), known=False)
    return _Part(slug, pairs, was=part if renamed and renamed.retired else "")


def _stands_for(slug: str, vocabulary: Vocabulary) -> Pairs:
    if term := vocabulary.term(slug):
        return ((term.category, slug),)
    return ((params.ABOUT, slug),) if vocabulary.topic(slug) else ()


# A pure function of an immutable vocabulary, of which a process has one.
@lru_cache(maxsize=4)
def _aliases(vocabulary: Vocabulary) -> Mapping[str, str]:
    """What else people call a term and nothing but it, folded, and the term's slug."""
    return {
        plain(alias): term.slug
        for term in reversed(vocabulary.terms)
        for alias in (term.slug, *term.aliases)
    }


def _where(parts: list[str], gazetteer: Gazetteer) -> _Part:
    """The place that the rest of a path names, whichever way round it is written."""
    names = parts[1:] if parts[:1] in ([NEAR], [IN]) else parts
    if not names:
        return _Part("", ())
    state = gazetteer.state(names[0])
    if parts[0] == IN and len(names) == 1 and state is not None:
        return _named(state, gazetteer)  # "in/new-york": the word alone would be the city
    inside = state.state if state and len(names) > 1 else None
    for text in _readings(names, state):
        found = gazetteer.find(text)
        if isinstance(found, Place) and inside in (None, found.state):
            return _named(found, gazetteer)
    written = next(iter(_readings(names, state))).replace("-", " ")
    return _Part("", ((params.NEAR, written),), known=False)


def _named(place: Place, gazetteer: Gazetteer) -> _Part:
    return _Part(place_path(place, gazetteer), ((params.NEAR, params.near_text(place)),))


def _readings(names: list[str], state: Place | None) -> Iterator[str]:
    """The texts that parts of a path may stand for, the likeliest first: an address has the state
    first, and people write it last."""
    first, *rest = names
    if not rest:
        yield first
        return
    yield ", ".join((*rest, state.state if state else first))
    if state is None:
        yield ", ".join(names)
    if _ZIP.fullmatch(rest[-1]):
        yield rest[-1]
