"""Pins: marks never lie on each other, and no place is lost in them."""

from hypothesis import given
from hypothesis import strategies as st

from finder.maps.pins import Pin, clustered, runs
from finder.places import Point

SPOTS = st.lists(st.tuples(st.floats(0, 1440), st.floats(0, 1200)), max_size=24)


def pins(spots: list[tuple[float, float]]) -> list[tuple[Pin, float, float]]:
    return [
        (Pin(number, f"Place {number}", Point(0, 0), about=number % 2 == 0), x, y)
        for number, (x, y) in enumerate(spots, 1)
    ]


@given(SPOTS)
def test_marks_do_not_lie_on_each_other_and_hold_every_pin_once(
    spots: list[tuple[float, float]],
) -> None:
    clusters = clustered(pins(spots))
    for at, cluster in enumerate(clusters):
        assert not any(cluster.box.meets(other.box) for other in clusters[:at])
    numbers = [pin.number for cluster in clusters for pin in cluster.pins]
    assert sorted(numbers) == list(range(1, len(spots) + 1))
    firsts = [cluster.first for cluster in clusters]
    assert firsts == sorted(firsts)


def test_far_pins_stay_apart_and_near_ones_say_their_numbers() -> None:
    clusters = clustered(pins([(100, 100), (1000, 100), (130, 120), (1300, 900), (1010, 120)]))
    assert [cluster.text for cluster in clusters] == ["1, 3", "2, 5", "4"]
    assert [(cluster.x, cluster.y) for cluster in clusters] == [
        (115, 110),
        (1005, 110),
        (1300, 900),
    ]


def test_a_row_of_numbers_is_a_span_and_many_are_counted() -> None:
    spot = (500.0, 500.0)
    assert clustered(pins([spot] * 3))[0].text == "1–3"
    assert clustered(pins([spot, (9, 9), spot, spot]))[0].text == "1 +2"


def test_a_mark_is_about_only_when_all_in_it_are() -> None:
    together = clustered(pins([(100, 100), (100, 100)]))
    assert [cluster.about for cluster in together] == [False]
    apart = clustered(pins([(100, 100), (900, 100)]))
    assert [cluster.about for cluster in apart] == [False, True]


@given(st.sets(st.integers(1, 40), min_size=1))
def test_runs_hold_every_number_once(numbers: set[int]) -> None:
    held = [n for first, last in runs(sorted(numbers)) for n in range(first, last + 1)]
    assert held == sorted(numbers)
