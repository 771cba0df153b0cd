"""Maps: pictures drawn on the server, as values that a template turns into SVG.

Reading order: `outlines` (states and counties), `projection` (onto a canvas), `strokes` (as
path text), `pins`, `rings` and `towns` (on top of it); then the maps themselves: `local` (beside a
list).
"""

from finder.maps.atlas import Atlas, load_atlas
from finder.maps.local import Asked, LocalMap, local_map
from finder.maps.pins import Cluster, Pin, runs

__all__ = ["Asked", "Atlas", "Cluster", "LocalMap", "Pin", "load_atlas", "local_map", "runs"]
