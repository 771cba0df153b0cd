"""Imports heed what was decided: what is two is never joined, what is one stays one; by laws over
generated directories."""

import random
from contextlib import suppress
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from finder.errors import NotDecidable
from finder.facility import Known
from finder.identity import Decision, Identity, Ruling
from finder.importing.match import new_id, recognise
from finder.importing.plan import contradicts
from tests.directory.editions import listing
from tests.importing.test_laws import DAYS, EDITION, LAW, World, world

DAY = date(2025, 1, 1)
CHRYSALIS = listing("Chrysalis", codes=())
HORIZON = listing("Horizon Services", program="Chrysalis")


def ids(here: World) -> list[str]:
    return sorted(each.id for each in here.directory.all(retired=True))


def decide(here: World, ruling: Ruling, kept: str, other: str, **more) -> int:
    return here.directory.decide(Decision(ruling, kept, other, "Ada", "one door", **more))


@LAW
@given(EDITION, EDITION, EDITION, st.randoms(use_true_random=False))
def test_a_decision_undone_is_as_if_it_had_never_been(first, second, third, chance: random.Random):
    with world() as here:
        here.publish(first, DAYS[0])
        here.publish(second, DAYS[1], source="ohio")
        before = here.export()
        made = _decide_something(here, chance)
        decided = here.export()
        number = here.publish(third, DAYS[2])
        assert here.directory.problems() == []
        if number:
            here.directory.undo(number)
        assert here.export() == decided
        for each in reversed(made):
            here.directory.undo_decision(each, by="Ada")
        assert here.directory.problems() == []
        assert here.export() == before


@LAW
@given(EDITION, EDITION, st.randoms(use_true_random=False))
def test_decisions_stand_while_every_import_is_undone_and_made_again(first, second, chance):
    with world() as here:
        numbers = [here.publish(first, DAYS[0]), here.publish(second, DAYS[1], source="ohio")]
        _decide_something(here, chance)
        before = here.export()
        for number in filter(None, reversed(numbers)):
            here.directory.undo(number)
        here.publish(first, DAYS[0])
        here.publish(second, DAYS[1], source="ohio")
        assert here.export() == before
        again = here.plan(second, DAYS[1], source="ohio")
        assert (len(again.added), len(again.changed), len(again.retired)) == (0, 0, 0)


@LAW
@given(EDITION, EDITION, st.randoms(use_true_random=False))
def test_with_decisions_there_the_order_of_two_lists_does_not_matter(first, second, chance):
    toledo = replace(listing().address, city="Toledo", zip="43601")
    lists = [
        (first, DAYS[0], "samhsa"),
        ([replace(each, address=toledo) for each in second], DAYS[1], "ohio"),
    ]
    with world() as here:
        numbers = [here.publish(places, day, source=source) for places, day, source in lists]
        _decide_something(here, chance)
        before = here.export()
        for number in filter(None, reversed(numbers)):
            here.directory.undo(number)
        for places, day, source in reversed(lists):
            here.publish(places, day, source=source)
        assert here.export() == before


def _decide_something(here: World, chance: random.Random) -> list[int]:
    """A few merges and splits, such as a steward could make."""
    made = []
    for _ in range(chance.randint(1, 4)):
        places = ids(here)
        joined = [each for each in places if len(here.directory.listings(each)) > 1]
        if joined and chance.random() < 0.5:
            place = chance.choice(joined)
            gone = chance.choice(here.directory.listings(place))
            name = f"split{len(made)}"
            split = {"listings": ((gone.own, gone.source),)}
            with suppress(NotDecidable):  # what a merge brought is parted by undoing the merge
                made.append(decide(here, Ruling.SPLIT, place, name, **split))
        elif len(places) > 1:
            kept, other = chance.sample(places, 2)
            if here.directory.identity().apart(kept, other) is None:
                made.append(decide(here, Ruling.MERGE, kept, other))
    return made


