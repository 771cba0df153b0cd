"""The measures of bench.relevance, on cases small enough to work out by hand."""

from dataclasses import replace
from math import log2

import pytest

from bench.ground import Ground, named, near_or_nearest, nearest
from bench.judged import OWN, Expect, Judged, demands, load, panels
from bench.judging import asks, place_is_right, score
from bench.listed import Listed, county_key
from bench.scores import Bars, Score, Seen, must_share, ndcg, shortfalls, spanish_gaps, total
from finder.config import SEED_DATA
from finder.places import Point, load_gazetteer

RIGHT, BEST = Seen(fits=True, gain=1), Seen(fits=True, gain=2)
OUTSIDE, WRONG = Seen(fits=True, gain=0), Seen(fits=False, gain=0)
AKRON = Point(41.0814, -81.519)
AKRON_PLACE = {"name": "Akron", "kind": "city", "state": "OH"}


@pytest.fixture(scope="module")
def gazetteer():
    return load_gazetteer(SEED_DATA / "places")


def judged(**changes):
    base = Judged(
        qid="T1",
        query="detox akron",
        lang="en",
        group="test",
        must=demands("DT"),
        should=frozenset({"HID"}),
        must_not=frozenset(),
        expect=Expect.CITY,
        location="Akron, OH",
        panels=panels("detox_not_treatment"),
        n_strict=None,
        split="tune",
    )
    return replace(base, **changes)


def listed(*codes, city="akron", state="OH", miles_north=0.0, **changes):
    point = Point(AKRON.lat + miles_north / 69.0, AKRON.lon)
    base = Listed("A Place", (city, state), "44301", frozenset({"summit"}), point, frozenset(codes))
    return replace(base, **changes)


def hit(*codes, name="A Place", city="Akron", state="OH", point=AKRON):
    where = {"city": city, "state": state, "zip": "44301", "county": "Summit County"}
    return {"name": name, **where, "lat": point.lat, "lon": point.lon, "codes": list(codes)}


def answer(*hits, place=None, panel=None, **more):
    return {"hits": list(hits), "understood": {"place": place, "panel": panel}, **more}


def a_score(**changes):
    right = Score("T1", "en", 1.0, 1.0, None, panel=True, place=True, dead=False)
    return replace(right, **changes)


class TestMust:
    def test_ten_right_ones_of_many_are_everything(self):
        assert must_share([RIGHT] * 10, 40) == 1.0

    def test_each_wrong_one_takes_a_tenth(self):
        assert must_share([RIGHT] * 7 + [WRONG] * 3, 40) == pytest.approx(0.7)

    def test_one_with_the_right_codes_elsewhere_does_not_count_where_more_could_be_had(self):
        assert must_share([RIGHT] * 6 + [OUTSIDE] * 4, 40) == pytest.approx(0.6)

    def test_finding_the_only_three_there_are_is_everything_though_more_follow_from_elsewhere(self):
        assert must_share([RIGHT] * 3 + [OUTSIDE] * 7, 3) == 1.0

    def test_padding_with_wrong_services_costs_even_where_nothing_more_could_be_had(self):
        assert must_share([RIGHT] * 3 + [WRONG] * 7, 3) == pytest.approx(0.3)

    def test_showing_fewer_than_could_be_had_costs(self):
        assert must_share([RIGHT] * 2, 8) == pytest.approx(0.25)

    def test_what_comes_after_the_tenth_hit_counts_for_nothing(self):
        assert must_share([WRONG] * 10 + [RIGHT] * 10, 40) == 0.0

    def test_an_empty_page_is_nothing_unless_nothing_could_be_had(self):
        assert must_share([], 5) == 0.0
        assert must_share([], 0) == 1.0


class TestNdcg:
    def test_the_best_order_is_one(self):
        assert ndcg([2, 2, 1], [2, 2, 1]) == pytest.approx(1.0)

    def test_the_other_order_is_less_by_its_logarithms(self):
        worse = (1 + 2 / log2(3)) / (2 + 1 / log2(3))
        assert ndcg([1, 2], [2, 1]) == pytest.approx(worse)
        assert worse < 0.9

    def test_right_but_never_the_better_ones_is_half(self):
        assert ndcg([1] * 10, [2] * 10) == pytest.approx(0.5)

    def test_the_ideal_is_the_whole_directory_not_what_was_found(self):
        assert ndcg([2], [2, 2]) == pytest.approx(1 / (1 + 1 / log2(3)))

    def test_a_known_item_that_comes_third_is_half(self):
        assert ndcg([0, 0, 1], [1]) == pytest.approx(0.5)

    def test_only_ten_count(self):
        assert ndcg([0] * 10 + [2], [2]) == 0.0

    def test_nothing_to_be_had_is_no_fault(self):
        assert ndcg([0, 0], []) == 1.0


