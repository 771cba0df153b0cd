"""Feedback: reports and their clock, calls, and whom to call first."""

from datetime import date, datetime

import pytest
from sqlalchemy import insert

from finder.facility import Phone, PhoneKind
from finder.feedback import (
    Call,
    Ended,
    Feedback,
    NewReport,
    NoSuchReport,
    Outcome,
    Subject,
    callees,
    due_first,
)
from finder.feedback.workdays import due, is_late
from finder.staff import Throttled
from finder.tables import DecisionRow, bring_up_to_date, open_database, sqlite_url, writing
from tests.builders import facility
from tests.staff.desks import Clock

NEW = NewReport("abc", Subject.PHONE, "It rings at a bakery.", "me@example.org")
NOW = datetime(2026, 11, 24, 9)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def feedback(tmp_path, clock: Clock) -> Feedback:
    database = open_database(sqlite_url(tmp_path / "directory.db"))
    bring_up_to_date(database)
    return Feedback(database, b"s" * 32, clock)


@pytest.mark.parametrize(
    ("sent", "until"),
    [
        ("2026-11-24 09:00", "2026-11-26 09:00"),  # Tuesday
        ("2026-11-26 17:30", "2026-11-30 17:30"),  # Thursday, over the weekend
        ("2026-11-28 11:00", "2026-12-02 00:00"),  # Saturday counts from Monday
    ],
)
def test_the_clock_of_two_working_days_stands_still_at_weekends(sent: str, until: str) -> None:
    assert due(datetime.fromisoformat(sent)) == datetime.fromisoformat(until)
    assert is_late(datetime.fromisoformat(sent), datetime.fromisoformat(until)) is False


def test_a_report_has_a_code_that_finds_it_however_it_is_typed(feedback: Feedback) -> None:
    code = feedback.send(NEW, address="")
    found = feedback.report(f" {code[:4].upper()}-{code[4:]} ")
    assert (found.facility, found.subject, found.text) == ("abc", Subject.PHONE, NEW.text)
    assert found.ended is None
    with pytest.raises(NoSuchReport):
        feedback.report("zzzzzzzz")


def test_an_ended_report_says_how_and_forgets_how_to_reach_its_sender(feedback: Feedback) -> None:
    code = feedback.send(NEW, address="")
    ended = feedback.close(code, Ended.MENDED, "Thank you.", by="Ada")
    assert (ended.ended, ended.answer, ended.by, ended.contact) == (
        Ended.MENDED,
        "Thank you.",
        "Ada",
        "",
    )
    assert feedback.reports() == ()
    assert feedback.reports(closed=True) == (ended,)
    assert feedback.reopen(code).ended is None
    assert feedback.reported() == {"abc": 1}


def test_a_code_ends_its_report_however_it_is_typed(feedback: Feedback) -> None:
    code = feedback.send(NEW, address="")
    typed = f"{code[:4].upper()} {code[4:]}"
    assert feedback.close(typed, Ended.MENDED, "", by="Ada").ended is Ended.MENDED
    assert feedback.report(code).ended is Ended.MENDED
    assert feedback.reopen(typed).ended is None


def test_one_address_sends_a_few_reports_an_hour_and_is_not_kept(
    feedback: Feedback, clock: Clock, tmp_path
) -> None:
    for _ in range(6):
        feedback.send(NEW, address="203.0.113.77")
    with pytest.raises(Throttled):
        feedback.send(NEW, address="203.0.113.77")
    feedback.send(NEW, address="203.0.113.78")
    clock.pass_(hours=1)
    feedback.send(NEW, address="203.0.113.77")
    feedback.database.dispose()
    assert not any(b"203.0.113" in each.read_bytes() for each in tmp_path.iterdir())


def test_the_last_call_counts(feedback: Feedback, clock: Clock) -> None:
    feedback.record_call("abc", "+1", Outcome.NO_ANSWER, "", by="Ada")
    clock.pass_(days=1)
    last = feedback.record_call("abc", "+1", Outcome.RIGHT, "asked for admissions", by="Ada")
    assert feedback.last_call("abc") == last
    assert feedback.last_calls() == {"abc": last}
    assert feedback.last_call("other") is None


def phone(number: str) -> Phone:
    return Phone(PhoneKind.MAIN, number, "", number)


def call(outcome: Outcome, at: datetime) -> Call:
    return Call("x", at, "Ada", "+1", outcome, "")


def why_of(one, **told) -> tuple[str, ...]:
    calls, reported = told.get("calls", {}), told.get("reported", {})
    found = due_first(callees([one]), calls=calls, reported=reported, now=NOW)
    return found[0].why if found else ()


def test_who_was_never_called_is_due_and_who_was_right_is_not() -> None:
    one = facility("One", id="one")
    assert why_of(one) == ("never called",)
    assert why_of(one, calls={"one": call(Outcome.RIGHT, datetime(2026, 10, 1))}) == ()
    assert why_of(one, calls={"one": call(Outcome.RIGHT, datetime(2025, 10, 1))}) == ("long ago",)


def test_who_was_not_reached_is_called_again_after_some_days() -> None:
    one = facility("One", id="one")
    assert why_of(one, calls={"one": call(Outcome.VOICEMAIL, datetime(2026, 11, 23))}) == ()
    again = why_of(one, calls={"one": call(Outcome.VOICEMAIL, datetime(2026, 11, 10))})
    assert again == ("not reached",)


def test_the_most_doubtful_come_first() -> None:
    shared = [facility(f"Shared {at}", id=f"s{at}", phone="+19375550100") for at in range(3)]
    reported = facility("Reported", id="r", phone="+19375550101")
    wrong = facility("Wrong", id="w", phone="+19375550102")
    quiet = facility("Quiet", id="q", phone="+19375550103")
    gone = facility("Gone", id="g", phone="+19375550104", retired=date(2026, 1, 1))
    found = due_first(
        callees([quiet, *shared, reported, gone, wrong]),
        calls={"w": call(Outcome.WRONG_NUMBER, datetime(2026, 11, 1))},
        reported={"r": 1},
        now=NOW,
    )
    assert [each.callee.id for each in found] == ["w", "r", "s0", "s1", "s2", "q"]
    assert found[2].why == ("shared number", "never called")


def test_what_was_said_of_a_place_counts_for_the_one_it_was_merged_with(
    feedback: Feedback, clock: Clock
) -> None:
    feedback.record_call("abc", "+13305550142", Outcome.RIGHT, "", by="Ada")
    later = feedback.record_call("old", "+13305550142", Outcome.WRONG_NUMBER, "", by="Ada")
    for of in ("abc", "old"):
        feedback.send(NewReport(of, Subject.PHONE, "It rings.", ""), address=of)
    with writing(feedback.database) as connection:
        merged = {"ruling": "merge", "kept": "abc", "other": "old", "at": clock()}
        told = {"by": "Ada", "reason": "one door", "listings": "", "undone_by": ""}
        connection.execute(insert(DecisionRow).values(merged | told))
    assert feedback.last_call("abc") == later
    assert feedback.last_calls() == {"abc": later}
    assert feedback.reported() == {"abc": 2}
