"""Quality: how complete, fresh and free of doubles the directory is; each number leads to its
places, on pages and as CSV."""

import io
from datetime import UTC, datetime

from flask import Blueprint, Response, abort, render_template, request

from finder.directory import Directory, PerRevision
from finder.feedback import Feedback
from finder.quality import Findings, findings, sheet, write_list
from finder.staff import Permission
from finder.vocabulary import Vocabulary
from finder.web.language import gettext
from finder.web.staff.access import Entry, requires
from finder.web.staff.plot import plot
from finder.web.staff.quality_words import QualityWords

ENTRY = Entry("staff.quality", lambda: gettext("Data quality"), Permission.LOOK)
_A_PAGE = 50


def add(
    pages: Blueprint, *, directory: Directory, feedback: Feedback | None, vocabulary: Vocabulary
) -> None:
    """/staff/quality, and the list behind each of its numbers."""
    counted = PerRevision(
        directory.revision, lambda: sheet(directory.all(), directory.known(), vocabulary)
    )
    words = QualityWords(vocabulary)

    def found() -> Findings:
        calls = feedback.last_calls() if feedback else {}
        return findings(counted(), calls, datetime.now(UTC).date())

    def asked(among: Findings) -> str:
        name = request.args.get("of", "")
        return name if name in among.lists else abort(404)

    @pages.get("/quality")
    @requires(Permission.LOOK)
    def quality() -> str:
        shown = found()
        sources = [source for source, _, _ in shown.sheet.coverage[0].by_source]
        return render_template(
            "staff/quality.html",
            found=shown,
            sheet=shown.sheet,
            sources=sources,
            plot=plot(shown.sheet.spots),
            words=words,
        )

    @pages.get("/quality/list")
    @requires(Permission.LOOK)
    def quality_list() -> str:
        among = found()
        name = asked(among)
        ids, notes = among.lists[name], among.notes.get(name, {})
        most = -(-len(ids) // _A_PAGE)
        page = max(1, min(request.args.get("page", 1, type=int), most))
        here = ids[(page - 1) * _A_PAGE : page * _A_PAGE]
        places = [each for id in here if (each := directory.get(id)) is not None]
        return render_template(
            "staff/quality_list.html",
            name=name,
            title=words.list_name(name),
            ages=[words.age(each) for each in (*among.said, *among.called) if each.name == name],
            total=len(ids),
            first=(page - 1) * _A_PAGE + 1,
            places=[(each, notes.get(each.id, "")) for each in places],
            page=page,
            pages=most,
        )

    @pages.get("/quality/list.csv")
    @requires(Permission.LOOK)
    def quality_csv() -> Response:
        among = found()
        name = asked(among)
        out = io.StringIO(newline="")
        write_list(among, name, directory.all(), out)
        plain = "".join(letter if letter.isalnum() else "-" for letter in name.lower())
        told = {"Content-Disposition": f"attachment; filename={plain[:60]}.csv"}
        return Response(out.getvalue(), mimetype="text/csv", headers=told)
