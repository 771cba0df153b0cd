"""Saved: the places that somebody saved. The server keeps none: a device does, or a link.

A device's ids come as a form that the script posts: so no address holds them, and neither does the
browser's list of pages. The form changes nothing and knows nobody: it needs no token against a
forged one.
"""

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from finder.facility import Facility
from finder.search import params
from finder.web import chosen, chosen_words, present
from finder.web.public.picking import Picked, Picking, as_one_link

# So many are ticked from the start: as many as can stand side by side.
_TICKED = 4


def blueprint(*, picking: Picking) -> Blueprint:
    """/saved, /saved?ids=a,b,c, and the same ids posted."""
    pages = Blueprint("saved", __name__)

    @pages.get("/saved")
    def show() -> str | Response:
        picked = picking.picked(chosen.MOST_SAVED)
        if elsewhere := as_one_link(picked):
            return elsewhere
        return _page(picked, own=False)

    @pages.post("/saved")
    def of_device() -> str:
        return _page(picking.picked(chosen.MOST_SAVED), own=True)

    return pages


def _page(picked: Picked, *, own: bool) -> str:
    """The list; `own` says whether it came from a device, and is not in the address."""
    found = picked.found
    places = found.all
    notes = tuple(chosen_words.kept_notes(picked.chosen, found)) if own else picked.notes
    return render_template(
        "saved.html",
        picked=picked,
        own=own and bool(picked.chosen.ids),
        notes=notes,
        lost=chosen_words.lost_in_list(found) if own else "",
        lines=[_line(place, picked, own=own) for place in places],
        asked=params.Asked(),
        demo=any(place.invented for place in places),
    )


def _line(place: Facility, picked: Picked, *, own: bool) -> dict[str, object]:
    phone, others = present.phones(place)
    places = picked.found.all
    rest = [each.id for each in places if each.id != place.id]
    return {
        "facility": place,
        "phone": phone,
        "others": others,
        "miles": picked.miles(place),
        "about": present.is_about(place),
        "saved_as": chosen.written(picked.found.asked_as[place.id]),
        "ticked": own and len(places) <= _TICKED,
        "without": "" if own or not rest else picked.link("saved.show", rest),
    }
