"""Pair words: kinds of pairs, evidence and decisions in the reader's language."""

from finder.identity import Ruling
from finder.importing.pairs import Evidence, Kind
from finder.web.language import gettext


def kind_name(kind: Kind) -> str:
    """A kind of pairs."""
    return {
        Kind.ACROSS: gettext("In two lists"),
        Kind.WITHIN: gettext("Twice in one list"),
        Kind.SUCCESSOR: gettext("One no longer listed"),
    }[kind]


def evidence_name(evidence: Evidence) -> str:
    """What speaks for, or against, two places being one."""
    return {
        Evidence.NAME: gettext("names alike"),
        Evidence.PHONE: gettext("same phone"),
        Evidence.STREET: gettext("same street"),
        Evidence.NUMBER: gettext("same house number"),
        Evidence.NEAR: gettext("within a tenth of a mile"),
        Evidence.WEBSITE: gettext("same website"),
        Evidence.OTHER_PHONE: gettext("other phones"),
        Evidence.OTHER_ROOM: gettext("other suites or floors"),
        Evidence.OTHER_STREET: gettext("other streets"),
        Evidence.LISTED_TWICE: gettext("one list has both"),
    }[evidence]


def decided(ruling: Ruling) -> str:
    """What was decided."""
    return {
        Ruling.MERGE: gettext("one place"),
        Ruling.DISTINCT: gettext("two places"),
        Ruling.SPLIT: gettext("split in two"),
    }[ruling]
