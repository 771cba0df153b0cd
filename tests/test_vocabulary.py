"""The vocabulary: every code means something or is excused, and every word is fit to be shown."""

import csv
import re
from pathlib import Path
from statistics import median

import pytest

from finder.errors import SeedDataError
from finder.vocabulary import Category, Combine, Term, Vocabulary, load_vocabulary

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
# Words that make a person into their illness, or their illness into dirt. "Addiction" is not one.
UNKIND = re.compile(
    r"\b(addicts?|alcoholics?|abusers?|junkies?|users?|clean|dirty|habits?"
    r"|(substance|drug|alcohol) abuse|(drogad|ad)ict[oa]s?|alcohólic[oa]s?|abusador(es|as?)?"
    r"|toxicóman[oa]s?|limpi[oa]s?|suci[oa]s?|abuso de (sustancias|drogas|alcohol))\b",
    re.IGNORECASE,
)
TOO_VAGUE = {"rehab", "treatment", "clinic", "help", "rock", "program", "recovery", "center"}
# A medicine has the name it has: in a count of syllables it weighs as a short word.
MEDICINES = re.compile("buprenorphine|methadone|naltrexone|naloxone", re.IGNORECASE)


@pytest.fixture(scope="module")
def folder(seed_data: Path) -> Path:
    return seed_data / "vocabulary"


@pytest.fixture(scope="module")
def vocabulary(folder: Path) -> Vocabulary:
    return load_vocabulary(folder)


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


def grade(sentence: str) -> float:
    """The Flesch-Kincaid grade of one sentence, syllables guessed from its vowels."""
    words = re.findall(r"[a-z']+", MEDICINES.sub("drug", sentence).lower())
    vowels = (len(re.findall("[aeiouy]+", re.sub("(?<=[^l])e$", "", word))) for word in words)
    return 0.39 * len(words) + 11.8 * sum(max(1, n) for n in vowels) / len(words) - 15.59


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
    assert len({row["service_code"] for row in key} - used) <= 3


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
    assert prescribed.codes == {"BUM", "UB"}
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
    familiar = re.compile(r"\b(tú|tu|tus|ti|contigo|puedes|tienes|quieres|vives)\b")
    for each in everything(vocabulary):
        assert familiar.search(f"{each.label_es} {each.explains_es}".lower()) is None, each.slug


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
    assert vocabulary.meaning("SA") == ()


def test_terms_and_categories_are_found_by_slug(vocabulary: Vocabulary) -> None:
    assert vocabulary.category("payment") in vocabulary.categories
    assert vocabulary.in_category("payment")[0] is vocabulary.term("medicaid")
    assert (vocabulary.category("no-such"), vocabulary.term("no-such")) == (None, None)
    assert vocabulary.in_category("no-such") == ()


GOOD = {
    "categories.csv": """\
slug,label_en,label_es,combine,order,explains_en,explains_es
program,Help,Ayuda,all,10,What it is.,Qué es.
""",
    "terms.csv": """\
slug,category,order,label_en,label_es,field_word,explains_en,explains_es,codes,denied_by,\
aliases_en,aliases_es
detox,program,10,Detox,Desintoxicación,,Care.,Atención.,DT,,detox center,desintoxicación
day,program,20,Day care,De día,,Days.,Días.,ODT HI,NO,day treatment|PHP,de día
""",
    "codes.csv": """\
code,key_category,name,since,until,unused_because
DT,TC,Detoxification,,,
ODT,SET,Day treatment,,2024,
HI,SET,Hospital,2020,,
NO,SET,No day treatment,,,
SA,TC,Treatment,,,Everyone has it.
""",
}


def write(folder: Path, *, old: str = "", new: str = "", encoding: str = "utf-8") -> Path:
    """A small good vocabulary in a folder, but for one text that is put in another's place."""
    for name, text in GOOD.items():
        changed = text.replace(old, new) if old else text
        (folder / name).write_text(changed, encoding=encoding)
    return folder


# A spreadsheet puts a byte order mark (utf-8-sig) before the first word.
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_small_good_vocabulary_has_no_problems(tmp_path: Path, encoding: str) -> None:
    vocabulary = load_vocabulary(write(tmp_path, encoding=encoding))
    assert vocabulary.problems() == []
    day = vocabulary.term("day")
    assert day is not None
    assert (sorted(day.codes), sorted(day.denied_by)) == (["HI", "ODT"], ["NO"])
    assert day.aliases == ("day treatment", "php", "de día")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("ODT HI,", "ODT,", "codes.csv: 'HI' is used by no term"),
        ("ODT HI,", "ODT HI SA,", "codes.csv: 'SA' gives a reason for not being used"),
        ("ODT HI,", "ODT HI XX,", "terms.csv: 'day' names the code 'XX'"),
        (",NO,", ",NO YY,", "terms.csv: 'day' names the code 'YY'"),
        (",NO,", ",NO HI,", "terms.csv: 'day' takes the code 'HI' both for a yes and for a no"),
        ("ODT HI,", ",", "terms.csv: 'day' stands for no code"),
        ("day,program", "day,other", "terms.csv: 'day' is in the category 'other'"),
        ("day,program", "detox,program", "terms.csv: 'detox' stands in more than one row"),
        ("day,program", "Day_1,program", "terms.csv: the slug 'Day_1' must be lower-case"),
        ("Day care", "", "terms.csv: 'day' lacks its label"),
        ("De día,,", ",,", "terms.csv: 'day' lacks its label"),
        ("Días.", "", "terms.csv: 'day' lacks its label or explanation"),
        ("PHP", "desintoxicacion", "terms.csv: 'day' has the alias 'desintoxicacion', as 'detox'"),
        ("Qué es.", "", "categories.csv: 'program' lacks its label or explanation"),
        (" es.", " es.\nnew,N,N,all,20,N.,N.", "categories.csv: 'new' has no term"),
        ("\nHI,", "\nDT,", "codes.csv: 'DT' stands in more than one row"),
        ("No day treatment", "DAY treatment®", "codes.csv: 'NO' has the name of another code"),
    ],
)
def test_a_planted_fault_is_told_with_its_file_and_name(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    problems = load_vocabulary(write(tmp_path, old=old, new=new)).problems()
    assert [problem for problem in problems if problem.startswith(told)], problems


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (",all,", ",both,", "categories.csv, line 2: combine must be 'any' or 'all', not 'both'"),
        ("program,20", "program,x", "terms.csv, line 3: order must be a whole number, not 'x'"),
        (",2024,", ",soon,", "codes.csv, line 3: until must be a whole number, not 'soon'"),
        ("DT,TC,", "DT,TC,,", "codes.csv, line 2 has 7 cells where 6 are needed"),
        ("slug,label_en", "slug,label", "categories.csv, line 1 must be: slug,label_en,label_es"),
        ("Everyone has it.", '"Everyone', "codes.csv, after line 5"),
    ],
)
def test_a_broken_table_is_refused_with_its_file_and_line(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    with pytest.raises(SeedDataError, match=re.escape(told)):
        load_vocabulary(write(tmp_path, old=old, new=new))


def test_a_table_missing_or_in_another_encoding_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SeedDataError, match="save it as UTF-8"):
        load_vocabulary(write(tmp_path, encoding="latin-1"))
    (write(tmp_path) / "codes.csv").unlink()
    with pytest.raises(SeedDataError, match=r"codes\.csv cannot be read .* put it back"):
        load_vocabulary(tmp_path)
