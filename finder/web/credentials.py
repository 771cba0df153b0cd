"""Credentials: licenses and certificates as a page tells them: who says so, and until when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from finder.facility import Credential, Provenance
from finder.web.language import gettext
from finder.web.wording import full_date


@dataclass(frozen=True, slots=True)
class Claim:
    """One credential in words; `over` when its last day has passed."""

    title: str
    by: str
    until: str
    over: bool
    provenance: Provenance | None


def claims(credentials: Iterable[Credential], today: date) -> tuple[Claim, ...]:
    """The credentials in words, those that are over last."""
    told = (
        Claim(
            title=" ".join(filter(None, (_kind(each), each.identifier))),
            by=", ".join(filter(None, (each.body, each.status))),
            until=_until(each, today),
            over=each.expired(today),
            provenance=each.provenance,
        )
        for each in credentials
    )
    return tuple(sorted(told, key=lambda each: each.over))


def _kind(credential: Credential) -> str:
    """What kind it is; one that we have no word for keeps the source's."""
    words = {
        "license": gettext("License"),
        "certification": gettext("Certification"),
        "accreditation": gettext("Accreditation"),
    }
    return words.get(credential.kind.casefold(), credential.kind)


def _until(credential: Credential, today: date) -> str:
    if credential.valid_until is None:
        return gettext("The list gives no end date.")
    day = full_date(credential.valid_until)
    if credential.expired(today):
        return gettext("Ran out on %(day)s. Ask if it has been renewed.", day=day)
    return gettext("Good until %(day)s.", day=day)
