"""A steward with a table nobody has seen, in a browser without scripts: mapped, looked at, brought
in."""

from pathlib import Path

from playwright.sync_api import Browser, Page

from finder.config import Config
from finder.wiring import Parts
from tests.importing.sources import bytes_file, csv_file
from tests.importing.test_table import health_centers, otp_list, written
from tests.journeys.conftest import Site, look_until
from tests.journeys.test_a_steward import PATIENCE, empty_site, publish, sign_in

__all__ = ["empty_site"]


def bring_in(page: Page, site: Site, file: Path, name: str) -> None:
    """From the upload to the site, by what is said on the page alone."""
    page.goto(f"{site.url}/staff/imports/new")
    page.set_input_files("#file", file)
    page.click("main button.go")
    look_until(page, "text=We do not know this table yet", PATIENCE)
    page.click("a:has-text('Say what its columns mean')")
    page.click("text=Look at ten rows")
    assert page.locator("#rows").count() == 1
    page.fill("#name", name)
    page.click("text=Save, and go on to the plan")
    assert page.locator("#reader").input_value() == f"table:{name}"
    page.fill("#as_of", "2026-05-01")
    page.click("text=Show what it would change")
    look_until(page, "main form button:has-text('Publish')", PATIENCE)
    publish(page)


def test_two_unseen_tables_come_in_by_mapping_alone(
    browser: Browser, empty_site: Site, tmp_path: Path
):
    context = browser.new_context(java_script_enabled=False)
    page = sign_in(context, empty_site, "Ann")
    otp = bytes_file(tmp_path, written(otp_list(24)).encode("cp1252"), name="otp.csv")
    bring_in(page, empty_site, otp, "otp-list")
    bring_in(page, empty_site, csv_file(tmp_path, health_centers(24)), "centers")
    context.close()
    parts = Parts(Config(home=tmp_path / "home"))
    places = {each.name: each for each in parts.directory.all()}
    parts.directory.close()
    assert len(places) == 48
    assert places["Example Clínica Number 4"].address.zip == "00736"
    assert places["Example Health Center 0"].point.lat > 40
