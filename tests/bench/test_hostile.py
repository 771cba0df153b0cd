"""A sample of the files of `make hostile`: each ends in a sentence or a plan; nothing changes."""

from pathlib import Path

from bench.hostile import empty_home, hand_in, parts_of
from bench.hostile_files import files
from finder.importing.ticket import State


def test_hostile_files_end_in_a_sentence_or_a_plan_and_change_nothing(tmp_path: Path):
    home = empty_home(tmp_path / "home")
    seen = {}
    for name, content in files(variants=1, seed=7):
        ended = hand_in(home, content)
        assert ended.fault == "", name
        seen[name] = ended.state
    assert len(seen) == 25
    assert {State.REFUSED, State.READY} <= set(seen.values())
    parts = parts_of(home)
    assert parts.directory.revision().number == 1
    assert parts.directory.problems() == []
    parts.directory.close()
