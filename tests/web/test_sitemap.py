"""Being found: the map of the site, what robots are kept from, and a place told to machines."""

import json
from typing import Any, cast
from xml.etree import ElementTree

import pytest
from flask import Flask

from finder.directory import Directory
from finder.facility import Position
from finder.web.public import sitemap
from finder.web.public.counts import Counts
from tests.builders import facility, vocabulary
from tests.web.fakes import (
    AKRON,
    Explained,
    FakeDirectory,
    FakeEngine,
    client,
    gazetteer,
    many,
    site,
    some_facilities,
)
from tests.web.reading import read

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def locations(app: Flask, path: str = "/sitemap.xml") -> list[str]:
    answer = app.test_client().get(path)
    assert (answer.status_code, answer.mimetype) == (200, "application/xml")
    root = ElementTree.fromstring(answer.data)  # noqa: S314 -- made in this process, by us
    return [each.text or "" for each in root.iterfind("*/s:loc", NAMES)]


def test_the_map_has_states_cities_and_places() -> None:
    found = locations(site())
    assert len(found) == len(set(found))
    for path in (
        "/",
        "/browse/ohio/",
        "/find/treatment/in/ohio",
        "/find/treatment/in/ohio/akron",
        "/find/treatment/in/ohio/kent",
        "/facility/willow000001/willow-creek-recovery",
        "/guidance",
        "/guidance/heroin-and-fentanyl",
    ):
        assert f"http://localhost{path}" in found
    assert not [each for each in found if "old-harbor" in each], "no longer listed"
    assert not [each for each in found if "?" in each]


def test_everything_on_the_map_is_there_and_may_be_listed() -> None:
    app = site()
    for each in locations(app):
        page = read(app.test_client(), each.removeprefix("http://localhost"))
        assert page.all("meta", name="robots") == [], each


def test_the_map_carries_the_operators_address() -> None:
    app = site()
    app.config["SITE_URL"] = "https://find.example.org"
    assert all(each.startswith("https://find.example.org/") for each in locations(app))
    robots = app.test_client().get("/robots.txt").get_data(as_text=True)
    assert "Sitemap: https://find.example.org/sitemap.xml\n" in robots


def test_a_map_too_long_for_one_file_is_parted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "MOST_IN_ONE", 10)
    app = site(many(25))
    parts = locations(app)
    assert parts[0] == "http://localhost/sitemap.xml?part=1"
    whole = [loc for each in parts for loc in locations(app, each.removeprefix("http://localhost"))]
    assert len(whole) == len(set(whole)) > 25
    for odd in ("0", "99", "x", "-1", "01"):
        assert app.test_client().get(f"/sitemap.xml?part={odd}").status_code == 404


def test_another_part_of_the_site_can_add_its_pages() -> None:
    app = site([])
    directory, engine = FakeDirectory(), FakeEngine(Explained([], vocabulary(), {}))
    blueprint = sitemap.blueprint(
        engine=engine,
        directory=cast(Directory, directory),
        gazetteer=gazetteer(),
        counts=Counts(engine=engine, directory=cast(Directory, directory), gazetteer=gazetteer()),
        also=[lambda: ["/guidance/a", "/guidance/b"]],
    )
    app.register_blueprint(blueprint, url_prefix="/other", name="other")
    found = locations(app, "/other/sitemap.xml")
    assert {"http://localhost/guidance/a", "http://localhost/guidance/b"} <= set(found)


def test_robots_are_kept_from_what_was_asked() -> None:
    text = client().get("/robots.txt").get_data(as_text=True)
    assert "Disallow: /search\n" in text
    assert "Disallow: /link?\n" in text
    assert "Disallow: /\n" not in text
    assert "Sitemap: http://localhost/sitemap.xml\n" in text


def test_robots_are_kept_from_all_that_is_invented() -> None:
    text = client([], demo=True).get("/robots.txt").get_data(as_text=True)
    assert "Disallow: /\n" in text


def described(path: str, **given: Any) -> dict[str, Any]:
    page = read(client(**given), path)
    found = json.loads(page.one("script", type="application/ld+json").text)
    assert isinstance(found, dict)
    return found


def test_a_place_is_described_by_what_is_known_of_it() -> None:
    said = described("/facility/willow000001/willow-creek-recovery")
    page = "http://localhost/facility/willow000001/willow-creek-recovery"
    services = said.pop("availableService")
    assert {"@type": "MedicalTherapy", "name": "Detox"} in services
    assert said == {
        "@context": "https://schema.org",
        "@type": "MedicalOrganization",
        "@id": f"{page}#place",
        "name": "Willow Creek Recovery",
        "department": {
            "@type": "MedicalOrganization",
            "name": "Residential and withdrawal unit",
        },
        "address": {
            "@type": "PostalAddress",
            "streetAddress": "1 Example Street",
            "addressLocality": "Akron",
            "addressRegion": "OH",
            "postalCode": "44301",
            "addressCountry": "US",
        },
        "telephone": "+19375550142",
        "url": "https://recovery.example/",
        "mainEntityOfPage": page,
    }


def test_what_is_not_known_is_left_out() -> None:
    bare = facility("Bare", id="bare00000001", street="", phone="", website="")
    said = described("/facility/bare00000001/bare", facilities=[bare])
    assert not {"telephone", "url", "department", "geo", "availableService"} & said.keys()
    assert "streetAddress" not in said["address"]


def test_a_clinic_is_on_the_map_where_its_door_is_known() -> None:
    there = facility("There", id="there0000001", has=["outpatient"], at=AKRON)
    said = described("/facility/there0000001/there", facilities=[there])
    assert said["@type"] == "MedicalClinic"
    assert said["geo"] == {"@type": "GeoCoordinates", "latitude": AKRON[0], "longitude": AKRON[1]}
    about = facility("About", id="about0000001", has=["outpatient"], position=Position.ZIP)
    assert "geo" not in described("/facility/about0000001/about", facilities=[about])


def test_a_name_cannot_break_out_of_the_description() -> None:
    name = "</script><script>alert(1)</script>"
    odd = facility(name, id="odd000000001")
    browser = client([odd])
    path = browser.get("/facility/odd000000001").location
    page = read(browser, path)
    described = page.one("script", type="application/ld+json")
    assert json.loads(described.text)["name"] == name
    assert [each for each in page.all("script") if "src" not in each.attributes] == [described]


def test_a_place_no_longer_listed_is_not_described() -> None:
    page = read(client(some_facilities()), "/facility/old000000004/old-harbor-house")
    assert page.all("script", type="application/ld+json") == []


def test_a_facilitys_page_has_one_address_however_it_was_reached() -> None:
    page = read(client(), "/facility/willow000001/willow-creek-recovery?near=44301")
    assert page.one("link", rel="canonical")["href"] == (
        "http://localhost/facility/willow000001/willow-creek-recovery"
    )
