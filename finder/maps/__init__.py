"""Maps: pictures drawn on the server, as values that a template turns into SVG.

Reading order: `outlines` (states and counties), `projection` (onto a canvas), `strokes` (as path
text), `pins`, `rings` and `towns` (on top of it), `shades` (which counts look alike); then the maps
themselves: `local` (beside a list, or about one place) and `choropleth` (counts of states or of
counties).
"""

from finder.maps.atlas import Atlas, load_atlas
from finder.maps.choropleth import Amount, Choropleth, ShadedArea, nation_map, state_map
from finder.maps.local import Asked, LocalMap, local_map
from finder.maps.pins import Cluster, Pin, runs
from finder.maps.shades import Shade

__all__ = [
    "Amount",
    "Asked",
    "Atlas",
    "Cluster",
    "LocalMap",
    "Pin",
    "Shade",
    "ShadedArea",
    "Choropleth",
    "load_atlas",
    "local_map",
    "nation_map",
    "runs",
    "state_map",
]
