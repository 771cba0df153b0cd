"""Ranking: what the cut gives is what sorting everything gives."""

import numpy as np
import pytest

from finder.search.ranking import first_of, smallest


@pytest.mark.parametrize("size", [1, 19, 20, 21, 3000, 50_000])
@pytest.mark.parametrize("different", [1, 2, 40, 10**6])
@pytest.mark.parametrize("page", [1, 2, 7])
def test_a_page_of_the_first_is_a_page_of_everything_sorted(
    size: int, different: int, page: int
) -> None:
    rng = np.random.default_rng(size + different)
    keys = (
        rng.integers(0, different, size) - different // 2,
        rng.integers(0, max(1, different // 7), size),
        rng.permutation(size),
    )
    start, stop = (page - 1) * 20, page * 20

    assert first_of(keys, start, stop).tolist() == np.lexsort(keys[::-1])[start:stop].tolist()


@pytest.mark.parametrize("number", [1, 2, 20, 200])
@pytest.mark.parametrize("spread", [1, 3, 10**6])
def test_the_smallest_are_counted_from_one(number: int, spread: int) -> None:
    values = np.random.default_rng(number).integers(0, spread, 40_000)

    assert smallest(values, number) == np.sort(values)[number - 1]
