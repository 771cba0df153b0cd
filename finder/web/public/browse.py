"""Browse: the way in without typing: states, then counties and cities, each with its count."""

from collections.abc import Sequence
from functools import lru_cache

from flask import Blueprint, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from finder.facility import slug_of
from finder.maps import Amount, Atlas, Choropleth, nation_map, state_map
from finder.places import Gazetteer
from finder.search.request import SearchRequest
from finder.web.public.counts import Counted, Counts


def blueprint(*, counts: Counts, gazetteer: Gazetteer, atlas: Atlas) -> Blueprint:
    """/browse/ and /browse/<state>/."""
    pages = Blueprint("browse", __name__, url_prefix="/browse")
    slugs = {slug_of(place.name): place for place in gazetteer.states()}

    # Counts change with a revision; until then a map is the same for everybody.
    @lru_cache(maxsize=len(slugs) + 1)
    def drawn(state: str, amounts: tuple[Amount, ...]) -> Choropleth | None:
        return state_map(atlas, state, amounts) if state else nation_map(atlas, amounts)

    @pages.get("/")
    def states() -> str:
        named = {place.state: slug for slug, place in slugs.items()}
        counted = counts.states()
        return render_template(
            "browse.html",
            states=[(named[each.place.state], each) for each in counted],
            map=drawn("", _amounts(counted, counties=False)),
            slugs=named,
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
        found = counts.state(place)
        return render_template(
            "browse_state.html",
            found=found,
            map=drawn(place.state, _amounts(found.counties, counties=True)),
            requests={each.place.name: each.request for each in found.counties},
            demo=counts.demo(),
        )

    return pages


def _amounts(counted: Sequence[Counted], *, counties: bool) -> tuple[Amount, ...]:
    return tuple(
        Amount(
            each.place.state,
            each.place.name if counties else "",
            each.place.name,
            each.place.point,
            each.total,
        )
        for each in counted
    )