class TestTotals:
    def test_measures_that_do_not_apply_are_left_out_of_the_mean(self):
        whole = total([a_score(must=0.5), a_score(must=None), a_score(must=1.0)])
        assert whole.must == pytest.approx(0.75)
        assert whole.known is None

    def test_all_right_misses_no_bar(self):
        assert shortfalls([a_score(), a_score(lang="es")], Bars()) == []

    @pytest.mark.parametrize(
        "wrong",
        [
            {"must": 0.97},
            {"ndcg": 0.89},
            {"known": False},
            {"panel": False},
            {"place": False},
            {"dead": True},
        ],
    )
    def test_each_measure_can_fail(self, wrong):
        assert len(shortfalls([a_score(**wrong)], Bars())) == 1

    def test_a_bar_that_is_just_reached_is_met(self):
        scores = [a_score(must=0.98, ndcg=0.9) for _ in range(7)]
        assert shortfalls(scores, Bars()) == []

    def test_spanish_a_little_worse_passes_and_much_worse_does_not(self):
        english = [a_score()]
        assert not shortfalls([*english, a_score(lang="es", must=0.985)], Bars(must=0))
        assert shortfalls([*english, a_score(lang="es", must=0.97)], Bars(must=0))
        assert not shortfalls([a_score(must=0.98), a_score(lang="es")], Bars())

    def test_known_items_are_no_part_of_the_comparison(self):
        scores = [a_score(), a_score(lang="es"), a_score(known=False, ndcg=0.0)]
        assert spanish_gaps(scores)["nDCG@10"] == 0.0


class TestPlaces:
    def test_with_ten_in_the_city_a_suburb_does_not_count(self, gazetteer):
        ground = Ground((*[listed("DT")] * 10, listed("DT", city="cuyahogafalls")), gazetteer)
        wanted = ground.wanted(judged())
        assert (wanted.strict, wanted.possible) == (10, 10)
        assert wanted.gain(listed("DT", city="cuyahogafalls", miles_north=5)) == 0

    def test_with_nine_a_suburb_counts_and_the_next_city_does_not(self, gazetteer):
        suburb = listed("DT", city="cuyahogafalls", miles_north=5)
        far = listed("DT", city="cleveland", miles_north=29)
        wanted = Ground((*[listed("DT")] * 9, suburb, far), gazetteer).wanted(judged())
        assert (wanted.strict, wanted.possible) == (9, 10)
        assert (wanted.gain(suburb), wanted.gain(far)) == (1, 0)

    def test_with_none_within_reach_the_nearest_ten_count(self, gazetteer):
        far = [listed("DT", city="far", miles_north=50 + step * 10) for step in range(12)]
        wanted = Ground(tuple(far), gazetteer).wanted(judged())
        assert (wanted.strict, wanted.possible) == (0, 10)
        assert [wanted.gain(each) for each in far] == [1] * 10 + [0] * 2

    def test_a_state_is_its_addresses_and_only_without_any_the_nearest_outside(self, gazetteer):
        ohio = judged(expect=Expect.STATE, location="OH")
        inside, outside = listed("DT"), listed("DT", state="PA")
        assert Ground((inside, outside), gazetteer).wanted(ohio).gain(outside) == 0
        assert Ground((outside,), gazetteer).wanted(ohio).gain(outside) == 1

    def test_a_better_one_gains_two_and_what_must_not_be_nothing(self, gazetteer):
        picky = judged(must_not=frozenset({"OUDO"}))
        wanted = Ground((listed("DT", "HID"), listed("DT")), gazetteer).wanted(picky)
        assert wanted.ideal == (2, 1)
        assert wanted.gain(listed("DT", "HID", "OUDO")) == 0

    def test_a_county_is_that_of_the_address_or_of_its_zip(self, gazetteer):
        summit = judged(expect=Expect.COUNTY, location="Summit County, OH")
        found = [listed("DT")] * 10
        wanted = Ground(tuple(found), gazetteer).wanted(summit)
        assert wanted.gain(listed("DT")) == 1
        assert wanted.gain(listed("DT", counties=frozenset({"stark"}))) == 0

    def test_any_place_of_a_name_counts(self, gazetteer):
        springfield = judged(expect=Expect.ANY_CITY, location="Springfield")
        ten = [listed("DT", city="springfield", state="IL") for _ in range(10)]
        wanted = Ground(tuple(ten), gazetteer).wanted(springfield)
        assert wanted.possible == 10
        assert wanted.gain(listed("DT")) == 0

    def test_few_within_a_zips_circle_are_filled_up_with_the_nearest(self):
        near, far = listed("DT", miles_north=3), listed("DT", miles_north=60)
        assert near_or_nearest([near, far], AKRON)(far)
        assert not near_or_nearest([near] * 10, AKRON)(far)

    def test_nearest_of_nothing_is_nothing_near(self):
        assert not nearest([], AKRON)(listed("DT", miles_north=1))


