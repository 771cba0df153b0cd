"""JSON: the same answers under stable names, and a refusal of what is not understood whole."""

from typing import Any

from flask.testing import FlaskClient

from tests.builders import vocabulary
from tests.web.fakes import client, many


def get(browser: FlaskClient, path: str, code: int = 200) -> Any:
    answer = browser.get(path)
    assert answer.status_code == code
    assert answer.mimetype == "application/json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    return answer.json


def test_a_search_has_exactly_these_parts() -> None:
    found = get(client(), "/search.json?q=detox&name=willow&near=Akron,+OH&payment=medicaid")
    assert list(found) == [
        "request", "understood", "total", "page", "pages", "beyond", "hits", "facets",
        "widenings", "notes",
    ]  # fmt: skip
    assert found["request"] == {
        "q": "willow",
        "near": "Akron, OH",
        "within": 25,
        "terms": {"program": ["detox"], "payment": ["medicaid"]},
        "unsaid": [],
        "avoid": [],
        "about": [],
        "called": "",
        "sort": "best",
        "page": 1,
    }
    assert found["understood"] == {
        "terms": ["detox"],
        "avoid": [],
        "topics": [],
        "place": {
            "name": "Akron",
            "kind": "city",
            "state": "OH",
            "lat": 41.08144,
            "lon": -81.51901,
            "label": "Akron, OH",
        },
        "words": "willow",
        "panel": "detox_not_treatment",
        "asks": [],
        "language": "en",
    }
    assert (found["total"], found["page"], found["pages"]) == (1, 1, 1)


def test_a_hit_has_exactly_these_parts() -> None:
    hit = get(client(), "/search.json?program=detox&near=Akron,+OH&name=willow")["hits"][0]
    assert hit == {
        "id": "willow000001",
        "name": "Willow Creek Recovery",
        "program": "Residential and withdrawal unit",
        "street": "1 Example Street",
        "city": "Akron",
        "state": "OH",
        "zip": "44301",
        "county": "Summit County",
        "phones": [
            {
                "kind": "main",
                "number": "+19375550142",
                "extension": "",
                "text": "+19375550142",
                "shown": "937-555-0142",
            }
        ],
        "lat": 41.0814,
        "lon": -81.519,
        "position": "exact",
        "codes": ["CARF", "DT", "MD", "RES", "SP"],
        "url": "/facility/willow000001/willow-creek-recovery",
        "miles": 0.003,
        "why": [{"term": "detox", "says": "yes"}],
    }


def test_explain_gives_the_parts_of_a_score_and_is_silent_otherwise() -> None:
    plain = get(client(), "/search.json?program=detox&near=Akron,+OH")
    assert not any("explain" in hit for hit in plain["hits"])
    found = get(client(), "/search.json?program=detox&near=Akron,+OH&explain=1")
    for hit in found["hits"][: found["total"]]:
        parts = hit["explain"]
        assert list(parts) == ["score", "words", "wished", "avoided", "in_place", "nearness"]
        added = parts["words"] + parts["in_place"] + parts["nearness"]
        added += sum(each["adds"] for each in parts["wished"])
        added -= sum(each["takes"] for each in parts["avoided"])
        assert abs(added - parts["score"]) < 1e-5


def test_open_questions_have_choices_each_with_its_link_and_total() -> None:
    browser = client()
    for path, ask in (("?q=meth+clinic", "meth-clinic"), ("?q=detox+portland", "place")):
        asked = get(browser, f"/search.json{path}")["understood"]["asks"]
        assert [each["ask"] for each in asked] == [ask]
        assert len(asked[0]["choices"]) >= 2
        for choice in asked[0]["choices"]:
            followed = choice["url"].replace("/search", "/search.json", 1)
            assert get(browser, followed)["total"] == choice["total"]


