"""Plan: what an import would add, change and retire; and guards against emptying the directory."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from finder.facility import Known, Listing
from finder.identity import Identity
from finder.importing.differences import FieldChange, blanked, differences
from finder.importing.match import SURE, Recognised, new_id, recognise, same_place_twice
from finder.importing.noticed import notice
from finder.importing.planned import Change, Entry, Named, Plan, Row
from finder.importing.record import Problem, Weight
from finder.importing.traits import Rung, squeeze
from finder.sentence import NOTHING, Sentence, said

NOTHING_DECIDED = Identity()
# What stands for the row of a listing that no row of the file spoke of.
CARRIED = said("as before")


def make_plan(
    rows: Sequence[Row],
    known: Sequence[Known],
    *,
    source: str,
    as_of: date,
    previous: date | None,
    counted: int,
    problems: Iterable[Problem] = (),
    displaced: int = 0,
    invented: frozenset[str] = frozenset(),
    part: bool = False,
    identity: Identity = NOTHING_DECIDED,
) -> Plan:
    """What this edition would do to the facilities we know.

    `previous` is the day of the source's edition in force, `counted` how many rows the file had,
    `invented` the ids of facilities that must not be recognised in it. With `part` the rows are
    only some of the source's: what it lists beyond them is carried over as it is. By `identity`
    ids are one place or two, whatever the ladder would make of them.
    """
    kept, doubled = _distinct(sorted(rows, key=_in_order))
    entries, rungs = _identified(kept, known, source, invented, identity, part=part)
    own = {each.facility: each.listing for each in known if each.source == source and each.current}
    elsewhere = {
        identity.place(each.facility, each.source)
        for each in known
        if each.source != source and each.current
    }

    def stays(facility: str) -> bool:
        """Whether other sources list the place too."""
        return identity.place(facility, source) in elsewhere

    added, changed, same = _compared(entries, own, stays, source)
    lost, carried = _not_there(entries, own, part=part)
    elsewhere |= {identity.place(facility, source) for facility, _, _ in entries}
    listings = [listing for _, listing, _ in (*entries, *carried)]
    pairs = ((own[facility], listing) for facility, listing, _ in entries if facility in own)
    return Plan(
        source=source,
        as_of=as_of,
        rows=counted,
        entries=(*entries, *carried),
        listed=len(listings),
        added=added,
        changed=changed,
        retired=tuple(each for each in lost if not stays(each.facility)),
        dropped=tuple(each for each in lost if stays(each.facility)),
        same=same,
        displaced=displaced,
        problems=(*problems, *doubled),
        rungs=rungs,
        blanked=_blanked(entries, own),
        previous=previous,
        listed_before=len(own),
        part=part,
        carried=len(carried),
        noticed=notice(listings, list(own.values()), pairs),
    )


def _identified(
    rows: Sequence[Row],
    known: Sequence[Known],
    source: str,
    invented: frozenset[str],
    identity: Identity,
    *,
    part: bool,
) -> tuple[tuple[Entry, ...], Mapping[Rung, int]]:
    """Each row with the facility it is; one that nobody knew gets an id of its own."""
    listings = [row.listing for row in rows]
    find = _found_in_part if part else recognise
    found = find(listings, _one_each(known, source, identity), source, identity=identity)
    taken = {each.facility for each in known} | invented
    taken |= {place for each in known if (place := identity.split_off(each.facility, each.source))}
    entries = []
    for row, recognised in zip(rows, found.facilities, strict=True):
        facility = recognised or new_id(row.listing, taken.__contains__)
        taken.add(facility)
        entries.append((facility, row.listing, row.where))
    return tuple(entries), found.rungs


def _found_in_part(
    listings: Sequence[Listing], known: Sequence[Known], source: str, *, identity: Identity
) -> Recognised:
    """As `recognise`, for rows without the rest of their list: a place the source lists, whose own
    row is not there to claim it, is taken for one of these only by the surest rungs. A new program
    with the phone of an old one would take its place otherwise."""
    own = [each for each in known if each.source == source and each.current]
    others = [each for each in known if each.source != source or not each.current]
    sure = recognise(listings, own, by=SURE)
    left = [at for at, facility in enumerate(sure.facilities) if facility is None]
    rest = recognise([listings[at] for at in left], others, source, identity=identity)
    facilities = list(sure.facilities)
    for at, facility in zip(left, rest.facilities, strict=True):
        facilities[at] = facility
    return Recognised(tuple(facilities), Counter(sure.rungs) + Counter(rest.rungs))


def _not_there(
    entries: Sequence[Entry], own: Mapping[str, Listing], *, part: bool
) -> tuple[list[Named], tuple[Entry, ...]]:
    """What the source lists now and the file does not: lost, or carried over by a part."""
    here = {facility for facility, _, _ in entries}
    gone = [facility for facility in own if facility not in here]
    if part:
        return [], tuple((facility, own[facility], CARRIED) for facility in gone)
    return [_named(facility, own[facility]) for facility in gone], ()


def _compared(
    entries: Sequence[Entry],
    own: Mapping[str, Listing],
    stays: Callable[[str], bool],
    source: str,
) -> tuple[tuple[Named, ...], tuple[Change, ...], int]:
    """Which facilities are new, which are said differently, and how many are the same."""
    added, changed, same = [], [], 0
    for facility, listing, where in entries:
        if facility in own:
            fields = tuple(differences(own[facility], listing))
        elif stays(facility):
            fields = (FieldChange("listed by", "", source),)
        else:
            added.append(_named(facility, listing, where))
            continue
        if fields:
            changed.append(Change(facility, listing.name, where, fields))
        else:
            same += 1
    return tuple(added), tuple(changed), same


def _blanked(entries: Sequence[Entry], own: Mapping[str, Listing]) -> Mapping[str, int]:
    """How many facilities had something in a field and now have nothing there."""
    counts: Counter[str] = Counter()
    for facility, listing, _ in entries:
        if facility in own:
            counts.update(blanked(own[facility], listing))
    return counts


def _named(facility: str, listing: Listing, where: Sentence = NOTHING) -> Named:
    name = ", ".join(part for part in (listing.name, listing.program) if part)
    place = f"{listing.address.city}, {listing.address.state}"
    phone = listing.phones[0].shown if listing.phones else ""
    return Named(facility, name, place, where, phone, listing.point)


def contradicts(plan: Plan, known: Sequence[Known], identity: Identity) -> bool:
    """Whether this plan joins what was told apart since it was made."""
    own = {each.facility for each in known if each.source == plan.source}
    barred = _barred(own, plan.source, identity)
    joined = (facility for facility, _, _ in plan.entries if facility not in own)
    return any(identity.place(facility, plan.source) in barred for facility in joined)


def _barred(own: Iterable[str], source: str, identity: Identity) -> set[str]:
    """The places that were told from one of the source's own."""
    ours = {identity.place(each, source) for each in own}
    return {other for place in ours for other in identity.apart_from(place)}


