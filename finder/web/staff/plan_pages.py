"""Plan pages: the changes and problems of a staged import, to be read, filtered and taken along."""

from collections.abc import Callable

from flask import Blueprint, Response, render_template, request

from finder.importing.problem_kinds import by_kind
from finder.importing.record import Weight
from finder.importing.rejected import rejected_rows
from finder.staff import Permission
from finder.web.language import told
from finder.web.staff import import_words
from finder.web.staff.access import requires
from finder.web.staff.intake import Intake
from finder.web.staff.plan_view import Kind, lines

PATH = "/imports/staged/<id>"
# So many problems of a kind are shown; the file of rejected rows has them all.
_ALIKE = 20


def add(pages: Blueprint, intake: Intake) -> None:
    """What lies below /staff/imports/staged/<id>."""

    @pages.get(f"{PATH}/changes")
    @requires(Permission.LOOK)
    def import_changes(id: str) -> str:
        ticket, _ = intake.found(id)
        plan, _ = intake.staging.plan(id)
        asked = request.args.get("show", "")
        kind = Kind(asked) if asked in list(Kind) else None
        words, number = request.args.get("words", "")[:100], request.args.get("page", 1, type=int)
        return render_template(
            "staff/import_changes.html",
            ticket=ticket,
            kind=kind,
            asked_words=words,
            found=lines(plan, kind=kind, words=words, page=number),
            words=import_words,
            meaning=meaning(intake),
        )

    @pages.get(f"{PATH}/problems")
    @requires(Permission.LOOK)
    def import_problems(id: str) -> str:
        ticket, _ = intake.found(id)
        plan, _ = intake.staging.plan(id)
        return render_template(
            "staff/import_problems.html",
            ticket=ticket,
            plan=plan,
            kinds=by_kind(plan.problems),
            alike=_ALIKE,
            skipped=plan.weighing(Weight.SKIPPED),
            words=import_words,
        )

    @pages.get(f"{PATH}/rejected")
    @requires(Permission.LOOK)
    def import_rejected(id: str) -> Response:
        ticket, _ = intake.found(id)
        plan, _ = intake.staging.plan(id)
        kept = rejected_rows(intake.staging.original(ticket), plan.problems, told)
        handed = Response(kept.content, mimetype=kept.mimetype)
        handed.headers["Content-Disposition"] = f"attachment; filename=rejected-rows.{kept.suffix}"
        return handed


def meaning(intake: Intake) -> Callable[[str], str]:
    """What puts a code's name beside it, where we know one."""

    def named(code: str) -> str:
        known = intake.vocabulary.code(code)
        return f"{code} ({known.name})" if known and known.name else code

    return named
