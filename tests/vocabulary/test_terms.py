"""Terms: every code means something or is excused, and every word is fit to be shown."""

import csv
import re
from pathlib import Path
from statistics import median

import pytest

from finder.vocabulary import Category, Combine, Term, Vocabulary, is_own
from tests.vocabulary.wording import FAMILIAR, UNKIND, grade

# In links, articles and pages since the first day: what they mean may grow, never go.
REQUIRED = """
detox=DT detox-hospital=HID detox-residential=RD detox-outpatient=OD residential=RES
residential-short=RS residential-long=RL hospital-inpatient=HI outpatient=OP outpatient-regular=ORT
intensive-outpatient=OIT day-treatment=ODT opioid-treatment-program=OTP buprenorphine=BUM,UB
naltrexone=UN,RPN transitional-housing=HH telehealth=TELE medicaid=MD medicare=MC
private-insurance=PI self-pay=SF military-insurance=MI state-insurance=SI free=NP sliding-fee=SS
payment-assistance=PA public-funding=FSA,SAMF tribal-funds=ITU
"""
ORDER = (
    "program payment people accepts medication substance mental language therapy support health"
    " housing accreditation tobacco operator"
)
ALTERNATIVES = {"payment", "people", "language", "tobacco", "operator"}
OTHER_PARAMETERS = {"q", "near", "within", "sort", "page", "explain", "lang"}
TOO_VAGUE = {"rehab", "treatment", "clinic", "help", "rock", "program", "recovery", "center"}


@pytest.fixture(scope="module")
def key(shared_data: Path) -> list[dict[str, str]]:
    """The substance-use codes of the federal key: 224 of 2023, and 3 that only 2022 had."""
    path = shared_data / "samhsa" / "service_codes_combined.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["source"] != "MH2023"]


def shown(each: Term | Category) -> tuple[str, ...]:
    return each.label, each.label_es, each.explains, each.explains_es


def everything(vocabulary: Vocabulary) -> tuple[Term | Category, ...]:
    return *vocabulary.categories, *vocabulary.terms


def test_the_vocabulary_has_no_problems(vocabulary: Vocabulary) -> None:
    assert vocabulary.problems() == []


def test_every_federal_code_has_its_name_and_means_something_or_is_excused(
    vocabulary: Vocabulary, key: list[dict[str, str]]
) -> None:
    used = {code for term in vocabulary.terms for code in term.codes | term.denied_by}
    assert len(key) == 227
    for row in key:
        code = vocabulary.code(row["service_code"])
        assert code is not None, row["service_code"]
        assert (code.code in used) != bool(code.unused_because), code.code
        assert vocabulary.code_named(row["category_code"], row["service_name"]) == code.code
    assert {row["service_code"] for row in key} - used == {"BSDM"}


def test_codes_that_one_edition_lacks_say_so(vocabulary: Vocabulary) -> None:
    found = [vocabulary.code(code) for code in ("BMW", "MMW", "ULC", "DLC", "MWS", "DT")]
    assert [code.since for code in found if code] == [None, None, None, 2023, 2023, None]
    assert [code.until for code in found if code] == [2022, 2022, 2022, None, None, None]
    assert vocabulary.meaning("BMW") == vocabulary.meaning("MMW") == vocabulary.meaning("MWS")


def test_a_required_term_stands_for_its_codes(vocabulary: Vocabulary) -> None:
    for slug, codes in (pair.split("=") for pair in REQUIRED.split()):
        term = vocabulary.term(slug)
        assert term is not None, slug
        assert term.codes >= set(codes.split(",")), slug


def test_buprenorphine_used_is_not_buprenorphine_prescribed_here(vocabulary: Vocabulary) -> None:
    prescribed = vocabulary.term("buprenorphine")
    assert prescribed is not None
    assert {code for code in prescribed.codes if not is_own(code)} == {"BUM", "UB"}
    assert [term.slug for term in vocabulary.meaning("BU")] == ["buprenorphine-used"]


def test_a_code_that_says_no_denies_its_terms(vocabulary: Vocabulary) -> None:
    def denied(code: str) -> set[str]:
        return {term.slug for term in vocabulary.terms if code in term.denied_by}

    opioid_medicine = {"opioid-treatment-program", "buprenorphine", "moud", "methadone"}
    assert denied("NMOA") >= opioid_medicine
    assert denied("NOOP") >= opioid_medicine | {"opioids", "opioid-detox"}
    assert denied("NAUT") >= {"alcohol", "alcohol-detox", "alcohol-medicine"}
    assert denied("NMAUT") == {"alcohol-medicine", "acamprosate", "disulfiram"}
    assert denied("SMON") == {"smoking-allowed"}
    assert denied("SMPD") == denied("SMOP") == {"smoke-free"}


