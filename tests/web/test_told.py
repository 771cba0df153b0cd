"""What goes wrong on the staff pages is told in the reader's language, and in English as before."""

import io
import re
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from finder.directory import Directory
from finder.errors import Unreadable
from finder.importing.ticket import State
from finder.sentence import Sentence, said
from finder.staff import Role
from finder.web.language import told
from finder.wiring import Parts
from tests.directory.editions import JUNE_2023, listing, publish
from tests.importing.sources import NATIONAL, csv_file, haven
from tests.importing.test_work import row
from tests.staff.desks import PASSWORD
from tests.web.fakes import site
from tests.web.test_import_pages import Desktop
from tests.web.test_staff_side import token_of


@pytest.fixture
def desktop(parts: Parts) -> Desktop:
    return Desktop(parts)


@pytest.fixture
def browser(desktop: Desktop) -> FlaskClient:
    return desktop.browser(Role.OWNER)


def send(browser: FlaskClient, path: str, **fields: object) -> str:
    """What a form answers, tags left out; where it leads on, what is there."""
    token = token_of(browser, "/staff/imports/new")
    answer = browser.post(path, data={"csrf_token": token, **fields}, follow_redirects=True)
    return plain(answer.get_data(as_text=True))


def plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def text(browser: FlaskClient, path: str) -> str:
    return plain(browser.get(path).get_data(as_text=True))


def upload(browser: FlaskClient, content: bytes, name: str = "list.csv") -> str:
    token = token_of(browser, "/staff/imports/new")
    told = {"csrf_token": token, "file": (io.BytesIO(content), name)}
    return str(browser.post("/es/staff/imports/new", data=told).location)


def test_a_sentence_is_told_inside_out_and_a_name_is_left_alone():
    app = site()
    whole = said("The workbook is damaged or cut short. %(advice)s", advice=said("see above"))
    assert told(whole) == "The workbook is damaged or cut short. see above"
    with app.test_client() as client:
        client.get("/es/about")
        assert told(whole) == "El libro está dañado o cortado. vea arriba"
        assert told(Unreadable(whole)) == told(whole)
        assert told(Sentence("see above")) == "see above"
        assert told("see above") == "see above"
        assert told("") == ""
        assert told(said("%(n)s cells", n="100 %(x)s")) == "100 %(x)s celdas"


def test_a_weak_password(browser: FlaskClient):
    new = {"name": "Bo", "role": "viewer", "password": "short"}
    assert "A password has at least 15 characters." in send(browser, "/staff/people", **new)
    answer = send(browser, "/es/staff/people", **new)
    assert "Una contraseña tiene al menos 15 caracteres." in answer
    assert "A password" not in answer
    odd = send(browser, "/es/staff/people", name="Bo", role="king", password=PASSWORD)
    assert "Elija una función." in odd


def test_a_file_that_cannot_be_read(browser: FlaskClient):
    assert "El archivo está vacío." in send(
        browser, "/es/staff/imports/new", file=(io.BytesIO(b""), "x.csv")
    )
    at = upload(browser, b"PK\x03\x04", "x.xlsx")
    answer = text(browser, at)
    assert (
        "El libro está dañado o cortado. Descárguelo o guárdelo de nuevo e importe ese." in answer
    )
    english = text(browser, at.removeprefix("/es"))
    assert "The workbook is damaged or cut short. Download or save it again" in english
    assert "El libro está dañado" in text(browser, "/es/staff/imports")


def test_an_undo_that_cannot_be(browser: FlaskClient, desktop: Desktop):
    directory = desktop.parts.directory
    publish(directory, {"willow": listing()})
    publish(directory, {"willow": listing()}, as_of=JUNE_2023)
    refused = send(browser, "/es/staff/imports/1/undo")
    assert desktop.parts.staging.all()[0][1].state is State.REFUSED
    assert "La importación 2 de samhsa vino después de la importación 1: deshaga primero la 2." in (
        refused
    )


def test_a_decision_that_cannot_be(browser: FlaskClient, desktop: Desktop):
    publish(desktop.parts.directory, {"willow": listing()})
    same = {"one": "willow", "other": "willow", "kept": "willow", "reason": "one door"}
    answer = send(browser, "/es/staff/duplicates", ruling="merge", **same)
    assert "Un lugar no se puede unir consigo mismo ni distinguir de sí mismo." in answer
    assert "Diga por qué." in send(
        browser, "/es/staff/duplicates", ruling="merge", **same | {"reason": ""}
    )
    assert "Diga si son un lugar o dos." in send(browser, "/es/staff/duplicates", **same)
    undone = send(browser, "/es/staff/decisions/7/undo")
    assert "No hay ninguna decisión 7. `finder decisions` las enumera." in undone


