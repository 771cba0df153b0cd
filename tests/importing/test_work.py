"""A staged import from upload to undo: what each step leaves, whoever dies meanwhile."""

import io
import os
import signal
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from finder.errors import ImportRefused, StoreError, Unreadable, Worrying
from finder.importing import staging as staging_module
from finder.importing.asking import ask_plan, ask_publish, discard
from finder.importing.ticket import Settings, State, Ticket
from finder.wiring import Parts
from tests.importing.sources import NATIONAL, csv_file, haven, workbook_file

JUNE_2022, JUNE_2023 = date(2022, 6, 1), date(2023, 6, 1)


def row(number: int, **changes: str) -> list[str]:
    """One of many places that have nothing in common."""
    return haven(
        **{
            "Name1": f"Example Place {number}",
            "Street1": f"{number} Elm Street",
            "Zip": "44301",
            "Phone": f"330-555-0{100 + number}",
        }
        | changes
    )


def upload(parts: Parts, file: Path, *, name: str = "") -> Ticket:
    """What the page does with a file: keeps it, and has it looked at."""
    with file.open("rb") as stream:
        ticket = parts.staging.receive(stream, file=name or file.name, by="ann")
    parts.work.carry_out(ticket.id)
    return ticket


def plan(parts: Parts, ticket: Ticket, *, as_of: date = JUNE_2022, **more: Any) -> State:
    found = parts.staging.standing(ticket.id).settings
    settings = Settings(reader=found.reader, as_of=as_of, part=found.part, **more)
    ask_plan(parts.staging, ticket.id, settings, by="ann")
    ended = parts.work.carry_out(ticket.id)
    assert ended is not None
    return ended.state


def publish(parts: Parts, ticket: Ticket, *, typed: str = "", reason: str = "") -> State:
    ask_publish(parts.staging, ticket.id, by="bea", typed=typed, reason=reason)
    ended = parts.work.carry_out(ticket.id)
    assert ended is not None
    return ended.state


def bring_in(parts: Parts, file: Path, *, as_of: date = JUNE_2022) -> Ticket:
    ticket = upload(parts, file)
    assert plan(parts, ticket, as_of=as_of) is State.READY
    assert publish(parts, ticket) is State.PUBLISHED
    return ticket


def names(parts: Parts) -> set[str]:
    return {facility.name for facility in parts.directory.all()}


def test_a_file_is_looked_at_planned_published_and_undone(parts: Parts, tmp_path: Path):
    file = csv_file(tmp_path, [NATIONAL, row(1), row(2)])
    ticket = upload(parts, file, name="../../etc/Übersicht <b>.csv")
    looked = parts.staging.standing(ticket.id)
    assert looked.state is State.LOOKED
    assert looked.recognised
    assert looked.recognised.kind == "SAMHSA's National Directory"
    assert "13 of the 13 columns" in looked.recognised.evidence[0]

    assert plan(parts, ticket) is State.READY
    kept, base = parts.staging.plan(ticket.id)
    assert (len(kept.added), kept.listed, kept.entries) == (2, 2, ())
    assert base == parts.directory.revision()
    assert names(parts) == set()

    assert publish(parts, ticket) is State.PUBLISHED
    assert names(parts) == {"Example Place 1", "Example Place 2"}
    (done,) = parts.directory.imports()
    assert (done.by, done.ticket, done.digest) == ("bea", ticket.id, ticket.digest)
    assert done.file == "../../etc/Übersicht <b>.csv"
    assert parts.staging.original(ticket).read_bytes() == file.read_bytes()
    assert parts.staging.original(ticket).name == ticket.digest

    undo = parts.staging.ask_undo(done.id, by="cyd")
    ended = parts.work.carry_out(undo.id)
    assert ended is not None
    assert ended.state is State.UNDONE
    assert names(parts) == set()
    assert parts.directory.imports()[0].undone_by == "cyd"


