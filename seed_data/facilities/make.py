"""Makes the demonstration directory: about 2,000 invented places, as a National Directory workbook.

    .venv/bin/python seed_data/facilities/make.py

Every name begins with "Example" and every number lies in 555-0100 to 555-0199, which is set aside
for fiction: a stale real number in a demonstration could cost a life. The towns and ZIP codes are
real, so that searches near a place work. The seed is fixed: the same file comes out every time.
"""

import csv
import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

import xlsxwriter
from kinds import COMMON, KINDS, ONE_OF, ONLY_ACCEPTS, PRESCRIBES, Kind

SEED = 20200101
FACILITIES = 2000
# Enough in the smallest territory that every filter of the main ones finds something.
LEAST_PER_STATE = 8
# The towns of each state that are sure to have a detox unit: where people will try it first.
FIRST_TOWNS = 4

SEED_DATA = Path(__file__).resolve().parent.parent
TARGET = SEED_DATA / "facilities" / "demonstration.xlsx"

COLUMNS = (
    "Name1", "Name2", "Street1", "Street2", "City", "State", "Zip", "Phone", "Intake1", "Intake2",
    "Intake1a", "Intake2a", "Service_code_info",
)  # fmt: skip
TREES = (
    "Willow", "Cedar", "Maple", "Juniper", "Aspen", "Magnolia", "Laurel", "Hawthorn", "Sycamore",
    "Redbud", "Birch", "Cypress", "Alder", "Hickory", "Linden", "Mesquite", "Palmetto", "Spruce",
)  # fmt: skip
LANDS = (
    "Creek", "Harbor", "Valley", "Ridge", "Meadow", "Bridge", "Hill", "Lake", "Point", "Spring",
    "Grove", "Bay", "Field", "Canyon", "Shore", "Bend",
)  # fmt: skip
STREETS = ("Example Street", "Sample Avenue", "Specimen Road", "Model Boulevard", "Pattern Lane")

# An area code of each state and territory: only the region's look, the number behind it is fiction.
AREA_CODES_TEXT = """
    AL:205 AK:907 AZ:602 AR:501 CA:213 CO:303 CT:203 DE:302 DC:202 FL:305 GA:404 HI:808 ID:208
    IL:312 IN:317 IA:515 KS:316 KY:502 LA:504 ME:207 MD:410 MA:617 MI:313 MN:612 MS:601 MO:314
    MT:406 NE:402 NV:702 NH:603 NJ:201 NM:505 NY:212 NC:919 ND:701 OH:216 OK:405 OR:503 PA:215
    RI:401 SC:803 SD:605 TN:615 TX:214 UT:801 VT:802 VA:804 WA:206 WV:304 WI:414 WY:307 PR:787
    GU:671 VI:340 MP:670 AS:684 FM:691 MH:692 PW:680
"""
AREA_CODES: Mapping[str, str] = dict(pair.split(":") for pair in AREA_CODES_TEXT.split())


def main() -> None:
    """Write the workbook."""
    key = _rows("vocabulary/codes.csv")
    rows = list(_facilities(random.Random(SEED), key))
    workbook = xlsxwriter.Workbook(TARGET)
    workbook.set_properties({"created": datetime(2020, 1, 1), "title": "Invented facilities"})
    listed = workbook.add_worksheet("Facilities List")
    for number, row in enumerate((COLUMNS, *rows)):
        listed.write_row(number, 0, row)
    codes = workbook.add_worksheet("Service Code Reference")
    codes.write_row(0, 0, ("category_code", "category_name", "service_code", "service_name"))
    for number, code in enumerate(_of_2023(key), start=1):
        codes.write_row(number, 0, (code["key_category"], "", code["code"], code["name"]))
    workbook.close()
    print(f"{len(rows):,} invented facilities in {TARGET}")


