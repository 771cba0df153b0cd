"""Present: folded filters, hit lines, pages and groups, without any web."""

import random
from datetime import date

import pytest

from finder.facility import Facility, Phone, PhoneKind, Position, Provenance, Said
from finder.search.page import Facet, FacetValue, Hit, Page, Widening
from finder.search.reasons import Reasons
from finder.search.request import SearchRequest
from finder.web import present
from tests.builders import facility, vocabulary


def facet(category: str, counts: dict[str, int], selected: tuple[str, ...] = ()) -> Facet:
    named = vocabulary().category(category)
    assert named is not None
    return Facet(
        named,
        tuple(
            FacetValue(term, counts.get(term.slug, 0), term.slug in selected)
            for term in vocabulary().in_category(category)
        ),
    )


def test_long_categories_fold_and_keep_the_vocabularys_order() -> None:
    slugs = [term.slug for term in vocabulary().in_category("language")]
    shown = present.filters([facet("language", dict.fromkeys(slugs, 3))])[0]
    assert [value.term.slug for value in (*shown.first, *shown.more)] == slugs
    assert len(shown.first) == 8
    assert shown.size == len(slugs)


def test_what_is_ticked_or_leads_somewhere_is_never_folded_behind_zeros() -> None:
    slugs = [term.slug for term in vocabulary().in_category("language")]
    shown = present.filters([facet("language", {slugs[20]: 2, slugs[3]: 1}, (slugs[22],))])[0]
    first = [value.term.slug for value in shown.first]
    assert {slugs[20], slugs[3], slugs[22]} <= set(first)
    assert first == sorted(first, key=slugs.index)
    assert shown.chosen == 1
    assert shown.open


def test_a_few_values_too_many_are_not_worth_a_fold() -> None:
    assert len(vocabulary().in_category("tobacco")) == 9
    slugs = [term.slug for term in vocabulary().in_category("tobacco")]
    assert present.filters([facet("tobacco", dict.fromkeys(slugs, 1))])[0].more == ()


def test_a_category_that_leads_nowhere_is_left_out() -> None:
    assert present.filters([facet("language", {}), facet("tobacco", {})]) == ()


def test_where_nothing_is_found_only_what_was_chosen_can_be_taken_off() -> None:
    shown = present.filters([facet("payment", {}, ("medicaid",))])
    assert [value.term.slug for value in shown[0].first] == ["medicaid"]
    assert shown[0].more == ()


def test_the_first_two_categories_stand_open() -> None:
    facets = [facet(each.slug, {term.slug: 1 for term in vocabulary().in_category(each.slug)})
              for each in vocabulary().categories]  # fmt: skip
    assert [group.open for group in present.filters(facets)][:3] == [True, True, False]


def test_hits_are_numbered_through_all_pages() -> None:
    hits = tuple(Hit(facility(f"Place {n}"), None, ()) for n in range(3))
    page = Page(SearchRequest(page=2), 23, hits, (), (), (), 1)
    lines = present.hit_lines(page, 21, vocabulary())
    assert [line.number for line in lines] == [21, 22, 23]


def test_reasons_stand_beside_the_hits_that_were_asked_for() -> None:
    hits = tuple(Hit(facility(f"Place {n}"), None, ()) for n in range(2))
    why = Reasons(1.0, (), (), 0.0, 0.5)
    page = Page(SearchRequest(), 1, hits, (), (), (), 1, beyond=True, reasons=(why,))
    lines = present.hit_lines(page, 1, vocabulary())
    assert [line.reasons for line in lines] == [why, None]


def test_ways_on_are_grouped_and_keep_their_order() -> None:
    kinds = ("unsaid", "then", "together", "without", "nearest", "unsaid")
    ways = [Widening(SearchRequest(), at, kind) for at, kind in enumerate(kinds)]
    grouped = present.ways(ways)
    assert [way.total for way in grouped.worth_a_call] == [0, 5]
    assert [way.total for way in grouped.then] == [1, 2]
    assert [way.total for way in grouped.more] == [3, 4]


def with_phones(*phones: Phone) -> Facility:
    made = facility(phone="")
    return Facility(
        **{name: getattr(made, name) for name in Facility.__slots__} | {"phones": phones}
    )


