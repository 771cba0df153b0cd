"""Phrase, Pattern, Topic, Reading, Panel: what people type, speak of, may mean and should know."""

from dataclasses import dataclass

from finder.vocabulary.term import Preference


@dataclass(frozen=True, slots=True)
class Topic:
    """A substance or a situation. It ranks and warns, and never filters.

    `label` is what its chip says; `prefers` ranks places up; a place with one of the terms in
    `avoids` ranks down; `panel` is the slug of the safety panel it raises, blank for none.
    """

    slug: str
    label: str
    label_es: str
    prefers: tuple[Preference, ...]
    avoids: tuple[str, ...]
    panel: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """What people type, and what they mean by it: terms, topics, a place, or a question back.

    `place` is the text of a place, `?` where they mean "near me", or, after a `~`, where they must
    be unless they name a place: who has MassHealth is in Massachusetts. `ask` is the slug of the
    question whose choices are `Vocabulary.readings(ask)`. With `alone`, the words mean this only
    beside something else about drugs or alcohol, or in a frame such as "on …" or "addicted to …":
    by themselves they mean something else ("ice", "rock").
    """

    text: str
    language: str
    terms: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    place: str = ""
    ask: str = ""
    alone: bool = False

    @property
    def calls(self) -> str:
        """The place they are another name of: "Philadelphia, PA" for "philly"; else blank."""
        return "" if self.place.startswith(("?", "~")) else self.place

    @property
    def implies(self) -> str:
        """The place they point to unless one is named: "Massachusetts" for "masshealth"."""
        return self.place[1:] if self.place.startswith("~") else ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A class of phrases that mean the same: as it is written, and every one of them."""

    text: str
    phrases: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One choice of a question: what its link says, and what it stands for when it is chosen."""

    ask: str
    label: str
    label_es: str
    terms: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """A safety panel: what to know and do now, above the results; 1 is the most urgent.

    `helplines` are slugs of `seed_data/helplines.csv`, the first one first.
    """

    slug: str
    urgency: int
    title: str
    title_es: str
    text: str
    text_es: str
    steps: tuple[str, ...]
    steps_es: tuple[str, ...]
    helplines: tuple[str, ...]

    @property
    def wording(self) -> tuple[str, str]:
        """Everything it says, in English and in Spanish."""
        return (
            " ".join((self.title, self.text, *self.steps)),
            " ".join((self.title_es, self.text_es, *self.steps_es)),
        )