def _facilities(chance: random.Random, key: Sequence[Mapping[str, str]]) -> Iterator[list[str]]:
    towns = _towns()
    population = {state: sum(size for *_, size in there) for state, there in towns.items()}
    whole = sum(population.values())
    spare = FACILITIES - LEAST_PER_STATE * len(towns)
    detox = KINDS[2]
    for state in sorted(towns):
        count = LEAST_PER_STATE + round(spare * population[state] / whole)
        first = [(town, detox) for town in towns[state][:FIRST_TOWNS]]
        kinds = chance.choices(KINDS, [kind.share for kind in KINDS], k=count - len(first))
        # Square roots: small towns have places too, though fewer than big ones.
        weights = [size**0.5 for *_, size in towns[state]]
        others = zip(chance.choices(towns[state], weights, k=len(kinds)), kinds, strict=True)
        for (city, zip_code, _), kind in (*first, *others):
            yield _facility(chance, kind=kind, city=city, state=state, zip_code=zip_code, key=key)


def _facility(
    chance: random.Random,
    *,
    kind: Kind,
    city: str,
    state: str,
    zip_code: str,
    key: Sequence[Mapping[str, str]],
) -> list[str]:
    name = f"Example {chance.choice(TREES)} {chance.choice(LANDS)} {chance.choice(kind.names)}"
    intake = _phone(chance, state) if chance.random() < 0.35 else ""
    return [
        name,
        chance.choice(kind.programs),
        f"{chance.randrange(1, 9900)} {chance.choice(STREETS)}",
        f"Suite {chance.randrange(100, 400)}" if chance.random() < 0.3 else "",
        city,
        state,
        zip_code,
        _phone(chance, state) + (f" x{chance.randrange(1, 400)}" if chance.random() < 0.1 else ""),
        intake,
        "",
        "",
        "",
        _service_codes(chance, kind, key),
    ]


def _phone(chance: random.Random, state: str) -> str:
    return f"{AREA_CODES[state]}-555-01{chance.randrange(100):02}"


def _service_codes(chance: random.Random, kind: Kind, key: Sequence[Mapping[str, str]]) -> str:
    """The codes as the directory writes them: in the key's order, ` * ` between its categories."""
    has = set(kind.always.split())
    prescribes = "OTP" in has or chance.random() < 0.45
    for often in (kind.often, COMMON, PRESCRIBES if prescribes else ONLY_ACCEPTS):
        has |= {code for code, odds in often.items() if chance.random() < odds}
    for group in ONE_OF:
        chosen = chance.choices(list(group), list(group.values()))[0]
        has |= set(chosen.split("+"))
    groups: dict[str, list[str]] = {}
    for code in _of_2023(key):
        if code["code"] in has:
            groups.setdefault(code["key_category"], []).append(code["code"])
    return " * ".join(" ".join(codes) for codes in groups.values())


def _of_2023(key: Sequence[Mapping[str, str]]) -> list[Mapping[str, str]]:
    return [code for code in key if not code["until"]]


def _towns() -> dict[str, list[tuple[str, str, int]]]:
    """For each state its towns, the largest first: name, the ZIP of most people, population."""
    found: dict[str, dict[str, tuple[str, int, int]]] = {}
    for row in _rows("places/zips.csv"):
        size = int(row["population"] or 0)
        if not row["city"] or (not size and row["state"] not in _UNCOUNTED):
            continue
        there = found.setdefault(row["state"], {})
        best, most, whole = there.get(row["city"], (row["zip"], -1, 0))
        if size > most:
            best, most = row["zip"], size
        there[row["city"]] = (best, most, whole + max(size, 50))
    return {
        state: sorted(
            ((city, zip_code, whole) for city, (zip_code, _, whole) in there.items()),
            key=lambda town: (-town[2], town[0]),
        )
        for state, there in found.items()
        if state in AREA_CODES
    }


# Territories whose ZIP codes the Census does not count people in.
_UNCOUNTED = frozenset({"GU", "VI", "MP", "AS", "FM", "MH", "PW", "PR"})


def _rows(name: str) -> list[dict[str, str]]:
    with (SEED_DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    main()
