"""Quality: how good the directory is, in numbers that each lead to the places behind it.

Reading order: `sheet` (what is counted over all of it, once a revision), `duplicates` (places that
look alike), `findings` (the same beside today and the calls that were made), `table` (a list as
CSV); and `history` (what one place showed, when and by what that changed).
"""

from finder.quality.findings import Age, Findings, findings
from finder.quality.history import Cause, Past, history
from finder.quality.sheet import Coverage, Sheet, sheet
from finder.quality.table import write_list

__all__ = [
    "Age",
    "Cause",
    "Coverage",
    "Findings",
    "Past",
    "Sheet",
    "findings",
    "history",
    "sheet",
    "write_list",
]