def test_categories_and_terms_stand_in_order_and_combine_as_said(vocabulary: Vocabulary) -> None:
    assert " ".join(category.slug for category in vocabulary.categories) == ORDER
    for category in vocabulary.categories:
        wanted = Combine.ANY if category.slug in ALTERNATIVES else Combine.ALL
        assert category.combine is wanted, category.slug
        assert category.slug not in OTHER_PARAMETERS
    places = [(ORDER.split().index(term.category), term.order) for term in vocabulary.terms]
    assert places == sorted(set(places))


def test_every_word_shown_is_there_in_english_and_in_spanish(vocabulary: Vocabulary) -> None:
    for each in everything(vocabulary):
        assert all(shown(each)), each.slug


def test_an_explanation_is_one_sentence_of_its_own(vocabulary: Vocabulary) -> None:
    for each in everything(vocabulary):
        for text in (each.explains, each.explains_es):
            assert re.fullmatch(r"[A-ZÁÉÍÓÚÑ][^.]*\.", text), text
            assert len(text.split()) <= 30, text


def test_no_explanation_is_copied_from_the_federal_key(
    vocabulary: Vocabulary, key: list[dict[str, str]]
) -> None:
    federal = " ".join(row["service_description"].casefold() for row in key)
    for each in everything(vocabulary):
        assert each.explains.casefold().rstrip(".") not in federal


def test_explanations_read_at_grade_seven_or_below(vocabulary: Vocabulary) -> None:
    grades = {each.slug: grade(each.explains) for each in everything(vocabulary)}
    assert median(grades.values()) <= 5
    assert {slug: round(hard, 1) for slug, hard in grades.items() if hard > 7} == {}


def test_the_words_put_the_person_first(vocabulary: Vocabulary) -> None:
    for each in everything(vocabulary):
        aliases = each.aliases if isinstance(each, Term) else ()
        for text in (*shown(each), *aliases):
            assert UNKIND.search(text) is None, f"{each.slug}: {text}"


def test_spanish_says_usted(vocabulary: Vocabulary) -> None:
    for each in everything(vocabulary):
        assert FAMILIAR.search(f"{each.label_es} {each.explains_es}") is None, each.slug


def test_no_alias_is_used_twice_or_only_says_that_help_is_wanted(vocabulary: Vocabulary) -> None:
    aliases = [alias for term in vocabulary.terms for alias in term.aliases]
    assert len(aliases) == len(set(aliases))
    assert not TOO_VAGUE & set(aliases)


def test_a_name_is_found_in_its_category_whatever_its_case_and_marks(
    vocabulary: Vocabulary,
) -> None:
    assert vocabulary.code_named("OMSC", "In-network prescribing entity") == "INPE"
    assert vocabulary.code_named("SMAT", "In-network prescribing entity") == "AUINPE"
    assert vocabulary.code_named("SMAT", "Medicaid") is None
    assert vocabulary.code_named("phr", "  acamprosate (CAMPRAL)") == "ACM"
    assert vocabulary.code_named("AS", "Child care for clients’ children") == "CCC"


def test_a_code_is_found_in_either_case_and_an_unknown_one_is_not(vocabulary: Vocabulary) -> None:
    code = vocabulary.code(" oit ")
    assert code is not None
    assert (code.code, code.key_category) == ("OIT", "SET")
    assert [term.slug for term in vocabulary.meaning("oit")] == ["intensive-outpatient"]
    assert vocabulary.code("XYZ") is None
    assert vocabulary.meaning("XYZ") == ()
    assert [term.slug for term in vocabulary.meaning("SA")] == ["substance-use-treatment"]


def test_terms_and_categories_are_found_by_slug(vocabulary: Vocabulary) -> None:
    assert vocabulary.category("payment") in vocabulary.categories
    assert vocabulary.in_category("payment")[0] is vocabulary.term("medicaid")
    assert (vocabulary.category("no-such"), vocabulary.term("no-such")) == (None, None)
    assert vocabulary.in_category("no-such") == ()
