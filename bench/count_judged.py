"""Count judged: writes `n_strict` into our judged queries anew, and checks that of the shared ones.

    python -m bench.count_judged

`n_strict` is how many facilities of the 2023 directory fit (`must` without `must_not`) in exactly
that place: the city's, county's or state's addresses, or the ZIP's digits. Blank where there is no
place, or no codes to fit.
"""

import sys

from bench.ground import Ground
from bench.judged import OWN, SHARED, Expect, Judged, load
from bench.listed import everything
from finder.config import SEED_DATA
from finder.places import load_gazetteer

_COLUMN = "n_strict"


def main() -> int:
    """Rewrite our file; 1 when a count of the shared file is not ours."""
    gazetteer = load_gazetteer(SEED_DATA / "places")
    ground = Ground(everything(gazetteer), gazetteer)
    counts = {each.qid: count(each, ground) for each in load(OWN)}
    OWN.write_text(rewritten(OWN.read_text(encoding="utf-8"), counts), encoding="utf-8")
    differ = [
        f"{each.qid}: the shared file says {each.n_strict}, the workbook {found}"
        for each in load(SHARED)
        if (found := count(each, ground)) != each.n_strict
    ]
    print("\n".join(differ) or "The shared file's counts are the workbook's.")
    return 1 if differ else 0


def count(judged: Judged, ground: Ground) -> int | None:
    """How many fit in exactly the place."""
    if judged.judges_services or judged.expect is Expect.NAME:
        return ground.wanted(judged).strict
    return None


def rewritten(text: str, counts: dict[str, int | None]) -> str:
    """The file's text with these counts in its column."""
    lines = text.splitlines()
    start = next(at for at, line in enumerate(lines) if not line.startswith("#"))
    header = lines[start].split("\t")
    column = header.index(_COLUMN)
    for at in range(start + 1, len(lines)):
        cells = lines[at].split("\t")
        found = counts[cells[header.index("qid")]]
        cells[column] = "" if found is None else str(found)
        lines[at] = "\t".join(cells)
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
