"""Addresses: a path under /find is read, has one writing, and never fails."""

from urllib.parse import parse_qsl

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from finder.links import address
from finder.links.address import address_of, place_path, read
from finder.places import Gazetteer, Place
from finder.search import params
from finder.search.request import SearchRequest, Where
from tests.builders import vocabulary
from tests.web.fakes import gazetteer

OHIO, AKRON, ZIP = "Ohio", "Akron, OH", "44301"


def reading(path: str) -> address.Address:
    return read(path, vocabulary(), gazetteer())


def place(text: str) -> Place:
    found = gazetteer().look_up(text)
    assert isinstance(found, Place)
    return found


@pytest.mark.parametrize(
    ("path", "pairs"),
    [
        ("detox", [("program", "detox")]),
        ("detox/near/44301", [("program", "detox"), ("near", ZIP)]),
        ("methadone/in/ohio/akron", [("medication", "methadone"), ("near", AKRON)]),
        ("heroin/in/ohio", [("about", "heroin"), ("near", OHIO)]),
        (
            "medicaid/in/ohio/summit-county",
            [("payment", "medicaid"), ("near", "Summit County, OH")],
        ),
        ("treatment/in/new-york", [("near", "New York State")]),
        ("treatment/in/new-york/new-york", [("near", "New York, NY")]),
        ("treatment/in/nevada/carson-city-county", [("near", "Carson City County, NV")]),
        ("detox/near/39.76,-84.19", [("program", "detox"), ("near", "39.76,-84.19")]),
    ],
)
def test_a_path_says_what_and_where(path: str, pairs: list[tuple[str, str]]) -> None:
    found = reading(path)
    assert found.path == f"/find/{path}"
    assert found.known
    assert list(found.pairs) == pairs


@pytest.mark.parametrize(
    ("path", "one"),
    [
        ("", "treatment"),
        ("detox/", "detox"),
        ("Detox/In/OH", "detox/in/ohio"),
        ("detox/in/oh/akron/", "detox/in/ohio/akron"),
        ("detox/in/akron/oh", "detox/in/ohio/akron"),
        ("detox/ohio/akron", "detox/in/ohio/akron"),
        ("detox/in/44301", "detox/near/44301"),
        ("detox/in/ohio/44301", "detox/near/44301"),
        ("detox/near/44301-1234", "detox/near/44301"),
        ("detox/near/ohio", "detox/in/ohio"),
        ("detox/in/missouri/saint louis", "detox/in/missouri/st-louis"),
        ("detox/in/puerto-rico/mayagüez", "detox/in/puerto-rico/mayaguez"),
        ("withdrawal-management/near/44301", "detox/near/44301"),
        ("Suboxone_Clinic/near/44301", "buprenorphine/near/44301"),
        ("metadona/in/ohio", "methadone/in/ohio"),
        ("meth", "methamphetamine"),
        ("detox/near", "detox"),
    ],
)
def test_other_writings_have_the_one_address(path: str, one: str) -> None:
    found = reading(path)
    assert (found.path, found.known, found.was) == (f"/find/{one}", True, "")
    assert reading(one).path == f"/find/{one}"


def test_a_retired_term_is_named_beside_its_successor() -> None:
    found = reading("probuphine/near/44301")
    assert (found.path, found.was) == ("/find/buprenorphine/near/44301", "probuphine")


@pytest.mark.parametrize(
    ("path", "pair"),
    [
        ("wishful-thinking/in/ohio", ("q", "wishful thinking")),
        ("detox/in/ohio/st-louis", ("near", "st louis, OH")),
        ("detox/near/portland", ("near", "portland")),
        ("detox/in/atlantiss", ("near", "atlantiss")),
        ("detox/a/b/c", ("near", "b, c, a")),
    ],
)
def test_what_is_unknown_is_asked_as_words(path: str, pair: tuple[str, str]) -> None:
    found = reading(path)
    assert not found.known
    assert pair in found.pairs


