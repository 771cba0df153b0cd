"""Page: the answer to a search, laid out but not yet worded: the web gives it words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from finder.facility import Facility, Says
from finder.places import Place
from finder.search.reasons import Reasons
from finder.search.request import SearchRequest
from finder.vocabulary import Category, Panel, Term


class NoteKind(StrEnum):
    """What there is to tell a visitor about what they asked; the web has a sentence for each."""

    UNKNOWN_PARAMETER = "unknown_parameter"  # name
    UNKNOWN_TERM = "unknown_term"  # category, value
    TERM_RETIRED = "term_retired"  # value, term: its successor, which is used
    UNKNOWN_PLACE = "unknown_place"  # asked
    PLACE_CHOICES = "place_choices"  # asked, places
    PLACE_GUESSED = "place_guessed"  # asked, places (the first is the one used)
    BAD_RADIUS = "bad_radius"  # value, used
    BAD_SORT = "bad_sort"  # value
    BAD_PAGE = "bad_page"  # value, used
    NO_PLACE_TO_MEASURE = "no_place_to_measure"
    WORDS_SHORTENED = "words_shortened"  # limit
    WORDS_NOT_FOUND = "words_not_found"  # words: nobody has them; shown without them
    SPELLING = "spelling"  # words, instead
    WORDS_IGNORED = "words_ignored"  # words: not understood, and no name has them
    PLACE_OFFERED = "place_offered"  # asked, places: perhaps one of these is meant
    PLACE_TAKEN = "place_taken"  # asked, places (the first is the one used)
    ASK_WHERE = "ask_where"  # "near me": we do not know where that is
    RADIUS_WIDENED = "radius_widened"  # miles: few places nearer, so this far was looked
    NONE_HERE = "none_here"  # place: nothing there; the hits are the nearest elsewhere


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to tell the visitor, as values; never an error."""

    kind: NoteKind
    values: Mapping[str, str] = field(default_factory=dict)
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A facility in an answer: how far, and for each asked term whether it says so."""

    facility: Facility
    miles: float | None
    why: tuple[tuple[Term, Says], ...]
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One term one could tick, and how many places one would then see."""

    term: Term
    count: int
    selected: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A category with its terms, in the vocabulary's order."""

    category: Category
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class Widening:
    """A way on: the request to follow and the total it has.

    `because` says what changes: `without` a term, a wider circle (`within`), those that do not say
    (`unsaid`), the step after this one (`then`), …; `values` names it.
    """

    request: SearchRequest
    total: int
    because: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """Everything a results page shows.

    `beyond` says that few or none match where it was asked for, and that the hits after the first
    `total` are the nearest elsewhere. `reasons`, if asked for, run beside the hits.
    """

    request: SearchRequest
    total: int
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]
    widenings: tuple[Widening, ...]
    notes: tuple[Note, ...]
    revision: int
    panel: Panel | None = None
    beyond: bool = False
    reasons: tuple[Reasons, ...] = ()

    @property
    def pages(self) -> int:
        """How many pages the hits fill; at least one."""
        return max(1, -(-self.total // self.request.size))
