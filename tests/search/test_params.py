"""Params: every request has one query string, and every query string a request."""

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finder.places import Place, PlaceKind, Point
from finder.search import params
from finder.search.page import NoteKind
from finder.search.params import Parsed
from finder.search.request import SearchRequest, Sort, Where
from tests.builders import vocabulary
from tests.web.fakes import gazetteer

SLUGS = [term.slug for term in vocabulary().terms]


def parse(query: str) -> Parsed:
    return params.parse(parse_qsl(query, keep_blank_values=True), vocabulary(), gazetteer())


def kinds(parsed: Parsed) -> list[NoteKind]:
    return [note.kind for note in parsed.notes]


def query(request: SearchRequest) -> str:
    return params.query(request, vocabulary())


def named(text: str) -> Place:
    place = gazetteer().look_up(text)
    assert isinstance(place, Place), place
    return place


def every_place() -> list[Place]:
    states = gazetteer().states()
    places = [*states, named("44101"), named("00601"), named("39.76,-84.19"), named("0.5,-0.00001")]
    for state in states:
        places += gazetteer().counties(state.state)
        places += gazetteer().cities_in(state.state)[::41]
    return places


def parse_words(text: str) -> str:
    """Words as they come out of an address: tidy, and not too long."""
    return params.parse([("name", text)], vocabulary(), gazetteer()).request.words


PLACES = every_place()
_where = st.one_of(
    st.builds(Where, st.sampled_from(PLACES), st.one_of(st.none(), st.integers(1, 500))),
    st.builds(Where.about, st.sampled_from(PLACES)),
)
TOPICS = [topic.slug for topic in vocabulary().topics]


def _some(slugs: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.sets(st.sampled_from(slugs), max_size=4).map(lambda some: tuple(sorted(some)))


_requests = st.builds(
    SearchRequest,
    words=st.text(max_size=300).map(parse_words),
    terms=_some(SLUGS),
    unsaid=_some(SLUGS),
    avoid=_some(SLUGS),
    topics=_some(TOPICS),
    where=st.one_of(st.none(), _where),
    sort=st.sampled_from(Sort),
    page=st.integers(1, 1_000_000),
)


@given(_requests)
def test_a_request_survives_being_written_and_read(request: SearchRequest) -> None:
    parsed = parse(query(request))
    assert parsed.request == request
    assert set(kinds(parsed)) <= {NoteKind.NO_PLACE_TO_MEASURE}


@given(st.lists(st.tuples(st.text(), st.text()), max_size=20))
def test_anything_at_all_can_be_read(pairs: list[tuple[str, str]]) -> None:
    params.parse(pairs, vocabulary(), gazetteer())


@given(
    st.dictionaries(
        st.sampled_from(
            ["q", "name", "near", "within", "sort", "page", "program", "payment", "about"]
        ),
        st.one_of(st.text(), st.from_regex(r"-?[0-9]{0,20}\.?[0-9]{0,20}"), st.sampled_from(SLUGS)),
    )
)
def test_what_was_read_is_written_in_one_way(given_: dict[str, str]) -> None:
    request = params.parse(given_.items(), vocabulary(), gazetteer()).request
    assert query(parse(query(request)).request) == query(request)


def test_the_empty_request_is_the_empty_string() -> None:
    assert query(SearchRequest()) == ""
    assert parse("") == Parsed(SearchRequest())


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("44301", "near=44301&within=25"),
        ("Akron, OH", "near=Akron,%20OH&within=25"),
        ("Cook County, IL", "near=Cook%20County,%20IL"),
        ("Ohio", "near=Ohio"),
        ("39.76,-84.19", "near=39.76,-84.19&within=25"),
        ("NY", "near=New%20York%20State"),
        ("WA", "near=Washington%20State"),
    ],
)
def test_a_place_is_written_as_people_write_it(text: str, written: str) -> None:
    assert query(SearchRequest(where=params.circle_about(named(text)))) == written


def test_the_places_of_the_gazetteer_lead_back_to_themselves() -> None:
    lost = [
        place.label for place in PLACES if gazetteer().look_up(params.near_text(place)) != place
    ]
    assert lost == []


def test_the_order_of_a_query_string_is_always_the_same() -> None:
    request = SearchRequest(
        words="willow creek",
        terms=("detox", "medicaid", "medicare", "residential"),
        where=Where(named("Akron, OH"), 50),
        sort=Sort.NEAREST,
        page=3,
    )
    assert query(request) == (
        "name=willow%20creek&near=Akron,%20OH&within=50&program=detox&program=residential"
        "&payment=medicaid&payment=medicare&sort=nearest&page=3"
    )


@pytest.mark.parametrize(
    ("text", "within"),
    [("44301", 25), ("Akron, OH", 25), ("39.76,-84.19", 25)],
)
def test_a_point_has_the_usual_circle_until_one_is_chosen(text: str, within: int | None) -> None:
    assert parse(f"near={text}").request.where == Where(named(text), within, usual=True)
    assert parse(f"near={text}&within=25").request.where == Where(named(text), within)


@pytest.mark.parametrize("text", ["Ohio", "Cook County, IL"])
def test_a_state_or_county_is_its_area_until_a_circle_is_chosen(text: str) -> None:
    assert parse(f"near={text}").request.where == Where(named(text), None, inside=True)
    assert parse(f"near={text}&within=any").request.where == Where(named(text), None)
    assert parse(f"near={text}&within=50").request.where == Where(named(text), 50)


