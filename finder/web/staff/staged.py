"""Staged: the pages of one import that is not published yet: how far the work is, what the file was
recognised as, the plan, and what the steward decides."""

from datetime import date

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from finder.errors import FinderError, ImportRefused, Worrying
from finder.importing.asking import ask_plan, ask_publish, discard
from finder.importing.planned import Plan
from finder.importing.record import Weight
from finder.importing.run import READERS
from finder.importing.ticket import Settings, State
from finder.sentence import said
from finder.staff import Permission
from finder.web.language import told
from finder.web.staff import import_words
from finder.web.staff.access import current_person, requires
from finder.web.staff.intake import Intake
from finder.web.staff.plan_pages import PATH, meaning
from finder.web.staff.plan_view import lines
from finder.web.staff.plot import plot


def add(pages: Blueprint, intake: Intake) -> None:
    """/staff/imports/staged/<id>, and the forms on it."""

    @pages.get(PATH)
    @requires(Permission.LOOK)
    def staged(id: str) -> tuple[str, int]:
        return _page(intake, id)

    _add_decisions(pages, intake)


def _page(intake: Intake, id: str, why: str = "", status: int = 200) -> tuple[str, int]:
    """The ticket's page, by where it stands."""
    ticket, standing = intake.found(id)
    intake.keep_going(id, standing)
    told = {"ticket": ticket, "standing": standing, "why": why, "words": import_words}
    match standing.state:
        case State.LOOKED:
            told |= {"readers": tuple(READERS), "profiles": intake.profiles.names()}
            return render_template("staff/import_looked.html", **told), status
        case State.READY:
            told |= _plan_told(intake, id) | {"form": request.form}
            return render_template("staff/import_plan.html", **told), status
        case _:
            progress = intake.staging.progress(id) if standing.working else None
            return render_template("staff/import_work.html", progress=progress, **told), status


def _add_decisions(pages: Blueprint, intake: Intake) -> None:
    @pages.post(f"{PATH}/plan")
    @requires(Permission.IMPORT)
    def plan_import(id: str) -> tuple[str, int] | Response:
        intake.found(id)
        try:
            ask_plan(intake.staging, id, _settings(), by=current_person().name)
        except FinderError as error:
            return _page(intake, id, told(error), 409)
        intake.begin(id)
        return redirect(url_for("staff.staged", id=id), 303)

    @pages.post(f"{PATH}/publish")
    @requires(Permission.IMPORT)
    def publish_import(id: str) -> tuple[str, int] | Response:
        ticket, _ = intake.found(id)
        by = current_person().name
        typed, reason = request.form.get("typed", ""), request.form.get("reason", "")
        try:
            ask_publish(intake.staging, id, by=by, typed=typed, reason=reason)
        except Worrying as worry:
            return _page(intake, id, told(worry), 400)
        except FinderError as error:
            return _page(intake, id, told(error), 409)
        intake.staff.record(by, "published an import", f"{ticket.file}, ticket {id}")
        intake.begin(id)
        return redirect(url_for("staff.staged", id=id), 303)

    @pages.post(f"{PATH}/discard")
    @requires(Permission.IMPORT)
    def discard_import(id: str) -> tuple[str, int] | Response:
        ticket, _ = intake.found(id)
        by = current_person().name
        try:
            discard(intake.staging, id, by=by)
        except FinderError as error:
            return _page(intake, id, told(error), 409)
        intake.staff.record(by, "threw a staged import away", f"{ticket.file}, ticket {id}")
        return redirect(url_for("staff.imports"), 303)


def _settings() -> Settings:
    """How the file is to be read, as the form says."""
    form = request.form
    chosen = form.get("reader", "")
    reader, _, profile = chosen.partition(":")
    day = form.get("as_of", "").strip()
    return Settings(
        reader=reader,
        profile=profile,
        source=form.get("source", "").strip(),
        as_of=_day(day) if day else None,
        anyway=bool(form.get("anyway")),
        part=bool(form.get("part")),
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ImportRefused(
            said("%(day)s is not a day such as 2023-06-01.", day=text[:40])
        ) from error


def _plan_told(intake: Intake, id: str) -> dict[str, object]:
    plan, _ = intake.staging.plan(id)
    spots = intake.staging.spots(id)
    return {
        "plan": plan,
        "skipped": plan.weighing(Weight.SKIPPED),
        "merged": plan.weighing(Weight.MERGED),
        "left_out": plan.weighing(Weight.LEFT_OUT),
        "counts": lines(plan).counts,
        "plot": plot(spots) if spots else None,
        "meaning": meaning(intake),
        "unknown": _unknown(plan),
    }


def _unknown(plan: Plan) -> tuple[str, ...]:
    """The codes no word of ours stands for, as the problems tell of them."""
    return tuple(
        each.found
        for each in plan.problems
        if each.column == "codes" and "a code of the vocabulary" in each.expected
    )
