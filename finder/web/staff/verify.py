"""Verify: whom to call next, and what a call found."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from finder.directory import Directory, PerRevision
from finder.feedback import Feedback, Outcome, callees, due_first
from finder.importing.correcting import after_call
from finder.staff import Permission
from finder.web import feedback_words
from finder.web.language import gettext
from finder.web.staff.access import Entry, current_person, requires
from finder.web.staff.intake import Intake

ENTRY = Entry("staff.verify", lambda: gettext("Calls to make"), Permission.LOOK)
_A_PAGE = 25


def add(pages: Blueprint, *, feedback: Feedback, directory: Directory, intake: Intake) -> None:
    """/staff/verify, and what a call to one facility found."""
    listed = PerRevision(directory.revision, lambda: callees(directory.all()))

    @pages.get("/verify")
    @requires(Permission.LOOK)
    def verify() -> str:
        state = request.args.get("state", "").upper()[:2]
        waiting = due_first(
            listed(),
            calls=feedback.last_calls(),
            reported=feedback.reported(),
            now=feedback.clock(),
        )
        states = sorted({each.callee.state for each in waiting})
        if state in states:
            waiting = [each for each in waiting if each.callee.state == state]
        return render_template(
            "staff/verify.html",
            words=feedback_words,
            due=[
                (found, each.why)
                for each in waiting[:_A_PAGE]
                if (found := directory.get(each.callee.id)) and found.phones
            ],
            total=len(waiting),
            outcomes=list(Outcome),
            states=states,
            state=state,
        )

    @pages.post("/verify/<facility_id>")
    @requires(Permission.EDIT)
    def record_call(facility_id: str) -> Response:
        facility = directory.get(facility_id) or abort(404)
        outcome, person = request.form.get("outcome", ""), current_person()
        phone = request.form.get("phone", "")
        if outcome in list(Outcome) and phone in {each.number for each in facility.phones}:
            note = request.form.get("note", "").strip()
            feedback.record_call(facility.id, phone, Outcome(outcome), note, by=person.name)
            intake.staff.record(person.name, "recorded a call", f"{facility.id}: {outcome}")
            settled = after_call(directory, facility.id, phone, by=person.name)
            if outcome == Outcome.RIGHT and settled:
                return redirect(intake.amend(settled, facility.id, did="settled corrections"), 303)
        return redirect(url_for("staff.verify", state=request.form.get("state") or None))
