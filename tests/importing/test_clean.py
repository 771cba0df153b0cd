"""Cleaning: every field as people and links need it, the source's own writing kept."""

import unicodedata
from pathlib import Path

import pytest

from finder.importing.clean import Cleaner, clean
from finder.importing.postal import read_state, read_zip
from finder.importing.record import Weight
from finder.importing.samhsa import read
from finder.importing.spelling import shouted, tidy, titled
from tests.builders import vocabulary
from tests.importing.sources import cleaned, record


def test_a_good_record_is_kept_as_it_is() -> None:
    found, problems = cleaned(phones=(("main", "330-555-0142"),), codes=("SA", "DT"))
    assert (found.name, found.address.line) == ("Example Haven", "1 Elm Street, Akron, OH 44301")
    assert (found.codes, found.said, problems) == (("SA", "DT"), (), ())


# Text.


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("  Hope \t House\r\n ", "Hope House"),
        ("Hope\u200b\ufeff House\u202e", "Hope House"),
        ("Hope\x00\x1b[31m", "Hope[31m"),
        ("Hope\u00a0House", "Hope House"),
        ("nin\u0303os", "ni\u00f1os"),
        ("a" + "\u0301" * 500, "\u00e1\u0301\u0301"),
        ("Casa 🌱 ®", "Casa 🌱 ®"),
        ("\ud800x\ue000", "x"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
        ("", ""),
    ],
)
def test_what_nobody_sees_is_taken_out_of_a_text(text: str, tidied: str) -> None:
    assert tidy(text) == tidied
    assert unicodedata.is_normalized("NFC", tidy(text))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("SUNRISE RECOVERY CENTER OF OHIO", "Sunrise Recovery Center of Ohio"),
        ("THE HOUSE ON THE HILL FOUNDATION", "The House on the Hill Foundation"),
        ("ST. MARY'S HOSPITAL, LLC", "St. Mary's Hospital, LLC"),
        ("O'BRIEN COUNSELING CENTER", "O'Brien Counseling Center"),
        ("MCDONALD FAMILY SERVICES", "McDonald Family Services"),
        ("VA MEDICAL CENTER BHG CLINIC", "VA Medical Center BHG Clinic"),
        ("YMCA OF GREATER AKRON PROGRAM", "YMCA of Greater Akron Program"),
        ("FIRST-STEP RECOVERY/OUTPATIENT II", "First-Step Recovery/Outpatient II"),
        ("R.E.A.C.H. PROJECT SERVICES", "R.E.A.C.H. Project Services"),
        ("CLÍNICA NIÑEZ RECUPERACIÓN", "Clínica Niñez Recuperación"),
        ("123RD STREET OUTPATIENT CLINIC", "123rd Street Outpatient Clinic"),
        # Written so on purpose in the 2022 and 2023 directories:
        ("MCCA", "MCCA"),
        ("VCPHCS XII LLC", "VCPHCS XII LLC"),
        ("IMPACT DUI LLC", "IMPACT DUI LLC"),
        ("NUWAY III", "NUWAY III"),
        ("Casa NUEVA Vida", "Casa NUEVA Vida"),
    ],
)
def test_shouted_names_are_written_in_ordinary_letters(name: str, shown: str) -> None:
    found, _ = cleaned(name=name)
    assert found.name == shown
    assert found.said == ((("name", name),) if name != shown else ())


def test_a_source_that_shouts_everywhere_means_nothing_by_it() -> None:
    found, _ = cleaned(name="CHRYSALIS", street="3837 NE 5TH ST", city="OAKLAND,")
    assert (found.name, found.address.street, found.address.city) == (
        "Chrysalis",
        "3837 NE 5th St",
        "Oakland",
    )
    assert ("street", "3837 NE 5TH ST") in found.said


def test_titles_are_never_empty_and_keep_every_letter() -> None:
    for text in ("A", "OF THE", "II", "MC", "O'", "1ST", "ÀÉ", "🌱 HOPE", "--"):
        assert titled(text).upper() == text
        assert not shouted(text)


def test_a_text_without_end_is_cut_with_a_note() -> None:
    found, (problem,) = cleaned(name="Example " * 100)
    assert len(found.name) < 201
    assert problem.column == "name"


@pytest.mark.parametrize("name", ["", "\u200b", "\x00\x01", " \ufeff "])
def test_a_record_without_a_visible_name_is_skipped(name: str) -> None:
    found, problems = clean(record(name=name))
    assert found is None
    assert problems[-1].weight is Weight.SKIPPED


