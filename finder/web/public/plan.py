"""Plan: who to call, what to ask them and room to write, for paper or as plain text."""

from datetime import UTC, datetime

from flask import Blueprint, Response, render_template, request
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from finder.facility import Facility
from finder.feedback import Feedback
from finder.search import params
from finder.web import call_plan, feedback_words, plan_words, present, qr
from finder.web.public.picking import AS, Picked, Picking, as_one_link

# Whoever looks over a shoulder at a folder of downloads reads nothing in it.
FILE = "list.txt"


def blueprint(*, picking: Picking, feedback: Feedback | None = None) -> Blueprint:
    """/plan?ids=a,b,c, and the same with as=text."""
    pages = Blueprint("plan", __name__)

    @pages.get("/plan")
    def show() -> str | AnyResponse:
        picked = picking.picked(call_plan.MOST)
        if elsewhere := as_one_link(picked):
            return elsewhere
        model = _model(picked, picking, feedback)
        if request.args.get(AS) == "text":
            return _as_text(render_template("plan.txt", **model))
        return render_template("plan.html", **model, asked=params.Asked())

    return pages


def _as_text(text: str) -> Response:
    answer = Response(text, mimetype="text/plain")
    answer.headers["Content-Disposition"] = f'inline; filename="{FILE}"'
    return answer


def _model(picked: Picked, picking: Picking, feedback: Feedback | None) -> dict[str, object]:
    places = picked.found.listed
    shared = picked.shared("plan.show") if places else ""
    return {
        "picked": picked,
        "sheets": [
            _sheet(at, place, picked, picking, feedback) for at, place in enumerate(places, 1)
        ],
        "everywhere": plan_words.everywhere(),
        "red_flags": plan_words.red_flags(),
        "today": datetime.now(UTC).date(),
        "shared": shared,
        "drawing": Markup(qr.svg(shared, inside=True).decode()),  # noqa: S704 -- segno draws it
        "ids": [place.id for place in places],
        "demo": any(place.invented for place in places),
    }


def _sheet(
    number: int, place: Facility, picked: Picked, picking: Picking, feedback: Feedback | None
) -> dict[str, object]:
    """One place's part of the plan."""
    made = call_plan.sheet(place, picked.asked, picking.vocabulary)
    phone, others = present.phones(place)
    call = feedback.last_call(place.id) if feedback else None
    return {
        "number": number,
        "facility": place,
        "phone": phone,
        "others": others,
        "miles": picked.miles(place),
        "about": present.is_about(place),
        "checked": feedback_words.checked(call, phone.number if phone else ""),
        "has": made.has,
        "denies": made.denies,
        "offers": () if made.has else present.offers(place, picking.vocabulary),
        "questions": [plan_words.question(each) for each in made.questions],
    }