def test_the_front_desk_is_called_first_and_no_number_twice() -> None:
    desk = Phone(PhoneKind.MAIN, "+13305550142", "", "")
    intake = Phone(PhoneKind.INTAKE, "+13305550177", "12", "")
    again = Phone(PhoneKind.HOTLINE, "+13305550142", "", "")
    assert present.phones(with_phones(again, intake, desk)) == (desk, (intake,))
    assert present.phones(with_phones()) == (None, ())


@pytest.mark.parametrize(
    ("miles", "text"),
    [(0.0, "0"), (0.04, "0"), (1.0, "1"), (1.24, "1.2"), (9.94, "9.9"), (9.96, "10"), (31.5, "32")],
)
def test_distances_have_the_digits_people_can_use(miles: float, text: str) -> None:
    assert present.miles_text(miles) == text


def test_a_position_known_by_zip_or_city_is_about() -> None:
    assert not present.is_about(facility())
    assert present.is_about(facility(position=Position.ZIP))
    assert present.is_about(facility(position=Position.CITY))


@pytest.mark.parametrize(
    ("page", "pages", "window"),
    [
        (1, 1, (1,)),
        (1, 3, (1, 2, 3)),
        (1, 9, (1, 2, None, 9)),
        (3, 9, (1, 2, 3, 4, None, 9)),
        (5, 9, (1, None, 4, 5, 6, None, 9)),
        (4, 7, (1, 2, 3, 4, 5, 6, 7)),
        (9, 9, (1, None, 8, 9)),
    ],
)
def test_the_paging_window(page: int, pages: int, window: tuple[int | None, ...]) -> None:
    assert present.paging(page, pages).window == window


def test_a_gap_in_the_pages_hides_at_least_two() -> None:
    chance = random.Random(5)
    for _ in range(500):
        pages = chance.randrange(1, 60)
        window = present.paging(chance.randrange(1, pages + 1), pages).window
        numbers = [number for number in window if number is not None]
        assert numbers == sorted(set(numbers))
        for before, gap, after in zip(window, window[1:], window[2:], strict=False):
            if gap is None:
                assert after is not None
                assert before is not None
                assert after - before > 2


def test_the_ends_have_no_page_before_or_after() -> None:
    assert (present.paging(1, 2).previous, present.paging(1, 2).next) == (None, 2)
    assert (present.paging(2, 2).previous, present.paging(2, 2).next) == (1, None)


def test_every_term_of_a_facility_is_said_denied_or_not_said() -> None:
    groups = present.groups(facility(has=["detox", "NOOP"]), vocabulary())
    said = [term.slug for group in groups for each in group.statements for term in each.yes]
    denied = [term.slug for group in groups for each in group.statements for term in each.no]
    silent = [term.slug for group in groups for term in group.not_said]
    assert "detox" in said
    assert "methadone" in denied
    assert "medicaid" in silent
    assert sorted([*said, *denied, *silent]) == sorted(term.slug for term in vocabulary().terms)


def test_facts_stand_under_the_source_that_gave_them() -> None:
    made = facility(has=["detox"])
    other = Said(Provenance("state", date(2024, 1, 1)), ("RES",))
    both = Facility(
        **{n: getattr(made, n) for n in Facility.__slots__} | {"said": (*made.said, other)}
    )
    group = present.groups(both, vocabulary())[0]
    told = {
        statement.provenance.source: [term.slug for term in statement.yes]
        for statement in group.statements
    }
    assert told == {"samhsa": ["detox"], "state": ["live-in", "residential"]}


def test_only_the_widest_of_what_is_not_said_is_worth_a_call() -> None:
    groups = present.worth_asking(present.groups(facility(has=[]), vocabulary()))
    asked = {term.slug for group in groups for term in group.not_said}
    assert {"low-cost", "moud", "accredited"} <= asked
    assert not {"free", "carf", "smoke-free", "french", "for-profit"} & asked


def test_words_outside_the_vocabulary_are_kept_as_the_source_wrote_them() -> None:
    made = facility(has=["detox", "XYZ"])
    assert present.other_words(made, vocabulary()) == ("XYZ",)
