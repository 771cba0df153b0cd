"""Casts: the sites on the stage, each made once: an empty one, broken ones, one full of staff work.

`Cast.known` holds what addresses of pages are made of: the code of a report, an import under way.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pyotp
from flask import Flask
from flask.testing import FlaskClient

from finder.app import create_app
from finder.config import Config
from finder.errors import IndexUnusable
from finder.feedback import Ended, NewReport, Subject
from finder.identity import Ruling
from finder.importing.deciding import decision
from finder.places import Gazetteer
from finder.staff import Person, Role
from finder.vocabulary import Vocabulary
from finder.web.staff.access import TOKEN
from finder.wiring import Parts
from tests.directory.editions import listing, publish
from tests.importing.sources import NATIONAL, bytes_file, csv_file
from tests.importing.test_table import otp_list, written
from tests.importing.test_work import row
from tests.journeys.page_states import NEW_PEOPLE
from tests.staff.desks import PASSWORD
from tests.web.fakes import many, site
from tests.web.test_import_pages import bring_in, send, upload


@dataclass(frozen=True)
class Cast:
    """The sites by the name they stand on the stage with, and what their addresses need."""

    sites: Mapping[str, FlaskClient]
    known: Mapping[str, str]


def cast_of(folder: Path, home: Path, gazetteer: Gazetteer, vocabulary: Vocabulary) -> Cast:
    """Every site; the demonstration is the directory in `home`, which has been made before."""
    codes = [min(term.codes) for term in vocabulary.terms]
    gone = site()
    gone.jinja_env.get_or_select_template = None  # type: ignore[method-assign]
    work, known = _at_work(folder / "work", gazetteer, vocabulary)
    nobody = _parts(folder / "nobody", gazetteer, vocabulary)
    demo = _over(home, gazetteer, vocabulary)
    sites = {
        "demo": create_app(demo),
        "full": site(many(25, has=codes)),
        "few": site(),
        "none": site([]),
        "busy": site(fault=IndexUnusable("x")),
        "faulty": site(fault=RuntimeError("x")),
        "gone": gone,
        "nobody": create_app(nobody),
    }
    clients = {name: app.test_client() for name, app in sites.items()}
    hits = clients["demo"].get("/search.json?q=detox&near=44301").get_json()["hits"]
    ids = [hit["id"] for hit in hits[:4]]
    known |= {"id": ids[0], "ids": ",".join(ids), "facility": f"/facility/{ids[0]}"}
    return Cast(clients | work, known)


def _over(folder: Path, gazetteer: Gazetteer, vocabulary: Vocabulary) -> Parts:
    parts = Parts(Config(home=folder, styleguide=True))
    parts.gazetteer, parts.vocabulary = gazetteer, vocabulary
    return parts


def _parts(folder: Path, gazetteer: Gazetteer, vocabulary: Vocabulary) -> Parts:
    """Parts over an empty directory."""
    parts = _over(folder, gazetteer, vocabulary)
    parts.new_directory().prepare()
    parts.directory.open_empty()
    parts.searchable()
    return parts


def _at_work(
    folder: Path, gazetteer: Gazetteer, vocabulary: Vocabulary
) -> tuple[dict[str, FlaskClient], dict[str, str]]:
    """A site on which staff are in the middle of everything they do."""
    parts = _parts(folder, gazetteer, vocabulary)
    waiting: list[str] = []

    def begin(ticket: str) -> None:
        if not waiting:
            parts.work.carry_out(ticket)

    parts.begin = begin  # type: ignore[method-assign]
    app = create_app(parts)
    owner = _signed_in(app, parts, Role.OWNER, "Olive", "staff")
    known = _imports(owner, folder)
    waiting.append("everything from here on")
    known["working"] = upload(owner, csv_file(folder, [NATIONAL, row(1)], name="next.csv"))
    known |= _reports(parts)
    _lists(parts)
    for name in ("Neva", *NEW_PEOPLE, "Nora"):
        person = parts.staff.add(name, Role.STEWARD, PASSWORD, by="Olive")
    parts.staff.confirm(person, _code(parts, person))
    viewer = _signed_in(app, parts, Role.VIEWER, "Vera", "viewer")
    return {"staff": owner, "viewer": viewer, "stranger": app.test_client()}, known


def _code(parts: Parts, person: Person) -> str:
    return pyotp.TOTP(parts.staff.authenticator(person)).now()


def _signed_in(app: Flask, parts: Parts, role: Role, name: str, on: str) -> FlaskClient:
    person = parts.staff.add(name, role, PASSWORD, by="a test")
    browser = app.test_client()
    token = parts.sessions.begin(person)
    # On the stage, and where the helpers of other tests send their forms.
    for host in (f"https://{on}.localhost", "http://localhost"):
        with browser.session_transaction(base_url=f"{host}/staff") as kept:
            kept[TOKEN] = token
    return browser


def _imports(owner: FlaskClient, folder: Path) -> dict[str, str]:
    """Two years published, the second with a changed number; a third planned, with rows that
    cannot be read; a file that was looked at; and a table that nobody has seen before."""
    years = [[NATIONAL, *(row(n) for n in range(20))]]
    years.append([NATIONAL, row(0, Phone="330-555-0199"), *(row(n) for n in range(1, 19))])
    third = [NATIONAL, row(0, Street1="99 Oak Street"), *(row(n) for n in range(1, 8))]
    third += [row(50), row(51, Name1=""), row(52, Zip="", City=""), row(53, Phone="12")]
    for number, rows in enumerate(years):
        file = csv_file(folder, rows, name=f"{number}.csv")
        published = bring_in(owner, file, f"202{number}-06-01")
    looked = upload(owner, csv_file(folder, third, name="third.csv"))
    ready = upload(owner, csv_file(folder, third, name="again.csv"))
    send(owner, f"{ready}/plan", reader="samhsa", as_of="2022-06-01")
    table = upload(owner, bytes_file(folder, written(otp_list()).encode(), name="otp.csv"))
    return {"published": published, "looked": looked, "ready": ready, "table": table}


def _lists(parts: Parts) -> None:
    """Lists beside the national one: two places that may be one, one that both lists have, and two
    of which somebody said that they are two."""
    twin, oak = listing("Example Willow Recovery Inc"), listing("Oak", phones=())
    publish(parts.directory, {"willow": listing(), "twin": twin, "oak": oak}, source="ohio")
    joined = {"willow": listing("Willow Inc", website="http://a.example")}
    publish(parts.directory, joined, source="ca-dhcs")
    made = decision(Ruling.DISTINCT, "willow", "oak", by="Olive", reason="two doors")
    parts.directory.decide(made)


def _reports(parts: Parts) -> dict[str, str]:
    """One report that waits, one that was answered."""
    place = next(iter(parts.directory.all())).id
    new = NewReport(place, Subject.PHONE, "It rings at a bakery.", "me@example.org")
    waiting, ended = (parts.feedback.send(new, address=each) for each in ("192.0.2.1", "192.0.2.2"))
    parts.feedback.close(ended, Ended.MENDED, "It is another number now.", by="Olive")
    return {"waiting": waiting, "ended": ended, "place": place}
