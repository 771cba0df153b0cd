"""Whereabouts: the place that a sentence is about, or the question which one is meant."""

from collections.abc import Sequence

from finder.places import Choices, Gazetteer, Place, PlaceKind
from finder.search.intent.spans import Span
from finder.search.page import Note, NoteKind
from finder.search.words import tokens
from finder.vocabulary import Phrase

# What stands for a place where people mean their own.
NEAR_ME = "?"


def where(
    chosen: Sequence[Span], wanted: Sequence[Phrase], gazetteer: Gazetteer, notes: list[Note]
) -> tuple[Place | None, str]:
    """The place: one that is named, else what a wanted phrase calls it ("philly"), or implies
    ("masshealth"); else a question, which is added to the notes.

    As long as a question is open, its name is left to look for: "springfield" finds what lies in
    any Springfield, and pretends to be near none.
    """
    named = [span.place for span in chosen if span.place is not None]
    called = [gazetteer.find(phrase.calls) for phrase in wanted if phrase.calls]
    implied = [gazetteer.find(phrase.implies) for phrase in wanted if phrase.implies]
    for found in (*named, *called, *implied):
        if isinstance(found, Place):
            return found, ""
        if isinstance(found, Choices):
            taken = _city_of_its_state(found)
            kind = NoteKind.PLACE_TAKEN if taken else NoteKind.PLACE_CHOICES
            notes.append(Note(kind, {"asked": found.asked}, tuple(found.places)))
            return taken, "" if taken else " ".join(tokens(found.places[0].name))
    if any(phrase.place == NEAR_ME for phrase in wanted):
        notes.append(Note(NoteKind.ASK_WHERE))
    return None, ""


def _city_of_its_state(found: Choices) -> Place | None:
    """The city, where a name is a great city's and its state's: "detox new york". In a sentence
    people mean the city, and the state is one link away; "Portland" stays a question."""
    first, *others = found.places
    same = [place for place in others if place.kind is PlaceKind.CITY]
    great = first.kind is PlaceKind.CITY and all(
        first.population >= 10 * place.population for place in same
    )
    state = any(p.kind is PlaceKind.STATE and p.state == first.state for p in others)
    return first if great and state else None
