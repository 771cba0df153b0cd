"""Compare: up to four places side by side; the address holds their ids."""

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from finder.facility import Facility
from finder.feedback import Feedback
from finder.search import params
from finder.web import comparison, feedback_words, present
from finder.web.chips import terms_of
from finder.web.public.picking import Picked, Picking, as_one_link


def blueprint(*, picking: Picking, feedback: Feedback | None = None) -> Blueprint:
    """/compare?ids=a,b,c."""
    pages = Blueprint("compare", __name__)

    @pages.get("/compare")
    def show() -> str | Response:
        picked = picking.picked(comparison.MOST)
        if elsewhere := as_one_link(picked):
            return elsewhere
        places = picked.found.all
        words = picking.vocabulary
        asked = terms_of((*picked.asked.terms, *picked.asked.unsaid), words)
        return render_template(
            "compare.html",
            picked=picked,
            columns=[_column(at, place, picked, feedback) for at, place in enumerate(places, 1)],
            wanted=comparison.rows(places, asked) if places else (),
            sections=comparison.compared(places, words),
            asked=params.Asked(),
            demo=any(place.invented for place in places),
        )

    return pages


def _column(
    number: int, place: Facility, picked: Picked, feedback: Feedback | None
) -> dict[str, object]:
    """What stands over a place's column: who to call, how far, who says so and when."""
    phone, others = present.phones(place)
    call = feedback.last_call(place.id) if feedback else None
    rest = [each.id for each in picked.found.all if each.id != place.id]
    return {
        "number": number,
        "facility": place,
        "phone": phone,
        "others": others,
        "miles": picked.miles(place),
        "about": present.is_about(place),
        "sources": list(dict.fromkeys(said.provenance for said in place.said)),
        "checked": feedback_words.checked(call, phone.number) if call and phone else "",
        "without": picked.link("compare.show", rest),
    }
