"""Place words: what a place of the gazetteer is called, in the reader's language."""

from finder.places import Place, PlaceKind
from finder.web.language import gettext


def place_name(place: Place) -> str:
    """A place by its name: "Akron, OH", "ZIP 44301 (Akron, OH)"; names are the same everywhere."""
    if place.kind is PlaceKind.ZIP:
        return gettext("ZIP %(area)s", area=place.label.removeprefix("ZIP "))
    return place.label
