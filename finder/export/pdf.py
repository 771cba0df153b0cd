"""PDF: a page of HTML and CSS as a file to print; the one door to WeasyPrint.

Nothing is fetched while it is laid out: whatever a page names beside itself is left away.
"""

import contextlib
import io
import logging
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

from finder.errors import FinderError

# What is being done, how far it is, and out of how many, where that is known.
Progress = Callable[[str, int, int | None], None]
PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core"
_PAGE = re.compile(r"Creating layout - Page (\d+)")
# As the library's own names for what it does.
_STEPS = {
    "Step 1": "reading",
    "Step 3": "reading",
    "Step 4": "reading",
    "Step 5": "laying out pages",
    "Step 6": "writing the file",
}


class NoPdf(FinderError, RuntimeError):
    """This machine lacks what draws letters into a PDF; says what to install."""


def write_pdf(html: str, file: Path, progress: Progress | None = None) -> int:
    """Writes the page as a tagged PDF (PDF/UA-1), whole or not at all; says how many pages it has.

    Raises `NoPdf` where the libraries of the system are missing, `OSError` where the disk is.
    """
    weasyprint = _library()
    # A string has no address of its own, so that nothing beside it can be named but by a whole
    # address; and of those none may be fetched.
    fetch = weasyprint.urls.URLFetcher(allowed_protocols=())
    with _heard(progress):
        document = weasyprint.HTML(string=html, url_fetcher=fetch).render(pdf_variant="pdf/ua-1")
        drawn = document.write_pdf(pdf_variant="pdf/ua-1")
    write_whole(file, drawn)
    return len(document.pages)


def write_whole(file: Path, content: bytes) -> None:
    """Writes a file beside where it belongs and moves it there: nobody finds half of one."""
    beside = file.with_name(f".{file.name}.part")
    try:
        beside.write_bytes(content)
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)


def _library() -> ModuleType:
    """WeasyPrint, loaded on first use: it wants Pango, which a server that prints nothing may lack.

    It prints advice of its own to the terminal before it fails; ours is one sentence.
    """
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            import weasyprint  # noqa: PLC0415 -- it fails to load without Pango
            import weasyprint.urls  # noqa: PLC0415 -- it fails to load without Pango
    except OSError as error:
        raise NoPdf(
            "A PDF needs Pango, which this machine lacks. On Debian or Ubuntu: "
            f"apt-get install {PACKAGES}. On a Mac: brew install pango."
        ) from error
    module: ModuleType = weasyprint
    return module


@contextlib.contextmanager
def _heard(progress: Progress | None) -> Iterator[None]:
    """Tells what the library says of its own progress, in our words."""
    if progress is None:
        yield
        return
    logger = logging.getLogger("weasyprint.progress")
    handler, level = _Listener(progress), logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)


class _Listener(logging.Handler):
    """Pages are laid out at least twice: the first time nobody knows yet how many there are."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self._progress = progress
        self._round = 0
        self._last = 0
        self._total: int | None = None

    def emit(self, record: logging.LogRecord) -> None:
        said = record.getMessage()
        page = _PAGE.search(said)
        if page is None:
            doing = next((text for step, text in _STEPS.items() if said.startswith(step)), "")
            if doing:
                self._progress(doing, 0, None)
            return
        number = int(page[1])
        if number <= self._last:
            self._round, self._total = self._round + 1, max(self._last, self._total or 0)
        self._last = number
        doing = "laying out pages" if not self._round else "setting page numbers"
        self._progress(doing, number, self._total)
