"""Browse: the way in without typing: states, then counties and cities, each with its count."""

from flask import Blueprint, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from finder.facility import slug_of
from finder.places import Gazetteer
from finder.search.request import SearchRequest
from finder.web.public.counts import Counts


def blueprint(*, counts: Counts, gazetteer: Gazetteer) -> Blueprint:
    """/browse/ and /browse/<state>/."""
    pages = Blueprint("browse", __name__, url_prefix="/browse")
    slugs = {slug_of(place.name): place for place in gazetteer.states()}

    @pages.get("/")
    def states() -> str:
        named = {place.state: slug for slug, place in slugs.items()}
        return render_template(
            "browse.html",
            states=[(named[each.place.state], each) for each in counts.states()],
            total=counts.total(SearchRequest()) or 0,
            demo=counts.demo(),
        )

    @pages.get("/<state>/")
    def state(state: str) -> str | Response:
        place = slugs.get(state)
        if place is None:
            meant = gazetteer.state(state.replace("-", " "))
            if meant is None:
                abort(404)
            return redirect(url_for(".state", state=slug_of(meant.name)), 301)
        return render_template("browse_state.html", found=counts.state(place), demo=counts.demo())

    return pages