class TestUnderstanding:
    def right(self, gazetteer, query, given):
        return place_is_right(query, given, Ground((), gazetteer))

    def test_the_city_itself_is_right_and_another_state_or_none_is_not(self, gazetteer):
        assert self.right(gazetteer, judged(), answer(place=AKRON_PLACE))
        assert not self.right(gazetteer, judged(), answer(place={**AKRON_PLACE, "state": "NY"}))
        assert not self.right(gazetteer, judged(), answer(asks=["which?"]))

    def test_no_place_is_right_only_when_it_is_asked_for(self, gazetteer):
        nowhere = judged(expect=Expect.NONE, location="")
        assert not self.right(gazetteer, nowhere, answer())
        assert self.right(gazetteer, nowhere, answer(notes=["Where? Type a ZIP code."]))
        told = answer(notes=["Where? Type a ZIP code."], place=AKRON_PLACE)
        assert not self.right(gazetteer, nowhere, told)

    def test_a_name_of_many_places_has_to_ask_even_when_one_was_taken(self, gazetteer):
        springfield = judged(expect=Expect.ANY_CITY, location="Springfield")
        one = {"name": "Springfield", "kind": "city", "state": "IL"}
        assert not self.right(gazetteer, springfield, answer(place=one))
        assert self.right(gazetteer, springfield, answer(place=one, asks=[{"choices": []}]))
        assert not self.right(gazetteer, springfield, answer(place=AKRON_PLACE, asks=["?"]))

    def test_a_clear_place_with_an_unclear_word_has_to_ask_too(self, gazetteer):
        unclear = judged(group="ask")
        assert not self.right(gazetteer, unclear, answer(place=AKRON_PLACE))
        assert self.right(gazetteer, unclear, answer(place=AKRON_PLACE, choices=["methadone"]))

    def test_empty_questions_and_plain_remarks_are_no_asking(self):
        assert not asks(answer(asks=[], choices=[], notes=["We left it out."]))
        assert asks(answer(notes=["¿Cuál quiere decir?"]))

    def test_county_words_and_accents_make_no_difference(self):
        assert county_key("Doña Ana County") == county_key("dona ana")


class TestOneAnswer:
    def scored(self, gazetteer, query, given, *known):
        ground = Ground(known, gazetteer)
        return score(ground.wanted(query), given, ground)

    def test_an_answer_that_is_right_in_all_ways(self, gazetteer):
        given = answer(hit("DT", "HID"), place=AKRON_PLACE, panel="detox_not_treatment")
        found = self.scored(gazetteer, judged(), given, listed("DT", "HID"))
        assert found == a_score()

    def test_a_fault_has_nothing_right(self, gazetteer):
        no_panel = judged(panels=panels(""), expect=Expect.NAME, location="A Place @ Akron, OH")
        found = self.scored(gazetteer, no_panel, {}, listed("DT"))
        assert (found.panel, found.place, found.known) == (False, False, False)
        assert found.dead

    def test_a_panel_nobody_called_for_is_a_miss_and_alternatives_are_alternatives(self, gazetteer):
        given = answer(hit("DT"), panel="moud_info")
        assert not self.scored(gazetteer, judged(panels=panels("")), given, listed("DT")).panel
        either = judged(panels=panels("moud_info|-"))
        assert self.scored(gazetteer, either, given, listed("DT")).panel
        assert self.scored(gazetteer, either, answer(hit("DT")), listed("DT")).panel

    def test_no_hit_is_dead_unless_there_is_a_way_on(self, gazetteer):
        assert self.scored(gazetteer, judged(), answer(notes=["Sorry."])).dead
        assert not self.scored(gazetteer, judged(), answer(widenings=[{"total": 3}])).dead

    def test_a_known_item_must_be_first_by_name_and_town(self, gazetteer):
        query = judged(must=(), expect=Expect.NAME, location="Hope House @ Akron, OH")
        it, other = hit("DT", name="Hope House"), hit("DT", name="Hope House", city="Dayton")
        place = listed("DT", name="Hope House")
        assert self.scored(gazetteer, query, answer(it, other), place).known
        second = self.scored(gazetteer, query, answer(other, it), place)
        assert second.known is False
        assert second.ndcg == pytest.approx(1 / log2(3))
        assert named(query)(place)


class TestOurOwnSet:
    def test_it_is_large_spanish_enough_and_each_query_stands_once(self):
        ours = load(OWN)
        assert len(ours) >= 100
        assert sum(each.lang == "es" for each in ours) >= 25
        assert {each.split for each in ours} <= {"tune", "held"}
        assert len({each.query.casefold() for each in ours}) == len(ours)
        assert len({each.qid for each in ours}) == len(ours)

    def test_every_query_with_codes_and_a_place_has_its_count(self):
        nowhere = Expect.NONE
        assert not [
            each.qid
            for each in load(OWN)
            if each.judges_services and each.expect is not nowhere and each.n_strict is None
        ]
