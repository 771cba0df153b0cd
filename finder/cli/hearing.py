"""Commands for what the public reports and what calls find: report and verify."""

import itertools
import json

import click

from finder.cli.correcting import amend
from finder.directory.lock import who
from finder.errors import FinderError
from finder.feedback import Ended, Outcome, Report, callees, due_first
from finder.feedback.workdays import due
from finder.importing.correcting import after_call
from finder.wiring import Parts

_AS_JSON = click.option("--json", "as_json", is_flag=True, help="Tell it as JSON.")


@click.group()
def report() -> None:
    """What the public says is wrong: see it, and say what came of it."""


@report.command("list")
@click.option("--closed", is_flag=True, help="Those that have ended, the newest first.")
@_AS_JSON
@click.pass_obj
def list_(parts: Parts, closed: bool, as_json: bool) -> None:
    """The open reports, the oldest first."""
    found = parts.feedback.reports(closed=closed)
    if as_json:
        click.echo(json.dumps([_shape(each) for each in found], indent=1))
        return
    for each in found:
        click.echo(f"{each.code}  due {due(each.sent):%Y-%m-%d}  {each.facility}  {each.subject}")
        click.echo(f"    {each.text[:100]}")
    if not found:
        click.echo("None.")


@report.command()
@click.argument("code")
@click.argument("ended", type=click.Choice([each.value for each in Ended]))
@click.option("--answer", default="", help="A word to whoever sent it.")
@_AS_JSON
@click.pass_obj
def end(parts: Parts, code: str, ended: str, answer: str, as_json: bool) -> None:
    """End a report with what came of it; `reopen` takes that back."""
    found = parts.feedback.close(code, Ended(ended), answer, by=who())
    parts.staff.record(who(), "closed a report", f"{found.code}: {ended}")
    _tell(found, as_json=as_json)


@report.command()
@click.argument("code")
@_AS_JSON
@click.pass_obj
def reopen(parts: Parts, code: str, as_json: bool) -> None:
    """Take the ending of a report back."""
    found = parts.feedback.reopen(code)
    parts.staff.record(who(), "reopened a report", found.code)
    _tell(found, as_json=as_json)


@click.group()
def verify() -> None:
    """Whom to call next, and what a call found."""


@verify.command("next")
@click.option("--most", type=click.IntRange(1, 1000), default=10, show_default=True)
@_AS_JSON
@click.pass_obj
def next_(parts: Parts, most: int, as_json: bool) -> None:
    """The places that ought to be called, the most doubtful first."""
    feedback = parts.feedback
    waiting = due_first(
        callees(parts.directory.all()),
        calls=feedback.last_calls(),
        reported=feedback.reported(),
        now=feedback.clock(),
    )
    told = [
        {
            "facility": each.callee.id,
            "name": each.callee.name,
            "phone": each.callee.phone,
            "why": list(each.why),
        }
        for each in itertools.islice(waiting, most)
    ]
    if as_json:
        click.echo(json.dumps({"total": len(waiting), "next": told}, indent=1))
        return
    for line in told:
        why = ", ".join(line["why"])
        click.echo(f"{line['facility']}  {line['phone']}  {line['name']}: {why}")
    click.echo(f"{len(waiting):,} in all")


@verify.command()
@click.argument("facility")
@click.argument("outcome", type=click.Choice([each.value for each in Outcome]))
@click.option("--note", default="", help="What was said.")
@_AS_JSON
@click.pass_obj
def record(parts: Parts, facility: str, outcome: str, note: str, as_json: bool) -> None:
    """Write down what a call to a facility's first number found."""
    found = parts.directory.get(facility)
    if found is None or not found.phones:
        raise FinderError(f"There is no facility {facility} with a number to call.")
    number = found.phones[0].number
    call = parts.feedback.record_call(found.id, number, Outcome(outcome), note, by=who())
    parts.staff.record(who(), "recorded a call", f"{found.id}: {outcome}")
    settled = after_call(parts.directory, found.id, number, by=who())
    if call.outcome is Outcome.RIGHT and settled:
        amend(parts, settled, found.id, did="settled corrections")
    told = {"facility": call.facility, "phone": call.phone, "outcome": call.outcome.value}
    click.echo(json.dumps(told) if as_json else f"{found.name}, {number}: {outcome}")


def _shape(each: Report) -> dict[str, str | None]:
    return {
        "code": each.code,
        "facility": each.facility,
        "subject": each.subject.value,
        "text": each.text,
        "sent": each.sent.isoformat(),
        "due": due(each.sent).isoformat(),
        "ended": each.ended.value if each.ended else None,
        "answer": each.answer,
    }


def _tell(each: Report, *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(_shape(each), indent=1))
    else:
        click.echo(f"{each.code}: {each.ended.value if each.ended else 'open'}")
