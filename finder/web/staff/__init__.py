"""Staff: the side behind a sign-in. It has a cookie of its own; the public side still has none.

`access` says who is asking and what each page requires; each other file is a few pages, and says
with `requires` what they ask for and with an `Entry` how they stand in the navigation.
"""

from dataclasses import dataclass

from flask import Flask

from finder.directory import Directory
from finder.feedback import Feedback
from finder.staff import Sessions, Staff
from finder.web.staff import (
    access,
    account,
    columns,
    decisions,
    duplicates,
    facilities,
    home,
    imports,
    lapsing,
    past,
    people,
    plan_pages,
    quality,
    reports,
    sign_in,
    staged,
    verify,
)
from finder.web.staff.intake import Intake


@dataclass(frozen=True, slots=True)
class Desk:
    """What the staff side works with: people, their sessions, the secret that signs cookies, and
    what takes imports in."""

    staff: Staff
    sessions: Sessions
    secret: bytes
    intake: Intake


def register(app: Flask, desk: Desk, *, feedback: Feedback | None, directory: Directory) -> None:
    """Put the staff side on the app."""
    heard = (reports.ENTRY, verify.ENTRY) if feedback else ()
    brought = (imports.ENTRY, columns.ENTRY, facilities.ENTRY, duplicates.ENTRY)
    told = (*heard, quality.ENTRY)
    entries = (home.ENTRY, *brought, *told, people.ENTRY, people.ACTS, account.ENTRY)
    lapsing.register(app, desk.intake)
    access.register(app, sessions=desk.sessions, secret=desk.secret, entries=entries)
    pages = access.blueprint()
    home.add(
        pages,
        staff=desk.staff,
        directory=directory,
        staging=desk.intake.staging,
        feedback=feedback,
    )
    sign_in.add(pages, staff=desk.staff, sessions=desk.sessions)
    account.add(pages, sessions=desk.sessions, staff=desk.staff)
    people.add(pages, staff=desk.staff)
    facilities.add(pages, directory=directory, intake=desk.intake)
    past.add(pages, directory=directory)
    for page in (duplicates, decisions):
        page.add(pages, directory=directory, staff=desk.staff)
    vocabulary = desk.intake.vocabulary
    quality.add(pages, directory=directory, feedback=feedback, vocabulary=vocabulary)
    for each in (imports, staged, plan_pages, columns):
        each.add(pages, desk.intake)
    if feedback is not None:
        reports.add(pages, feedback=feedback, directory=directory, staff=desk.staff)
        verify.add(pages, feedback=feedback, directory=directory, intake=desk.intake)
    app.register_blueprint(pages)
