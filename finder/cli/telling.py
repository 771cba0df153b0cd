"""Telling: how a plan and its progress look on a terminal, and as JSON."""

import os
import sys
from types import TracebackType
from typing import Any, Self

import click

from finder.importing.planned import Plan
from finder.importing.record import Weight
from finder.importing.run import Preview

# How many changes, retired facilities and problems are shown; the counts are always whole.
_SHOWN = 10


def plan_json(preview: Preview) -> dict[str, Any]:
    """A preview for a program to read: counts whole, lists whole."""
    plan = preview.plan
    return {
        "source": plan.source,
        "file": preview.file,
        "as_of": plan.as_of.isoformat(),
        "previous": plan.previous.isoformat() if plan.previous else None,
        "rows": plan.rows,
        "listed": len(plan.entries),
        "merged": plan.weighing(Weight.MERGED),
        "left_out": plan.weighing(Weight.LEFT_OUT),
        "skipped": plan.weighing(Weight.SKIPPED),
        "added": len(plan.added),
        "changed": len(plan.changed),
        "retired": len(plan.retired),
        "dropped": len(plan.dropped),
        "displaced": plan.displaced,
        "part": plan.part,
        "carried": plan.carried,
        "unchanged": plan.same,
        "fields": dict(plan.fields),
        "recognised_by": {str(rung): count for rung, count in plan.rungs.items()},
        "worrying": plan.worrying,
        "worries": list(plan.worries),
        **_numbers_json(plan),
        "codes_new": [each.code for each in plan.noticed.codes if not each.before],
        "codes_gone": [each.code for each in plan.noticed.codes if each.before],
        "nothing_new": plan.nothing_new,
        **_lists_json(plan),
    }


def _numbers_json(plan: Plan) -> dict[str, Any]:
    return {
        "phones": {
            "compared": plan.noticed.phones.compared,
            "changed": plan.noticed.phones.changed,
            "exactly_matching": plan.noticed.phones.exact,
            "main_changed_of_those": plan.noticed.phones.exact_changed,
        },
        "shared_numbers": [
            {"number": each.shown, "places": each.places, "before": each.before}
            for each in plan.noticed.shared
        ],
    }


def _lists_json(plan: Plan) -> dict[str, Any]:
    return {
        "changes": [
            {
                "id": change.facility,
                "name": change.name,
                "row": change.where,
                "fields": [
                    {"field": each.field, "before": each.before, "after": each.after}
                    for each in change.fields
                ],
            }
            for change in plan.changed
        ],
        "retired_facilities": [
            {"id": each.facility, "name": each.name, "place": each.place} for each in plan.retired
        ],
        "problems": [
            {
                "where": each.where,
                "column": each.column,
                "found": each.found,
                "expected": each.expected,
                "weight": str(each.weight),
            }
            for each in plan.problems
        ],
    }


def tell_plan(preview: Preview) -> None:
    """A preview for a person to read."""
    plan = preview.plan
    click.echo(f"{preview.file} as {plan.source}, of {plan.as_of}")
    rows = (
        f"{plan.rows:,} rows: {len(plan.entries):,} listed, "
        f"{plan.weighing(Weight.MERGED):,} the same place again, "
        f"{plan.weighing(Weight.LEFT_OUT):,} left out, "
        f"{plan.weighing(Weight.SKIPPED):,} skipped"
    )
    click.echo(f"{rows}\n")
    for label, count in (
        ("added", len(plan.added)),
        ("changed", len(plan.changed)),
        ("retired", len(plan.retired)),
        ("unchanged", plan.same),
    ):
        click.echo(f"  {label:<10}{count:>8,}")
    if plan.part:
        click.echo(f"  {plan.carried:,} more are not in this part and stay as they are.")
    if plan.dropped:
        click.echo(f"  {len(plan.dropped):,} more are dropped here but still listed elsewhere.")
    if plan.displaced:
        click.echo(f"  The {plan.displaced:,} invented example places are retired.")
    _tell_changes(plan)
    _tell_retired(plan)
    _tell_numbers(plan)
    _tell_problems(plan)
    if plan.nothing_new:
        click.echo("\nNothing to change: the directory says all this already.")
    for worry in plan.worries:
        click.secho(f"\nWorrying: {worry}", fg="red", bold=True)


