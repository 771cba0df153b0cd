"""Shades: every count has one, and no shade stands in a legend for nothing."""

from hypothesis import given
from hypothesis import strategies as st

from finder.maps.shades import MOST, level_in, shades

COUNTS = st.lists(st.integers(1, 3000), min_size=1, max_size=80)


@given(COUNTS)
def test_every_count_is_in_the_one_shade_that_says_so(totals: list[int]) -> None:
    found = shades(totals)
    assert 1 <= len(found) <= MOST
    for total in totals:
        (shade,) = [each for each in found if each.level == level_in(total, found)]
        assert shade.least <= total
        assert shade.most is None or total <= shade.most


@given(COUNTS)
def test_every_shade_is_used_and_they_follow_each_other(totals: list[int]) -> None:
    found = shades(totals)
    levels = [shade.level for shade in found]
    assert {level_in(total, found) for total in totals} == set(levels)
    assert levels == sorted(set(levels))
    assert levels[0] == (1 if len(levels) > 1 else MOST)
    assert levels[-1] == MOST
    assert [shade.most for shade in found[:-1]] == [shade.least - 1 for shade in found[1:]]
    assert found[-1].most is None


def test_nothing_has_no_shade() -> None:
    assert shades([]) == shades([0, 0]) == ()
    assert level_in(0, shades([1, 5])) == 0


def test_the_few_largest_do_not_hide_among_the_large() -> None:
    found = shades([1] * 40 + [3] * 30 + [5] * 22 + [20] * 5 + [90] * 3)
    assert [(each.least, each.most) for each in found] == [(1, 1), (2, 4), (5, 19), (20, None)]
