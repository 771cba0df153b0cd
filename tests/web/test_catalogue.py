"""The Spanish catalogue: true to its placeholders, and in the words we chose."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages import Catalog, Message
from babel.messages.pofile import read_po

from tests.conftest import ROOT

CATALOGUE = ROOT / "finder" / "translations" / "es" / "LC_MESSAGES" / "messages.po"
_PLACE = re.compile(r"%\((\w+)\)[sd]|%(?!%)")


def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file)


def messages() -> Iterator[Message]:
    return (each for each in catalogue() if each.id)


def forms(text: object) -> tuple[str, ...]:
    """A message's text, or its forms for one and for more."""
    return (text,) if isinstance(text, str) else tuple(map(str, text or ()))  # type: ignore[call-overload]


def places(text: str) -> set[str]:
    return {found[0] for found in _PLACE.finditer(text)}


def test_everything_that_is_shown_has_a_spanish_text(tmp_path: Path) -> None:
    source = tmp_path / "source.pot"
    command = ["pybabel", "--quiet", "extract", "--mapping-file", "pyproject.toml"]
    command += ["--keywords", "N_", "--keywords", "said", "--output-file", str(source), "finder"]
    program = Path(sys.executable).with_name(command[0])
    subprocess.run([program, *command[1:]], cwd=ROOT, check=True)
    with source.open("rb") as file:
        shown = [each.id for each in read_po(file) if each.id]
    assert len(shown) > 1000
    known = catalogue()
    said = {each.id: each for each in known if each.id}
    missing = [id for id in shown if id not in said or not all(forms(said[id].string))]
    assert missing == [], "make catalogue brings the catalogue up to date; then translate these"
    assert [each.id for each in said.values() if each.fuzzy] == []


def test_every_value_is_filled_in_where_the_source_fills_it_in() -> None:
    for each in messages():
        source = forms(each.id)
        for at, said in enumerate(forms(each.string)):
            wanted = places(source[min(at, len(source) - 1)])
            # "See the one place" may be said with a number, too: what is filled in is there.
            allowed = wanted | (places(source[-1]) if len(source) > 1 else set())
            assert not said or wanted <= places(said) <= allowed, said


def test_babels_own_checks_find_nothing() -> None:
    found = catalogue()
    assert [str(error) for each in found for error in each.check(found)] == []


@pytest.mark.parametrize(
    "never",
    [
        r"t[uú]s?", r"ti", "contigo", "puedes", "quieres", "tienes", "necesitas", "haz", "busca tu",
        r"adict[oa]s?", r"drogadict[oa]s?", r"alcohólic[oa]s?", r"borrach[oa]s?", "vicio",
        r"limpi[oa]s?", r"suci[oa]s?", "abuso", r"usuari[oa]s?",
    ],
)  # fmt: skip
def test_it_says_usted_and_puts_the_person_first(never: str) -> None:
    said = [text for each in messages() for text in forms(each.string)]
    assert [text for text in said if re.search(rf"\b{never}\b", text, re.IGNORECASE)] == []
