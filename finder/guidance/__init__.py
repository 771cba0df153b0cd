"""Guidance: articles whose links are search requests, checked when they are loaded.

Reading order: `article` (the values), `front` and `directive` (how they are written), `rendering`
(Markdown → parts), `loading` (folders → `Library`), `safety` and `safety_file` (the
questions before a meeting), `lint` and `rules` (what is wrong with an article, by file
and line: `plain` its words, `grade` how hard they are to read).
"""

from finder.guidance.article import Article, Heading, Prose, Search, Source, Strength
from finder.guidance.library import Library
from finder.guidance.loading import load_guidance

__all__ = [
    "Article",
    "Heading",
    "Library",
    "Prose",
    "Search",
    "Source",
    "Strength",
    "load_guidance",
]
