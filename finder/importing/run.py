"""Run: the readers by name, and the steps of an import in order: preview, then publish.

>>> plan = importer.preview(Path("directory.xlsx"), reader="samhsa", as_of=date(2023, 6, 1))
>>> importer.publish(plan, by="ann")  # or not
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from types import MappingProxyType

from finder.directory import (
    DEMONSTRATION,
    Directory,
    NewEdition,
    Progress,
    Published,
    silent,
)
from finder.errors import ImportRefused, Unreadable, Worrying
from finder.facility import Revision
from finder.importing import findtreatment, hsds, samhsa, table
from finder.importing.clean import Cleaner
from finder.importing.locate import Geocoder, locate
from finder.importing.plan import contradicts, make_plan
from finder.importing.planned import Plan, Row
from finder.importing.profile import Profile
from finder.importing.record import Edition, Reader
from finder.importing.trying import Sight, try_profile
from finder.places import Gazetteer
from finder.sentence import quoted, said
from finder.vocabulary import Vocabulary

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "samhsa": samhsa.read,
        "findtreatment": findtreatment.read,
        "hsds": hsds.read,
        "table": table.read,
    }
)

# Those that can be told what a source's words mean.
_MAPPED = {"hsds": hsds.read, "table": table.read}

_SOURCE = re.compile("[a-z0-9][a-z0-9-]{0,39}")
# The name under which stewards' corrections stand.
_STEWARD = "steward"
# How often progress is told: every so many rows.
_STEP = 250


@dataclass(frozen=True, slots=True)
class Preview:
    """A plan, and what it was made from."""

    plan: Plan
    file: str
    digest: str
    base: Revision


@dataclass(frozen=True, slots=True)
class Importer:
    """Turns files into plans and plans into editions of the directory."""

    directory: Directory
    vocabulary: Vocabulary
    gazetteer: Gazetteer
    geocoder: Geocoder | None = None

    def preview(
        self,
        file: Path,
        *,
        reader: str,
        source: str = "",
        as_of: date | None = None,
        anyway: bool = False,
        profile: Profile | None = None,
        part: bool = False,
        named: str = "",
        progress: Progress = silent,
    ) -> Preview:
        """What publishing this file would do; changes nothing.

        `source` defaults to the profile's or the reader's name, `as_of` to the day the file itself
        claims; a `part` is always of the day of the edition it mends. `named` is what the file was
        called where it came from. Raises `Unreadable` when the file is not what the reader
        understands, `ImportRefused` when there is no day, one in the future, or nothing to mend.
        """
        read = reader_named(reader, profile)
        source = source or (profile and (profile.source or profile.name)) or reader
        if not _SOURCE.fullmatch(source) or source == _STEWARD:
            raise ImportRefused(
                said(
                    "--source %(source)s will not do: up to 40 small letters, digits and hyphens, "
                    "and not %(steward)s.",
                    source=quoted(source),
                    steward=quoted(_STEWARD),
                )
            )
        if not (file.is_file() or (reader == "hsds" and file.is_dir())):
            raise Unreadable(
                said("%(file)s is no file that can be read.", file=str(file))
                if file.exists()
                else said("%(file)s does not exist.", file=str(file))
            )
        base = self.directory.revision()
        previous = self.directory.status().sources.get(source)
        edition = read(file, self.vocabulary, anyway=anyway)
        day = _day_of_part(source, previous) if part else _day(as_of or edition.as_of)
        plan = self._planned(edition, source, day, part=part, progress=progress)
        return Preview(plan, file=plain(named or file.name), digest=digest_of(file), base=base)

    def _planned(
        self, edition: Edition, source: str, day: date, *, part: bool, progress: Progress
    ) -> Plan:
        cleaner = Cleaner(self.vocabulary)
        rows = list(self._listed(edition, cleaner, progress))
        progress("Comparing with the directory", 0, None)
        known, status = self.directory.known(), self.directory.status()
        invented = frozenset(each.facility for each in known if each.source == DEMONSTRATION)
        shown = sum(each.source == DEMONSTRATION and each.current for each in known)
        return make_plan(
            rows,
            # Real facilities are never recognised in invented ones, nor the other way round.
            [each for each in known if (each.source == DEMONSTRATION) == (source == DEMONSTRATION)],
            source=source,
            as_of=day,
            previous=status.sources.get(source),
            counted=edition.rows,
            problems=[*edition.problems, *cleaner.summary()],
            displaced=shown if source != DEMONSTRATION else 0,
            invented=invented,
            part=part,
            identity=self.directory.identity(),
        )

    def outdated(self, preview: Preview) -> bool:
        """Whether a plan was made over another directory, or joins what was told apart since."""
        if preview.base != self.directory.revision():
            return True
        return contradicts(preview.plan, self.directory.known(), self.directory.identity())

    def try_profile(self, file: Path, profile: Profile, *, most: int = 10) -> Sight:
        """What a profile makes of a table's first rows; changes nothing."""
        return try_profile(file, profile, self.vocabulary, self.gazetteer, most=most)

    def publish(
        self,
        preview: Preview,
        *,
        by: str,
        force: bool = False,
        reason: str = "",
        ticket: str = "",
        progress: Progress = silent,
    ) -> Published | None:
        """Put the plan in force; None when there is nothing to change.

        Raises `Worrying` for a plan that worries, unless `force`; the `reason` for it is kept.
        `ticket` is the staged import it came from. Hold `Directory.changing` from the preview on,
        or publishing may find that somebody else was faster.
        """
        plan = preview.plan
        if plan.worrying and not force:
            raise Worrying(said("%(worry)s If that is right, say --force.", worry=plan.worrying))
        if plan.nothing_new:
            return None
        edition = _edition(preview, by=by, reason=reason, ticket=ticket)
        return self.directory.publish(edition, progress=progress)

    def _listed(self, edition: Edition, cleaner: Cleaner, progress: Progress) -> Iterator[Row]:
        """The listings of an edition; what cannot be listed becomes a problem of the edition."""
        for done, record in enumerate(edition.records):
            if done % _STEP == 0:
                progress("Reading", done, edition.total)
            cleaned, problems = cleaner.clean(record)
            edition.problems.extend(problems)
            if cleaned is None:
                continue
            listing, problems = locate(cleaned, self.gazetteer, self.geocoder)
            edition.problems.extend(problems)
            if listing is not None:
                yield Row(record.where, listing)


