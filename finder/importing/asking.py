"""Asking: what a steward decides about a staged import: how to read it, to publish it, to leave it.

Each is checked here, whoever asks, and only moves the ticket on; `work` does it.
"""

from dataclasses import replace

from finder.errors import ImportRefused
from finder.importing.planned import agree
from finder.importing.run import reader_named
from finder.importing.staging import Staging
from finder.importing.ticket import Settings, Standing, State
from finder.sentence import NOTHING, said

_OPEN = (State.LOOKED, State.READY)


def ask_plan(staging: Staging, id: str, settings: Settings, *, by: str) -> Standing:
    """Have the plan worked out, for the first time or with other settings."""
    reader_named(settings.reader)
    standing = replace(
        staging.standing(id), state=State.PLANNING, by=by, told=NOTHING, settings=settings
    )
    return staging.move(id, to=standing, since=_OPEN)


def ask_publish(staging: Staging, id: str, *, by: str, typed: str, reason: str) -> Standing:
    """Have the plan published; raises `Worrying` where it worries and was not agreed to."""
    standing = staging.standing(id)
    plan, _ = staging.plan(id)
    agree(plan, typed=typed, reason=reason)
    kept = " ".join(reason.split())[:500] if plan.worrying else ""
    asked = replace(standing, state=State.PUBLISHING, by=by, told=NOTHING, reason=kept)
    return staging.move(id, to=asked, since=(State.READY,))


def discard(staging: Staging, id: str, *, by: str) -> None:
    """Throw a staged import away; raises `ImportRefused` where it is being worked at, or over."""
    standing = staging.standing(id)
    if standing.state not in _OPEN:
        raise ImportRefused(said("This import cannot be thrown away now."))
    staging.move(id, to=replace(standing, state=State.DISCARDED, by=by, told=NOTHING), since=_OPEN)
