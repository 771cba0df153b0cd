"""The pages of imports as a steward sees them: upload, plan, decision, progress, history, undo."""

import io
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from finder.app import build
from finder.importing import staging
from finder.importing.ticket import State
from finder.staff import Role, Sessions, Staff
from finder.web.staff import Desk
from finder.web.staff.intake import Intake
from finder.wiring import Parts
from tests.importing.sources import NATIONAL, csv_file, haven
from tests.importing.test_work import row
from tests.staff.desks import CHEAP, Bench, Clock, signed_in
from tests.web.fakes import atlas
from tests.web.test_staff_side import token_of


class Desktop:
    """A steward at the pages, over a real directory; the work is done before a page is answered."""

    def __init__(self, parts: Parts, *, working: bool = True) -> None:
        self.parts = parts
        clock = Clock()
        staff = Staff(parts._database, hashing=CHEAP, secret=b"s" * 32, clock=clock)
        sessions = Sessions(parts._database, clock)
        work = parts.work.carry_out if working else lambda _id: None
        intake = Intake(
            *(parts.staging, parts.directory, parts.vocabulary, parts.profiles),
            *(staff, work, parts.gazetteer),
        )
        self.app: Flask = build(
            engine=parts.searchable(),
            directory=parts.directory,
            vocabulary=parts.vocabulary,
            gazetteer=parts.gazetteer,
            atlas=atlas(),
            desk=Desk(staff, sessions, b"k" * 32, intake),
        )
        self.bench = Bench(staff, sessions, clock, intake)

    def browser(self, role: Role = Role.STEWARD) -> FlaskClient:
        return signed_in(self.app, self.bench, role)


def send(browser: FlaskClient, path: str, **fields: object) -> TestResponse:
    token = token_of(browser, "/staff/imports/new")
    return browser.post(path, data={"csrf_token": token, **fields})


def upload(browser: FlaskClient, file: Path, name: str = "") -> str:
    content = (io.BytesIO(file.read_bytes()), name or file.name)
    answer = send(browser, "/staff/imports/new", file=content)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return str(answer.location)


def bring_in(browser: FlaskClient, file: Path, day: str) -> str:
    at = upload(browser, file)
    assert send(browser, f"{at}/plan", reader="samhsa", as_of=day).status_code == 303
    assert send(browser, f"{at}/publish").status_code == 303
    assert "Published" in text(browser, at)
    return at


def text(browser: FlaskClient, path: str, status: int = 200) -> str:
    answer = browser.get(path)
    assert answer.status_code == status
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True)))


@pytest.fixture
def desktop(parts: Parts) -> Desktop:
    return Desktop(parts)


def test_a_file_goes_from_upload_to_the_site_and_back(desktop: Desktop, tmp_path: Path):
    browser = desktop.browser()
    bring_in(browser, csv_file(tmp_path, [NATIONAL, *(row(n) for n in range(20))]), "2022-06-01")
    changed = [row(n) for n in range(18)]
    changed[3] = row(3, Phone="330-555-0199")
    changed[4] = row(4, Street1="99 Oak Street")
    at = upload(
        browser,
        csv_file(tmp_path, [NATIONAL, *changed, row(50)], name="new.csv"),
        "<b>2023</b>.csv",
    )
    seen = text(browser, at)
    assert "It seems to be SAMHSA&#39;s National Directory" in seen
    assert "13 of the 13 columns" in seen
    send(browser, f"{at}/plan", reader="samhsa", as_of="2023-06-01")

    plan = text(browser, at)
    assert "19 rows: 19 places listed" in plan
    assert "of 17 places whose name, program, street and ZIP stay the same, 1 get another" in plan
    assert "Phone changed 1" in plan
    assert "No longer listed 2" in plan
    assert "<b>2023" not in browser.get(at).get_data(as_text=True)
    changes = text(browser, f"{at}/changes")
    order = ["Phone changed ·", "Address changed ·", "No longer listed ·", "New ·"]
    places = [changes.index(kind) for kind in order]
    assert places == sorted(places)
    assert re.search(r"330-555-0103 .*→.* 330-555-0199", changes)
    assert "1 facilities; page 1 of 1" in text(browser, f"{at}/changes?show=phones")
    assert "0 facilities" in text(browser, f"{at}/changes?words=nowhere")

    send(browser, f"{at}/publish")
    assert len(list(desktop.parts.directory.all())) == 19
    history = text(browser, "/staff/imports")
    assert "in force" in history
    assert "followed by another" in history
    done = text(browser, "/staff/imports/2")
    assert "19 rows: 1 new, 2 changed, 16 unchanged, 2 retired" in done
    assert send(browser, "/staff/imports/2/undo").status_code == 303
    assert "undone" in text(browser, "/staff/imports/2")
    assert len(list(desktop.parts.directory.all())) == 20
    acts = [
        each.did
        for each in desktop.bench.staff.acts()
        if "import" in each.did or "file" in each.did
    ]
    assert acts == [
        *("undid an import", "published an import", "uploaded a file"),
        *("published an import", "uploaded a file"),
    ]


def test_a_worrying_plan_is_published_by_typing_and_a_reason_only(desktop, tmp_path):
    browser = desktop.browser()
    bring_in(browser, csv_file(tmp_path, [NATIONAL, *(row(n) for n in range(10))]), "2022-06-01")
    at = upload(browser, csv_file(tmp_path, [NATIONAL, row(1)]))
    send(browser, f"{at}/plan", reader="samhsa", as_of="2023-06-01")
    assert "type: publish samhsa" in text(browser, at)
    for fields in (
        {},
        {"typed": "publish samhsa"},
        {"typed": "yes", "reason": "all of them moved"},
    ):
        refused = send(browser, f"{at}/publish", **fields)
        assert refused.status_code == 400
        assert 'role="alert"' in refused.get_data(as_text=True)
    assert len(list(desktop.parts.directory.all())) == 10
    send(browser, f"{at}/publish", typed="publish samhsa", reason="nine have closed")
    assert len(list(desktop.parts.directory.all())) == 1
    assert "nine have closed" in text(browser, "/staff/imports/2")