def _edition(preview: Preview, *, by: str, reason: str, ticket: str) -> NewEdition:
    plan = preview.plan
    return NewEdition(
        source=plan.source,
        file=preview.file,
        digest=preview.digest,
        as_of=plan.as_of,
        by=by,
        rows=plan.rows,
        added=len(plan.added),
        changed=len(plan.changed),
        retired=len(plan.retired) + plan.displaced,
        same=plan.same + plan.carried,
        base=preview.base,
        entries=plan.entries,
        reason=reason,
        ticket=ticket,
    )


def reader_named(name: str, profile: Profile | None = None) -> Reader:
    """A reader, with its profile if it takes one; `ImportRefused` lists the readers there are."""
    if profile is not None and name in READERS:
        if name not in _MAPPED:
            raise ImportRefused(
                said("A profile is for a table of one's own; %(name)s files need none.", name=name)
            )
        return partial(_MAPPED[name], profile=profile)
    try:
        return READERS[name]
    except KeyError as error:
        raise ImportRefused(
            said(
                "There is no reader %(name)s. The readers are %(readers)s.",
                name=quoted(name),
                readers=", ".join(READERS),
            )
        ) from error


def _day(day: date | None) -> date:
    if day is None:
        raise ImportRefused(
            said("The file does not say of which day it speaks. Say it: --as-of YYYY-MM-DD.")
        )
    today = datetime.now(UTC).date()
    # A day of grace: it may be tomorrow already where the steward sits.
    if (day - today).days > 1:
        raise ImportRefused(
            said(
                "--as-of %(day)s is in the future; today is %(today)s.",
                day=f"{day}",
                today=f"{today}",
            )
        )
    return day


def _day_of_part(source: str, previous: date | None) -> date:
    if previous is None:
        raise ImportRefused(
            said(
                "There is no list of %(source)s yet that some rows could be added to. Import the "
                "whole list first.",
                source=source,
            )
        )
    return previous


def plain(name: str) -> str:
    """A file's name as it can be kept and shown: on one line, in letters that can be written."""
    shown = name.encode("utf-8", "replace").decode("utf-8")
    return "".join(letter if letter.isprintable() else "?" for letter in shown)[:255]


def digest_of(file: Path) -> str:
    """The file's SHA-256, a folder's of all that is in it; `Unreadable` if it cannot be read."""
    try:
        if file.is_dir():
            inside = sorted(each for each in file.iterdir() if each.is_file())
            told = "".join(f"{each.name} {digest_of(each)}\n" for each in inside)
            return hashlib.sha256(told.encode()).hexdigest()
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise Unreadable(
            said("%(file)s cannot be read: %(why)s.", file=str(file), why=str(error.strerror))
        ) from error
