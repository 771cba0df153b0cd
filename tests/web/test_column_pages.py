"""The mapping page: a steward says what the columns of an unseen table mean, without a script."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from finder.facility import Says
from finder.importing.profile_file import profile_from
from finder.staff import Role
from tests.builders import vocabulary
from tests.importing.sources import bytes_file, csv_file
from tests.importing.test_table import health_centers, otp_list, written
from tests.web.test_import_pages import Desktop, desktop, send, text, upload

__all__ = ["desktop"]


class Form(HTMLParser):
    """The fields of a page's forms with what stands in them, as a browser would send them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "input" and given.get("name"):
            self.fields[given["name"]] = given.get("value", "")
        elif tag == "select":
            self._select = given.get("name", "")
            self.fields[self._select] = ""
        elif tag == "option" and self._select and "selected" in given:
            self.fields[self._select] = given["value"]

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""


def filled(browser: FlaskClient, path: str) -> dict[str, str]:
    return Form(browser.get(path).get_data(as_text=True)).fields


def place_of(fields: dict[str, str], use: str) -> list[str]:
    return [name for name, value in fields.items() if value == use and name.startswith("use-")]


def test_a_table_in_windows_1252_with_short_zips_goes_from_upload_to_the_site(
    desktop: Desktop, tmp_path: Path
):
    browser = desktop.browser()
    file = bytes_file(tmp_path, written(otp_list()).encode("cp1252"), name="OTP list 2026.csv")
    at = upload(browser, file)
    seen = text(browser, at)
    assert "We do not know this table yet." in seen
    assert "none of SAMHSA" not in seen
    page = text(browser, f"{at}/columns")
    assert "Windows-1252" in page
    assert "the zeros in front were put back" in page
    assert "Example Clínica Number 0" in page
    assert "ZIP 02118" in page

    fields = filled(browser, f"{at}/columns")
    assert fields["name"] == "otp-list-2026"
    (yes,) = (name for name in fields if name.startswith("is-") and fields[name] == "yes")
    assert fields[yes.replace("is-", "means-")] == "Methadone"
    fields |= {"always": "opioid treatment program", "act": "save", "title": "A list"}
    saved = browser.post(f"{at}/columns", data=fields)
    assert (saved.status_code, saved.location.split("?")[1]) == (303, "profile=otp-list-2026")
    assert 'value="table:otp-list-2026" selected' in browser.get(saved.location).text

    chosen = {"reader": "table:otp-list-2026", "as_of": "2026-05-01"}
    assert send(browser, f"{at}/plan", **chosen).status_code == 303
    assert send(browser, f"{at}/publish").status_code == 303
    places = {each.name: each for each in desktop.parts.directory.all() if not each.invented}
    assert len(places) == 60
    first = places["Example Clínica Number 0"]
    assert first.says(vocabulary().term("methadone")) is Says.YES
    assert first.says(vocabulary().term("opioid-treatment-program")) is Says.YES
    acts = [act.did for act in desktop.bench.staff.acts()]
    assert "saved a profile" in acts

    kept = browser.get("/staff/profiles/otp-list-2026.toml")
    assert profile_from(kept.text).title == "A list"
    assert "Made by" in kept.text
    assert "otp-list-2026" in text(browser, "/staff/profiles")


def test_columns_that_were_guessed_wrong_are_set_right_and_values_mapped(
    desktop: Desktop, tmp_path: Path
):
    browser = desktop.browser()
    at = upload(browser, csv_file(tmp_path, health_centers(), name="centers.csv"))
    fields = filled(browser, f"{at}/columns")
    assert place_of(fields, "latitude") == ["use-1"]  # under the title Longitude
    means = next(name for name, value in fields.items() if value == "Foot care")
    fields |= {means.replace("is-", "means-"): "no: Detox; Physical exam; ZZ", "act": "look"}
    looked = browser.post(f"{at}/columns", data=fields).text
    assert "“ZZ” is none of our terms" in looked
    again = Form(looked).fields
    assert again[means.replace("is-", "means-")].startswith("no: Detox; ")
    assert "Says that it has not" in looked

    again |= {"use-2": "", "act": "save"}  # nothing is the name any more
    refused = browser.post(f"{at}/columns", data=again)
    assert refused.status_code == 400
    assert "No column is the name of the place." in refused.text
    assert desktop.parts.profiles.names() == ("ca-dhcs",)


