"""Act words: what staff did, in the reader's language; the log itself keeps one language."""

from finder.directory import FIELDS
from finder.web.language import N_, gettext
from finder.web.staff.import_words import field_name

_ACTS = frozenset({
    N_("added a person"),
    N_("changed a role"),
    N_("changed their password"),
    N_("closed a report"),
    N_("disabled a person"),
    N_("dropped a correction"),
    N_("enabled a person"),
    N_("published an import"),
    N_("recorded a call"),
    N_("reopened a report"),
    N_("reset a person"),
    N_("saved a profile"),
    N_("set up an authenticator"),
    N_("signed in"),
    N_("signed out everywhere"),
    N_("threw a staged import away"),
    N_("undid an import"),
    N_("uploaded a file"),
    N_("used a recovery code"),
})  # fmt: skip


def act_name(did: str) -> str:
    """An act as the log has it; one that a later or earlier version wrote stays as it is."""
    kind, _, field = did.partition(" ")
    if kind == "corrected" and field in FIELDS:
        return gettext("corrected: %(field)s", field=field_name(field))
    return gettext(did) if did in _ACTS else did
