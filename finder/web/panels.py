"""Panels: a safety panel in the language of the person who typed, with the numbers to call."""

from collections.abc import Mapping
from dataclasses import dataclass

from finder.search.request import SearchRequest
from finder.vocabulary import Panel
from finder.web.helplines import Helpline
from finder.web.language import gettext, language

# The panels of urgency 1 to 3 speak of minutes: a body that fails, a wish to die, a poisoning.
URGENT = 3
SPANISH = "es"
# What a search in Spanish leaves in the address, so that the next page still knows of it.
_SPANISH_SPEAKER = "spanish-speaker"


@dataclass(frozen=True, slots=True)
class Line:
    """A number to call: its link, what stands on it, and who it is."""

    link: str
    number: str
    name: str
    call: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A panel as the page shows it; `lang` is blank where it is the page's own language."""

    slug: str
    urgent: bool
    lang: str
    title: str
    text: str
    steps: tuple[str, ...]
    lines: tuple[Line, ...]
    more: str


def shown(
    panel: Panel | None, lines: Mapping[str, Helpline], request: SearchRequest, typed_in: str
) -> Shown | None:
    """The panel in the language that was `typed_in`, or that the search began in."""
    if panel is None:
        return None
    spoken = SPANISH if SPANISH in (typed_in, _of(request), language()) else language()
    spanish = spoken == SPANISH
    return Shown(
        slug=panel.slug,
        urgent=panel.urgency <= URGENT,
        lang=spoken if spoken != language() else "",
        title=panel.title_es if spanish else panel.title,
        text=panel.text_es if spanish else panel.text,
        steps=panel.steps_es if spanish else panel.steps,
        lines=tuple(
            _line(lines[slug], spanish=spanish) for slug in panel.helplines if slug in lines
        ),
        # The panel may be in Spanish where the page is not, and gettext only knows the page's.
        more="Qué hacer y a quién llamar" if spanish else gettext("What to do, and who to call"),
    )


def of_article(panel: Panel | None, lines: Mapping[str, Helpline], spoken: str) -> Shown | None:
    """The panel above an article that is written in this language."""
    return shown(panel, lines, SearchRequest(), spoken)


def _of(request: SearchRequest) -> str:
    return SPANISH if _SPANISH_SPEAKER in request.topics else ""


def _line(line: Helpline, *, spanish: bool) -> Line:
    name = line.name_es if spanish and line.name_es else line.name
    number = line.number_es if spanish and line.number_es else line.number
    values = {"name": name, "number": number}
    spoken = "Llame a %(name)s, %(number)s" if spanish else gettext("Call %(name)s, %(number)s")
    return Line(line.link, number, name, spoken % values)
