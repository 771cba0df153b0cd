"""The embedded engine: turning from one revision to the next, and standing what can go wrong."""

import logging
import os
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from finder.errors import IndexUnusable
from finder.facility import Facility, Revision
from finder.search import embedded, snapshot
from finder.search.embedded import LOOK_AGAIN, EmbeddedEngine
from finder.search.request import SearchRequest
from finder.search.snapshot import build, folder_of, sweep
from tests.builders import STATE_NAMES, facility, vocabulary

A_WHILE = 2 * LOOK_AGAIN
FIRST, SECOND, THIRD = Revision(1, "aa"), Revision(2, "bb"), Revision(3, "cc")


@dataclass
class Setting:
    """An index folder, a directory that says which revision is current, and a clock to turn."""

    folder: Path
    revision: Revision = FIRST
    now: float = 0.0
    asked: int = 0
    broken: bool = False

    def build(self, revision: Revision, *names: str) -> list[Facility]:
        made = [facility(name) for name in names]
        build(self.folder, revision, made, vocabulary(), STATE_NAMES)
        return made

    def engine(self) -> EmbeddedEngine:
        return EmbeddedEngine(self.folder, vocabulary(), self.current, clock=lambda: self.now)

    def current(self) -> Revision:
        self.asked += 1
        if self.broken:
            raise RuntimeError("the database is away")
        return self.revision

    def turn_to(self, revision: Revision) -> None:
        self.revision = revision
        self.now += A_WHILE


@pytest.fixture
def setting(tmp_path: Path) -> Setting:
    return Setting(tmp_path / "index")


def names(engine: EmbeddedEngine) -> list[str]:
    view = engine.view()
    return [each.name for each in view.fetch(view.find(SearchRequest()).ids)]


