"""Takeaway: an area's facilities in one file of HTML, which finds what is near without a network.

The file asks for nothing: style, script and all that the script knows stand in it, and its own
policy lets nothing else run or load. Without the script it is a list by county.
"""

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import rcssmin
from flask import current_app, render_template
from markupsafe import Markup

from finder.export.area import Area
from finder.export.chapters import Chapter
from finder.facility import Facility, Says
from finder.places import Gazetteer
from finder.search.request import SearchRequest
from finder.vocabulary import Vocabulary
from finder.web import panels, present
from finder.web.helplines import Helpline
from finder.web.language import language
from finder.web.paper.booklet import Printing, editions
from finder.web.paper.carried_words import carried_words
from finder.web.paper.entries import Entry, entry
from finder.web.paper.known_places import known_places
from finder.web.paper.known_words import known_words

# What is being done, how many facilities are written, and out of how many.
Progress = Callable[[str, int, int | None], None]
# The site's own look, as far as the file has such parts.
_SHEETS = ("tokens", "base", "frame", "forms", "results", "contrast", "print")
_OWN_SHEET = "takeaway.css"
# In this order: what comes later calls what stands before.
_SCRIPTS = ("words", "places", "rules", "spans", "repair", "read", "find", "show", "ask")
_HELPLINE = "samhsa"


@dataclass(frozen=True, slots=True)
class _Sealed:
    """A style or a script, and the hash by which the file's own policy knows it."""

    text: Markup
    hash: str


def takeaway_html(
    area: Area,
    chapters: Sequence[Chapter],
    printing: Printing,
    gazetteer: Gazetteer,
    progress: Progress | None = None,
) -> str:
    """The whole file, in the reader's language; `printing.articles` are not in it."""
    facilities = list(chain.from_iterable(chapter.facilities for chapter in chapters))
    told = progress or (lambda _doing, _done, _total: None)
    told("gathering what it knows", 0, None)
    known = _embedded(_known(area, facilities, printing, gazetteer))
    return render_template(
        "paper/takeaway.html",
        area=area,
        chapters=list(_entered(chapters, printing.vocabulary, len(facilities), told)),
        total=len(facilities),
        example=_commonest(each.address.zip for each in facilities),
        sources=editions(facilities),
        helplines=printing.lines,
        day=printing.day,
        site=printing.site,
        demo=any(each.invented for each in facilities),
        style=_sealed(_style()),
        script=_sealed(_script()),
        known=known,
    )


def _commonest(zips: Iterable[str]) -> str:
    """The ZIP code with most facilities: an example that finds something."""
    return max(Counter(filter(None, zips)).items(), key=lambda pair: pair[1], default=("", 0))[0]


def _entered(
    chapters: Sequence[Chapter], vocabulary: Vocabulary, total: int, progress: Progress
) -> Iterator[tuple[Chapter, list[Entry]]]:
    done = 0
    for chapter in chapters:
        progress("writing places", done, total)
        yield chapter, [entry(each, vocabulary) for each in chapter.facilities]
        done += len(chapter.facilities)
    progress("writing places", total, total)


def _known(
    area: Area, facilities: Sequence[Facility], printing: Printing, gazetteer: Gazetteer
) -> dict[str, Any]:
    """All that the script knows, as JSON has it."""
    vocabulary, lines = printing.vocabulary, {line.slug: line for line in printing.lines}
    return {
        "language": language(),
        "area": area.name,
        "words": known_words(vocabulary),
        "places": known_places(gazetteer, area),
        # One after the other as they stand in the list.
        "facilities": [_of_facility(each, vocabulary) for each in facilities],
        "panels": _panels(vocabulary, lines),
        "helpline": [lines[_HELPLINE].link, lines[_HELPLINE].number],
        "say": carried_words(),
    }


def _of_facility(facility: Facility, vocabulary: Vocabulary) -> list[Any]:
    """Where it is, whether that is only about, and what it says yes and no to."""
    says = [facility.says(term) for term in vocabulary.terms]
    return [
        *(facility.point.lat, facility.point.lon, int(present.is_about(facility))),
        *(facility.address.state, facility.address.county),
        *(_bits([each is wanted for each in says]) for wanted in (Says.YES, Says.NO)),
    ]


def _bits(set_: Sequence[bool]) -> str:
    """Which of the terms, in their order: eight to a byte, the first one lowest; as base64."""
    number = sum(1 << at for at, each in enumerate(set_) if each)
    return base64.b64encode(number.to_bytes((len(set_) + 7) // 8, "little")).decode()


def _panels(vocabulary: Vocabulary, lines: Mapping[str, Helpline]) -> dict[str, Any]:
    """Each safety panel, the most urgent one first: in the language of the file, and in Spanish for
    those who write it."""
    nothing = SearchRequest()
    found = {}
    for each in vocabulary.panels:
        both = [
            panels.shown(each, lines, nothing, spoken) for spoken in (language(), panels.SPANISH)
        ]
        found[each.slug] = [asdict(shown) for shown in both if shown is not None]
    return found


def _embedded(known: Mapping[str, Any]) -> Markup:
    """As JSON that ends no element, whatever it holds: HTML sees no tag and no comment in it."""
    text = json.dumps(known, ensure_ascii=False, separators=(",", ":"), sort_keys=False)
    text = text.replace("&", r"\u0026").replace("<", r"\u003c").replace(">", r"\u003e")
    return Markup(text)  # noqa: S704 -- it has no letter left that HTML reads


def _sealed(text: str) -> _Sealed:
    """A text of our own files, with the hash that lets it in. HTML makes one kind of line end of
    all, so there is one."""
    text = text.replace("\r\n", "\n")
    assert "</s" not in text.lower()  # it would end its own element
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return _Sealed(Markup(text), f"sha256-{digest}")  # noqa: S704 -- from files of ours alone


def _style() -> str:
    static = Path(current_app.static_folder or "static")
    sheets = [(static / "css" / f"{name}.css").read_text(encoding="utf-8") for name in _SHEETS]
    return str(rcssmin.cssmin("\n".join([*sheets, _own(_OWN_SHEET)])))


def _script() -> str:
    """The parts in one scope of their own, as they are written: whoever wants to can read them."""
    parts = "\n".join(_own(f"takeaway/{name}.js") for name in _SCRIPTS)
    return f'(() => {{\n"use strict";\n{parts}}})();'


def _own(name: str) -> str:
    folder = Path(current_app.root_path) / str(current_app.template_folder) / "paper"
    return (folder / name).read_text(encoding="utf-8")
