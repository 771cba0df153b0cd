"""Safety: the check before a meeting, which keeps nothing and has no answer in its address.

The form is posted and answered at once. It changes nothing, sets no cookie and knows nobody, so
there is nothing that a forged post could do: it needs no token against one. Nothing is logged, and
`no-store` keeps the answer out of a shared computer's cache.
"""

from collections.abc import Mapping

from flask import Blueprint, abort, render_template, request

from finder.guidance import Article, Library
from finder.guidance.safety import Advice, Answer, Check, Risk, searches
from finder.places import Gazetteer, Place
from finder.search import params
from finder.vocabulary import Vocabulary
from finder.web import guides
from finder.web.helplines import Helpline
from finder.web.language import language
from finder.web.public.counts import Counts
from finder.web.templating import safety_link

PATH = "/guidance/safety-check"


def blueprint(
    *,
    articles: Library,
    counts: Counts,
    vocabulary: Vocabulary,
    gazetteer: Gazetteer,
    lines: Mapping[str, Helpline],
) -> Blueprint:
    """/guidance/safety-check: asked with GET, answered with POST."""
    pages = Blueprint("safety", __name__, url_prefix=PATH)

    def check() -> Check:
        return articles.check(language()) or abort(404)

    def place() -> Place | None:
        asked = params.parse(request.args.items(multi=True), vocabulary, gazetteer).request
        return asked.where.place if asked.where else None

    def asking(spoken: Check, answers: Mapping[Risk, Answer], missing: object) -> str:
        return render_template(
            "safety.html",
            check=spoken,
            answers=answers,
            missing=missing,
            others=_others(articles, spoken.language, place()),
            here=safety_link(spoken.language, _near(place())),
            demo=counts.demo(),
        )

    @pages.get("")
    def ask() -> str:
        return asking(check(), {}, ())

    @pages.post("")
    def answer() -> str:
        spoken, answers = check(), _answers(request.form)
        missing = spoken.unanswered(answers)
        if missing:
            return asking(spoken, answers, missing)
        advice = spoken.advice(answers)
        where = place()
        return render_template(
            "safety_answer.html",
            check=spoken,
            advice=advice,
            left_blank=len(answers) < len(Risk),
            lines=lines,
            ways=[
                guides.way(each, number, where, vocabulary, counts.total)
                for number, each in enumerate(searches(advice), 1)
            ],
            read=_read(articles, advice, spoken.language),
            near=_near(where),
            here=safety_link(spoken.language, _near(where)),
            demo=counts.demo(),
        )

    return pages


def _answers(form: Mapping[str, str]) -> dict[Risk, Answer]:
    """What was answered; anything but a known answer to a known question is as if left blank."""
    known = {str(each): each for each in Answer}
    return {risk: known[form[risk]] for risk in Risk if form.get(risk) in known}


def _read(articles: Library, advice: tuple[Advice, ...], spoken: str) -> list[Article]:
    slugs = dict.fromkeys(slug for part in advice for slug in part.read)
    found = (articles.article(slug, spoken) for slug in slugs)
    return [each for each in found if each is not None][:3]


def _near(where: Place | None) -> str:
    return params.near_text(where) if where else ""


def _others(articles: Library, spoken: str, where: Place | None) -> list[tuple[str, str]]:
    others = [each for each in articles.safety if each != spoken]
    return [(each, safety_link(each, _near(where))) for each in others]
