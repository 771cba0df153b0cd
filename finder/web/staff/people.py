"""People: who may sign in and in which role, and what everybody did; for owners."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from finder.sentence import said
from finder.staff import NotPossible, Permission, Person, Role, Staff, WeakPassword
from finder.web.language import gettext, told
from finder.web.staff.access import Entry, current_person, requires
from finder.web.staff.act_words import act_name

ENTRY = Entry("staff.people", lambda: gettext("People"), Permission.PEOPLE)
ACTS = Entry("staff.acts", lambda: gettext("What was done"), Permission.PEOPLE)


def add(pages: Blueprint, *, staff: Staff) -> None:
    """/staff/people and /staff/acts."""

    def shown(why: str = "", status: int = 200) -> tuple[str, int]:
        told = {"people": staff.people(), "roles": list(Role), "why": why, "form": request.form}
        return render_template("staff/people.html", **told), status

    def somebody(number: int) -> Person:
        found = next((each for each in staff.people() if each.id == number), None)
        return found or abort(404)

    @pages.get("/people")
    @requires(Permission.PEOPLE)
    def people() -> tuple[str, int]:
        return shown()

    @pages.post("/people")
    @requires(Permission.PEOPLE)
    def add_person() -> tuple[str, int] | Response:
        name, password = request.form.get("name", ""), request.form.get("password", "")
        try:
            staff.add(name, _role(), password, by=current_person().name)
        except (NotPossible, WeakPassword) as error:
            return shown(told(error), 400)
        return redirect(url_for("staff.people"))

    @pages.post("/people/<int:number>")
    @requires(Permission.PEOPLE)
    def change_person(number: int) -> tuple[str, int] | Response:
        try:
            _change(staff, somebody(number), by=current_person().name)
        except (NotPossible, WeakPassword) as error:
            return shown(told(error), 400)
        return redirect(url_for("staff.people"))

    @pages.get("/acts")
    @requires(Permission.PEOPLE)
    def acts() -> str:
        page = max(1, min(request.args.get("page", 1, type=int), 10_000))
        return render_template(
            "staff/acts.html", acts=staff.acts(page=page), page=page, act_name=act_name
        )


def _role() -> Role:
    asked = request.form.get("role", "")
    if asked not in list(Role):
        raise NotPossible(said("Choose a role."))
    return Role(asked)


def _change(staff: Staff, person: Person, *, by: str) -> None:
    """What the pressed button says."""
    match request.form.get("change", ""):
        case "role":
            staff.set_role(person, _role(), by=by)
        case "disable":
            staff.disable(person, by=by)
        case "enable":
            staff.enable(person, by=by)
        case "reset":
            staff.reset(person, request.form.get("password", ""), by=by)
        case _:
            raise NotPossible(said("Choose what to change."))