def test_what_is_understood_is_said_in_full() -> None:
    found = get(client(), "/search.json?q=heroina+en+akron&avoid=twelve-step&unsaid=medicare")
    assert found["understood"]["language"] == "es"
    assert found["understood"]["topics"] == ["heroin", "spanish-speaker"]
    assert found["understood"]["panel"] == "overdose_tolerance"
    assert found["request"]["avoid"] == ["twelve-step"]
    assert found["request"]["unsaid"] == ["medicare"]


def test_the_nearest_elsewhere_are_told_from_what_was_found() -> None:
    found = get(client(), "/search.json?program=detox&near=Wyoming")
    assert (found["total"], found["beyond"]) == (0, True)
    assert [hit["name"] for hit in found["hits"]] == [
        "Willow Creek Recovery",
        "Summit Detox Center",
    ]
    assert {way["because"] for way in found["widenings"]} >= {"nearest"}


def test_facets_are_in_the_vocabularys_order() -> None:
    facets = get(client(), "/search.json")["facets"]
    assert [each["category"] for each in facets] == [each.slug for each in vocabulary().categories]
    for each in facets:
        terms = vocabulary().in_category(each["category"])
        assert [value["term"] for value in each["values"]] == [term.slug for term in terms]
        assert set(each["values"][0]) == {"term", "label", "count", "selected"}


def test_ways_on_are_counted_by_their_own_link() -> None:
    browser = client()
    found = get(browser, "/search.json?program=detox&payment=medicare&near=Akron,+OH")
    assert found["total"] == 0
    assert found["widenings"]
    for way in found["widenings"]:
        path = way["url"].replace("/search", "/search.json", 1)
        assert get(browser, path)["total"] == way["total"] > 0
        assert way["label"]


def test_without_a_place_there_is_none_and_no_distance() -> None:
    found = get(client(), "/search.json?program=detox")
    assert found["understood"]["place"] is None
    assert found["request"]["within"] is None
    assert [hit["miles"] for hit in found["hits"]] == [None, None]


def test_parameters_that_mean_nothing_are_refused() -> None:
    refused = get(client(), "/search.json?q=hope&progam=detox&foo=1", 400)
    assert refused["unknown"] == ["progam", "foo"]
    assert "progam, foo" in refused["error"]
    assert get(client(), "/search.json?lang=en")


def test_pages_are_numbered_and_notes_are_sentences() -> None:
    found = get(client(many(45)), "/search.json?page=3&near=44301&within=9999")
    assert (found["total"], found["page"], found["pages"]) == (45, 3, 3)
    assert found["notes"] == ["“9999” is not a distance we know. We used: 500 miles."]


def test_a_facility_has_all_its_facts_with_their_sources() -> None:
    known = get(client(), "/facility/willow000001.json?near=44240")
    assert known["id"] == "willow000001"
    assert known["retired"] is None
    assert known["website"] == "https://recovery.example/"
    assert known["said"] == [
        {
            "source": "samhsa",
            "as_of": "2023-07-01",
            "codes": ["DT", "RES", "MD", "SP", "CARF"],
            "remarks": [],
        }
    ]
    assert known["terms"]["detox"] == "yes"
    assert known["terms"]["methadone"] == "not_said"
    assert set(known["terms"]) == {term.slug for term in vocabulary().terms}
    assert 5 < known["miles"] < 12
    assert known["sources"]["phones"] == {"source": "samhsa", "as_of": "2023-07-01"}


def test_a_no_is_a_no() -> None:
    assert get(client(), "/facility/summit000002.json")["terms"]["methadone"] == "no"


def test_a_retired_facility_says_since_when() -> None:
    assert get(client(), "/facility/old000000004.json")["retired"] == "2023-07-01"


def test_an_unknown_facility_is_a_404_in_json() -> None:
    assert get(client(), "/facility/nope.json", 404) == {
        "error": "There is no place with this id here."
    }


def test_letters_are_written_as_themselves() -> None:
    answer = client().get("/search.json?name=ni%C3%B1os")
    assert "niños" in answer.get_data(as_text=True)
