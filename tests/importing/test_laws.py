"""Laws of imports over generated directories: undo is the way back, the same twice is nothing, and
the order of rows does not matter."""

import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from finder.directory import Directory
from finder.export.csv import write_csv
from finder.facility import Listing, Phone, PhoneKind
from finder.importing.merge import merge
from finder.importing.plan import make_plan
from finder.importing.planned import Plan, Row
from finder.importing.run import Importer, Preview
from finder.tables import bring_up_to_date, open_database, sqlite_url
from tests.builders import vocabulary
from tests.directory.editions import listing
from tests.web.fakes import gazetteer

LAW = settings(
    phases=[Phase.explicit, Phase.generate],
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
# Few values, so that places meet: the same name at two streets, one phone at three places.
NAME = st.sampled_from(["Example Willow House", "Example Willow Home", "Example Harbor", "Elm"])
STREET = st.sampled_from(["1 Elm Street", "2 Elm St", "30 Oak Avenue", ""])
ZIP = st.sampled_from(["44301", "44302"])
PHONE = st.sampled_from(["+13305550142", "+13305550143", ""])
CODES = st.lists(st.sampled_from(["SA", "DT", "OP", "MD"]), unique=True).map(tuple)
DAYS = [date(2022, 6, 1), date(2023, 6, 1), date(2024, 6, 1), date(2025, 6, 1)]


@st.composite
def place(draw: st.DrawFn) -> Listing:
    base = listing()
    phone = draw(PHONE)
    return replace(
        base,
        name=draw(NAME),
        program=draw(st.sampled_from(["", "Detox"])),
        address=replace(base.address, street=draw(STREET), zip=draw(ZIP)),
        phones=(Phone(PhoneKind.MAIN, phone, "", phone),) if phone else (),
        codes=draw(CODES),
    )


EDITION = st.lists(place(), max_size=8)


@cache
def _made() -> Path:
    """A database with its tables: migrating one for each example would take most of the time."""
    file = Path(tempfile.mkdtemp()) / "directory.db"
    database = open_database(sqlite_url(file))
    bring_up_to_date(database)
    database.dispose()
    return file


class World:
    """A directory whose index nobody needs, and the importer's second half over it."""

    def __init__(self, folder: Path) -> None:
        shutil.copy(_made(), folder / "directory.db")
        database = open_database(sqlite_url(folder / "directory.db"))
        lock = folder / "changing.lock"
        self.directory = Directory(database, merge=merge, index=lambda *_: None, lock=lock)
        self.directory.prepare()
        self._importer = Importer(self.directory, vocabulary(), gazetteer())

    def plan(self, places: list[Listing], day: date, *, source: str = "samhsa") -> Plan:
        rows = [Row(f"row {number}", each) for number, each in enumerate(places, 2)]
        return make_plan(
            rows,
            self.directory.known(),
            source=source,
            as_of=day,
            previous=self.directory.status().sources.get(source),
            counted=len(rows),
            identity=self.directory.identity(),
        )

    def publish(self, places: list[Listing], day: date, *, source: str = "samhsa") -> int:
        plan = self.plan(places, day, source=source)
        preview = Preview(plan, "list.csv", "0" * 64, self.directory.revision())
        done = self._importer.publish(preview, by="ann", force=True)
        return done.id if done else 0

    def export(self) -> str:
        out = io.StringIO()
        write_csv(self.directory.all(retired=True), out)
        return out.getvalue()


@contextmanager
def world() -> Iterator[World]:
    with tempfile.TemporaryDirectory() as folder:
        made = World(Path(folder))
        yield made
        made.directory.close()


@LAW
@given(st.lists(st.tuples(EDITION, st.sampled_from(["samhsa", "ohio"])), min_size=1, max_size=4))
def test_undoing_every_import_newest_first_leads_back_through_every_export(editions):
    with world() as here:
        exports, numbers = [here.export()], []
        for (places, source), day in zip(editions, DAYS, strict=False):
            number = here.publish(places, day, source=source)
            if number:
                numbers.append(number)
                exports.append(here.export())
        for number in reversed(numbers):
            assert here.export() == exports.pop()
            here.directory.undo(number)
        assert here.export() == exports.pop()
        assert here.directory.problems() == []


@LAW
@given(EDITION, EDITION)
def test_the_same_file_a_second_time_changes_nothing(first, second):
    with world() as here:
        here.publish(first, DAYS[0])
        here.publish(second, DAYS[1])
        before = here.export()
        again = here.plan(second, DAYS[1])
        assert (len(again.added), len(again.changed), len(again.retired)) == (0, 0, 0)
        assert here.publish(second, DAYS[1]) == 0 or not second
        assert here.export() == before


@LAW
@given(EDITION, EDITION, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(first, second, random):
    with world() as here, world() as there:
        here.publish(first, DAYS[0])
        there.publish(random.sample(first, len(first)), DAYS[0])
        assert here.export() == there.export()
        here.publish(second, DAYS[1])
        there.publish(random.sample(second, len(second)), DAYS[1])
        assert here.export() == there.export()


@LAW
@given(EDITION, EDITION)
def test_a_part_retires_nobody_and_carries_the_rest_over(first, part):
    with world() as here:
        here.publish(first, DAYS[0])
        listed = {facility.id for facility in here.directory.all()}
        rows = [Row(f"row {number}", each) for number, each in enumerate(part, 2)]
        plan = make_plan(
            rows,
            here.directory.known(),
            source="samhsa",
            as_of=DAYS[0],
            previous=here.directory.status().sources.get("samhsa"),
            counted=len(rows),
            part=True,
        )
        assert plan.retired == plan.dropped == ()
        assert listed <= {facility for facility, _, _ in plan.entries}