def _one_each(known: Sequence[Known], source: str, identity: Identity) -> list[Known]:
    """One listing for each id: the source's own if it ever listed it, else another's. What is one
    place by a merge is offered under each of its ids, as if nothing had been decided.

    A place that was told from one of the source's own is none of which it could be speaking too.
    """
    own = {each.facility for each in known if each.source == source}
    barred = _barred(own, source, identity)
    stayed = {each.facility for each in known if not identity.split_off(each.facility, each.source)}
    chosen: list[Known] = []
    offered = set(own)
    for each in known:
        place = identity.place(each.facility, each.source)
        # A listing that was split off is offered as the place it became, unless it is all there is
        # yet of both: what joined it before joins it again, and is parted from it again.
        moved = identity.split_off(each.facility, each.source) is not None
        id = place if moved and each.facility in stayed else each.facility
        if each.source == source:
            chosen.append(each)
        elif place not in barred and id not in offered:
            offered.add(id)
            chosen.append(replace(each, facility=id))
    return chosen


def _in_order(row: Row) -> tuple[object, ...]:
    """What rows are sorted by, so that their order in the file means nothing: of three that are
    alike in a row, which two are taken for one place hangs on where one begins."""
    listing = row.listing
    address, point = listing.address, listing.point
    return (
        (listing.name, listing.program, address.line, address.county),
        [(phone.kind, phone.shown) for phone in listing.phones],
        (listing.website, listing.codes, listing.remarks),
        (point.lat, point.lon, listing.position, repr(listing.credentials), listing.said),
    )


def _distinct(rows: Sequence[Row]) -> tuple[list[Row], list[Problem]]:
    """The rows without those that say the same place again, and a problem for each of those."""
    kept: list[Row] = []
    doubled: list[Problem] = []
    seen: dict[tuple[str, str, str], list[int]] = {}
    for row in rows:
        address = row.listing.address
        key = (squeeze(row.listing.name), squeeze(address.street), address.zip)
        twins = seen.setdefault(key, [])
        at = next((n for n in twins if same_place_twice(kept[n].listing, row.listing)), None)
        if at is None:
            twins.append(len(kept))
            kept.append(row)
        else:
            twin = kept[at]
            kept[at] = Row(twin.where, _fuller(twin.listing, row.listing))
            expected = said("the same place as %(row)s; listed once", row=twin.where)
            found = Sentence(row.listing.name)
            doubled.append(Problem(row.where, "", found, expected, Weight.MERGED))
    return kept, doubled


def _fuller(one: Listing, other: Listing) -> Listing:
    """Of two listings of one place the one that says more, whichever comes first in the file."""
    return max(one, other, key=lambda each: (len(each.phones), len(each.website), repr(each)))
