"""Imports: what was brought in and when, one import and its undo, and the upload of a file."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from finder.directory import Published
from finder.errors import FinderError
from finder.importing.run import plain
from finder.importing.staging import UPLOAD_BYTES
from finder.importing.ticket import OVER, Asks
from finder.staff import Permission
from finder.web.language import gettext, told
from finder.web.security import takes_bodies_of
from finder.web.staff import import_words
from finder.web.staff.access import Entry, current_person, requires
from finder.web.staff.intake import Intake

ENTRY = Entry("staff.imports", lambda: gettext("Imports"), Permission.LOOK)
# A file that is a little too large should be told so on the page, not cut off.
_BODY = 2 * UPLOAD_BYTES
_A_PAGE = 50


def add(pages: Blueprint, intake: Intake) -> None:
    """/staff/imports, /staff/imports/new and /staff/imports/<number>."""

    @pages.get("/imports")
    @requires(Permission.LOOK)
    def imports() -> str:
        tickets = intake.staging.all()
        for ticket, standing in tickets:
            intake.keep_going(ticket.id, standing)
        page = max(1, min(request.args.get("page", 1, type=int), 10_000))
        every = intake.directory.imports()
        return render_template(
            "staff/imports.html",
            words=import_words,
            waiting=[each for each in tickets if each[1].state not in OVER],
            refused=[each for each in tickets if each[1].told and each[1].state in OVER][:5],
            imports=every[(page - 1) * _A_PAGE : page * _A_PAGE],
            page=page,
            pages=max(1, -(-len(every) // _A_PAGE)),
            last=_last_words(every),
        )

    @pages.get("/imports/new")
    @requires(Permission.IMPORT)
    def new_import() -> str:
        return render_template("staff/import_new.html", why="", most=UPLOAD_BYTES // 2**20)

    @pages.post("/imports/new")
    @requires(Permission.IMPORT)
    @takes_bodies_of(_BODY)
    def upload() -> tuple[str, int] | Response:
        file = request.files.get("file")
        by = current_person().name
        try:
            if file is None or not file.filename:
                return _again(gettext("Choose a file first."))
            ticket = intake.staging.receive(file.stream, file=plain(file.filename), by=by)
        except FinderError as error:
            return _again(told(error))
        except OSError as error:
            return _again(gettext("The disk refused: %(why)s.", why=str(error.strerror)), 507)
        finally:
            if file is not None:
                file.close()
        intake.staff.record(by, "uploaded a file", f"{ticket.file}, SHA-256 {ticket.digest}")
        intake.begin(ticket.id)
        return redirect(url_for("staff.staged", id=ticket.id), 303)

    _add_one(pages, intake)


def _add_one(pages: Blueprint, intake: Intake) -> None:
    """One import, and its undo."""

    @pages.get("/imports/<int:number>")
    @requires(Permission.LOOK)
    def one_import(number: int) -> str:
        every = intake.directory.imports()
        return render_template(
            "staff/import_one.html", each=_numbered(every, number), last=_last_words(every)
        )

    @pages.post("/imports/<int:number>/undo")
    @requires(Permission.IMPORT)
    def undo_import(number: int) -> Response:
        every = intake.directory.imports()
        _numbered(every, number)
        by = current_person().name
        going = [
            ticket
            for ticket, standing in intake.staging.all()
            if ticket.asks is Asks.UNDO and ticket.number == number and standing.working
        ]
        if going:  # the button was pressed twice
            return redirect(url_for("staff.staged", id=going[0].id), 303)
        ticket = intake.staging.ask_undo(number, by=by)
        intake.staff.record(by, "undid an import", f"import {number}")
        intake.begin(ticket.id)
        return redirect(url_for("staff.staged", id=ticket.id), 303)


def _again(why: str, status: int = 400) -> tuple[str, int]:
    """The form once more, with what is wrong."""
    told = render_template("staff/import_new.html", why=why, most=UPLOAD_BYTES // 2**20)
    return told, status


def _numbered(every: tuple[Published, ...], number: int) -> Published:
    return next((each for each in every if each.id == number), None) or abort(404)


def _last_words(every: tuple[Published, ...]) -> frozenset[int]:
    """The imports that can be undone: the last of each source that was not undone already."""
    last: dict[str, int] = {}
    for each in every:
        if each.undone is None:
            last.setdefault(each.source, each.id)
    return frozenset(last.values())
