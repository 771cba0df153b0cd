"""Work: what is done for a ticket in the background, in a process of its own: looking at the file,
working out the plan, publishing it, undoing it.

Every step leaves the ticket where the next can begin. A process that is killed leaves it in a
working state with its lock free; whoever notices has the work begun anew, and a publish that had
been committed is recognised by its ticket and not done twice.
"""

import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace

from finder.errors import Busy, FinderError, StoreError
from finder.importing.profile_shelf import Shelf
from finder.importing.recognition import recognise
from finder.importing.run import Importer, Preview
from finder.importing.staging import Staging, Teller
from finder.importing.ticket import Asks, Standing, State, Ticket
from finder.sentence import NOTHING, Sentence, said

# Work whose process dies this often is not begun again: it would only die again.
TRIES = 3
# How long a publish waits for another to end, in steps of this many seconds that are told of.
_WAIT, _STEP = 600, 2.0


@dataclass(frozen=True, slots=True)
class Work:
    """What does the work on tickets. `sweep` throws away indexes nobody needs any more."""

    importer: Importer
    staging: Staging
    profiles: Shelf
    sweep: Callable[[], None]

    def carry_out(self, id: str) -> Standing | None:
        """Do what the ticket asks for; None where another process is at it, or nothing is to be
        done. Whatever goes wrong is told at the ticket, and nothing is half done."""
        with self.staging.working_at(id) as mine:
            ticket = self.staging.ticket(id)
            standing = self.staging.standing(id)
            if not mine or ticket is None or not standing.working:
                return None
            if standing.tries >= TRIES:
                return self._refuse(id, standing, _DIED)
            state = standing.state
            begun = replace(standing, tries=standing.tries + 1)
            begun = self.staging.move(id, to=begun, since=(state,))
            try:
                ended = self._step(ticket, begun)
            except FinderError as error:
                ended = _set_back(ticket, begun, error.sentence)
            except OSError as error:
                told = said(
                    "The disk refused (%(why)s). Nothing was changed; make room.",
                    why=str(error.strerror),
                )
                ended = _set_back(ticket, begun, told)
            except MemoryError:
                ended = _set_back(ticket, begun, said("The file needs more memory than there is."))
            except Exception as error:
                ended = _set_back(ticket, begun, _fault(error))
            return self.staging.move(id, to=replace(ended, tries=0), since=(state,))

    def _step(self, ticket: Ticket, standing: Standing) -> Standing:
        teller = Teller(self.staging, ticket.id)
        match standing.state:
            case State.LOOKING:
                return self._look(ticket, standing)
            case State.PLANNING:
                return self._plan(ticket, standing, teller)
            case State.PUBLISHING:
                return self._publish(ticket, standing, teller)
            case State.UNDOING:
                return self._undo(ticket, standing, teller)
            case _:
                return self._amend(ticket, standing, teller)

    def _look(self, ticket: Ticket, standing: Standing) -> Standing:
        file = self.staging.original(ticket)
        found = recognise(file, self.importer.vocabulary, named=ticket.file)
        settings = replace(standing.settings, reader=found.reader, part=found.part)
        return replace(standing, state=State.LOOKED, recognised=found, settings=settings)

    def _plan(self, ticket: Ticket, standing: Standing, teller: Teller) -> Standing:
        wanted = standing.settings
        planned = self.importer.preview(
            self.staging.original(ticket),
            reader=wanted.reader,
            source=wanted.source,
            as_of=wanted.as_of,
            anyway=wanted.anyway,
            profile=self.profiles.get(wanted.profile) if wanted.profile else None,
            part=wanted.part,
            named=ticket.file,
            progress=teller,
        )
        self.staging.keep_plan(ticket.id, planned.plan, planned.base)
        return replace(standing, state=State.READY)

    def _publish(self, ticket: Ticket, standing: Standing, teller: Teller) -> Standing:
        directory = self.importer.directory
        with _Turn(self, said("importing %(file)s", file=ticket.file), teller):
            published = directory.import_of(ticket.id)
            if published is None:
                plan, base = self.staging.whole_plan(ticket.id)
                preview = Preview(plan, ticket.file, ticket.digest, base)
                if self.importer.outdated(preview):
                    again = self._plan(ticket, standing, teller)
                    return replace(again, told=_MOVED_ON)
                published = self.importer.publish(
                    preview,
                    by=standing.by,
                    force=True,  # whoever asked has seen what worries, and agreed: `agree`
                    reason=standing.reason,
                    ticket=ticket.id,
                    progress=teller,
                )
            self.sweep()
        number = published.id if published else 0
        told = NOTHING if published else _SAYS_ALL
        return replace(standing, state=State.PUBLISHED, number=number, told=told)

    def _undo(self, ticket: Ticket, standing: Standing, teller: Teller) -> Standing:
        directory = self.importer.directory
        with _Turn(self, said("undoing import %(n)s", n=ticket.number), teller):
            done = {each.id for each in directory.imports() if each.undone}
            # One that was killed after its commit has nothing left to do.
            if not (ticket.number in done and standing.tries > 1):
                directory.undo(ticket.number, by=standing.by, progress=teller)
            self.sweep()
        return replace(standing, state=State.UNDONE)

    def _amend(self, ticket: Ticket, standing: Standing, teller: Teller) -> Standing:
        directory, told = self.importer.directory, NOTHING
        with _Turn(self, said("correcting a place"), teller):
            # One that was killed after its commit finds all done, and does nothing twice.
            if ticket.change is None or not directory.amend(ticket.change, progress=teller):
                told = _SAYS_ALL
            self.sweep()
        return replace(standing, state=State.CORRECTED, told=told)

    def _refuse(self, id: str, standing: Standing, told: Sentence) -> Standing:
        ended = _set_back(self.staging.ticket(id), standing, told)
        return self.staging.move(id, to=replace(ended, tries=0), since=(standing.state,))


