"""The finder command as a steward uses it: what it prints, asks, refuses and gives back."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
import xlsxwriter

from finder.cli import finder, main
from finder.cli.keeping import set_up
from finder.config import SEED_DATA, Config
from finder.wiring import Parts

HEADER = [
    *("Name1", "Name2", "Street1", "Street2", "City", "State", "Zip", "Phone"),
    *("Intake1", "Intake2", "Intake1a", "Intake2a", "Service_code_info"),
]
AKRON = ["Example Haven", "", "1 Elm Street", "", "Akron", "OH", "44301", "330-555-0142"]
PARMA = ["Example Harbor", "", "9 Oak Avenue", "", "Parma", "OH", "44129", "216-555-0101"]


def workbook(folder: Path, *rows: list[str], name: str = "directory.xlsx") -> str:
    """A National Directory of these places, each with detox."""
    book = xlsxwriter.Workbook(folder / name)
    sheet = book.add_worksheet("Facilities List")
    sheet.write_row(0, 0, HEADER)
    for number, row in enumerate(rows, start=1):
        sheet.write_row(number, 0, [*row, "", "", "", "", "SA DT * OP * MD"])
    book.close()
    return str(folder / name)


class Terminal:
    """Runs commands over one folder; keeps what they print."""

    def __init__(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.home = home
        self._capsys = capsys
        self.err = ""

    def __call__(self, *arguments: str, fails: int = 0) -> str:
        status = 0
        try:
            main(arguments)
        except SystemExit as end:
            status = int(end.code or 0)
        out, self.err = self._capsys.readouterr()
        assert status == fails, self.err
        return out


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> Terminal:
    monkeypatch.setenv("FINDER_HOME", str(tmp_path / "home"))
    return Terminal(tmp_path / "home", capsys)


def test_init_makes_invented_places_once(run: Terminal):
    assert "with 2,001 places" in run("init")
    assert "nothing was changed" in run("init")
    status = json.loads(run("status", "--json"))
    assert status["demo"] is True
    assert status["index"] == {"ready": True, "revision": 1}
    assert (status["facilities"], status["retired"], status["listings"]) == (2_001, 0, 2_001)
    assert "in order" in run("check")


def test_an_init_that_was_cut_short_goes_on(run: Terminal, parts: Parts, tmp_path):
    unfinished = Parts(Config(home=tmp_path / "cut"))
    unfinished.gazetteer, unfinished.vocabulary = parts.gazetteer, parts.vocabulary
    assert unfinished.new_directory().prepare().number == 0
    assert set_up(unfinished) is True
    assert unfinished.directory.status().facilities == 2_001


def test_a_preview_shows_and_does_not_change(run: Terminal, tmp_path):
    run("init", "--empty")
    file = workbook(tmp_path, AKRON, PARMA)
    told = run("import", "samhsa", file, "--as-of", "2023-06-01", "--preview")
    assert "2 rows: 2 listed" in told
    assert "added" in told
    assert json.loads(run("imports", "--json")) == []
    shown = json.loads(
        run("import", "samhsa", file, "--as-of", "2023-06-01", "--preview", "--json")
    )
    assert (shown["added"], shown["changed"], shown["retired"], shown["unchanged"]) == (2, 0, 0, 0)


def test_import_export_undo_round_trip(run: Terminal, tmp_path):
    run("init", "--empty")
    run("import", "samhsa", workbook(tmp_path, AKRON, PARMA), "--as-of", "2022-06-01", "--yes")
    before = run("export", "csv")
    new = workbook(tmp_path, AKRON, name="new.xlsx")
    assert "Worrying: 1 of the 2" in run(
        "import", "samhsa", new, "--as-of", "2023-06-01", "--yes", fails=1
    )
    assert "--force" in run.err
    run("import", "samhsa", new, "--as-of", "2023-06-01", "--yes", "--force")
    rows = list(csv.DictReader(io.StringIO(run("export", "csv"), newline="")))
    assert [(row["name"], row["retired"]) for row in rows if row["retired"]] == [
        ("Example Harbor", "2023-06-01")
    ]
    listed = json.loads(run("imports", "--json"))
    assert [each["id"] for each in listed] == [2, 1]
    assert {"source", "file", "as_of", "published", "added", "changed", "retired", "undone"} <= set(
        listed[0]
    )
    run("undo", "2", "--yes")
    assert run("export", "csv") == before
    assert json.loads(run("imports", "--json"))[0]["undone"]
    target = tmp_path / "out.csv"
    run("export", "csv", "--output", str(target))
    assert target.read_bytes().decode() == before


def test_the_same_file_twice_changes_nothing(run: Terminal, tmp_path):
    run("init", "--empty")
    file = workbook(tmp_path, AKRON)
    run("import", "samhsa", file, "--as-of", "2023-06-01", "--yes")
    revision = json.loads(run("status", "--json"))["revision"]
    assert "Nothing to change" in run("import", "samhsa", file, "--as-of", "2023-06-01", "--yes")
    assert json.loads(run("status", "--json"))["revision"] == revision


def test_real_places_retire_the_invented_ones_without_a_question(run: Terminal, tmp_path):
    run("init")
    told = run("import", "samhsa", workbook(tmp_path, AKRON), "--as-of", "2023-06-01", "--yes")
    assert "The 2,001 invented example places are retired." in told
    status = json.loads(run("status", "--json"))
    assert (status["demo"], status["facilities"], status["retired"]) == (False, 1, 2_001)


def test_search_answers_as_the_site_does(run: Terminal, tmp_path):
    run("init", "--empty")
    run("import", "samhsa", workbook(tmp_path, AKRON, PARMA), "--as-of", "2023-06-01", "--yes")
    found = json.loads(
        run("search", "haven", "--near", "44301", "--within", "25", "--term", "detox", "--json")
    )
    assert [hit["name"] for hit in found["hits"]] == ["Example Haven"]
    assert found["request"]["terms"] == {"program": ["detox"]}
    assert "330-555-0142" in run("search", "detox", "--near", "44301")
    run("search", "--term", "nonsense", fails=2)
    assert "detox" in run.err


def test_reindex_mends_an_index_that_was_lost(run: Terminal, tmp_path):
    run("init", "--empty")
    run("import", "samhsa", workbook(tmp_path, AKRON), "--as-of", "2023-06-01", "--yes")
    for manifest in (run.home / "index").rglob("manifest.json"):
        manifest.unlink()
    assert "finder reindex" in run("check", fails=1)
    run("reindex")
    assert "1 places" in run("search", "haven")
    run("check")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["status"], "There is no directory"),
        (["undo", "1", "--yes"], "There is no directory"),
        (["import", "samhsa", "missing.xlsx", "--preview"], "There is no directory"),
    ],
)
def test_before_init_every_command_says_what_to_do(run: Terminal, arguments, sentence):
    run(*arguments, fails=1)
    assert sentence in run.err
    assert "finder init" in run.err


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (["import", "samhsa", "missing.xlsx", "--as-of", "2023-06-01", "--yes"], 1, "missing.xlsx"),
        (["import", "nothing", "x", "--as-of", "2023-06-01", "--yes"], 1, "samhsa, findtreatment"),
        (["import", "samhsa", "x", "--as-of", "June", "--yes"], 2, "such as 2023-06-01"),
        (["import", "samhsa", "x", "--json"], 2, "--preview or --yes"),
        (["undo", "7", "--yes"], 1, "There is no import 7"),
        (["frobnicate"], 2, "No such command"),
    ],
)
def test_every_mistake_is_one_sentence_and_a_status(run: Terminal, arguments, status, sentence):
    run("init", "--empty")
    run(*arguments, fails=status)
    assert sentence in run.err
    assert "Traceback" not in run.err


def test_a_misspelt_setting_is_refused(run: Terminal, monkeypatch):
    monkeypatch.setenv("FINDER_HOEM", "/nowhere")
    run("status", fails=1)
    assert "FINDER_HOEM is not a setting" in run.err


def test_a_fault_is_a_sentence_too(run: Terminal, monkeypatch):
    run("init", "--empty")
    monkeypatch.setattr("finder.directory.Directory.status", lambda self: 1 / 0)
    run("status", fails=70)
    assert "ZeroDivisionError" in run.err
    assert "Traceback" not in run.err


def test_a_second_import_is_told_who_holds_the_directory(
    run: Terminal, parts: Parts, tmp_path, monkeypatch
):
    holder = "import time; from pathlib import Path; from finder.directory.lock import write_lock"
    lock = parts.config.home / "changing.lock"
    code = (
        f"{holder}\nwith write_lock(Path({str(lock)!r}), doing='importing a.xlsx', wait=0):\n"
        "    print('held', flush=True); time.sleep(60)"
    )
    other = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    try:
        assert other.stdout is not None
        other.stdout.readline()
        monkeypatch.setenv("FINDER_HOME", str(parts.config.home))
        file = workbook(tmp_path, AKRON)
        run("import", "samhsa", file, "--as-of", "2023-06-01", "--yes", "--wait", "1", fails=1)
        assert f"(process {other.pid}) is importing a.xlsx since" in run.err
    finally:
        other.kill()
        other.wait()
        assert other.stdout is not None
        other.stdout.close()
    # The lock died with its holder: the next command just works.
    run("import", "samhsa", workbook(tmp_path, AKRON), "--as-of", "2023-06-01", "--yes")


def test_python_m_finder_is_the_same_program(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "finder", "--help"],
        capture_output=True, text=True, check=True, cwd=SEED_DATA.parent,
    )  # fmt: skip
    for name in finder.commands:
        assert name in done.stdout
