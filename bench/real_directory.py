"""Real directory: the 2023 national directory as facilities, each at its ZIP's point.

The files it reads are reference data that stand beside the checkout, never in it.
"""

import hashlib
from datetime import date
from pathlib import Path

from python_calamine import CalamineWorkbook

from finder.config import SEED_DATA
from finder.facility import Address, Facility, Phone, PhoneKind, Position, Provenance, Said
from finder.places import Gazetteer, load_gazetteer

WORKBOOK = Path("shared", "data", "samhsa", "national-directory-su-2023.xlsx")
CHECKOUT = Path(__file__).resolve().parent.parent
_EDITION = Provenance("samhsa", date(2023, 7, 1))


def real_facilities(workbook: Path = CHECKOUT.parent / WORKBOOK) -> list[Facility]:
    """Every row of the workbook whose ZIP has a known point."""
    gazetteer = load_gazetteer(SEED_DATA / "places")
    header, *rows = CalamineWorkbook.from_path(workbook).get_sheet_by_index(0).to_python()
    names = [str(each).lower() for each in header]
    found = (
        _facility(dict(zip(names, map(str, row), strict=True)), str(number), gazetteer)
        for number, row in enumerate(rows, start=2)
    )
    return [each for each in found if each is not None]


def state_names() -> dict[str, str]:
    """Each state's name by its code."""
    return {each.state: each.name for each in load_gazetteer(SEED_DATA / "places").states()}


def _facility(row: dict[str, str], number: str, gazetteer: Gazetteer) -> Facility | None:
    zip5 = row["zip"].split("-")[0].removesuffix(".0").zfill(5)
    place = gazetteer.zip_point(zip5)
    if place is None:
        return None
    phone = row["phone"]
    return Facility(
        id=hashlib.sha256(number.encode()).hexdigest()[:12],
        name=row["name1"],
        program=row["name2"],
        address=Address(
            row["street1"], row["street2"], row["city"], row["state"], zip5, place.county
        ),
        phones=(Phone(PhoneKind.MAIN, "+1" + phone.replace("-", ""), "", phone),),
        website="",
        point=place.point,
        position=Position.ZIP,
        said=(Said(_EDITION, tuple(row["service_code_info"].replace("*", " ").split())),),
    )