class _Turn:
    """One's turn at changing the directory: waits for whoever is at it, and tells who that is."""

    def __init__(self, work: Work, doing: Sentence, teller: Teller) -> None:
        self._directory = work.importer.directory
        self._doing, self._teller = doing, teller

    def __enter__(self) -> None:
        for waited in range(int(_WAIT / _STEP)):
            self._held = self._directory.changing(self._doing, wait=_STEP)
            try:
                self._held.__enter__()
            except Busy as busy:
                self._teller(busy.sentence.values.get("holder", busy.sentence), waited, None)
            else:
                return
        raise StoreError(said("Another import has been going on for ten minutes. Try again later."))

    def __exit__(self, *raised: object) -> None:
        self._held.__exit__(None, None, None)


_SAYS_ALL = said("Nothing was to be changed: the directory says all this.")
_DIED = said(
    "The work on this was cut off three times: the machine may be short of memory. Nothing was "
    "changed."
)
_MOVED_ON = said(
    "The directory has changed since you looked: somebody published or undid something. The plan "
    "was worked out again; look at it once more before you publish."
)


def _set_back(ticket: Ticket | None, standing: Standing, told: Sentence) -> Standing:
    """Where a ticket stands when its work came to nothing: what can be tried again, can."""
    asks_file = ticket is None or ticket.asks is Asks.IMPORT
    match standing.state:
        case State.PUBLISHING:
            state = State.READY
        case State.PLANNING if standing.recognised is not None:
            state = State.LOOKED
        case _:
            state = State.REFUSED
    return replace(standing, state=state if asks_file else State.REFUSED, told=told)


def _fault(error: Exception) -> Sentence:
    """What to say of a fault of our own: its kind and its place, never its words."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{frames[-1].name}:{frames[-1].lineno}" if frames else "nowhere"
    return said(
        "A fault in this program (%(kind)s at %(place)s). Nothing was changed; please report it.",
        kind=type(error).__name__,
        place=place,
    )