@pytest.mark.parametrize(
    ("value", "used"),
    [("0", 1), ("-3", 1), ("501", 500), ("99999", 500), ("2.4", 2), ("far", 25), ("nan", 25)],
)
def test_an_odd_radius_becomes_the_nearest_that_will_do(value: str, used: int) -> None:
    parsed = parse(f"near=44301&within={value}")
    assert parsed.request.where is not None
    assert parsed.request.where.within == used
    assert kinds(parsed) == [NoteKind.BAD_RADIUS]
    assert parsed.notes[0].values == {"value": value, "used": str(used)}


@pytest.mark.parametrize("value", ["1", "7", "37", "500"])
def test_any_whole_number_of_miles_up_to_500_is_taken(value: str) -> None:
    parsed = parse(f"near=44301&within={value}")
    assert parsed.request.where == Where(named("44301"), int(value))
    assert parsed.notes == ()


def test_any_distance_is_no_radius() -> None:
    assert parse("near=44301&within=any").request.where == Where(named("44301"), None)


def test_unknown_names_are_told_and_left_out() -> None:
    parsed = parse("q=hope&utm_source=x&fbclid=y&utm_source=z")
    assert (parsed.request, parsed.asked.words) == (SearchRequest(), "hope")
    assert parsed.unknown == ("utm_source", "fbclid")


def test_the_language_is_nobodys_business_here() -> None:
    assert parse("lang=es") == Parsed(SearchRequest())


def test_terms_are_read_from_their_own_category_only() -> None:
    parsed = parse("program=detox&payment=detox&program=nonsense&program=")
    assert parsed.request.terms == ("detox",)
    assert [note.values for note in parsed.notes] == [
        {"category": "program", "value": "nonsense"},
        {"category": "payment", "value": "detox"},
    ]


def test_an_unknown_place_is_no_place() -> None:
    parsed = parse("near=Xqzzkwv")
    assert parsed.request.where is None
    assert kinds(parsed) == [NoteKind.UNKNOWN_PLACE]
    assert parsed.asked.near == "Xqzzkwv"


def test_a_name_of_many_places_is_a_question() -> None:
    parsed = parse("near=Portland")
    assert parsed.request.where is None
    assert kinds(parsed) == [NoteKind.PLACE_CHOICES]
    assert {"Portland, OR", "Portland, ME"} <= {place.label for place in parsed.notes[0].places}


def test_a_misspelt_place_is_used_and_told() -> None:
    parsed = parse("near=Cincinatti, OH")
    assert parsed.request.where is not None
    assert parsed.request.where.place.label == "Cincinnati, OH"
    assert kinds(parsed) == [NoteKind.PLACE_GUESSED]


def test_a_radius_or_order_by_distance_needs_a_place() -> None:
    assert kinds(parse("within=10")) == [NoteKind.NO_PLACE_TO_MEASURE]
    assert kinds(parse("sort=nearest")) == [NoteKind.NO_PLACE_TO_MEASURE]
    assert kinds(parse("within=any")) == []


def test_an_odd_order_or_page_is_told() -> None:
    assert kinds(parse("sort=paid")) == [NoteKind.BAD_SORT]
    for page, used in [("0", 1), ("two", 1), ("1.5", 1), ("9" * 5000, 1), ("99999999", 1_000_000)]:
        parsed = parse(f"page={page}")
        assert parsed.request.page == used
        assert kinds(parsed) == [NoteKind.BAD_PAGE]
        assert len(parsed.notes[0].values["value"]) <= 61


def test_many_words_are_cut() -> None:
    parsed = parse("q=" + "hope " * 100)
    assert len(parsed.request.words) <= 200
    assert kinds(parsed) == [NoteKind.WORDS_SHORTENED]


def test_what_was_typed_is_kept_for_the_form() -> None:
    assert parse("q=Detox  please&near= akron oh ").asked == params.Asked(
        "Detox please", "akron oh"
    )


def test_the_first_value_that_says_anything_counts() -> None:
    assert parse("q=&q=hope&q=house").asked.words == "hope"


def test_a_flood_of_pairs_is_answered_in_part() -> None:
    parsed = params.parse([(f"x{n}", "") for n in range(100_000)], vocabulary(), gazetteer())
    assert len(parsed.notes) == 5


def test_a_point_without_a_nice_number_is_still_plain_decimals() -> None:
    place = Place("", PlaceKind.POINT, "", Point(0.00001, -80.0))
    assert params.near_text(place) == "0.00001,-80.0"


@pytest.mark.parametrize("text", ["near me", "Near Me", "here", "cerca de mí"])
def test_near_me_is_asked_back(text: str) -> None:
    parsed = parse(f"near={text}")
    assert parsed.request.where is None
    assert kinds(parsed) == [NoteKind.ASK_WHERE]


def test_a_guess_is_used_only_if_it_is_likely() -> None:
    assert kinds(parse("near=cincinatti")) == [NoteKind.PLACE_GUESSED]
    abroad = parse("near=Paris, France")
    assert abroad.request.where is None
    assert kinds(abroad) == [NoteKind.PLACE_OFFERED]


def test_unknown_topics_and_terms_are_told_wherever_they_stand() -> None:
    parsed = parse("about=heroin&about=nonsense&unsaid=medicaid&avoid=nothing")
    assert (parsed.request.topics, parsed.request.unsaid) == (("heroin",), ("medicaid",))
    assert [note.values["category"] for note in parsed.notes] == ["avoid", "about"]
