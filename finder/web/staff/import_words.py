"""Import words: states, steps, kinds and advice of imports in the reader's language."""

from finder.directory import End
from finder.importing.problem_kinds import Advice
from finder.importing.record import Weight
from finder.importing.ticket import Asks, Progress, State, Ticket
from finder.web.language import gettext, told, whole
from finder.web.staff.plan_view import Kind


def state_name(state: State) -> str:
    """Where an import stands, in a word or three."""
    return {
        State.LOOKING: gettext("being looked at"),
        State.LOOKED: gettext("waits for you"),
        State.PLANNING: gettext("being worked out"),
        State.READY: gettext("ready to read"),
        State.PUBLISHING: gettext("being published"),
        State.PUBLISHED: gettext("published"),
        State.UNDOING: gettext("being undone"),
        State.UNDONE: gettext("undone"),
        State.CORRECTING: gettext("being corrected"),
        State.CORRECTED: gettext("corrected"),
        State.REFUSED: gettext("refused"),
        State.DISCARDED: gettext("thrown away"),
    }[state]


def ticket_name(ticket: Ticket) -> str:
    """What a ticket is for."""
    if ticket.asks is Asks.UNDO:
        return gettext("Undo of import %(n)s", n=str(ticket.number))
    if ticket.asks is Asks.IMPORT or ticket.change is None:
        return ticket.file
    if ticket.change.new is not None:
        told = {"field": field_name(ticket.change.new.field), "id": ticket.facility}
        return gettext("Correction of %(id)s: %(field)s", **told)
    return {
        End.LAPSED: gettext("Corrections whose last day is over"),
        End.VERIFIED: gettext("Corrections of %(id)s that a call has settled", id=ticket.facility),
    }.get(ticket.change.because, gettext("Dropped correction of %(id)s", id=ticket.facility))


def step(progress: Progress | None) -> str:
    """What is being done now."""
    doing = progress.doing if progress else ""
    named = {
        "": gettext("Starting"),
        "Reading": gettext("Reading the rows"),
        "Comparing with the directory": gettext("Comparing with the directory"),
        "Keeping listings": gettext("Keeping the listings"),
        "Merging facilities": gettext("Merging facilities"),
        "Making the index": gettext("Making the search index"),
    }
    return named.get(doing) or told(doing)


def time_left(progress: Progress | None) -> str:
    """How long it will still take, as roughly as it is known; "" before it is."""
    seconds = progress.seconds_left() if progress else None
    if seconds is None:
        return ""
    if seconds < 60:
        return gettext("about %(n)s seconds left", n=whole(seconds))
    return gettext("about %(n)s minutes left", n=whole(round(seconds / 60)))


def kind_name(kind: Kind) -> str:
    """A kind of change."""
    return {
        Kind.PHONES: gettext("Phone changed"),
        Kind.ADDRESS: gettext("Address changed"),
        Kind.NAME: gettext("Name changed"),
        Kind.RETIRED: gettext("No longer listed"),
        Kind.DROPPED: gettext("Listed elsewhere only"),
        Kind.POSITION: gettext("Position changed"),
        Kind.WEBSITE: gettext("Website changed"),
        Kind.SERVICES: gettext("Services changed"),
        Kind.REST: gettext("Something else changed"),
        Kind.ADDED: gettext("New"),
    }[kind]


def field_name(field: str) -> str:
    """A field of a listing."""
    return {
        "name": gettext("Name"),
        "program": gettext("Program"),
        "street": gettext("Street"),
        "street2": gettext("Street, second line"),
        "city": gettext("City"),
        "state": gettext("State"),
        "zip": gettext("ZIP"),
        "county": gettext("County"),
        "phones": gettext("Phones"),
        "website": gettext("Website"),
        "position": gettext("Position"),
        "services": gettext("Services"),
        "credentials": gettext("Licenses"),
        "remarks": gettext("Remarks"),
        "says no": gettext("Says that it has not"),
        "listed by": gettext("Listed by"),
    }.get(field, field)


def weight_name(weight: Weight) -> str:
    """What became of the rows with a problem."""
    return {
        Weight.NOTE: gettext("Listed all the same"),
        Weight.MERGED: gettext("The same place again, joined"),
        Weight.LEFT_OUT: gettext("Left out, and no loss"),
        Weight.SKIPPED: gettext("Skipped: should be listed and cannot be"),
        Weight.PARTIAL: gettext("The file holds only a part"),
    }[weight]


def advice_words(advice: Advice) -> str:
    """What to do about a kind of problem."""
    return {
        Advice.MEND: gettext("Mend these rows in the file of rejected rows and upload that."),
        Advice.RING: gettext("Find the right number and tell whoever keeps the list."),
        Advice.PLACE: gettext("Check the address; until then the place is shown as “about” there."),
        Advice.CODES: gettext("Ask the source what it means. It is kept until we have a word."),
        Advice.COMPARE: gettext("Look whether both rows really are one place."),
        Advice.NOTHING: gettext("Nothing."),
        Advice.WHOLE: gettext("Get the whole file before you publish."),
        Advice.LOOK: gettext("Look at a few of them; they are listed all the same."),
    }[advice]