def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(parts: Parts, tmp_path: Path):
    for content in (b"%PDF-1.7 nonsense", b"PK\x03\x04 broken", b'{"rows": [', b"<html></html>"):
        file = tmp_path / "odd"
        file.write_bytes(content)
        standing = parts.staging.standing(upload(parts, file).id)
        assert standing.state is State.REFUSED
        assert standing.told.endswith(".")
    assert parts.directory.revision().number == 1


def test_an_empty_or_too_large_upload_leaves_nothing(parts: Parts, monkeypatch):
    with pytest.raises(Unreadable, match="empty"):
        parts.staging.receive(io.BytesIO(b""), file="a", by="ann")
    monkeypatch.setattr(staging_module, "UPLOAD_BYTES", 10)
    parts.staging.receive(io.BytesIO(b"x" * 10), file="a", by="ann")
    with pytest.raises(Unreadable, match="larger"):
        parts.staging.receive(io.BytesIO(b"x" * 11), file="a", by="ann")
    kept = list((parts.config.home / "staged" / "originals").iterdir())
    assert len(kept) == 1


def test_another_table_is_told_with_its_columns_and_waits_for_a_profile(parts, tmp_path):
    file = csv_file(tmp_path, [["Agency", "Town", "Ring"], ["Example", "Akron", "330-555-0101"]])
    standing = parts.staging.standing(upload(parts, file).id)
    assert standing.state is State.LOOKED
    assert (standing.recognised.reader, standing.recognised.kind) == ("", "another table")
    assert "agency, town, ring" in standing.recognised.evidence[0]


def test_a_worrying_plan_wants_typed_words_and_a_reason(parts: Parts, tmp_path: Path):
    bring_in(parts, csv_file(tmp_path, [NATIONAL, *map(row, range(10))]))
    less = upload(parts, csv_file(tmp_path, [NATIONAL, *map(row, range(5))]))
    assert plan(parts, less, as_of=JUNE_2023) is State.READY
    with pytest.raises(Worrying, match="“publish samhsa”"):
        ask_publish(parts.staging, less.id, by="ann", typed="yes", reason="they have closed")
    with pytest.raises(Worrying, match="say why"):
        ask_publish(parts.staging, less.id, by="ann", typed="publish samhsa", reason=" ok ")
    assert len(names(parts)) == 10
    state = publish(parts, less, typed=" Publish  SAMHSA ", reason="five have closed for good")
    assert state is State.PUBLISHED
    assert parts.directory.imports()[0].reason == "five have closed for good"
    assert len(names(parts)) == 5


def test_who_published_first_has_the_other_look_again(parts: Parts, tmp_path: Path):
    first = upload(parts, csv_file(tmp_path, [NATIONAL, row(1)], name="a.csv"))
    second = upload(parts, csv_file(tmp_path, [NATIONAL, row(1), row(2)], name="b.csv"))
    for ticket in (first, second):
        assert plan(parts, ticket) is State.READY
    assert publish(parts, first) is State.PUBLISHED
    assert publish(parts, second) is State.READY
    assert "has changed since you looked" in parts.staging.standing(second.id).told
    assert len(parts.staging.plan(second.id)[0].added) == 1
    assert publish(parts, second) is State.PUBLISHED
    assert len(parts.directory.imports()) == 2


def test_what_cannot_be_undone_is_told_and_not_tried_again(parts: Parts, tmp_path: Path):
    bring_in(parts, csv_file(tmp_path, [NATIONAL, row(1)]))
    bring_in(parts, csv_file(tmp_path, [NATIONAL, row(1), row(2)]), as_of=JUNE_2023)
    undo = parts.staging.ask_undo(1, by="ann")
    ended = parts.work.carry_out(undo.id)
    assert ended is not None
    assert (ended.state, parts.staging.abandoned()) == (State.REFUSED, [])
    assert "undo that one first" in ended.told


