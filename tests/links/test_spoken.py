"""The language of an address, in its path and in the parameter that asked for it before."""

import pytest

from finder.links.spoken import in_language, parted, without_language


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/es/find/detox", ("es", "/find/detox")),
        ("/es/", ("es", "/")),
        ("/es", ("es", "/")),
        ("/find/detox", ("en", "/find/detox")),
        ("/", ("en", "/")),
        ("", ("en", "")),
        ("/essays", ("en", "/essays")),
        ("/find/es", ("en", "/find/es")),
        ("/en/find/detox", ("en", "/en/find/detox")),
        ("/ES/find", ("en", "/ES/find")),
        ("//es/x", ("en", "//es/x")),
    ],
)
def test_a_path_says_its_language_first(path: str, found: tuple[str, str]) -> None:
    assert parted(path) == found


@pytest.mark.parametrize("path", ["/", "/find/detox", "/search"])
def test_writing_a_language_undoes_reading_it(path: str) -> None:
    assert parted(in_language(path, "es")) == ("es", path)
    assert in_language(path, "en") == path


@pytest.mark.parametrize(
    ("query", "asked", "kept"),
    [
        ("lang=es", "es", ""),
        ("near=44301&lang=es&q=a%26b", "es", "near=44301&q=a%26b"),
        ("l%61ng=es", "es", ""),
        ("lang=en", "en", ""),
        ("lang=es&lang=en", "es", ""),
        ("lang=xx&q=1", "", "lang=xx&q=1"),
        ("lang=", "", "lang="),
        ("q=lang=es", "", "q=lang=es"),
        ("", "", ""),
        ("&&", "", "&&"),
        ("lang=%ff%fe", "", "lang=%ff%fe"),
    ],
)
def test_the_parameter_is_taken_out_and_all_else_stays_as_it_was(
    query: str, asked: str, kept: str
) -> None:
    assert without_language(query) == (asked, kept)
