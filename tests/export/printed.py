"""Printed: a PDF as its readers have it: the text of each page, and where its links lead."""

import re
from pathlib import Path

from pypdf import PdfReader


class Printed:
    """A PDF file, read."""

    def __init__(self, file: Path) -> None:
        self.reader = PdfReader(file)
        self.pages = [page.extract_text() for page in self.reader.pages]

    def pages_with(self, text: str) -> list[int]:
        """The pages, from 1, on which a text stands."""
        return [number for number, page in enumerate(self.pages, 1) if text in page]

    def part(self, title: str) -> str:
        """What stands under a title of the first rank, on all its pages, without head and foot."""
        kept: list[str] = []
        for number, page in enumerate(self.pages, 1):
            lines = page.splitlines()
            if f"{title} {number}" in lines:  # the head, which is read last
                kept += [
                    line
                    for line in lines
                    if line not in (title, f"{title} {number}") and not line.startswith("911 ")
                ]
        return flat("".join(kept))

    def leads_to(self, name: str) -> int:
        """The page, from 1, to which links with this name lead."""
        number = self.reader.get_destination_page_number(self.reader.named_destinations[name])
        assert number is not None
        return number + 1


def flat(text: str) -> str:
    """A text without its blanks, and without dots: those lead to a page number, and a reader finds
    a blank wherever a line broke."""
    return re.sub(r"[\s.]+", "", text)
