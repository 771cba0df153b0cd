"""Intake: what the pages of imports work with, and when interrupted work is begun anew."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flask import abort, url_for

from finder.directory import Amendment, Directory
from finder.importing.profile_shelf import Shelf
from finder.importing.staging import Staging
from finder.importing.ticket import Standing, Ticket
from finder.places import Gazetteer
from finder.staff import Staff
from finder.vocabulary import Vocabulary

# A process needs a second or two to start; one that has not begun after this is dead.
_PATIENCE = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Intake:
    """Staged and published imports, the profiles of tables, and `begin`, which has the work on a
    ticket done in a process of its own."""

    staging: Staging
    directory: Directory
    vocabulary: Vocabulary
    profiles: Shelf
    staff: Staff
    begin: Callable[[str], None]
    gazetteer: Gazetteer

    def found(self, id: str) -> tuple[Ticket, Standing]:
        """A ticket and where it stands; a page of 404 where there is none."""
        ticket = self.staging.ticket(id)
        if ticket is None:
            abort(404)
        return ticket, self.staging.standing(id)

    def keep_going(self, id: str, standing: Standing) -> None:
        """Begin the work anew if whoever was at it has died."""
        waited = datetime.now(UTC).replace(tzinfo=None) - standing.since
        if standing.working and waited > _PATIENCE and not self.staging.is_worked_at(id):
            self.begin(id)

    def amend(self, change: Amendment, facility: str, *, did: str) -> str:
        """Have a change of corrections made; gives the address of the page that tells how far it
        is. What was done is written down as the act of who asked."""
        ticket = self.staging.ask_amend(change, facility)
        self.staff.record(change.by, did, facility)
        self.begin(ticket.id)
        return url_for("staff.staged", id=ticket.id)

    def under_way(self) -> list[Ticket]:
        """The tickets that are being worked at."""
        return [ticket for ticket, standing in self.staging.all() if standing.working]
