"""Entries: one facility as it stands on paper: whom to call, what is said, what is not."""

from collections.abc import Iterable
from dataclasses import dataclass

from finder.facility import Facility, Phone, Says
from finder.vocabulary import Term, Vocabulary
from finder.web import present, wording
from finder.web.language import gettext

# What most callers must know before they call: where nobody says it, paper tells them to ask.
_KEY = ("detox", "live-in", "outpatient", "moud", "medicaid", "low-cost")
# What paper has room for, three places to a page: what people ask for most. The rest is on a
# place's page and at the end of its telephone line.
_SHOWN = {
    "program": (
        *("detox", "detox-hospital", "detox-residential", "detox-outpatient", "live-in"),
        *("residential", "residential-short", "residential-long", "hospital-inpatient"),
        *("outpatient", "intensive-outpatient", "day-treatment", "opioid-treatment-program"),
        *("transitional-housing", "telehealth"),
    ),
    "medication": (
        *("methadone", "buprenorphine-used", "naltrexone-used", "alcohol-medicine"),
        "accepts-moud",
    ),
    "payment": (
        *("medicaid", "medicare", "private-insurance", "military-insurance", "self-pay"),
        *("low-cost", "free", "sliding-fee"),
    ),
    "people": (
        *("women", "men", "pregnant", "teens", "older-adults", "lgbtq", "veterans"),
        "domestic-violence",
    ),
    "language": (),
    "accreditation": ("joint-commission", "carf", "coa", "ncqa", "hfap", "state-licensed"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A heading and the terms that the facility's sources say yes to, in plain words."""

    heading: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A facility on paper. `refused` are key terms its sources say no to, `unsaid` those that
    nobody says anything of."""

    facility: Facility
    phones: tuple[Phone, ...]
    rows: tuple[Row, ...]
    refused: tuple[str, ...]
    unsaid: tuple[str, ...]
    sources: tuple[str, ...]


def entry(facility: Facility, vocabulary: Vocabulary) -> Entry:
    """A facility as it stands on paper, in the reader's language."""
    first, others = present.phones(facility)
    said: dict[Says, list[str]] = {says: [] for says in Says}
    for term in _key_terms(vocabulary):
        said[facility.says(term)].append(wording.short(term))
    return Entry(
        facility=facility,
        phones=(first, *others) if first else (),
        rows=tuple(_rows(facility, vocabulary)),
        refused=tuple(said[Says.NO]),
        unsaid=tuple(said[Says.NOT_SAID]),
        sources=tuple(dict.fromkeys(wording.source(each.provenance) for each in facility.said)),
    )


def _key_terms(vocabulary: Vocabulary) -> Iterable[Term]:
    return filter(None, map(vocabulary.term, _KEY))


def _rows(facility: Facility, vocabulary: Vocabulary) -> Iterable[Row]:
    headings = {
        "program": gettext("Help"),
        "medication": gettext("Medicines"),
        "payment": gettext("Pay with"),
        "people": gettext("Groups for"),
        "language": gettext("Languages"),
        "accreditation": gettext("Says it has"),
    }
    for category, shown in _SHOWN.items():
        named = filter(None, map(vocabulary.term, shown)) if shown else ()
        terms = [
            term
            for term in (*named, *(() if shown else vocabulary.in_category(category)))
            if facility.says(term) is Says.YES
        ]
        if terms:
            words = dict.fromkeys(_in_short(term) for term in _narrowest(terms))
            yield Row(headings[category], tuple(words))


def _in_short(term: Term) -> str:
    """A term on paper, where its row says already what kind of thing it is."""
    words = {
        "buprenorphine-used": gettext("Buprenorphine"),
        "naltrexone-used": gettext("Naltrexone"),
        "alcohol-medicine": gettext("for alcohol use"),
        "accepts-moud": gettext("you may stay on yours"),
        "state-licensed": gettext("State license"),
    }
    return words.get(term.slug) or wording.short(term)


def _narrowest(terms: list[Term]) -> Iterable[Term]:
    """Without a term that another one says more exactly: "Live-in detox" makes "Detox" known."""
    return (term for term in terms if not any(other.codes < term.codes for other in terms))
