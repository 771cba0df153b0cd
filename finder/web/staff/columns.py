"""Columns: the page on which a steward says what the columns of an uploaded table mean, and the
profiles that come of it. Without a script: each look is a form sent and a page come back."""

import re
from pathlib import Path

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from finder.errors import FinderError
from finder.importing.profile import FIELDS, Profile, problems
from finder.importing.profile_file import NAME, write_profile
from finder.importing.suggest import Suggestion, suggest
from finder.importing.ticket import State, Ticket
from finder.importing.trying import Sight, try_profile
from finder.staff import Permission
from finder.web.language import gettext, told
from finder.web.security import takes_bodies_of
from finder.web.staff import column_words
from finder.web.staff.access import Entry, current_person, requires
from finder.web.staff.column_form import CREDENTIAL, SERVICES, SPLITS, lines, read_form, shown
from finder.web.staff.import_words import field_name
from finder.web.staff.intake import Intake

ENTRY = Entry("staff.profiles", lambda: gettext("Profiles"), Permission.LOOK)
PATH = "/imports/staged/<id>/columns"
# A form of 400 columns, each with its name, and of 60 values for a dozen of them.
_BODY = 1024 * 1024
_USES = ("", *FIELDS, *CREDENTIAL, SERVICES)


def add(pages: Blueprint, intake: Intake) -> None:
    """/staff/imports/staged/<id>/columns, /staff/profiles and /staff/profiles/<name>."""

    @pages.get(PATH)
    @requires(Permission.IMPORT)
    def columns(id: str) -> str | tuple[str, int] | AnyResponse:
        ticket = _open_ticket(intake, id)
        if ticket is None:
            return redirect(url_for("staff.staged", id=id), 303)
        try:
            found = _suggested(intake, ticket)
            named = request.args.get("profile", "")
            profile = intake.profiles.get(named) if named else found.profile
        except FinderError as error:
            return _refused(ticket, told(error))
        return _page(intake, ticket, found, profile)

    @pages.post(PATH)
    @requires(Permission.IMPORT)
    @takes_bodies_of(_BODY)
    def map_columns(id: str) -> str | tuple[str, int] | AnyResponse:
        ticket = _open_ticket(intake, id)
        if ticket is None:
            return redirect(url_for("staff.staged", id=id), 303)
        try:
            found = _suggested(intake, ticket)
            begun = request.form.get("base", "")
            base = intake.profiles.get(begun) if begun else None
        except FinderError as error:
            return _refused(ticket, told(error))
        filled = read_form(request.form, found, intake.vocabulary, base)
        wrong = (*filled.notes, *_wrong(filled.profile, intake))
        if request.form.get("act") != "save" or wrong:
            page = _page(intake, ticket, found, filled.profile, wrong)
            return (page, 400) if wrong and request.form.get("act") == "save" else page
        by = current_person().name
        said = gettext("Made by %(who)s for %(file)s.", who=by, file=ticket.file)
        intake.profiles.save(filled.profile, write_profile(filled.profile, [said]))
        intake.staff.record(by, "saved a profile", filled.profile.name)
        return redirect(url_for("staff.staged", id=id, profile=filled.profile.name), 303)

    _add_profiles(pages, intake)


def _add_profiles(pages: Blueprint, intake: Intake) -> None:
    @pages.get("/profiles")
    @requires(Permission.LOOK)
    def profiles() -> str:
        known = [(name, _title(intake, name)) for name in intake.profiles.names()]
        return render_template("staff/profiles.html", profiles=known)

    @pages.get("/profiles/<name>.toml")
    @requires(Permission.LOOK)
    def profile_file(name: str) -> Response:
        try:
            text = intake.profiles.text(name)
        except FinderError:
            abort(404)
        handed = Response(text, mimetype="text/plain")
        handed.headers["Content-Disposition"] = f'attachment; filename="{name}.toml"'
        return handed


def _title(intake: Intake, name: str) -> str:
    """A profile's title, or what is wrong with its file: one broken file must not hide the rest."""
    try:
        return intake.profiles.get(name).title
    except FinderError as error:
        return told(error)


def _open_ticket(intake: Intake, id: str) -> Ticket | None:
    """The ticket, while it can still be decided how its file is read."""
    ticket, standing = intake.found(id)
    return ticket if standing.state in (State.LOOKED, State.READY) else None


def _suggested(intake: Intake, ticket: Ticket) -> Suggestion:
    return suggest(intake.staging.original(ticket), intake.vocabulary, name=_name_for(ticket.file))


def _name_for(file: str) -> str:
    words = re.findall("[a-z0-9]+", Path(file).stem.lower())
    return "-".join(words)[:40].strip("-") or "table"


def _wrong(profile: Profile, intake: Intake) -> tuple[str, ...]:
    wrong = tuple(map(told, problems(profile, intake.vocabulary)))
    if NAME.fullmatch(profile.name):
        return wrong
    return (gettext("Give the profile a name of small letters, digits and hyphens."), *wrong)


def _page(
    intake: Intake,
    ticket: Ticket,
    found: Suggestion,
    profile: Profile,
    wrong: tuple[str, ...] = (),
) -> str:
    sight, why = _tried(intake, ticket, profile)
    credential = profile.credentials[0] if profile.credentials else None
    return render_template(
        "staff/import_columns.html",
        ticket=ticket,
        found=found,
        profile=profile,
        base=request.form.get("base", "") or request.args.get("profile", ""),
        known=intake.profiles.names(),
        lines=lines(found, profile, intake.vocabulary),
        uses=[(use, column_words.use_label(use)) for use in _USES],
        splits=SPLITS,
        states=intake.gazetteer.states(),
        terms=intake.vocabulary.terms,
        always=shown(profile.always, intake.vocabulary),
        body=credential.body if credential else request.form.get("body", ""),
        kind=credential.kind if credential else request.form.get("kind", ""),
        wrong=tuple(dict.fromkeys((*wrong, *([why] if why else [])))),
        sight=sight,
        field_name=field_name,
    )


def _tried(intake: Intake, ticket: Ticket, profile: Profile) -> tuple[Sight | None, str]:
    """The first ten rows as the profile reads them; or why it cannot read any yet."""
    file = intake.staging.original(ticket)
    try:
        return try_profile(file, profile, intake.vocabulary, intake.gazetteer), ""
    except FinderError as error:
        return None, told(error)


def _refused(ticket: Ticket, why: str) -> tuple[str, int]:
    return render_template(
        "staff/import_columns.html", ticket=ticket, wrong=(why,), found=None
    ), 400
