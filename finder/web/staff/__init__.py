"""Staff: the side behind a sign-in. It has a cookie of its own; the public side still has none.

`access` says who is asking and what each page requires; each other file is a few pages, and says
with `requires` what they ask for and with an `Entry` how they stand in the navigation.
"""

from dataclasses import dataclass

from flask import Flask

from finder.staff import Sessions, Staff
from finder.web.staff import (
    access,
    account,
    home,
    imports,
    people,
    plan_pages,
    sign_in,
    staged,
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


def register(app: Flask, desk: Desk) -> None:
    """Put the staff side on the app."""
    entries = (home.ENTRY, imports.ENTRY, people.ENTRY, people.ACTS, account.ENTRY)
    access.register(app, sessions=desk.sessions, secret=desk.secret, entries=entries)
    pages = access.blueprint()
    home.add(pages, staff=desk.staff)
    sign_in.add(pages, staff=desk.staff, sessions=desk.sessions)
    account.add(pages, sessions=desk.sessions, staff=desk.staff)
    people.add(pages, staff=desk.staff)
    for each in (imports, staged, plan_pages):
        each.add(pages, desk.intake)
    app.register_blueprint(pages)