def test_what_an_import_joined_and_a_steward_split_is_joined_by_no_later_one():
    with world() as here:
        here.publish([HORIZON], DAYS[0])
        here.publish([CHRYSALIS], DAYS[1], source="ca")
        (joined,) = ids(here)
        apart = {"listings": ((joined, "ca"),)}
        other = new_id(CHRYSALIS, lambda _: False)
        decide(here, Ruling.SPLIT, joined, other, **apart)
        split = here.export()
        changed = replace(CHRYSALIS, website="http://a.example")
        second = here.publish([changed], DAYS[2], source="ca")
        assert ids(here) == sorted([joined, other])
        here.directory.undo(second)
        assert here.export() == split


def test_in_whatever_order_two_sources_come_what_was_split_stays_two():
    exports = []
    for turn in (1, -1):
        with world() as here:
            here.publish([HORIZON], DAYS[0])
            number = here.publish([CHRYSALIS], DAYS[1], source="ca")
            (joined,) = ids(here)
            other = new_id(CHRYSALIS, lambda _: False)
            decide(here, Ruling.SPLIT, joined, other, listings=((joined, "ca"),))
            here.directory.undo(number)
            here.directory.undo(1)
            assert ids(here) == []
            lists = [([HORIZON], DAYS[0], "samhsa"), ([CHRYSALIS], DAYS[1], "ca")]
            for places, day, source in lists[::turn]:
                here.publish(places, day, source=source)
            exports.append(here.export())
    assert exports[0] == exports[1]
    assert exports[0].count("\r\n") == 3


def test_places_that_were_told_apart_are_not_joined_by_another_list_of_one_of_them():
    """The state's list has both under other names; each stays what it was."""
    known = [Known("horizon", "samhsa", HORIZON, True)]
    assert recognise([CHRYSALIS], known, "ca").facilities == ("horizon",)
    own = new_id(CHRYSALIS, lambda _: False)
    told = Identity([Decision(Ruling.DISTINCT, "horizon", own, "Ada", "two doors", id=1)])
    assert recognise([CHRYSALIS], known, "ca", identity=told).facilities == (None,)


def test_a_plan_does_not_call_a_merged_place_retired_while_one_of_its_rows_is_there():
    harbor = listing("Example Harbor", address=replace(CHRYSALIS.address, street="9 Oak Road"))
    with world() as here:
        here.publish([CHRYSALIS, harbor], DAYS[0])
        decide(here, Ruling.MERGE, *ids(here))
        plan = here.plan([harbor], DAYS[1])
        assert plan.retired == ()
        assert len(plan.dropped) == 1


def test_a_plan_that_joins_what_was_told_apart_since_is_made_again():
    harbor = listing("Harbor", address=replace(CHRYSALIS.address, street="9 Oak Road"), phones=())
    with world() as here:
        here.publish([HORIZON], DAYS[0])
        here.publish([harbor], DAYS[1], source="ca")
        horizon, own = (
            next(each.id for each in here.directory.all() if each.name == name)
            for name in (HORIZON.name, harbor.name)
        )
        plan = here.plan([harbor, CHRYSALIS], DAYS[2], source="ca")
        known, before = here.directory.known(), here.directory.revision()
        assert horizon in {facility for facility, _, _ in plan.entries}
        assert not contradicts(plan, known, here.directory.identity())
        decide(here, Ruling.DISTINCT, own, horizon)
        assert here.directory.revision() == before, "nothing that is shown has changed"
        assert contradicts(plan, known, here.directory.identity())
        again = here.plan([harbor, CHRYSALIS], DAYS[2], source="ca")
        assert not contradicts(again, known, here.directory.identity())


def test_a_source_that_lists_a_merged_place_for_the_first_time_joins_it_once():
    with world() as here:
        here.publish([HORIZON], DAYS[0])
        here.publish([listing("Sunrise", website="http://b.example")], DAYS[1], source="ca")
        if len(ids(here)) == 2:
            decide(here, Ruling.MERGE, *ids(here))
        here.publish([CHRYSALIS], DAYS[2], source="county")
        (only,) = ids(here)
        assert {each.source for each in here.directory.listings(only)} == {"samhsa", "ca", "county"}
