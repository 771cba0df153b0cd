"""HSDS: reads Open Referral's Human Services Data Specification, 1.1 and 3.x, a location a record.

An HSDS lists all of a region's services, food banks too. A location is listed when one of its
services says something that our vocabulary, or a profile, takes for treatment of substance use.
"""

from collections.abc import Iterator
from pathlib import Path

from finder.importing.archive import LIMITS, Limits
from finder.importing.hsds_package import Package
from finder.importing.hsds_tables import read_tables
from finder.importing.profile import Profile
from finder.importing.record import Edition, Problem, Record, Weight
from finder.importing.rows import unlistable
from finder.sentence import Sentence, said
from finder.vocabulary import Vocabulary


def read(
    file: Path,
    vocabulary: Vocabulary,
    *,
    anyway: bool = False,
    profile: Profile | None = None,
    limits: Limits = LIMITS,
) -> Edition:
    """The edition in an HSDS package; `anyway` lists locations without treatment too.

    A profile may say what further words mean: its `services` with the column `taxonomy` (a term's
    name or code), `service` (a service's name), `language`, `payment` or `eligibility`.
    """
    package = Package(read_tables(file, limits), vocabulary, profile)
    edition = Edition(iter(()), total=len(package.locations))
    edition.records = _records(package, edition, anyway=anyway)
    return edition


def _records(package: Package, edition: Edition, *, anyway: bool) -> Iterator[Record]:
    for location in package.locations.values():
        edition.rows += 1
        record, treats, told = package.record(location)
        if told is None and not (treats or anyway):
            found = "; ".join(package.service_names(location))[:120]
            told = Problem(
                record.where,
                "services",
                Sentence(found),
                said("treatment of substance use"),
                Weight.LEFT_OUT,
            )
        if told is None:
            told = unlistable(record)
        if told is None:
            yield record
        else:
            edition.problems.append(told)
    edition.problems.extend(package.loose_ends())