def until(engine: EmbeddedEngine, revision: Revision) -> bool:
    """Whether the engine turns to this revision within a few seconds."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        if engine.state().loaded == revision:
            return True
        time.sleep(0.005)
    return False


def settled() -> None:
    """Wait for every loading thread to end."""
    for thread in threading.enumerate():
        if thread.name == embedded.LOADER:
            thread.join(timeout=10)
            assert not thread.is_alive()


def test_it_turns_to_a_new_revision_without_waiting_for_it(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    setting.build(FIRST, "Old Place")
    engine = setting.engine()
    assert names(engine) == ["Old Place"]
    setting.build(SECOND, "New Place")
    hold = threading.Event()
    loading = threading.Event()
    really_load = snapshot.load

    def slow_load(*arguments):
        loading.set()
        assert hold.wait(10)
        return really_load(*arguments)

    monkeypatch.setattr(embedded, "load", slow_load)
    setting.turn_to(SECOND)
    assert names(engine) == ["Old Place"], "the new one is still being loaded"
    assert loading.wait(10)
    assert engine.state().wanted == SECOND
    assert not engine.state().is_current
    hold.set()
    assert until(engine, SECOND)
    assert names(engine) == ["New Place"]
    assert engine.state().is_current


def test_a_view_that_is_held_answers_of_its_own_revision_after_it_is_swept_away(
    setting: Setting,
) -> None:
    old = setting.build(FIRST, "Old Place")
    engine = setting.engine()
    held = engine.view()
    for number, revision in enumerate([SECOND, THIRD]):
        setting.build(revision, f"New Place {number}")
        setting.turn_to(revision)
        engine.view()
        assert until(engine, revision)
    assert sweep(setting.folder, THIRD) == [folder_of(setting.folder, FIRST).name]
    assert not folder_of(setting.folder, FIRST).exists()
    found = held.find(SearchRequest(words="old"))
    assert (held.revision, held.fetch(found.ids)) == (1, old)
    assert engine.view().revision == 3


def test_it_asks_for_the_revision_at_most_five_times_a_second(setting: Setting) -> None:
    setting.build(FIRST, "Place")
    engine = setting.engine()
    for _ in range(10):
        engine.view()
    assert setting.asked == 1
    setting.now += A_WHILE
    engine.view()
    assert setting.asked == 2


@pytest.mark.parametrize("harm", ["missing", "cut", "flipped"])
def test_a_bad_new_revision_leaves_the_old_one_serving_until_it_is_mended(
    setting: Setting, caplog: pytest.LogCaptureFixture, harm: str
) -> None:
    setting.build(FIRST, "Old Place")
    engine = setting.engine()
    engine.view()
    if harm != "missing":
        setting.build(SECOND, "New Place")
        bits = folder_of(setting.folder, SECOND) / "bits.npy"
        content = bits.read_bytes()
        flipped = content[:-1] + bytes([content[-1] ^ 1])
        bits.write_bytes(flipped if harm == "flipped" else content[:-5])
    with caplog.at_level(logging.WARNING):
        for _ in range(5):
            setting.turn_to(SECOND)
            assert names(engine) == ["Old Place"]
            settled()
    assert len(caplog.records) == 1, "it is said once"
    assert "finder reindex" in engine.state().problem
    setting.build(SECOND, "New Place")
    setting.turn_to(SECOND)
    engine.view()
    assert until(engine, SECOND)
    assert engine.state().problem == ""


def test_at_the_start_an_older_sound_revision_serves_in_place_of_a_damaged_one(
    setting: Setting,
) -> None:
    setting.build(FIRST, "Old Place")
    setting.build(SECOND, "New Place")
    (folder_of(setting.folder, SECOND) / "facilities.bin").unlink()
    setting.revision = SECOND
    engine = setting.engine()
    assert names(engine) == ["Old Place"]
    assert engine.ready()
    assert not engine.state().is_current


def test_without_any_index_it_says_how_to_make_one(setting: Setting) -> None:
    engine = setting.engine()
    assert not engine.ready()
    with pytest.raises(IndexUnusable, match="finder reindex"):
        engine.view()
    setting.build(FIRST, "Place")
    setting.now += A_WHILE
    assert engine.ready()


def test_while_the_directory_cannot_be_asked_it_serves_what_it_has(
    setting: Setting, caplog: pytest.LogCaptureFixture
) -> None:
    setting.build(FIRST, "Place")
    engine = setting.engine()
    engine.view()
    setting.broken = True
    for _ in range(3):
        setting.now += A_WHILE
        assert names(engine) == ["Place"]
    assert len(caplog.records) == 1, "it is said once"
    setting.broken = False
    setting.build(SECOND, "New Place")
    setting.turn_to(SECOND)
    engine.view()
    assert until(engine, SECOND)


def test_a_directory_that_cannot_be_asked_at_the_start_is_a_fault(setting: Setting) -> None:
    setting.build(FIRST, "Place")
    setting.broken = True
    engine = setting.engine()
    assert not engine.ready()
    with pytest.raises(RuntimeError, match="away"):
        engine.view()


def test_many_threads_see_whole_revisions_while_they_change(setting: Setting) -> None:
    setting.build(FIRST, "Old Place", "Old House")
    engine = setting.engine()
    engine.view()
    wrong: list[str] = []
    stop = threading.Event()

    def ask() -> None:
        while not stop.is_set():
            view = engine.view()
            found = view.fetch(view.find(SearchRequest()).ids)
            ages = {each.name.split()[0] for each in found}
            if len(ages) != 1 or len(found) != 1 + (view.revision == 1):
                wrong.append(f"{view.revision}: {ages}")

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for revision, name in [(SECOND, "New Place"), (THIRD, "Third Place")]:
        setting.build(revision, name)
        setting.turn_to(revision)
        assert until(engine, revision)
    stop.set()
    for thread in threads:
        thread.join(timeout=10)
    assert wrong == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_a_forked_worker_answers_and_turns_to_a_new_revision_too(setting: Setting) -> None:
    setting.build(FIRST, "Old Place")
    engine = setting.engine()
    engine.view()
    setting.build(SECOND, "New Place")
    with engine._turn.lock:  # as if another thread were looking at the moment of the fork
        child = os.fork()
        if child == 0:
            setting.turn_to(SECOND)
            engine.view()
            os._exit(0 if until(engine, SECOND) else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert names(engine) == ["Old Place"]
