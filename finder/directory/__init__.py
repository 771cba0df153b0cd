"""Directory: the set of facilities, kept in SQL.

Reading order: `values` (what it is told and tells), `store` (the `Directory` itself), `editions`
(how editions lie over each other), `merging` (how facilities are made from them), `corrections` and
`decisions` (what stewards hold against what is imported), `lock` (one writer at a time, who is
named to the others), `per_revision` (what is worked out from all of it, once a revision).
"""

from finder.directory.corrections import FIELDS, Amendment, Corrected, End, lapsed, settled_by_call
from finder.directory.per_revision import PerRevision
from finder.directory.store import Directory, MakeIndex
from finder.directory.values import (
    DEMONSTRATION,
    Listed,
    Locality,
    NewEdition,
    Progress,
    Published,
    Status,
    silent,
)

__all__ = [
    "DEMONSTRATION",
    "FIELDS",
    "Amendment",
    "Corrected",
    "Directory",
    "End",
    "Listed",
    "Locality",
    "MakeIndex",
    "NewEdition",
    "PerRevision",
    "Progress",
    "Published",
    "Status",
    "lapsed",
    "settled_by_call",
    "silent",
]