# Addresses.


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("02139", "02139"),
        ("2139", "02139"),
        ("736", "00736"),
        ("2139.0", "02139"),
        ("02139-1234", "02139"),
        ("021391234", "02139"),
        ("21391234", "02139"),
        ("02139-", "02139"),
        ("02139 1234", "02139"),
        ("36", ""),
        ("00000", ""),
        ("123456", ""),
        ("#REF!", ""),
        ("2025-01-02", ""),
        ("٠٢١٣٩", ""),
        ("", ""),
    ],
)
def test_zip_codes_get_their_five_digits(text: str, code: str) -> None:
    assert read_zip(text) == code


def test_a_changed_or_odd_zip_is_kept_as_the_source_wrote_it() -> None:
    short, problems = cleaned(zip="2139")
    assert (short.address.zip, short.said, problems) == ("02139", (("zip", "2139"),), ())
    odd, (problem,) = cleaned(zip="ABC 1234")
    assert (odd.address.zip, odd.said) == ("", (("zip", "ABC 1234"),))
    assert str(problem).startswith("row 2, zip: found 'ABC 1234', a ZIP code of five digits")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("OH", "OH"),
        ("oh", "OH"),
        ("Ohio", "OH"),
        ("NEW  YORK", "NY"),
        ("D.C.", "DC"),
        ("District of Columbia", "DC"),
        ("Puerto Rico", "PR"),
        ("U.S. Virgin Islands", "VI"),
        ("Guam", "GU"),
        ("Ontario", ""),
        ("1", ""),
        ("", ""),
    ],
)
def test_states_are_known_by_code_and_name(text: str, code: str) -> None:
    assert read_state(text) == code


def test_a_state_that_is_none_is_noted() -> None:
    found, (problem,) = cleaned(state="Ontario")
    assert (found.address.state, found.said) == ("", (("state", "Ontario"),))
    assert problem.column == "state"


# Codes and remarks.


def test_codes_are_spelled_alike_and_each_kept_once() -> None:
    found, problems = cleaned(codes=("sa", " DT ", "*", "SA", "", "new1"))
    assert (found.codes, problems) == (("SA", "DT", "NEW1"), ())


def test_ten_thousand_codes_are_cut_with_a_note() -> None:
    found, (problem,) = cleaned(codes=tuple(f"C{number}" for number in range(10_000)))
    assert len(found.codes) == 500
    assert "10,000 codes" in str(problem)


def test_a_word_that_can_be_no_code_is_left_out_with_a_note() -> None:
    found, (problem,) = cleaned(codes=("SA", "x" * 5_000, "a\u202eb"))
    assert found.codes == ("SA",)
    assert len(str(problem)) < 400


def test_strange_codes_are_kept_and_told_of_once_each() -> None:
    cleaner = Cleaner(vocabulary())
    for number in range(3_000):
        found, problems = cleaner.clean(record(where=f"row {number}", codes=("SA", "ZZZ9")))
        assert found is not None
        assert (found.codes, problems) == (("SA", "ZZZ9"), ())
    (problem,) = cleaner.summary()
    assert str(problem).startswith("3,000 rows, the first row 0, codes: found 'ZZZ9', a code of")


def test_many_strange_codes_share_one_line() -> None:
    cleaner = Cleaner(vocabulary())
    cleaner.clean(record(codes=tuple(f"ZZ{number}" for number in range(100))))
    cleaner.clean(record(name=""))
    problems = cleaner.summary()
    assert len(problems) == 13
    assert problems[-1].found.startswith("88 more: ZZ12 ZZ13")


def test_remarks_are_tidied_and_bounded() -> None:
    found, _ = cleaned(remarks=(" a \u200bb ", *("x" * 999 for _ in range(300))))
    assert found.remarks[0] == "a b"
    assert len(found.remarks) == 200
    assert len(found.remarks[1]) == 200


def test_the_real_directories_hold_one_number_a_year_that_cannot_be_dialled(
    shared_data: Path,
) -> None:
    for year, number in ((2022, "888-146-4427"), (2023, "207-175-2222")):
        cleaner = Cleaner(vocabulary())
        file = shared_data / "samhsa" / f"national-directory-su-{year}.xlsx"
        problems = [
            problem
            for each in read(file, vocabulary()).records
            for problem in cleaner.clean(each)[1]
        ]
        assert [problem.found for problem in problems] == [number]
        assert cleaner.summary() == []