def test_only_what_is_open_can_be_thrown_away(parts: Parts, tmp_path: Path):
    done = bring_in(parts, csv_file(tmp_path, [NATIONAL, row(1)]))
    with pytest.raises(ImportRefused):
        discard(parts.staging, done.id, by="ann")
    ticket = upload(parts, csv_file(tmp_path, [NATIONAL, row(1)]))
    discard(parts.staging, ticket.id, by="ann")
    with pytest.raises(ImportRefused, match="gone on meanwhile"):
        ask_plan(parts.staging, ticket.id, Settings(reader="samhsa"), by="ann")


@pytest.mark.parametrize("id", ["", "..", "../../etc", "0" * 15, "0" * 17, "ABCDEF0123456789"])
def test_an_id_that_is_none_leads_nowhere(parts: Parts, id: str):
    assert parts.staging.ticket(id) is None
    with pytest.raises(StoreError):
        parts.staging.standing(id)


def test_work_whose_process_dies_is_taken_over_and_done_once(parts: Parts, tmp_path: Path):
    rows = [NATIONAL, *(row(n, Street1=f"{n} Oak Street") for n in range(400))]
    ticket = upload(parts, csv_file(tmp_path, rows))
    assert plan(parts, ticket) is State.READY
    ask_publish(parts.staging, ticket.id, by="ann", typed="publish samhsa", reason="a test of it")
    parts.directory.close()
    child = os.fork()
    if child == 0:
        parts.work.carry_out(ticket.id)
        os._exit(0)
    deadline = time.monotonic() + 30
    while parts.staging.progress(ticket.id) is None and time.monotonic() < deadline:
        time.sleep(0.005)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    again = parts.staging.standing(ticket.id)
    if again.working:  # it was not over already
        assert parts.staging.abandoned() == [ticket.id]
        parts.work.carry_out(ticket.id)
    assert parts.staging.standing(ticket.id).state is State.PUBLISHED
    assert len(parts.directory.imports()) == 1
    assert parts.directory.problems() == []


def test_work_that_dies_again_and_again_is_given_up(parts: Parts, tmp_path: Path):
    ticket = upload(parts, csv_file(tmp_path, [NATIONAL, row(1)]))
    assert plan(parts, ticket) is State.READY
    asked = ask_publish(parts.staging, ticket.id, by="ann", typed="", reason="")
    for tries in range(1, 4):
        died = staging_module.replace(asked, tries=tries)
        parts.staging.move(ticket.id, to=died, since=(State.PUBLISHING,))
    ended = parts.work.carry_out(ticket.id)
    assert ended is not None
    assert (ended.state, ended.tries) == (State.READY, 0)
    assert "cut off three times" in ended.told


def test_two_processes_never_work_at_one_ticket(parts: Parts, tmp_path: Path):
    with csv_file(tmp_path, [NATIONAL, row(1)]).open("rb") as stream:
        ticket = parts.staging.receive(stream, file="a.csv", by="ann")
    with parts.staging.working_at(ticket.id) as mine:
        assert mine
        assert parts.work.carry_out(ticket.id) is None
        assert parts.staging.abandoned() == []
    assert parts.staging.abandoned() == [ticket.id]


def test_what_nobody_published_is_thrown_away_after_a_month(parts, tmp_path, monkeypatch):
    kept = bring_in(parts, csv_file(tmp_path, [NATIONAL, row(1)]))
    left = upload(parts, csv_file(tmp_path, [NATIONAL, row(2)]))
    monkeypatch.setattr(staging_module, "_KEPT", staging_module.timedelta(seconds=-1))
    for file in (parts.config.home / "staged" / "originals").iterdir():
        os.utime(file, (0, 0))
    parts.staging.sweep()
    assert [ticket.id for ticket, _ in parts.staging.all()] == [kept.id]
    assert parts.staging.original(kept).is_file()
    with pytest.raises(StoreError):
        parts.staging.original(left)


def test_a_workbook_is_kept_under_a_name_without_an_ending_and_still_read(parts, tmp_path):
    ticket = upload(parts, workbook_file(tmp_path, {"List": [NATIONAL, row(1)]}))
    assert plan(parts, ticket) is State.READY
