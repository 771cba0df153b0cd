"""The script that makes outlines.npz: the states and counties of the United States, to be drawn.

    python seed_data/places/make_outlines.py [--packages FOLDER] [--out FILE]

Run by hand, in the project's environment, after build.py (names are those of counties.csv and
states.csv). The same package gives the same outlines; README.md tells what is in the file.
"""

import argparse
import csv
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
# Run by path, so Python does not see the project; how a weight is written is for its reader to say.
sys.path[:0] = [str(HERE.parent.parent), str(HERE)]

import numpy as np  # noqa: E402 -- found only by the line above
import packages  # noqa: E402 -- the same
from numpy.typing import NDArray  # noqa: E402 -- the same
from topology import (  # noqa: E402 -- the same
    Arc,
    Grid,
    Ring,
    arcs_of,
    grid_of,
    joined,
    rings_of,
    sides_of,
    weights,
)

from finder.maps.outlines import level_of  # noqa: E402 -- the same

NATION = "US"
# The Census Bureau parted Valdez-Cordova in 2019, two years after these outlines.
PARTED = {"02261": ("02063", "02066")}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--packages", type=Path, help="where the package is, or is to be put")
    parser.add_argument("--out", type=Path, default=HERE / "outlines.npz", help="the file to write")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.packages or Path(temporary)
        packages.fetch(folder, [packages.US_ATLAS])
        topology = packages.read_topology(folder)
    grid = grid_of(topology)
    columns = {
        "scale": np.array([grid.scale, grid.origin]),
        **counties(topology, grid),
        **states(topology, grid),
    }
    np.savez_compressed(options.out, **columns)  # type: ignore[arg-type] # its stub lacks this
    sys.stdout.write(f"{options.out}: {options.out.stat().st_size:,} bytes\n")


def counties(topology: dict[str, Any], grid: Grid) -> dict[str, NDArray[Any]]:
    """The columns of the counties; those of Census but not of ours keep their own names."""
    ours = {row["fips"]: row["county"] for row in rows("counties.csv")}
    codes = state_codes()
    geometries = sorted(topology["objects"]["counties"]["geometries"], key=lambda one: one["id"])
    labels = []
    for one in geometries:
        fips = one["id"]
        names = [ours[each] for each in PARTED.get(fips, (fips,)) if each in ours]
        labels.append((codes[fips[:2]], ";".join(names) or one["properties"]["name"]))
    return layer("county", labels, [rings_of(one) for one in geometries], arcs_of(topology), grid)


def states(topology: dict[str, Any], grid: Grid) -> dict[str, NDArray[Any]]:
    """The columns of the states, the nation last."""
    codes = state_codes()
    names = {row["code"]: row["name"] for row in rows("states.csv")}
    geometries = sorted(topology["objects"]["states"]["geometries"], key=lambda one: one["id"])
    labels = [(code, names[code]) for code in (codes[one["id"]] for one in geometries)]
    (nation,) = topology["objects"]["nation"]["geometries"]
    areas, arcs = joined([rings_of(one) for one in (*geometries, nation)], arcs_of(topology))
    return layer("state", [*labels, (NATION, "")], areas, arcs, grid)


def layer(
    kind: str,
    labels: Sequence[tuple[str, str]],
    areas: Sequence[Sequence[Ring]],
    arcs: Sequence[Arc],
    grid: Grid,
) -> dict[str, NDArray[Any]]:
    """Areas over arcs as flat columns: deltas of points, a level each, sides, rings, names."""
    parted = [rings for rings, (code, _) in zip(areas, labels, strict=True) if code != NATION]
    points = np.array([position for arc in arcs for position in arc], dtype=np.int32)
    rings = [ring for one in areas for ring in one]
    levels = [level_of(miles) for arc in arcs for miles in weights(arc, grid)]
    columns: Mapping[str, NDArray[Any]] = {
        "steps": np.diff(points, axis=0, prepend=0).T.astype(np.int32),
        "levels": np.array(levels, dtype=np.uint8),
        "lengths": np.array([len(arc) for arc in arcs], dtype=np.uint16),
        "sides": np.array(sides_of(parted, len(arcs)), dtype=np.int16).T,
        "rings": np.array([arc for ring in rings for arc in ring], dtype=np.int16),
        "ring_lengths": np.array([len(ring) for ring in rings], dtype=np.uint16),
        "ring_counts": np.array([len(one) for one in areas], dtype=np.uint16),
        "states": np.array([state for state, _ in labels]),
        "names": np.array([name for _, name in labels]),
    }
    return {f"{kind}_{name}": column for name, column in columns.items()}


def state_codes() -> dict[str, str]:
    """The two-letter code of each state by its FIPS code."""
    return {row["fips"]: row["code"] for row in rows("state_names.csv")}


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    main()
