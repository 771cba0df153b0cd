"""What the directory keeps: publishes whole or not at all, and undoes exactly."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from finder.config import Config
from finder.directory import DEMONSTRATION, Directory, NewEdition
from finder.errors import IndexUnusable, NoDirectory, NotUndoable, StoreError
from finder.facility import Facility
from finder.search import snapshot
from finder.tables import Entry, ListingBody
from finder.wiring import Parts
from tests.directory.editions import JUNE_2022, JUNE_2023, listing, publish


def everything(directory: Directory) -> list[Facility]:
    return list(directory.all(retired=True))


def listed(directory: Directory) -> set[str]:
    return {facility.id for facility in directory.all()}


def test_a_published_facility_can_be_read_back_with_its_source_and_day(directory):
    publish(directory, {"willow": listing()})
    found = directory.get("willow")
    assert found.name == "Example Willow Recovery"
    assert found.source_of_field("name").source == "samhsa"
    assert found.as_of == JUNE_2022
    assert directory.get("nobody") is None


def test_every_publish_and_undo_is_a_revision_of_its_own(directory):
    revisions = [directory.revision()]
    publish(directory, {"willow": listing()})
    revisions.append(directory.revision())
    directory.undo(1)
    revisions.append(directory.revision())
    assert [each.number for each in revisions] == [1, 2, 3]
    assert len({each.key for each in revisions}) == 3


def test_what_the_next_edition_drops_is_retired_since_its_day_and_kept(directory):
    publish(directory, {"willow": listing(), "harbor": listing("Example Harbor House")})
    publish(directory, {"willow": listing()}, as_of=JUNE_2023)
    assert listed(directory) == {"willow"}
    assert directory.get("harbor").retired == JUNE_2023
    assert directory.get("harbor").as_of == JUNE_2022
    assert directory.get("willow").as_of == JUNE_2023
    status = directory.status()
    assert (status.facilities, status.retired, status.listings, status.imports) == (1, 1, 1, 2)


def test_a_facility_that_comes_back_is_no_longer_retired(directory):
    publish(directory, {"willow": listing(), "harbor": listing("Example Harbor House")})
    publish(directory, {"willow": listing()}, as_of=JUNE_2023)
    back = {"willow": listing(), "harbor": listing("Example Harbor House")}
    publish(directory, back, as_of=date(2024, 6, 1))
    assert listed(directory) == {"willow", "harbor"}


def test_undo_puts_back_exactly_what_was_there(directory):
    publish(directory, {"willow": listing(), "harbor": listing("Example Harbor House")})
    before = everything(directory)
    changed = {"willow": listing("Example Willow Center", codes=("OP",)), "new": listing("Example")}
    second = publish(directory, changed, as_of=JUNE_2023)
    assert everything(directory) != before
    undone = directory.undo(second.id)
    assert undone.undone is not None
    assert everything(directory) == before
    assert directory.get("new") is None


def test_undoing_a_second_time_round_gives_the_same_too(directory):
    publish(directory, {"willow": listing()})
    first = everything(directory)
    second = publish(directory, {"harbor": listing("Example Harbor")}, as_of=JUNE_2023)
    with_second = everything(directory)
    directory.undo(second.id)
    third = publish(directory, {"harbor": listing("Example Harbor")}, as_of=JUNE_2023)
    assert everything(directory) == with_second
    directory.undo(third.id)
    assert everything(directory) == first


def test_only_the_last_word_of_a_source_can_be_undone(directory):
    publish(directory, {"willow": listing()})
    publish(directory, {"willow": listing("Example Willow Center")}, as_of=JUNE_2023)
    with pytest.raises(NotUndoable, match="Import 2 of samhsa came after import 1"):
        directory.undo(1)
    directory.undo(2)
    with pytest.raises(NotUndoable, match="Import 2 was undone on"):
        directory.undo(2)
    with pytest.raises(NotUndoable, match="There is no import 99"):
        directory.undo(99)


def test_two_sources_make_one_facility_and_each_replaces_only_its_own(directory):
    publish(directory, {"willow": listing(codes=("SA", "DT"))})
    state = listing("Willow Recovery, Inc.", codes=("OTP",), website="http://willow.example/")
    publish(directory, {"willow": state}, source="ohio", as_of=JUNE_2023)
    both = directory.get("willow")
    assert both.name == "Willow Recovery, Inc."
    assert both.codes == {"SA", "DT", "OTP"}
    publish(directory, {}, source="ohio", as_of=date(2024, 6, 1))
    assert directory.get("willow").name == "Example Willow Recovery"
    assert directory.get("willow").retired is None


def test_a_facility_is_retired_when_its_last_source_drops_it(directory):
    publish(directory, {"willow": listing()})
    publish(directory, {"willow": listing()}, source="ohio")
    publish(directory, {}, source="ohio", as_of=JUNE_2023)
    assert directory.get("willow").retired is None
    publish(directory, {}, as_of=date(2024, 6, 1))
    assert directory.get("willow").retired == date(2024, 6, 1)


def test_real_facilities_retire_the_invented_ones_and_an_undo_brings_them_back(directory):
    publish(directory, {"toy": listing("Example")}, source=DEMONSTRATION, as_of=date(2020, 1, 1))
    before = everything(directory)
    assert directory.status().demo
    assert before[0].invented
    real = publish(directory, {"willow": listing()})
    assert listed(directory) == {"willow"}
    assert directory.get("toy").retired == JUNE_2022
    assert not directory.status().demo
    directory.undo(real.id)
    assert everything(directory) == before
    assert directory.status().demo


def test_invented_facilities_stay_away_while_any_real_source_is_in_force(directory):
    publish(directory, {"toy": listing("Example")}, source=DEMONSTRATION, as_of=date(2020, 1, 1))
    before = everything(directory)
    first = publish(directory, {"willow": listing()})
    second = publish(directory, {"harbor": listing("Example Harbor")}, source="ohio")
    directory.undo(first.id)
    assert listed(directory) == {"harbor"}
    directory.undo(second.id)
    assert everything(directory) == before


def test_a_retired_demonstration_cannot_be_undone_behind_real_facilities(directory):
    publish(directory, {"toy": listing("Example")}, source=DEMONSTRATION)
    publish(directory, {"willow": listing()})
    with pytest.raises(NotUndoable, match="retired by import 2 of real facilities"):
        directory.undo(1)


def test_a_listing_that_editions_repeat_is_kept_once(directory):
    for year in range(2020, 2024):
        publish(directory, {"willow": listing()}, as_of=date(year, 1, 1))
    with directory._database.connect() as connection:
        assert len(connection.execute(select(ListingBody.id)).all()) == 1
        assert len(connection.execute(select(Entry.edition)).all()) == 4


def test_an_edition_worked_out_on_an_older_revision_is_refused(directory):
    stale = NewEdition(
        source="samhsa", file="", digest="", as_of=JUNE_2022, by="ann", rows=0, added=0, changed=0,
        retired=0, same=0, base=directory.revision(), entries=(),
    )  # fmt: skip
    publish(directory, {"willow": listing()})
    with pytest.raises(StoreError, match="has changed since"):
        directory.publish(stale)


def test_if_the_index_cannot_be_made_nothing_has_changed(directory, monkeypatch):
    publish(directory, {"willow": listing()})
    before = (everything(directory), directory.revision(), directory.imports())

    def full_disk(*_: object) -> None:
        raise IndexUnusable("The index could not be written: No space left on device.")

    monkeypatch.setattr(directory, "_index", full_disk)
    with pytest.raises(IndexUnusable):
        publish(directory, {"harbor": listing("Example Harbor")}, as_of=JUNE_2023)
    assert (everything(directory), directory.revision(), directory.imports()) == before


def test_each_revision_comes_with_its_index(parts: Parts):
    publish(parts.directory, {"willow": listing()})
    revision = parts.directory.revision()
    assert snapshot.verify(parts.index_folder, revision, parts.vocabulary) == []
    assert [each.id for each in parts.engine.view().fetch(["willow"])] == ["willow"]


def test_a_database_that_agrees_with_itself_says_so_and_one_that_does_not_too(directory):
    publish(directory, {"willow": listing()})
    assert directory.problems() == []
    with directory._database.connect().execution_options(writing=True) as connection:
        connection.exec_driver_sql("UPDATE facilities SET body = replace(body, 'Elm', 'Oak')")
        connection.commit()
    assert directory.problems() == ["Facility willow is not what its listings say."]


def test_where_nothing_was_set_up_there_is_no_directory(tmp_path):
    with pytest.raises(NoDirectory, match="finder init"):
        _ = Parts(Config(home=tmp_path)).directory


def test_cities_are_counted_without_what_is_retired(directory):
    oak = listing("Example Oak")
    toledo = replace(oak, address=replace(oak.address, city="Toledo", county="Lucas County"))
    publish(directory, {"willow": listing(), "oak": toledo})
    publish(directory, {"willow": listing()}, as_of=JUNE_2023)
    assert [(each.city, each.facilities) for each in directory.localities()] == [("Akron", 1)]
