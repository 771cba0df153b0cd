"""What a link gives today, and what to put in its place: the mended link is always a better one."""

import pytest

from finder.facility import Facility
from finder.links.health import Answered, Finding, Health, Verdict
from finder.search.page import NoteKind
from tests.builders import facility, vocabulary
from tests.search.oracle import Oracle
from tests.web.fakes import AKRON, client, gazetteer, many, some_facilities

COLUMBUS = (39.9612, -82.9988)


def health(listed: list[Facility]) -> Health:
    browser = client(listed)
    known = {each.id: each for each in listed}

    def ask(path: str) -> Answered:
        answer = browser.get(path)
        return Answered(answer.status_code, answer.location or "")

    names = {state.state: state.name for state in gazetteer().states()}
    return Health(Oracle(listed, vocabulary(), names), vocabulary(), gazetteer(), known.get, ask)


def of(path: str, listed: list[Facility] | None = None) -> Finding:
    return health([*many(9), *some_facilities()] if listed is None else listed).of(path)


@pytest.mark.parametrize(
    "path",
    [
        "/find/detox/near/44301",
        "/find/detox/in/ohio/akron?payment=medicaid&lang=es",
        "/es/find/detox/in/ohio/akron?payment=medicaid",
        "/es/facility/willow000001/willow-creek-recovery",
        "/embed/detox/near/44301",
        "/search?program=detox&near=44301",
        "/search.json?program=detox",
        "/facility/willow000001/willow-creek-recovery",
        "/",
        "/about",
        "/browse/ohio/",
    ],
)
def test_nothing_is_said_of_a_link_that_is_well(path: str) -> None:
    assert of(path).is_fine


@pytest.mark.parametrize(
    ("path", "mended"),
    [
        ("/find/Detox/near/44301/", "/find/detox/near/44301"),
        ("/find/withdrawal-management/in/OH?lang=es", "/es/find/detox/in/ohio"),
        ("/es/find/Detox/in/OH", "/es/find/detox/in/ohio"),
        ("/es/About/", "/es/about"),
        ("/embed/Detox/near/44301", "/embed/detox/near/44301"),
        ("/facility/WILLOW000001/", "/facility/willow000001/willow-creek-recovery"),
        ("/About/", "/about"),
    ],
)
def test_a_redirect_is_told_with_where_it_ends(path: str, mended: str) -> None:
    finding = of(path)
    assert finding.verdicts == (Verdict.REDIRECT,)
    assert finding.mended == mended
    assert of(mended).is_fine


def test_a_retired_term_is_a_redirect_to_its_successor() -> None:
    listed = many(9, has=["buprenorphine"])
    finding = of("/find/probuphine/near/44301", listed)
    assert finding.verdicts == (Verdict.REDIRECT,)
    assert finding.mended == "/find/buprenorphine/near/44301"


@pytest.mark.parametrize("path", ["/nope", "/facility/nope00000000/x", "/find.html", "/browse/zz/"])
def test_what_is_nowhere_is_broken(path: str) -> None:
    assert of(path) == Finding((Verdict.BROKEN,))


def test_a_place_no_longer_listed_leads_to_those_near_it() -> None:
    finding = of("/facility/old000000004/old-harbor-house")
    assert finding.verdicts == (Verdict.GONE,)
    assert finding.mended == "/find/treatment/near/44301?within=25"
    assert finding.mended_total == of(finding.mended).total == 12


def test_few_are_told_with_the_first_way_on_that_gives_enough() -> None:
    listed = [facility("A", has=["detox"], at=AKRON), *many(9, has=["detox"])]
    listed = [facility("Far", has=["detox"], at=COLUMBUS), *listed]
    finding = of("/find/detox/near/43004?within=25", listed)
    assert (finding.verdicts, finding.total) == ((Verdict.FEW,), 1)
    assert finding.mended_total is not None
    assert finding.mended_total >= 5
    assert of(finding.mended, listed).total == finding.mended_total
    assert of(finding.mended, listed).is_fine


def test_a_mended_link_asks_for_the_same_help_farther_away() -> None:
    silent = many(9, has=["outpatient"])
    far = [facility("Far", has=["methadone"], at=COLUMBUS, id=f"far{n:09}") for n in range(6)]
    finding = of("/find/methadone/near/44301?within=25", [*silent, *far])
    assert finding.verdicts == (Verdict.NOTHING,)
    assert finding.mended.startswith("/find/methadone/near/44301?")
    assert "unsaid" not in finding.mended
    assert finding.mended_total == 6


def test_where_there_is_no_more_to_be_had_no_other_link_is_named() -> None:
    only = [facility("A", has=["detox"], at=AKRON)]
    finding = of("/find/detox", only)
    assert (finding.verdicts, finding.total, finding.mended) == ((Verdict.FEW,), 1, "")


def test_nothing_is_told_with_what_gives_the_most() -> None:
    listed = [facility("A", has=["outpatient"], at=AKRON)]
    finding = of("/find/detox/near/44301", listed)
    assert (finding.verdicts, finding.total) == ((Verdict.NOTHING,), 0)
    assert finding.mended
    assert finding.mended_total == of(finding.mended, listed).total == 1


@pytest.mark.parametrize(
    ("path", "kind", "mended"),
    [
        ("/find/detox/in/qqqqzzzz", NoteKind.UNKNOWN_PLACE, "/find/detox"),
        ("/search?program=nope&near=44301", NoteKind.UNKNOWN_TERM, "/find/treatment/near/44301"),
        ("/find/detox?colour=red", NoteKind.UNKNOWN_PARAMETER, "/find/detox"),
        ("/find/detox/near/44301?sort=up", NoteKind.BAD_SORT, "/find/detox/near/44301"),
    ],
)
def test_what_is_not_understood_is_told(path: str, kind: NoteKind, mended: str) -> None:
    finding = of(path)
    assert Verdict.UNCLEAR in finding.verdicts
    assert kind in [note.kind for note in finding.unclear]
    assert finding.mended == mended


def test_the_worst_comes_first() -> None:
    finding = of("/find/Methadone/near/44301?colour=red")
    assert finding.verdicts == (Verdict.NOTHING, Verdict.UNCLEAR, Verdict.REDIRECT)


def test_a_site_that_leads_in_a_circle_is_broken() -> None:
    sound = health([])
    circling = Health(
        sound.view, vocabulary(), gazetteer(), sound.facility, lambda path: Answered(301, path)
    )
    assert circling.of("/find/detox") == Finding((Verdict.BROKEN,))
