"""Snapshots: whole or not there, checked, swept; the same directory gives the same answers."""

import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock

from finder.errors import Busy, IndexUnusable
from finder.facility import Revision
from finder.search import snapshot
from finder.search.mapped import Bodies
from finder.search.request import SearchRequest
from finder.search.snapshot import build, fingerprint, folder_of, load, revisions, sweep, verify
from finder.search.snapshot_view import SnapshotView
from finder.vocabulary import Vocabulary
from tests.builders import STATE_NAMES, facility, vocabulary
from tests.search.cases import random_facilities, random_request

ONE = Revision(1, "one")


def built(folder: Path, revision: Revision = ONE, number: int = 1) -> Path:
    facilities = [facility(f"Place {each}") for each in range(number)]
    build(folder, revision, facilities, vocabulary(), STATE_NAMES)
    return folder_of(folder, revision)


def test_a_sound_snapshot_has_no_problems(tmp_path: Path) -> None:
    assert built(tmp_path).name == "rev-1-one"
    assert verify(tmp_path, ONE, vocabulary()) == []
    assert revisions(tmp_path) == [ONE]


def test_two_builds_of_one_directory_give_the_same_answers(tmp_path: Path) -> None:
    chance = random.Random(5)
    facilities = random_facilities(chance, 200)
    requests = [random_request(chance, facilities) for _ in range(100)]
    views = []
    for name in ("a", "b"):
        chance.shuffle(facilities)
        build(tmp_path / name, ONE, facilities, vocabulary(), STATE_NAMES)
        views.append(SnapshotView.of(1, load(tmp_path / name, ONE, vocabulary()), vocabulary()))
    for request in requests:
        assert views[0].find(request) == views[1].find(request)


def test_every_file_is_watched_for_damage(tmp_path: Path) -> None:
    folder = built(tmp_path, number=3)
    files = [each for each in folder.rglob("*") if each.is_file() and each.stat().st_size]
    assert len(files) > 15
    chance = random.Random(1)
    for file in files:
        content = file.read_bytes()
        at = chance.randrange(len(content))
        for harmed in (
            content[:at],
            content + b"\0",
            content[:at] + bytes([content[at] ^ 0x10]) + content[at + 1 :],
        ):
            file.write_bytes(harmed)
            [problem, *_] = verify(tmp_path, ONE, vocabulary())
            assert "finder reindex" in problem
            with pytest.raises(IndexUnusable):
                load(tmp_path, ONE, vocabulary())
        file.unlink()
        assert verify(tmp_path, ONE, vocabulary())
        file.write_bytes(content)
    assert verify(tmp_path, ONE, vocabulary()) == []


def test_a_missing_snapshot_is_a_problem(tmp_path: Path) -> None:
    assert "no index of revision 1" in verify(tmp_path, ONE, vocabulary())[0]


def test_a_folder_renamed_by_hand_is_a_problem(tmp_path: Path) -> None:
    built(tmp_path).rename(tmp_path / "rev-2-two")
    assert "another revision" in verify(tmp_path, Revision(2, "two"), vocabulary())[0]


def test_a_changed_vocabulary_asks_for_a_new_index(tmp_path: Path) -> None:
    built(tmp_path)
    first, *rest = vocabulary().terms
    changed = Vocabulary(
        categories=vocabulary().categories,
        terms=[replace(first, codes=frozenset({"NEW"})), *rest],
        codes=(),
    )
    reworded = Vocabulary(
        categories=vocabulary().categories,
        terms=[replace(first, label="In other words"), *rest],
        codes=(),
    )
    [problem] = verify(tmp_path, ONE, changed)
    assert "vocabulary has changed" in problem
    assert "finder reindex" in problem
    assert fingerprint(reworded) == fingerprint(vocabulary())


def test_building_again_replaces_what_was_there(tmp_path: Path) -> None:
    built(tmp_path, number=1)
    built(tmp_path, number=2)
    view = SnapshotView.of(1, load(tmp_path, ONE, vocabulary()), vocabulary())
    assert view.total(SearchRequest()) == 2
    assert sorted(each.name for each in tmp_path.iterdir()) == ["building.lock", "rev-1-one"]


def test_two_facilities_of_one_id_are_refused_and_the_old_index_stays(tmp_path: Path) -> None:
    built(tmp_path)
    twins = [facility("One", id="same"), facility("Two", id="same")]
    with pytest.raises(IndexUnusable, match="old one stays"):
        build(tmp_path, ONE, twins, vocabulary(), STATE_NAMES)
    assert verify(tmp_path, ONE, vocabulary()) == []
    assert not list(tmp_path.glob("tmp-*"))


def test_a_full_disk_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_unused: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Bodies, "save", full)
    with pytest.raises(IndexUnusable, match="No space left"):
        built(tmp_path)
    assert revisions(tmp_path) == []


def test_a_second_build_waits_and_then_says_who_is_in_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "_PATIENCE", 0.05)
    with FileLock(tmp_path / "building.lock"), pytest.raises(Busy):
        built(tmp_path)


def test_the_sweep_keeps_the_current_one_and_the_one_before(tmp_path: Path) -> None:
    for number in range(1, 6):
        built(tmp_path, Revision(number, "k"))
    (tmp_path / "tmp-left-behind").mkdir()
    (tmp_path / "someone-elses.txt").write_text("keep me")
    gone = sweep(tmp_path, Revision(4, "k"))
    assert sorted(gone) == ["rev-1-k", "rev-2-k", "rev-5-k", "tmp-left-behind"]
    left = sorted(each.name for each in tmp_path.iterdir())
    assert left == ["building.lock", "rev-3-k", "rev-4-k", "someone-elses.txt"]
    assert sweep(tmp_path, Revision(4, "k")) == []


def test_the_sweep_leaves_all_alone_while_something_is_being_built(tmp_path: Path) -> None:
    (tmp_path / "tmp-at-work").mkdir()
    with FileLock(tmp_path / "building.lock"):
        assert sweep(tmp_path, ONE) == []
    assert (tmp_path / "tmp-at-work").exists()


KILLED = """
import random, sys
from pathlib import Path
from finder.facility import Revision
from finder.search.snapshot import build
from tests.builders import STATE_NAMES, vocabulary
from tests.search.cases import random_facilities
facilities = random_facilities(random.Random(3), 300)
vocabulary()
print("go", flush=True)
for number in range(1, 1000):
    build(Path(sys.argv[1]), Revision(number, "k"), facilities, vocabulary(), STATE_NAMES)
"""


@pytest.mark.parametrize("seed", range(6))
def test_a_build_that_is_killed_leaves_nothing_that_looks_whole_and_is_not(
    tmp_path: Path, seed: int
) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(tmp_path)],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).resolve().parent.parent.parent,
    )
    with process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(random.Random(seed).uniform(0, 0.3))
        process.send_signal(signal.SIGKILL)
    for revision in revisions(tmp_path):
        assert verify(tmp_path, revision, vocabulary()) == []
    sweep(tmp_path, Revision(1000, "k"))
    assert not list(tmp_path.glob("tmp-*"))
    built(tmp_path, Revision(1000, "k"))
    assert verify(tmp_path, Revision(1000, "k"), vocabulary()) == []
