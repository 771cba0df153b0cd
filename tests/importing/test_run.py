"""The whole way, on the real files: read, clean, locate, match, merge, publish, search, undo."""

import io
from datetime import date
from pathlib import Path

import pytest

from finder.config import SEED_DATA
from finder.directory import DEMONSTRATION, Published
from finder.errors import ImportRefused, StoreError, Worrying
from finder.export.csv import write_csv
from finder.facility import Position
from finder.importing.record import Weight
from finder.importing.run import Preview, reader_named
from finder.search.request import SearchRequest
from finder.wiring import Parts

JUNE_2022, JUNE_2023 = date(2022, 6, 1), date(2023, 6, 1)


def preview(parts: Parts, file: Path, *, as_of: date | None = JUNE_2023, **more: str) -> Preview:
    return parts.importer.preview(file, reader=more.pop("reader", "samhsa"), as_of=as_of, **more)


def bring_in(parts: Parts, file: Path, *, as_of: date = JUNE_2023, **more: str) -> Published | None:
    return parts.importer.publish(preview(parts, file, as_of=as_of, **more), by="ann")


def exported(parts: Parts) -> str:
    out = io.StringIO()
    write_csv(parts.directory.all(retired=True), out)
    return out.getvalue()


@pytest.fixture
def directory_of(shared_data: Path):
    """The National Directory workbook of a year."""
    return lambda year: shared_data / "samhsa" / f"national-directory-su-{year}.xlsx"


def test_two_years_of_the_national_directory(parts: Parts, directory_of):
    old = preview(parts, directory_of(2022), as_of=JUNE_2022).plan
    accounted = len(old.entries) + old.weighing(Weight.MERGED) + old.weighing(Weight.SKIPPED)
    assert (old.rows, accounted) == (12_176, 12_176)
    bring_in(parts, directory_of(2022), as_of=JUNE_2022)
    ids_2022 = {facility.id for facility in parts.directory.all()}
    before = exported(parts)

    second = bring_in(parts, directory_of(2023))
    facilities = list(parts.directory.all())
    assert len(facilities) == second.rows == 12_744
    assert all(facility.position is Position.ZIP for facility in facilities)
    # The ladder of docs/importing.md: fewer would break addresses of places that are still there.
    assert len(ids_2022 & {facility.id for facility in facilities}) >= 9_880
    after = exported(parts)

    again = preview(parts, directory_of(2023)).plan
    assert (again.nothing_new, again.same) == (True, 12_744)
    assert bring_in(parts, directory_of(2023)) is None

    with pytest.raises(Worrying, match="older data would replace newer"):
        bring_in(parts, directory_of(2022), as_of=JUNE_2022)

    parts.directory.undo(second.id)
    assert exported(parts) == before
    bring_in(parts, directory_of(2023))
    assert exported(parts) == after

    assert parts.directory.problems() == []
    counts = parts.searchable().view().find(SearchRequest()).counts
    # What the file itself says, counted code by code (formats.md, "Counts to check against").
    assert {term: counts[term] for term in _FROM_THE_FILE} == _FROM_THE_FILE


_FROM_THE_FILE = {
    "detox": 2_838, "residential": 3_055, "hospital-inpatient": 829, "outpatient": 10_491,
    "transitional-housing": 1_176, "opioid-treatment-program": 1_570, "telehealth": 9_743,
    "intensive-outpatient": 5_736, "residential-long": 2_273, "residential-short": 2_090,
    "medicaid": 9_493, "medicare": 5_808, "private-insurance": 9_563, "military-insurance": 5_120,
    "self-pay": 11_464, "free": 212, "sliding-fee": 4_842, "payment-assistance": 2_973,
    "spanish": 2_794, "sign-language": 4_941, "lgbtq": 4_235, "pregnant": 4_165,
    "buprenorphine": 6_131,
}  # fmt: skip


def test_a_file_with_coordinates_gives_exact_positions(parts: Parts, shared_data: Path):
    bring_in(parts, shared_data / "samhsa" / "su-2023-with-coordinates.csv")
    positions = [facility.position for facility in parts.directory.all()]
    assert len(positions) == 9_464
    # The five that lie over 50 miles from their ZIP are not believed (see importing/locate.py).
    assert positions.count(Position.EXACT) == 9_459


def test_another_source_adds_to_facilities_that_are_known(parts: Parts, directory_of, shared_data):
    bring_in(parts, directory_of(2023))
    exact = shared_data / "samhsa" / "su-2023-with-coordinates.csv"
    plan = preview(parts, exact, source="locator").plan
    assert (len(plan.added), len(plan.changed)) == (0, 9_464)


def test_the_locators_json_and_the_wide_download_are_read_too(parts: Parts, shared_data: Path):
    folder = shared_data / "findtreatment"
    bring_in(parts, folder / "wide-download-2025-MA-first200.csv", source="ma", as_of=JUNE_2023)
    bring_in(parts, folder / "locator-2019-page1-rows30.json", reader="findtreatment")
    status = parts.directory.status()
    assert status.facilities > 100
    assert set(status.sources) == {"ma", "findtreatment"}


def test_the_day_of_a_wide_download_stands_in_its_name(parts: Parts, shared_data, tmp_path):
    named = tmp_path / "FindTreament_Facility_listing_2025_08_19_101500.csv"
    wide = shared_data / "findtreatment" / "wide-download-2025-MA-first200.csv"
    named.write_bytes(wide.read_bytes())
    assert preview(parts, named, as_of=None).plan.as_of == date(2025, 8, 19)


INVENTED = SEED_DATA / "facilities" / "demonstration.xlsx"


def test_without_a_day_an_import_asks_for_one(parts: Parts):
    with pytest.raises(ImportRefused, match="--as-of YYYY-MM-DD"):
        preview(parts, INVENTED, as_of=None)


def test_a_day_in_the_future_is_refused(parts: Parts):
    with pytest.raises(ImportRefused, match="in the future"):
        preview(parts, INVENTED, as_of=date(2999, 1, 1))


def test_an_unknown_reader_is_told_which_there_are():
    with pytest.raises(ImportRefused, match="samhsa, findtreatment"):
        reader_named("nonsense")


def test_a_preview_changes_nothing_and_goes_stale_when_somebody_else_publishes(parts: Parts):
    before = parts.directory.revision()
    looked_at = preview(parts, INVENTED)
    assert parts.directory.revision() == before
    bring_in(parts, INVENTED)
    with pytest.raises(StoreError, match="Run it again"):
        parts.importer.publish(looked_at, by="ann")


def test_invented_and_real_facilities_are_never_taken_for_each_other(parts: Parts):
    bring_in(parts, INVENTED, source=DEMONSTRATION)
    plan = preview(parts, INVENTED, source="samhsa").plan
    assert (len(plan.added), plan.displaced) == (2_001, 2_001)
    invented = {facility.id for facility in parts.directory.all()}
    assert invented.isdisjoint(facility for facility, _, _ in plan.entries)