def test_problems_stand_by_kind_and_rejected_rows_come_back_mended(desktop, tmp_path):
    browser = desktop.browser()
    rows = [*(row(n) for n in range(98)), haven(Name1="", Zip="44302"), row(99, Phone="12")]
    at = upload(browser, csv_file(tmp_path, [NATIONAL, *rows]))
    send(browser, f"{at}/plan", reader="samhsa", as_of="2023-06-01")
    problems = text(browser, f"{at}/problems")
    assert problems.index("Skipped: should be listed") < problems.index("Listed all the same")
    assert "Mend these rows in the file of rejected rows" in problems
    assert "row 100" in problems
    send(browser, f"{at}/publish")
    kept = browser.get(f"{at}/rejected")
    assert kept.headers["Content-Disposition"] == "attachment; filename=rejected-rows.csv"
    mended = tmp_path / "mended.csv"
    mended.write_bytes(kept.data.replace(b",,1 Elm", b"Example Mended,,1 Elm", 1))
    part = upload(browser, mended)
    page = browser.get(part).get_data(as_text=True)
    assert re.search(r'name="part"[^>]* checked', page)
    send(browser, f"{part}/plan", reader="samhsa", part="1")
    assert "This is a part: 99 places" in text(browser, part)
    send(browser, f"{part}/publish")
    assert len(list(desktop.parts.directory.all())) == 100


def test_a_viewer_reads_and_decides_nothing(desktop: Desktop, tmp_path: Path):
    at = upload(desktop.browser(), csv_file(tmp_path, [NATIONAL, row(1)]))
    viewer = desktop.browser(Role.VIEWER)
    page = viewer.get(at).get_data(as_text=True)
    assert "It seems to be" in page
    assert f'action="{at}' not in page
    token = token_of(viewer, "/staff/home")
    for path in ("plan", "publish", "discard"):
        answer = viewer.post(f"{at}/{path}", data={"csrf_token": token})
        assert answer.status_code == 403


def test_while_it_is_worked_at_the_page_says_how_far_and_looks_again(parts: Parts, tmp_path: Path):
    desktop = Desktop(parts, working=False)
    browser = desktop.browser()
    at = upload(browser, csv_file(tmp_path, [NATIONAL, row(1)]))
    page = browser.get(at).get_data(as_text=True)
    assert re.search(r'<script src="/static/staff.js\?v=\w+" defer>', page)
    assert "http-equiv" not in page, "nothing pulls the page away from whoever reads it"
    assert "Being looked at" in page
    assert "<progress" in page
    assert "Not published yet" in text(browser, "/staff/imports")
    assert parts.staging.all()[0][1].state is State.LOOKING


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\x00" * 500, b"PK\x03\x04"])
def test_what_cannot_be_read_is_told_in_a_sentence(desktop: Desktop, content: bytes):
    browser = desktop.browser()
    sent = send(browser, "/staff/imports/new", file=(io.BytesIO(content), "x.xlsx"))
    told = text(browser, sent.location) if sent.location else sent.get_data(as_text=True)
    assert "Nothing was changed" in told or 'role="alert"' in told
    assert len(desktop.parts.directory.imports()) == 0


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"reader": "nothing"}, "There is no reader"),
        ({"reader": "samhsa", "as_of": "June"}, "is not a day"),
        ({"reader": "samhsa"}, "does not say of which day"),
        ({"reader": "samhsa", "as_of": "2999-01-01"}, "in the future"),
        ({"reader": "samhsa", "as_of": "2023-01-01", "source": "../x"}, "will not do"),
        ({"reader": "samhsa", "part": "1"}, "Import the whole list first"),
        ({"reader": "table:../../etc/passwd"}, "There is no profile"),
    ],
)
def test_settings_that_make_no_sense_are_told_beside_the_form(desktop, tmp_path, fields, why):
    browser = desktop.browser()
    at = upload(browser, csv_file(tmp_path, [NATIONAL, row(1)]))
    sent = send(browser, f"{at}/plan", **fields)
    page = sent.get_data(as_text=True) if sent.status_code != 303 else text(browser, at)
    assert why in page
    assert "Read it as" in page


def test_a_staged_import_can_be_thrown_away(desktop: Desktop, tmp_path: Path):
    browser = desktop.browser()
    at = upload(browser, csv_file(tmp_path, [NATIONAL, row(1)]))
    assert send(browser, f"{at}/discard").location == "/staff/imports"
    assert "Thrown away" in text(browser, at)
    assert send(browser, f"{at}/discard").status_code == 409


def test_a_file_longer_than_other_forms_is_taken_and_one_too_large_is_told_so(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch
):
    browser = desktop.browser()
    long = b"a,b\n" * 100_000
    sent = send(browser, "/staff/imports/new", file=(io.BytesIO(long), "long.csv"))
    assert sent.status_code == 303
    monkeypatch.setattr(staging, "UPLOAD_BYTES", len(long) - 1)
    refused = send(browser, "/staff/imports/new", file=(io.BytesIO(long), "longer.csv"))
    assert refused.status_code == 400
    assert "larger than" in refused.get_data(as_text=True)