def test_a_directory_that_somebody_else_changes(
    browser: FlaskClient, desktop: Desktop, monkeypatch: pytest.MonkeyPatch
):
    directory: Directory = desktop.parts.directory
    publish(directory, {"willow": listing()})
    monkeypatch.setattr("finder.web.staff.decisions._WAIT", 0.0)
    with directory.changing(said("importing %(file)s", file="a list.csv"), wait=0):
        answer = send(browser, "/es/staff/decisions/7/undo")
    assert re.search(r"\(proceso \d+\) está importando a list.csv desde 20", answer)
    assert "Espere a que termine" in answer


def test_a_bad_correction(browser: FlaskClient, desktop: Desktop):
    publish(desktop.parts.directory, {"willow": listing()})
    asked = {"field": "zip", "value": "44", "told_by": "their desk", "reason": "it moved"}
    page = "/staff/facilities/willow"
    assert "44 is no ZIP code; it has five digits." in send(browser, page, **asked)
    assert "44 no es un código postal; tiene cinco dígitos." in send(browser, f"/es{page}", **asked)
    over = send(browser, f"/es{page}", **asked | {"value": "44301", "until": "day"})
    assert "Diga hasta qué día vale la corrección." in over


def test_the_problems_of_a_file_and_its_rejected_rows(browser: FlaskClient, tmp_path: Path):
    rows = [*(row(n) for n in range(98)), haven(Name1="", Zip="44302"), row(99, Phone="12")]
    at = upload(browser, csv_file(tmp_path, [NATIONAL, *rows]).read_bytes())
    looked = text(browser, at)
    assert "Parece ser el National Directory de SAMHSA" in looked
    assert "La fila 1 tiene 13 de las 13 columnas" in looked
    send(browser, f"{at}/plan", reader="samhsa", as_of="2023-06-01")
    problems = text(browser, f"{at}/problems")
    assert "fila 100 name1 un nombre; se omitió" in problems
    assert "un número de teléfono que se pueda marcar; no se muestra" in problems
    assert "a name; skipped" not in problems
    assert "row 100 name1 a name; skipped" in text(browser, f"{at.removeprefix('/es')}/problems")
    assert "fila 2" in text(browser, f"{at}/changes")
    rejected = browser.get(f"{at}/rejected").get_data(as_text=True)
    assert "name1: se esperaba un nombre; se omitió" in rejected
    assert ",_error" in rejected, "the name of the column is what it is known by"


def test_a_plan_that_worries(browser: FlaskClient, tmp_path: Path):
    many = csv_file(tmp_path, [NATIONAL, *(row(n) for n in range(10))]).read_bytes()
    at = upload(browser, many)
    send(browser, f"{at}/plan", reader="samhsa", as_of="2022-06-01")
    send(browser, f"{at}/publish")
    at = upload(browser, csv_file(tmp_path, [NATIONAL, row(1)]).read_bytes())
    send(browser, f"{at}/plan", reader="samhsa", as_of="2023-06-01")
    worry = "9 de los 10 lugares que samhsa tiene ahora en su lista (90%) no están en el archivo"
    assert worry in text(browser, at)
    refused = send(browser, f"{at}/publish")
    assert worry in refused
    assert "Si es correcto, escriba “publish samhsa”." in refused


def test_a_table_and_its_columns(browser: FlaskClient):
    at = upload(browser, b"Name;Zip\nWillow House;44301\nOak House;44302\n")
    assert "Parece ser otra tabla" in text(browser, at)
    columns = text(browser, f"{at}/columns")
    assert "texto separado por puntos y coma, UTF-8" in columns
    assert "lo dice su nombre y el 100% de sus celdas lo parecen" in columns
    assert "No hay ningún perfil 'x'." in text(browser, f"{at}/columns?profile=x")
    wrong = send(browser, f"{at}/columns", act="save", name="mine")
    assert "Ninguna columna es el nombre del lugar." in wrong


def test_an_import_that_goes_on_meanwhile(browser: FlaskClient, tmp_path: Path):
    at = upload(browser, csv_file(tmp_path, [NATIONAL, row(1)]).read_bytes())
    send(browser, f"{at}/discard")
    assert "Esta importación no se puede desechar ahora." in send(browser, f"{at}/discard")
