"""The vCard: read back as a phone reads it, letter for letter."""

import re
from dataclasses import replace

import pytest

from finder.export.vcard import vcard
from finder.facility import Facility, Phone, PhoneKind, Position
from tests.builders import facility

PAGE = "https://finder.example/facility/willow000001/willow"


def lines(place: Facility, note: str = "A note.") -> dict[str, str]:
    """Each property by its name with parameters, unfolded, its value as written."""
    card = vcard(place, note=note, page=PAGE)
    assert card.endswith("\r\n")
    whole = card.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
    assert (whole[0], whole[1], whole[-1]) == ("BEGIN:VCARD", "VERSION:3.0", "END:VCARD")
    return dict(line.split(":", 1) for line in whole)


def parts(value: str) -> list[str]:
    """The parts of a value between semicolons that are not escaped, each as it was meant."""
    cut = re.findall(r"((?:\\.|[^\\;])*)(?:;|$)", value)
    meant = {"n": "\n", "N": "\n"}
    return [re.sub(r"\\(.)", lambda at: meant.get(at[1], at[1]), part) for part in cut]


def test_a_card_says_what_the_page_says():
    card = lines(facility(id="willow000001"))
    assert card["FN"] == "Example Recovery Center"
    assert card["TEL;TYPE=WORK,VOICE,PREF"] == "+19375550142"
    home = ["", "", "1 Example Street", "Dayton", "OH", "45402", "USA"]
    assert parts(card["ADR;TYPE=WORK"])[:7] == home
    assert card["URL"] == "https://recovery.example/"
    assert card["SOURCE"] == PAGE
    assert card["GEO"] == "39.758900;-84.191600"
    assert card["REV"] == "2023-07-01"


@pytest.mark.parametrize("position", [Position.ZIP, Position.CITY])
def test_a_place_known_only_about_has_no_point(position):
    assert "GEO" not in lines(facility(position=position))


def test_no_website_is_no_line():
    assert "URL" not in lines(facility(website=""))


def test_an_extension_is_dialled_after_a_pause():
    desk = Phone(PhoneKind.INTAKE, "+13305550142", "12", "330-555-0142 x12")
    card = lines(replace(facility(), phones=(desk,)))
    assert card["TEL;TYPE=WORK,VOICE"] == r"+13305550142\,12"


@pytest.mark.parametrize(
    "name",
    ["Hope; Help, Home", r"Back\slash", r"Not a line\nhere", "Two\nlines", "Salud – Año 1: ¡sí!"],
)
def test_every_letter_of_a_name_comes_back(name):
    card = lines(facility(name, program="A; B"))
    assert parts(card["FN"])[0] == name
    assert parts(card["ORG"])[:2] == [name, "A; B"]


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\u2028"])
def test_nothing_in_a_field_begins_a_line_of_its_own(end):
    bad = f"x{end}TEL:+19005550100"
    place = facility(bad, program=bad, street=bad, website=f"https://a.example/{end}TEL:1")
    assert "TEL" not in lines(place, note=bad)


@pytest.mark.parametrize("letter", ["a", "ñ", "中", "😀"])
def test_no_line_is_longer_than_75_bytes_and_no_letter_is_cut(letter):
    name = letter * 200
    card = vcard(facility(name), note=name, page=PAGE)
    folded = card.encode().split(b"\r\n")
    assert max(map(len, folded)) <= 75
    assert all(line.decode() for line in folded[:-1])
    assert lines(facility(name))["FN"] == name
