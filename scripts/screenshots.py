"""Makes docs/screenshots anew, from the demonstration directory, with Chromium.

    make screenshots

Everything in the pictures is invented. With pngquant on the path they take a quarter of the room.
"""

import csv
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyotp
from playwright.sync_api import Browser, Page, sync_playwright
from python_calamine import CalamineWorkbook

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "screenshots"
DEMONSTRATION = ROOT / "seed_data" / "facilities" / "demonstration.xlsx"
PASSWORD = "seven quiet herons at noon"  # noqa: S105 -- of somebody made up for a picture
PHONE, DESKTOP = (390, 1200), (1280, 900)
# Width and height, scheme, and how an address begins in the language.
Way = tuple[tuple[int, int], str, str]
WAYS: tuple[Way, ...] = (
    (PHONE, "light", ""),
    (PHONE, "light", "/es"),
    (PHONE, "dark", ""),
    (DESKTOP, "light", ""),
    (DESKTOP, "dark", "/es"),
)


def main() -> None:
    """Takes every picture."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.p*"):
        old.unlink()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        found = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        with served(Path(folder, "public")) as url:
            public(browser, url)
        home = Path(folder, "staff")
        earlier, later = two_years(Path(folder))
        finder(home, "init", "--empty")
        finder(home, "import", "samhsa", str(earlier), "--as-of", "2022-06-01", "--yes", "--force")
        finder(home, "user", "add", "Ada", "--role", "steward", told=f"{PASSWORD}\n")
        with served(home) as url:
            staff(browser, url, later)
        browser.close()
    shrink()


def public(browser: Browser, url: str) -> None:
    """The pages that anybody sees, and two of them on paper."""
    page = browser.new_page()
    page.goto(f"{url}/search?q=detox&near=44301")
    links = page.locator("article a[href*='/facility/']").evaluate_all("a => a.map((e) => e.href)")
    first = links[0].removeprefix(url)
    ids = ",".join(dict.fromkeys(link.split("/facility/")[1].split("/")[0] for link in links[:3]))
    pages = {
        "home": "/",
        "results": "/search?q=detox+that+takes+medicaid&near=44301",
        "facility": first,
        "guidance": "/guidance/heroin-and-fentanyl?near=44301",
        "call-plan": f"/plan?ids={ids}&near=44301&program=detox",
        "browse-map": "/browse/ohio/#map",
    }
    for name, path in pages.items():
        for way in WAYS:
            shoot(browser, name, url + way[2] + path, way)
    for name in ("results", "call-plan"):
        page.goto(url + pages[name])
        page.pdf(path=FOLDER / f"{name}-print.pdf", format="Letter")


def shoot(browser: Browser, name: str, address: str, way: Way) -> None:
    """One picture of what stands on the first screen, or where the address leads on the page."""
    size, scheme, _ = way
    page = browser.new_page(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page.goto(address)
    page.screenshot(path=FOLDER / named(name, way))
    page.close()


def named(name: str, way: Way) -> str:
    """What a picture is called: `results-phone-dark-en.png`."""
    size, scheme, language = way
    device = "phone" if size == PHONE else "desktop"
    return f"{name}-{device}-{scheme}-{language.strip('/') or 'en'}.png"


def staff(browser: Browser, url: str, file: Path) -> None:
    """A steward who reads what a new year's list would change."""
    page = browser.new_page(viewport={"width": DESKTOP[0], "height": 1400})
    page.goto(f"{url}/staff/sign-in")
    page.fill("#name", "Ada")
    page.fill("#password", PASSWORD)
    press(page, "main button.go")
    secret = page.locator(".secret code").inner_text().replace(" ", "")
    page.fill("#code", pyotp.TOTP(secret).now())
    press(page, "main button.go")
    page.goto(f"{url}/staff/imports/new")
    page.set_input_files("#file", file)
    press(page, "main button.go")
    page.wait_for_selector("#as_of", timeout=120_000)
    page.fill("#as_of", "2023-06-01")
    press(page, "text=Show what it would change")
    page.wait_for_selector("text=Read the changes", timeout=120_000)
    for size, scheme in ((DESKTOP, "light"), (DESKTOP, "dark"), (PHONE, "light")):
        page.set_viewport_size({"width": size[0], "height": 1400 if size == DESKTOP else size[1]})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.screenshot(path=FOLDER / named("staff-preview", (size, scheme, "")))
    page.close()


def press(page: Page, button: str) -> None:
    """Press a button, and wait for the page it leads to."""
    with page.expect_navigation():
        page.locator(button).first.click()


def two_years(folder: Path) -> tuple[Path, Path]:
    """The invented places as two years would list them: some gone, some new, some changed."""
    sheet = CalamineWorkbook.from_path(DEMONSTRATION).get_sheet_by_index(0)
    header, *rows = ([str(cell) for cell in row] for row in sheet.to_python())
    phone, street = header.index("Phone"), header.index("Street1")
    later = [list(row) for row in rows[60:]]
    for number, row in enumerate(later):
        if number % 17 == 0:
            row[phone] = f"{row[phone][:-2]}{number % 90 + 10}"
        if number % 41 == 0:
            row[street] = f"{number + 100} Example Avenue"
    files = folder / "2022.csv", folder / "2023.csv"
    for file, listed in zip(files, (rows[:-90], later), strict=True):
        with file.open("w", newline="", encoding="utf-8") as out:
            csv.writer(out).writerows([header, *listed])
    return files


def finder(home: Path, *arguments: str, told: str = "") -> None:
    """Run the command line over a folder."""
    subprocess.run(  # noqa: S603 -- this project's own program
        [sys.executable, "-m", "finder", *arguments],
        env={**os.environ, "FINDER_HOME": str(home)},
        input=told,
        text=True,
        check=True,
        stdout=subprocess.DEVNULL,
    )


@contextmanager
def served(home: Path) -> Iterator[str]:
    """The address of a site over a folder, for as long as it is wanted."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(  # noqa: S603 -- this project's own program
        [sys.executable, "-m", "finder", "serve", "--port", str(port)],
        env={**os.environ, "FINDER_HOME": str(home)},
        stdout=subprocess.DEVNULL,
    )
    try:
        for _ in range(600):
            with socket.socket() as trial:
                if trial.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)


def shrink() -> None:
    """Pictures in 128 colors, where there is a program for that."""
    if program := shutil.which("pngquant"):
        pictures = sorted(FOLDER.glob("*.png"))
        command = [program, "--ext", ".png", "--force", "--strip", "128", *map(str, pictures)]
        subprocess.run(command, check=True)  # noqa: S603 -- found on the path


if __name__ == "__main__":
    main()
