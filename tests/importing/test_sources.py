"""Sources beside SAMHSA: a state's licenses become credentials of the facilities they belong to."""

from datetime import date
from pathlib import Path

import pytest

from finder.config import SEED_DATA
from finder.facility import Says
from finder.identity import Ruling
from finder.importing.deciding import decision, split_off
from finder.importing.match import recognise
from finder.importing.pairs import Kind, pairs
from finder.importing.profile import problems
from finder.importing.profile_file import read_profile
from finder.importing.record import Weight
from finder.importing.traits import Rung
from finder.wiring import Parts
from tests.builders import vocabulary
from tests.importing.test_match import known, listing

PROFILES = sorted((SEED_DATA / "profiles").glob("*.toml"))


@pytest.mark.parametrize("file", PROFILES, ids=lambda file: file.stem)
def test_every_profile_that_comes_with_the_program_can_be_used(file: Path):
    profile = read_profile(file)
    assert problems(profile, vocabulary()) == ()
    assert (profile.name, bool(profile.title)) == (file.stem, True)


def test_a_states_licenses_join_the_national_directorys_facilities(parts: Parts, shared_data: Path):
    national = shared_data / "samhsa" / "su-2023-with-coordinates.csv"
    licenses = shared_data / "state_ca_dhcs" / "licences-first300.csv"
    importer, profile = parts.importer, parts.profiles.get("ca-dhcs")
    first = importer.preview(national, reader="samhsa", as_of=date(2023, 6, 1))
    importer.publish(first, by="ann")
    before = {facility.id for facility in parts.directory.all()}

    preview = importer.preview(licenses, reader="table", as_of=date(2026, 8, 21), profile=profile)
    plan = preview.plan
    assert (plan.source, plan.rows, len(plan.entries)) == ("ca-dhcs", 300, 299)
    assert plan.weighing(Weight.SKIPPED) == 1  # neither a street, a city nor a ZIP
    assert len(plan.changed) >= 90  # of those that are in this part of the national directory
    importer.publish(preview, by="ann")
    joined = [each for each in parts.directory.all() if each.id in before and each.credentials]
    assert len(joined) == len(plan.changed)
    rectory = next(each for each in joined if each.address.street == "1901 Church Lane")
    assert [said.provenance.source for said in rectory.said] == ["ca-dhcs", "samhsa"]
    kinds = {each.kind: each for each in rectory.credentials}
    assert set(kinds) == {"license", "certification"}
    assert kinds["license"].identifier == "070008AN"
    assert kinds["license"].valid_until == date(2027, 2, 28)
    assert kinds["license"].provenance == rectory.said[0].provenance
    residential, women = vocabulary().term("residential"), vocabulary().term("women")
    assert rectory.says(residential) is rectory.says(women) is Says.YES
    # No two licenses were laid on one facility, and nothing is taken away from the other source.
    assert len({facility for facility, _, _ in plan.entries}) == 299
    again = importer.preview(licenses, reader="table", as_of=date(2026, 8, 21), profile=profile)
    assert again.plan.nothing_new

    parts.directory.undo(2)
    assert {facility.id for facility in parts.directory.all()} == before
    assert not any(facility.credentials for facility in parts.directory.all())
    assert parts.directory.problems() == []


def test_what_two_real_lists_make_of_a_place_is_merged_split_and_put_back(
    parts: Parts, shared_data: Path
):
    national = shared_data / "samhsa" / "su-2023-with-coordinates.csv"
    licenses = shared_data / "state_ca_dhcs" / "licences-first300.csv"
    importer, profile, here = parts.importer, parts.profiles.get("ca-dhcs"), parts.directory
    first = importer.preview(national, reader="samhsa", as_of=date(2023, 6, 1))
    importer.publish(first, by="ann")
    names = {each.id: (each.name, each.program) for each in here.all()}
    second = importer.preview(licenses, reader="table", as_of=date(2026, 8, 21), profile=profile)
    importer.publish(second, by="ann")
    joined = [each for each in here.all() if each.id in names and each.credentials]
    assert all((each.name, each.program) == names[each.id] for each in joined), "none is renamed"
    assert sum(bool(each.other_names) for each in joined) > 20, "and the state's name is kept"

    before = list(here.all())
    offered = pairs(here.known(), here.identity())
    across = [each for each in offered if each.kind is Kind.ACROSS]
    pair = next(each for each in across if "Hilltop" in each.one.listing.name)
    assert len(offered) < 100
    ids = (pair.one.place, pair.other.place)
    merged = here.decide(decision(Ruling.MERGE, *ids, by="Ada", reason="one door"))
    made = split_off(here, joined[0].id, ["ca-dhcs"], by="Ada", reason="two doors")
    split = here.decide(made)
    assert len(list(here.all())) == len(before)
    assert {each.provenance.source for each in here.get(ids[1]).said} == {"samhsa", "ca-dhcs"}  # type: ignore[union-attr]
    again = importer.preview(licenses, reader="table", as_of=date(2026, 8, 21), profile=profile)
    assert again.plan.nothing_new, "the lists say what they said"
    for number in (split, merged):
        here.undo_decision(number, by="Ada")
    assert list(here.all()) == before
    assert here.problems() == []


@pytest.mark.parametrize(
    ("there", "rung"),
    [
        ({"name": "Horizon Services", "program": "Chrysalis"}, Rung.OTHER_DOOR),
        ({"name": "Renamed Since"}, Rung.OTHER_DOOR),  # its only neighbour at that door
        ({"program": "Chrysalis", "phone": "3305550199"}, Rung.OTHER_SITE),
        ({"name": "Renamed Since", "phone": "3305550199"}, None),
        ({"program": "Chrysalis", "street": "1 Elms Street"}, Rung.OTHER_NUMBER),
        ({"program": "Chrysalis", "street": "9 Elm Street"}, None),
        ({"program": "Chrysalis", "city": "Kent", "zip": "44240"}, None),
    ],
)
def test_a_place_of_another_source_is_known_by_its_door_and_never_by_its_head_office(there, rung):
    here = listing(name="Chrysalis", street="1 Elm Street", codes=())
    (stranger,) = known(listing(**{"name": "Horizon Services", "street": "1 Elm Street", **there}))
    found = recognise([here], [stranger], "ca-dhcs")
    assert found.facilities == ((stranger.facility,) if rung else (None,))
    assert list(found.rungs) == ([rung] if rung else [])
    assert recognise([here], [stranger], stranger.source).facilities == (None,)