def test_every_place_has_an_address_that_leads_back_to_it(real_gazetteer: Gazetteer) -> None:
    seen = set()
    for state in real_gazetteer.states():
        inside = (*real_gazetteer.cities_in(state.state), *real_gazetteer.counties(state.state))
        for each in (state, *inside[::7]):
            path = "/find/treatment" + place_path(each, real_gazetteer)
            found = read(path.removeprefix("/find/"), vocabulary(), real_gazetteer)
            assert (found.path, found.known) == (path, True), each.label
            assert real_gazetteer.look_up(dict(found.pairs)["near"]) == each
            assert path not in seen
            seen.add(path)
    assert len(seen) > 5000


def test_every_term_and_topic_has_an_address_that_leads_back_to_it() -> None:
    words = vocabulary()
    for slug in [each.slug for each in (*words.terms, *words.topics)]:
        found = reading(slug)
        assert (found.path, found.known) == (f"/find/{slug}", True)
        asked = params.parse(found.pairs, words, gazetteer())
        assert asked.notes == ()
        assert slug in (*asked.request.terms, *asked.request.topics)
        assert address_of(asked.request, words, gazetteer()) == found.path


def test_every_old_name_leads_on() -> None:
    words = vocabulary()
    assert len(words.renames) > 50
    for each in words.renames:
        found = reading(each.old)
        assert (found.path, found.known) == (f"/find/{each.new}", True)
        assert found.was == (each.old if each.retired else "")


def test_no_name_in_an_address_means_two_things() -> None:
    words = vocabulary()
    slugs = [each.slug for each in (*words.terms, *words.topics)] + [e.old for e in words.renames]
    assert len(slugs) == len(set(slugs))
    assert address.EVERYTHING not in slugs


def test_filters_are_parameters_after_the_path() -> None:
    asked = SearchRequest(
        terms=("detox", "medicaid"), topics=("heroin",), where=Where.about(place(AKRON)), page=3
    )
    assert (
        address_of(asked, vocabulary(), gazetteer())
        == "/find/detox/in/ohio/akron?payment=medicaid&about=heroin"
    )
    assert address_of(SearchRequest(), vocabulary(), gazetteer()) == "/find/treatment"
    wide = SearchRequest(where=Where.about(place(ZIP)).reaching(50))
    assert address_of(wide, vocabulary(), gazetteer()) == "/find/treatment/near/44301?within=50"


@settings(max_examples=300, deadline=None)
@given(
    terms=st.sets(st.sampled_from([each.slug for each in vocabulary().terms]), max_size=4),
    topics=st.sets(st.sampled_from([each.slug for each in vocabulary().topics]), max_size=3),
    words=st.sampled_from(["", "willow creek", "st. mary's & co", "100%"]),
    where=st.sampled_from(["", ZIP, AKRON, OHIO, "Summit County, OH", "39.76,-84.19", "Guam"]),
    miles=st.sampled_from([0, 5, 50, None]),
)
def test_a_request_comes_back_from_its_address(
    terms: set[str], topics: set[str], words: str, where: str, miles: int | None
) -> None:
    asked = SearchRequest(words=words).including(*terms).about(*topics)
    if where:
        about = Where.about(place(where))
        asked = asked.near(about if miles == 0 else about.reaching(miles))
    path, _, query = address_of(asked, vocabulary(), gazetteer()).partition("?")
    found = reading(path.removeprefix("/find/"))
    assert found.path == path
    pairs = (*found.pairs, *parse_qsl(query))
    assert params.parse(pairs, vocabulary(), gazetteer()).request == asked


@settings(max_examples=500, deadline=None)
@given(st.text(max_size=80) | st.lists(st.text(max_size=12), max_size=6).map("/".join))
def test_no_path_fails_and_a_known_one_is_settled_at_once(path: str) -> None:
    found = reading(path)
    params.parse(found.pairs, vocabulary(), gazetteer())
    if found.known:
        again = reading(found.path.removeprefix("/find/"))
        assert (again.path, again.pairs) == (found.path, found.pairs)
