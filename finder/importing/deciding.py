"""Deciding: a steward's word that two ids are one place, that they are two, or that listings which
were joined are places of their own, made ready to be kept."""

from collections.abc import Collection
from dataclasses import replace

from finder.directory import Directory, Listed
from finder.errors import NotDecidable
from finder.identity import Decision, Ruling
from finder.importing.match import new_id
from finder.sentence import said

LONGEST = 500


def decision(ruling: Ruling, kept: str, other: str, *, by: str, reason: str) -> Decision:
    """A merge, or that two places are distinct; raises `NotDecidable` where nobody says why."""
    why = " ".join(reason.split())
    if not why:
        raise NotDecidable(said("Say why. It is kept, for whoever wonders later."))
    return Decision(ruling, kept.strip().lower(), other.strip().lower(), by, why[:LONGEST])


def split_off(
    directory: Directory, place: str, chosen: Collection[str], *, by: str, reason: str
) -> Decision:
    """A split of these listings from a place, under an id made from the first of them.

    A listing is chosen by its source, or where one source lists the place twice, by own id and
    source: `fr6wtbc4/samhsa`. Raises `NotDecidable`.
    """
    made = decision(Ruling.SPLIT, place, "", by=by, reason=reason)
    listed = directory.listings(made.kept)
    wanted = [each for each in listed if {each.source, key(each)} & set(chosen)]
    unknown = set(chosen) - {name for each in wanted for name in (each.source, key(each))}
    if unknown or not wanted:
        there = ", ".join(key(each) for each in listed) or said("none")
        raise NotDecidable(
            said(
                "Say which listings of %(id)s to split off. It has: %(there)s.",
                id=made.kept,
                there=there,
            )
        )
    known = directory.identity()

    def taken(id: str) -> bool:
        if known.was_split(made.kept, id):
            return False  # it was this place's once; its address leads here
        return id in known.named or directory.get(id) is not None

    listings = tuple((each.own, each.source) for each in wanted)
    return replace(made, other=new_id(wanted[0].listing, taken), listings=listings)


def key(listed: Listed) -> str:
    """How one listing of a place is named."""
    return f"{listed.own}/{listed.source}"
