"""A small sample of the campaign of `make crash`: killed or out of room, the directory is whole."""

import os
import random
import threading
from datetime import date

import pytest

from bench.crash import Staged, copied, found_whole, full, killed, parts_of, publish_in_child, stage
from finder.importing.asking import ask_plan, ask_publish
from finder.importing.ticket import Settings, State
from finder.search.request import SearchRequest
from tests.importing.sources import NATIONAL, csv_file
from tests.importing.test_work import row


@pytest.fixture(scope="module")
def staged(tmp_path_factory: pytest.TempPathFactory) -> Staged:
    folder = tmp_path_factory.mktemp("staged")
    rows = (row(n, Street1=f"{n} Oak Street", Phone="") for n in range(300))
    return stage(folder / "home", csv_file(folder, [NATIONAL, *rows]))


@pytest.mark.parametrize("round", range(4))
def test_a_publish_killed_at_any_moment_leaves_the_old_or_the_new(staged, tmp_path, round: int):
    with copied(staged, tmp_path) as here:
        assert killed(here, random.Random(round).uniform(0, 0.6)) in {"old", "new"}


@pytest.mark.parametrize("largest", [0, 4_096, 60_000, 300_000])
def test_a_publish_without_room_leaves_the_old_and_ends_well_once_there_is(
    staged, tmp_path, largest: int
):
    with copied(staged, tmp_path) as here:
        assert full(here, largest) == "old"


def test_two_stewards_at_once_are_one_after_the_other_and_readers_see_no_error(staged, tmp_path):
    with copied(staged, tmp_path) as here:
        parts = parts_of(here.home)
        file = csv_file(tmp_path, [NATIONAL, row(900), row(901)])
        with file.open("rb") as stream:
            other = parts.staging.receive(stream, file="b.csv", by="bea")
        parts.work.carry_out(other.id)
        wanted = Settings(reader="samhsa", source="ohio", as_of=date(2023, 6, 1))
        ask_plan(parts.staging, other.id, wanted, by="bea")
        parts.work.carry_out(other.id)
        ask_publish(parts.staging, other.id, by="bea", typed="", reason="")
        parts.searchable()
        parts.directory.close()
        children = [
            publish_in_child(here),
            publish_in_child(Staged(here.home, other.id, 0)),
        ]
        seen: set[int] = set()
        faults: list[BaseException] = []
        over = threading.Event()

        def read() -> None:
            reader = parts_of(here.home)
            try:
                while not over.is_set():
                    view = reader.engine.view()
                    seen.add(view.find(SearchRequest()).total)
                reader.directory.close()
            except BaseException as fault:
                faults.append(fault)

        readers = [threading.Thread(target=read) for _ in range(8)]
        for reader in readers:
            reader.start()
        for child in children:
            os.waitpid(child, 0)
        over.set()
        for reader in readers:
            reader.join()
        assert faults == []
        assert seen <= {0, 2, 300, 302}
        # Whoever came second was shown the plan again, for the directory had moved on.
        parts = parts_of(here.home)
        states = {parts.staging.standing(each).state for each in (here.ticket, other.id)}
        assert states == {State.PUBLISHED, State.READY}
        assert parts.directory.problems() == []
        parts.directory.close()


def test_the_staged_directory_of_the_sample_is_whole_to_begin_with(staged, tmp_path):
    with copied(staged, tmp_path) as here:
        assert found_whole(here) == "old"
