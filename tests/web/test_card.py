"""The card for an address book: a file that tells on nobody, and never an error."""

from dataclasses import replace
from datetime import date

from tests.web.fakes import client, some_facilities

CARD = "/facility/willow000001.vcf"


def test_a_place_has_a_card_under_a_name_that_says_nothing() -> None:
    answer = client().get(CARD)
    assert answer.status_code == 200
    assert answer.content_type == "text/vcard; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="contact.vcf"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert "TEL;TYPE=WORK,VOICE,PREF:+19375550142\r\n" in answer.get_data(as_text=True)


def test_the_page_leads_to_it_in_its_own_language() -> None:
    page = client().get("/es/facility/willow000001", follow_redirects=True).get_data(as_text=True)
    assert f'href="/es{CARD}">Añadir a los contactos</a>' in page
    spanish = client().get(f"/es{CARD}").get_data(as_text=True).replace("\r\n ", "")
    assert "NOTE:De una lista: " in spanish
    assert "/es/facility/willow000001" in spanish


def test_an_id_nobody_knows_is_explained() -> None:
    answer = client().get("/facility/nobody000000.vcf")
    assert answer.status_code == 404
    assert answer.mimetype == "text/html"


def test_a_place_no_longer_listed_has_no_card_but_its_page() -> None:
    gone = replace(some_facilities()[0], retired=date(2024, 1, 1))
    answer = client([gone]).get(CARD)
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/facility/willow000001")
    page = client([gone]).get(answer.headers["Location"]).get_data(as_text=True)
    assert gone.name in page
    assert CARD not in page


def test_an_invented_place_says_so() -> None:
    made_up = replace(some_facilities()[0], invented=True)
    card = client([made_up]).get(CARD).get_data(as_text=True).replace("\r\n ", "")
    assert "NOTE:This is an invented example. From a list: " in card
