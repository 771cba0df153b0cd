"""Pages: what this is, what is never stored, who to call; the way out, and what it cannot do."""

from collections.abc import Sequence
from datetime import date

from flask import Blueprint, current_app, redirect, render_template
from werkzeug.wrappers import Response

from finder.vocabulary import Vocabulary
from finder.web.helplines import Helpline
from finder.web.public.counts import Counts

# A page that says nothing of whoever opens it, that anyone may have open, and that needs no
# sign-in; the same choice as GOV.UK's, which leaves for a weather page.
WAY_OUT = "https://www.weather.gov/"
# When somebody last held the accessibility statement against the pages; a test fails a year later.
STATEMENT_CHECKED = date(2026, 11, 24)


def blueprint(
    *, vocabulary: Vocabulary, helplines: Sequence[Helpline], counts: Counts
) -> Blueprint:
    """/about, /privacy, /accessibility, /helplines, /unseen, /exit and /favicon.ico."""
    pages = Blueprint("pages", __name__)

    @pages.get("/about")
    def about() -> str:
        accredited = vocabulary.category("accreditation")
        return render_template("about.html", accreditation=accredited, demo=counts.demo())

    @pages.get("/privacy")
    def privacy() -> str:
        return render_template("privacy.html")

    @pages.get("/accessibility")
    def accessibility() -> str:
        return render_template("accessibility.html", checked=STATEMENT_CHECKED)

    @pages.get("/helplines")
    def lines() -> str:
        return render_template("helplines.html", helplines=helplines)

    @pages.get("/unseen")
    def unseen() -> str:
        line = next((line for line in helplines if line.slug == "domestic-violence"), None)
        return render_template("unseen.html", line=line)

    @pages.get("/exit")
    def leave() -> Response:
        return redirect(WAY_OUT, 303)

    @pages.get("/favicon.ico")
    def icon() -> Response:
        return current_app.send_static_file("mark.svg")

    return pages
