"""Waiting: what to say to whoever tried too often."""

from finder.staff import Throttled
from finder.web.language import gettext


def wait(error: Throttled) -> str:
    """How long to wait before the next try, in the reader's language."""
    return gettext(
        "There were too many tries. Wait a little (%(seconds)s seconds) and try again.",
        seconds=str(error.seconds),
    )
