"""Styleguide: every part of the pages on one page, for those who work on them.

It is there only where FINDER_STYLEGUIDE asks for it. Its own words are for developers and are not
translated; the parts are the real templates over real answers of the directory that is there.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from flask import Blueprint, current_app, render_template

from finder.guidance import Library
from finder.maps import Atlas
from finder.places import Gazetteer
from finder.search import params
from finder.search.engine import Engine
from finder.vocabulary import Vocabulary
from finder.web import present
from finder.web.helplines import Helpline
from finder.web.public import results
from finder.web.public.guidance import first_guides

# A search for each part that only some answers have.
_ORDINARY = (("q", "detox that takes medicaid"), ("near", "Akron, OH"))
_URGENT = (("q", "he will not wake up"),)
_DOUBTFUL = (("q", "meth clinic"), ("near", "Ohio"))
_NOWHERE = (("program", "detox"),)
_NOTHING = (("program", "detox"), ("payment", "free"), ("near", "Wyoming"))
_TOKEN = re.compile(r"--([\w-]+): ([^;]+);")


def blueprint(
    *,
    engine: Engine,
    vocabulary: Vocabulary,
    gazetteer: Gazetteer,
    lines: Mapping[str, Helpline],
    articles: Library,
    atlas: Atlas,
) -> Blueprint:
    """/styleguide."""
    pages = Blueprint("styleguide", __name__)

    def shown(asked: tuple[tuple[str, str], ...]) -> Mapping[str, object]:
        read = params.parse(asked, vocabulary, gazetteer)
        found = results.answered(read, engine.view(), vocabulary, gazetteer)
        return results.model(found, vocabulary, lines, atlas, demo=False)

    @pages.get("/styleguide")
    def parts() -> str:
        folder = Path(current_app.static_folder or "static", "css")
        return render_template(
            "styleguide.html",
            **shown(_ORDINARY),
            urgent=shown(_URGENT),
            doubtful=shown(_DOUBTFUL),
            nowhere=shown(_NOWHERE),
            nothing=shown(_NOTHING),
            many=present.paging(3, 9),
            guides=first_guides(articles),
            tokens=tokens((folder / "tokens.css").read_text(encoding="utf-8")),
        )

    return pages


def tokens(sheet: str) -> list[tuple[str, str]]:
    """Each token of a sheet with its value in light, in the order they stand there."""
    return _TOKEN.findall(sheet.partition("@media")[0])
