"""Twins: rows by which one source tells of one place twice, for addiction and for mental health.

A state's wide download has 389 of 662 rows in such pairs: same name, program, street and ZIP, one
row of type SU and one of type MH. They are one record; anything less alike is for `match` to judge.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from finder.importing.record import Problem, Record, Weight
from finder.importing.rows import fold
from finder.sentence import NOTHING, Sentence, said

# The row that speaks of addiction leads: its telephone numbers are the ones to ring.
LEADING = ("SU", "SA", "OTP")
# What a row must claim, if the source lists it as a mental-health place only. The key defines SA
# as treatment of substance use, DT as detoxification and HH as housing for people in recovery.
# SUMH is not enough: it is "treatment … of substance use and/or mental disorders", and places
# that claim it alone are eating-disorder and therapy practices.
SUBSTANCE_USE = frozenset({"SA", "DT", "HH"})


@dataclass(frozen=True, slots=True)
class Typed:
    """A record and the types of facility its source files it under."""

    record: Record
    types: tuple[str, ...]

    @property
    def mental_health_only(self) -> bool:
        """Whether nothing here speaks of addiction treatment."""
        return self.types == ("MH",) and SUBSTANCE_USE.isdisjoint(self.record.codes)


def joined(rows: Iterable[Typed], problems: list[Problem]) -> list[Typed]:
    """The rows with twins joined, in the order of their first; each join is told of."""
    kept: list[Typed] = []
    places: dict[tuple[str, ...], list[int]] = {}
    for row in rows:
        same = places.setdefault(_key(row.record), [])
        for index in same:
            # Two rows of one type are no twins, whatever they share.
            if not set(row.types) & set(kept[index].types):
                kept[index] = _join(kept[index], row, problems)
                break
        else:
            same.append(len(kept))
            kept.append(row)
    return kept


def _key(record: Record) -> tuple[str, ...]:
    return (fold(record.name), fold(record.program), fold(record.street), fold(record.zip)[:5])


def _join(one: Typed, other: Typed, problems: list[Problem]) -> Typed:
    lead, rest = one, other
    if other.types[0] in LEADING and one.types[0] not in LEADING:
        lead, rest = other, one
    types = (*lead.types, *rest.types)
    problems.append(
        Problem(
            rest.record.where,
            "",
            NOTHING,
            said(
                "the same place as %(row)s (%(types)s rows); joined",
                row=lead.record.where,
                types=_listed(types),
            ),
            Weight.MERGED,
        )
    )
    return Typed(_both(lead.record, rest.record), types)


def _listed(types: tuple[str, ...]) -> Sentence:
    told = Sentence(types[0])
    for each in types[1:]:
        told = said("%(some)s and %(one)s", some=told, one=each)
    return told


def _both(lead: Record, rest: Record) -> Record:
    """The leading record, with what it leaves blank from the other and the codes of both."""
    spot = lead if lead.latitude and lead.longitude else rest
    return replace(
        lead,
        street2=lead.street2 or rest.street2,
        city=lead.city or rest.city,
        state=lead.state or rest.state,
        county=lead.county or rest.county,
        phones=lead.phones or rest.phones,
        website=lead.website or rest.website,
        latitude=spot.latitude,
        longitude=spot.longitude,
        codes=tuple(dict.fromkeys(lead.codes + rest.codes)),
        remarks=tuple(dict.fromkeys(lead.remarks + rest.remarks)),
    )


def without_mental_health_only(rows: Iterable[Typed], problems: list[Problem]) -> Iterator[Record]:
    """The records that speak of addiction treatment; the others are left out, each told of."""
    for row in rows:
        if row.mental_health_only:
            problems.append(
                Problem(
                    row.record.where,
                    "",
                    Sentence(row.record.name),
                    said(
                        "treatment of substance use; it is listed for mental health only and says"
                        " neither substance use treatment, detoxification nor recovery housing"
                    ),
                    Weight.LEFT_OUT,
                )
            )
        else:
            yield row.record