def test_a_column_newly_taken_for_services_is_shown_with_its_values(
    desktop: Desktop, tmp_path: Path
):
    browser = desktop.browser()
    rows = [["Name", "City", "State", "Kind", "No"]]
    rows += [[f"Example {n} House", "Akron", "OH", ("A", "B")[n % 2], str(n)] for n in range(20)]
    at = upload(browser, csv_file(tmp_path, rows))
    fields = filled(browser, f"{at}/columns")
    assert fields["use-3"] == ""
    looked = browser.post(f"{at}/columns", data=fields | {"use-3": "services"}).text
    assert "What the values of “Kind” mean" in looked
    fields = Form(looked).fields | {"means-3-0": "Residential treatment", "state": "OH"}
    fields |= {"use-4": "identifier", "body": "", "act": "look"}
    looked = browser.post(f"{at}/columns", data=fields).text
    assert "Say who gives the licenses" in looked
    fields |= {"body": "State of Ohio", "only-column": "Kind", "only-values": "a", "act": "save"}
    assert browser.post(f"{at}/columns", data=fields | {"name": "ohio"}).status_code == 303
    profile = desktop.parts.profiles.get("ohio")
    assert profile.services[0].values == {"A": ("residential",)}
    assert profile.credentials[0].identifier == "No"
    assert profile.only is not None
    assert profile.only.values == ("a",)


def test_what_a_form_does_not_show_of_a_profile_stays(desktop: Desktop, shared_data: Path):
    browser = desktop.browser()
    at = upload(browser, shared_data / "state_ca_dhcs" / "licences-first300.csv")
    fields = filled(browser, f"{at}/columns?profile=ca-dhcs")
    assert fields["base"] == "ca-dhcs"
    fields |= {"name": "mine", "act": "save"}
    assert browser.post(f"{at}/columns", data=fields).status_code == 303
    shipped, mine = (desktop.parts.profiles.get(name) for name in ("ca-dhcs", "mine"))
    assert mine.credentials == shipped.credentials
    assert mine.columns == shipped.columns
    assert mine.always == shipped.always
    assert [(each.column, each.keep) for each in mine.services] == [
        (each.column, each.keep) for each in shipped.services
    ]
    for one, other in zip(mine.services, shipped.services, strict=True):
        assert {key.casefold(): set(words) for key, words in one.values.items()} == {
            key.casefold(): set(words) for key, words in other.values.items()
        }


@pytest.mark.parametrize("name", ["", "No Such", "../../etc/passwd", "a" * 200])
def test_a_profile_without_a_proper_name_is_not_kept(desktop: Desktop, tmp_path: Path, name: str):
    browser = desktop.browser()
    at = upload(browser, csv_file(tmp_path, health_centers(9)))
    fields = filled(browser, f"{at}/columns") | {"name": name, "act": "save"}
    answer = browser.post(f"{at}/columns", data=fields)
    assert answer.status_code == (303 if name.startswith("aaa") else 400)
    assert "ca-dhcs" in desktop.parts.profiles.names()


def test_what_is_no_table_is_told_on_the_page_and_a_viewer_maps_nothing(
    desktop: Desktop, tmp_path: Path
):
    browser = desktop.browser()
    at = upload(browser, csv_file(tmp_path, [["Name", "City", "State"]], name="empty.csv"))
    answer = browser.get(f"{at}/columns")
    assert (answer.status_code, "no row below it" in answer.text) in ((400, True), (303, False))
    assert browser.get(f"{at}/columns?profile=none").status_code in (303, 400)
    assert browser.get("/staff/profiles/none.toml").status_code == 404
    viewer = desktop.browser(Role.VIEWER)
    assert viewer.get(f"{at}/columns").status_code == 403
    assert viewer.get("/staff/profiles").status_code == 200