def _tell_changes(plan: Plan) -> None:
    if not plan.changed:
        return
    counts = ", ".join(f"{field} {count:,}" for field, count in plan.fields.most_common())
    click.echo(f"\nChanged, by field: {counts}")
    for change in plan.changed[:_SHOWN]:
        click.echo(f"  {change.name} ({change.facility}, {change.where})")
        for each in change.fields:
            if each.field == "services":
                lost = f"no longer {each.before}" if each.before else ""
                gained = f"now {each.after}" if each.after else ""
                click.echo(f"    services: {'; '.join(filter(None, (gained, lost)))}")
            else:
                before, after = each.before or "(none)", each.after or "(none)"
                click.echo(f"    {each.field}: {before} → {after}")
    _tell_rest(len(plan.changed), "changed")


def _tell_retired(plan: Plan) -> None:
    if not plan.retired:
        return
    click.echo("\nNo longer listed:")
    for each in plan.retired[:_SHOWN]:
        click.echo(f"  {each.name}, {each.place} ({each.facility})")
    _tell_rest(len(plan.retired), "retired")


def _tell_numbers(plan: Plan) -> None:
    phones = plan.noticed.phones
    if phones.exact:
        click.echo(
            f"\nOf {phones.exact:,} places whose name, program, street and ZIP stay the same, "
            f"{phones.exact_changed:,} get another main telephone number."
        )
    if plan.noticed.shared:
        most = plan.noticed.shared[0]
        click.echo(
            f"{plan.noticed.shared_count:,} numbers stand at more than one place; {most.shown} at "
            f"{most.places:,}, {most.before:,} before."
        )
    came = " ".join(each.code for each in plan.noticed.codes if not each.before)
    went = " ".join(each.code for each in plan.noticed.codes if each.before)
    if came or went:
        click.echo(f"Codes that are new: {came or 'none'}; that are gone: {went or 'none'}.")


def _tell_problems(plan: Plan) -> None:
    if not plan.problems:
        click.echo("\nNo problems.")
        return
    count = len(plan.problems)
    click.echo(f"\n{count:,} problem{'s' if count > 1 else ''}:")
    heaviest = sorted(plan.problems, key=lambda each: list(Weight)[::-1].index(each.weight))
    for problem in heaviest[:_SHOWN]:
        click.echo(f"  {problem} [{problem.weight}]")
    _tell_rest(len(plan.problems), "problems")


def _tell_rest(count: int, what: str) -> None:
    if count > _SHOWN:
        click.echo(f"  … and {count - _SHOWN:,} more {what}; --json lists them all.")


def unheard() -> None:
    """Nobody reads our output any more: let the rest of it go nowhere."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 -- open until we end


class Bar:
    """A progress bar on standard error, one step after another; nothing where nobody watches."""

    def __init__(self) -> None:
        self._watched = sys.stderr.isatty()
        self._doing = ""
        self._bar: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()

    def __call__(self, doing: str, done: int, total: int | None) -> None:
        """Told by the import how far it is."""
        if not self._watched:
            return
        if doing != self._doing:
            self.end()
            self._doing = doing
            self._bar = click.progressbar(
                length=total or 1, label=f"{doing:<30}", file=sys.stderr, show_pos=total is not None
            )
            self._bar.__enter__()
        self._bar.pos = 0
        self._bar.update(min(done, total) if total else 0)

    def end(self) -> None:
        """The step is done: leave its bar full."""
        if self._bar is not None:
            self._bar.update(self._bar.length - self._bar.pos)
            self._bar.__exit__(None, None, None)
            self._bar = None
            self._doing = ""
