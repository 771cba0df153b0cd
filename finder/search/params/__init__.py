"""Params: query string ⇄ request; the only room that knows parameter names.

    q=plain words   name=words of a name
    near=44101 | Akron, OH | Cook County, IL | Ohio | 39.76,-84.19
    within=25 | any sort=best | nearest | name                      page=2
    one parameter a category, as often as it has ticked terms:      program=detox&payment=medicaid
    unsaid=medicaid (nobody says) avoid=twelve-step (rank down)     about=heroin (a topic: rank up)

These addresses stand in articles and in people's bookmarks, so they change by addition only.
Reading one never fails: whatever is odd becomes a `Note`, and the search goes on without it.
"""

from finder.search.params.names import (
    ABOUT,
    ANY,
    AVOID,
    EXPLAIN,
    LANGUAGE,
    NAME,
    NEAR,
    PAGE,
    RESERVED,
    SORT,
    TRACKERS,
    UNSAID,
    WAS,
    WITHIN,
    WORDS,
)
from finder.search.params.reading import Asked, Parsed, parse
from finder.search.params.writing import (
    beside_fields,
    beside_filters,
    circle_about,
    near_query,
    near_text,
    query,
    ticked,
    within_text,
    written,
)

__all__ = [
    "ABOUT",
    "ANY",
    "AVOID",
    "EXPLAIN",
    "LANGUAGE",
    "NAME",
    "NEAR",
    "PAGE",
    "RESERVED",
    "SORT",
    "TRACKERS",
    "UNSAID",
    "WAS",
    "WITHIN",
    "WORDS",
    "Asked",
    "Parsed",
    "beside_fields",
    "beside_filters",
    "circle_about",
    "near_query",
    "near_text",
    "parse",
    "query",
    "ticked",
    "within_text",
    "written",
]
