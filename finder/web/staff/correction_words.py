"""Correction words: until when a correction stands and how it ended, in the reader's language."""

from finder.directory import Corrected, End
from finder.web.language import gettext
from finder.web.wording import full_date


def until(each: Corrected) -> str:
    """Until when it stands."""
    if each.until_verified:
        return gettext("until the place is next verified")
    if each.until:
        return gettext("until %(day)s", day=full_date(each.until))
    return gettext("until it is dropped")


def ended(each: Corrected) -> str:
    """How it ended; "" while it stands."""
    if each.withdrawn is None:
        return ""
    if each.verified_in:
        return gettext("verified by import %(n)s", n=str(each.verified_in))
    by = each.ended_by or "–"
    words = {
        End.DROPPED: gettext("dropped by %(who)s", who=by),
        End.REPLACED: gettext("replaced by a later one"),
        End.LAPSED: gettext("its last day is over"),
        End.VERIFIED: gettext("verified by a call, %(who)s", who=by),
    }
    # Of corrections made before this was kept only the end is known.
    return words.get(End(each.ended), "") if each.ended else gettext("dropped")
