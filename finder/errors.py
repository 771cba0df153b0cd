"""Errors: what can go wrong, drawn as a tree.

FinderError
 ├─ ConfigError          (ValueError)    a setting is missing or makes no sense
 ├─ SeedDataError        (ValueError)    a file under seed_data/ is missing or broken
 ├─ GuidanceError        (ValueError)    an article cannot be served as it is written
 ├─ FetchFailed          (RuntimeError)  a source on the web did not give its list
 ├─ IndexUnusable        (RuntimeError)  the index on disk is missing or damaged
 └─ ShownError                           what a page may show
     ├─ StoreError           (RuntimeError)
     │   ├─ NoDirectory      (LookupError)   nothing has been set up in this folder yet
     │   ├─ Busy             (TimeoutError)  somebody else is changing the directory
     │   ├─ NotUndoable      (ValueError)    this import cannot be taken back now
     │   ├─ NothingToCorrect (LookupError)   no such facility, or no such correction that stands
     │   └─ NotDecidable     (ValueError)    ids that cannot be one place, or two, by this decision
     ├─ BadProfile           (ValueError)    a profile of a table's columns cannot be used
     └─ ImportRefused        (ValueError)
         ├─ Unreadable       (ValueError)    the file is not what it should be
         └─ Worrying         (ValueError)    a plan that would do too much to go unasked

Rooms have some of their own beside what raises them: `staff` (NotPossible, WeakPassword,
Throttled), `feedback` (NoSuchReport), `importing.correcting` (BadCorrection).

Three kinds of trouble are never mixed: a visitor's odd input is a `Note` on the page, a source's
bad row is a `Problem` value, and a fault is one of these. Each carries one sentence that a person
can act on; the command line prints it and the web turns it into a page, each in exactly one place.
What a page may show is a `Sentence`, so that the page can tell it in the reader's language; the
rest is for the terminal alone, and in English.
"""

from finder.sentence import Sentence, sentence


class FinderError(Exception):
    """Anything this program knows how to explain."""

    @property
    def sentence(self) -> Sentence:
        """What it says, to be told in the reader's language."""
        return sentence(self.args[0] if self.args else "")


class ShownError(FinderError):
    """What a page may show: `ImportRefused(said("…"))`."""

    def __init__(self, what: Sentence) -> None:
        super().__init__(what)


class ConfigError(FinderError, ValueError):
    """A setting is missing or makes no sense."""


class SeedDataError(FinderError, ValueError):
    """A file under seed_data/ is missing or broken."""


class GuidanceError(FinderError, ValueError):
    """An article cannot be served as it is written; says the file, the line and what to do."""


class StoreError(ShownError, RuntimeError):
    """The directory cannot do what was asked."""


class NoDirectory(StoreError, LookupError):
    """Nothing has been set up in this folder yet."""


class Busy(StoreError, TimeoutError):
    """Somebody else is changing the directory."""


class NotUndoable(StoreError, ValueError):
    """This import cannot be taken back now."""


class NothingToCorrect(StoreError, LookupError):
    """There is no such facility, or no such correction that stands."""


class NotDecidable(StoreError, ValueError):
    """These ids cannot be made one place, or two; says which decision stands against it."""


class BadProfile(ShownError, ValueError):
    """A profile of a table's columns cannot be used."""


class FetchFailed(FinderError, RuntimeError):
    """A source on the web did not give its list; what came of it is kept."""


class ImportRefused(ShownError, ValueError):
    """An import that will not be done; nothing has been changed."""


class Unreadable(ImportRefused):
    """The file is not what it should be."""


class Worrying(ImportRefused):
    """A plan that would do too much to go unasked."""


class IndexUnusable(FinderError, RuntimeError):
    """The index on disk is missing or damaged; `finder reindex` makes it anew."""
