"""Keeping: what a browser has kept of the site, and the list of places that were saved in it."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page

RESULTS = "/search?q=detox&near=44301&within=200"
# All that a browser keeps for a site.
KEPT = """async () => ({
  ...localStorage, session: sessionStorage.length, cookies: document.cookie,
  databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING = {"session": 0, "cookies": "", "databases": 0, "caches": 0, "workers": 0}


@dataclass(frozen=True, slots=True)
class Words:
    """What the buttons and sentences are called in a language."""

    home: str
    save: str
    saved: str
    list: str
    side: str
    plan: str
    forget: str
    none: str
    gone: str


ENGLISH = Words("", "Save", "Saved, take off", "See your list", "See them side by side",
                "Make a call plan", "Forget everything", "Nothing is saved on this device now.",
                "We looked: this site has nothing left in this browser’s storage.")  # fmt: skip
SPANISH = Words("/es", "Guardar", "Guardado, quitar", "Ver su lista", "Verlos lado a lado",
                "Hacer un plan de llamadas", "Olvidar todo",
                "Ahora no hay nada guardado en este dispositivo.",
                "este sitio ya no tiene nada en el almacenamiento")  # fmt: skip


def kept(page: Page) -> Any:
    return page.evaluate(KEPT)


def ids_of(page: Page, number: int) -> list[str]:
    boxes = page.locator("article .choose input")
    return [str(boxes.nth(at).get_attribute("value")) for at in range(number)]


def save_two(page: Page, home: str) -> list[str]:
    page.goto(home + RESULTS)
    for at in (0, 1):
        page.locator("article .save").nth(at).click()
    return ids_of(page, 2)


def cards(page: Page) -> Locator:
    return page.locator(".kept > li")
