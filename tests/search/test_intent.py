"""Intent: plain words become terms, in English and Spanish; the rest stays as words."""

import pytest

from finder.search.intent import Intent, read
from finder.vocabulary import Category, Combine, Term, Vocabulary
from tests.builders import vocabulary as real_vocabulary


def term(slug: str, *aliases: str, label: str = "", label_es: str = "") -> Term:
    return Term(
        slug=slug,
        category="program",
        label=label or slug,
        label_es=label_es,
        field_word="",
        explains="",
        explains_es="",
        codes=frozenset({slug.upper()}),
        denied_by=frozenset(),
        aliases=aliases,
        order=1,
    )


VOCABULARY = Vocabulary(
    categories=[Category("program", "Program", "Programa", Combine.ALL, 1, "", "")],
    terms=[
        term("detox", "withdrawal management", label="Detox (medical)", label_es="Desintoxicación"),
        term("hospital-detox", "detox in a hospital"),
        term("methadone", "methadone clinic", label="Methadone", label_es="Metadona"),
        term("medicaid", label="Medicaid", label_es="Medicaid"),
    ],
    codes=[],
)


@pytest.mark.parametrize(
    ("typed", "terms", "left"),
    [
        ("detox", ("detox",), ""),
        ("DETÓX!", ("detox",), ""),
        ("detox that takes medicaid", ("detox", "medicaid"), ""),
        ("withdrawal management", ("detox",), ""),
        ("hospital detox", ("hospital-detox",), ""),
        ("detox in a hospital", ("hospital-detox",), ""),
        ("detox hope house", ("detox",), "hope house"),
        ("the Hope House", (), "the Hope House"),
        ("methadone methadone clinic", ("methadone",), ""),
        ("clinica de metadona que acepta medicaid", ("medicaid", "methadone"), "clinica"),
        ("desintoxicacion con medicaid", ("detox", "medicaid"), ""),
        ("management", (), "management"),
        ("", (), ""),
        ("?!", (), "?!"),
    ],
)
def test_words_are_read_like_this(typed: str, terms: tuple[str, ...], left: str) -> None:
    assert read(typed, VOCABULARY) == Intent(terms, left)


def test_what_is_left_has_nothing_left_to_read() -> None:
    left = read("near detox with Hope Medicaid for St. Mary's", VOCABULARY)
    assert left == Intent(("detox", "medicaid"), "hope st marys")
    assert read(left.words, VOCABULARY) == Intent((), left.words)


def test_every_name_of_every_term_is_read_as_a_term() -> None:
    for each in real_vocabulary().terms:
        for name in (each.slug, *each.aliases):
            assert read(name, real_vocabulary()).words == "", name
        assert each.slug in read(each.slug, real_vocabulary()).terms
