"""Feedback: what the public says is wrong, what calls found out, and whom to call next.

Reading order: `values`, `workdays` (the clock of two working days), `calling` (whom to call first),
`store` (how it is kept).
"""

from finder.feedback.calling import Callee, Due, callees, due_first
from finder.feedback.store import Feedback
from finder.feedback.values import (
    Call,
    Ended,
    NewReport,
    NoSuchReport,
    Outcome,
    Report,
    Subject,
)

__all__ = [
    "Call",
    "Callee",
    "Due",
    "Ended",
    "Feedback",
    "NewReport",
    "NoSuchReport",
    "Outcome",
    "Report",
    "Subject",
    "callees",
    "due_first",
]
