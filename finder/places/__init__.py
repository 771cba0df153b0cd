"""Places: points on Earth, and the gazetteer, which finds what people call a place.

Reading order: `point`, `place`, then `gazetteer`, which asks `reading` (what was typed), `register`
(what has that name), `spelling` (what nearly has) and `choosing` (which is meant). `loading` reads
seed_data/places.
"""

from finder.places.gazetteer import Gazetteer
from finder.places.loading import load_gazetteer
from finder.places.place import Choices, Place, PlaceKind, Suggestion
from finder.places.point import Point, arc_of_chord, chord_of_arc, earth_vectors, position

__all__ = [
    "Choices",
    "Gazetteer",
    "Place",
    "PlaceKind",
    "Point",
    "Suggestion",
    "arc_of_chord",
    "chord_of_arc",
    "earth_vectors",
    "position",
    "load_gazetteer",
]
