"""Vocabulary: every term, topic, phrase, panel and code, and how to get from one to the other."""

from collections.abc import Iterable, Iterator

from finder.vocabulary.folding import plain
from finder.vocabulary.own import is_own, slug_in
from finder.vocabulary.phrase import Panel, Pattern, Phrase, Reading, Topic
from finder.vocabulary.phrase_problems import phrase_problems
from finder.vocabulary.problems import term_problems
from finder.vocabulary.term import Category, Code, Rename, Term, Way

# What a word of `noise.csv` is: dropped, standing before a place, turning round, or a measure.
NOISE = ("noise", "near", "negation", "unit")


class Vocabulary:
    """Every word we know, in English and Spanish, and what it stands for; never changes.

    >>> words = load_vocabulary(Path("seed_data/vocabulary"))
    >>> [term.slug for term in words.meaning("OIT")]
    ['intensive-outpatient']
    >>> words.code_named("SMAT", "In-network prescribing entity")
    'AUINPE'

    Where two rows share a slug, a code or a name, the first one counts, and `problems` tells of it.
    """

    def __init__(
        self,
        *,
        categories: Iterable[Category],
        terms: Iterable[Term],
        codes: Iterable[Code],
        topics: Iterable[Topic] = (),
        phrases: Iterable[Phrase] = (),
        patterns: Iterable[Pattern] = (),
        readings: Iterable[Reading] = (),
        noise: Iterable[tuple[str, str, str]] = (),
        panels: Iterable[Panel] = (),
        ways: Iterable[Way] = (),
        renames: Iterable[Rename] = (),
    ) -> None:
        self.categories: tuple[Category, ...] = tuple(sorted(categories, key=lambda c: c.order))
        place = {category.slug: at for at, category in enumerate(self.categories)}
        self.terms: tuple[Term, ...] = tuple(
            sorted(terms, key=lambda term: (place.get(term.category, len(place)), term.order))
        )
        self.topics: tuple[Topic, ...] = tuple(topics)
        self.panels: tuple[Panel, ...] = tuple(sorted(panels, key=lambda panel: panel.urgency))
        self.written_phrases: tuple[Phrase, ...] = tuple(phrases)
        self.patterns: tuple[Pattern, ...] = tuple(patterns)
        grown = (phrase for pattern in self.patterns for phrase in pattern.phrases)
        self.phrases: tuple[Phrase, ...] = tuple(
            _phrases((*self.written_phrases, *grown), self.terms)
        )
        self.all_readings: tuple[Reading, ...] = tuple(readings)
        self.all_noise: tuple[tuple[str, str, str], ...] = tuple(noise)
        self.codes: tuple[Code, ...] = tuple(codes)
        self.ways: tuple[Way, ...] = tuple(ways)
        self.renames: tuple[Rename, ...] = tuple(renames)
        # Read backwards, so that of two rows with one key the first one is kept.
        self._category = {each.slug: each for each in reversed(self.categories)}
        self._term = {each.slug: each for each in reversed(self.terms)}
        self._topic = {each.slug: each for each in reversed(self.topics)}
        self._way = {(each.term, each.kind): each.others for each in reversed(self.ways)}
        self._rename = {each.old: each for each in reversed(self.renames)}
        self._panel = {each.slug: each for each in reversed(self.panels)}
        self._code = {each.code: each for each in reversed(self.codes)}
        self._named = {_name(e.key_category, e.name): e.code for e in reversed(self.codes)}
        self._members = _grouped((each.category, each) for each in self.terms)
        self._meaning = _grouped((code, each) for each in self.terms for code in each.codes)

    def term(self, slug: str) -> Term | None:
        """The term with this slug."""
        return self._term.get(slug)

    def category(self, slug: str) -> Category | None:
        """The category with this slug."""
        return self._category.get(slug)

    def in_category(self, slug: str) -> tuple[Term, ...]:
        """The terms of a category, in the order they are shown; none for an unknown one."""
        return self._members.get(slug, ())

    def topic(self, slug: str) -> Topic | None:
        """The topic with this slug."""
        return self._topic.get(slug)

    def renamed(self, slug: str) -> Rename | None:
        """What became of a slug that no term or topic has; None for one that never was."""
        return self._rename.get(slug)

    def panel(self, slug: str) -> Panel | None:
        """The safety panel with this slug."""
        return self._panel.get(slug)

    def most_urgent(self, slugs: Iterable[str]) -> Panel | None:
        """The most urgent of these panels, unknown and blank slugs let go; None for none."""
        found = [self._panel[slug] for slug in slugs if slug in self._panel]
        return min(found, key=lambda panel: panel.urgency, default=None)

    def readings(self, ask: str) -> tuple[Reading, ...]:
        """The choices of a question, in their order; none for an unknown one."""
        return tuple(each for each in self.all_readings if each.ask == ask)

    def then(self, slug: str) -> tuple[str, ...]:
        """The terms of the step that comes after this one; none where it is no first step."""
        return self._way.get((slug, "then"), ())

    def instead(self, slug: str) -> tuple[str, ...]:
        """The terms that may help where there is none with this one, the best first."""
        return self._way.get((slug, "instead"), ())

    def noise(self, kind: str, language: str = "") -> frozenset[str]:
        """The words of a kind (see `NOISE`), written as `plain` does; of one language, or both."""
        return frozenset(
            plain(word)
            for word, of, each in self.all_noise
            if each == kind and language in ("", of)
        )

    def code(self, text: str) -> Code | None:
        """The code written like this, in any case and with blanks around it."""
        return self._code.get(text.strip().upper())

    def knows(self, code: str) -> bool:
        """Whether the code stands in a key, or says one of our terms outright."""
        written = code.strip().upper()
        return written in self._code or (is_own(written) and slug_in(written) in self._term)

    def meaning(self, code: str) -> tuple[Term, ...]:
        """The terms that this code says yes to; none for a code that is unknown or excused."""
        return self._meaning.get(code.strip().upper(), ())

    def code_named(self, key_category: str, name: str) -> str | None:
        """The code of a service name, as the JSON feed gives it, under its category's code.

        The category is needed: three names stand under two of them. Case, blanks and ® are let go.
        """
        return self._named.get(_name(key_category, name))

    def problems(self) -> list[str]:
        """What is wrong with the words, one sentence each; a good vocabulary has none."""
        return [*term_problems(self), *phrase_problems(self)]


def _phrases(written: Iterable[Phrase], terms: Iterable[Term]) -> Iterator[Phrase]:
    """The written phrases, then what else names a term; of two that fold alike the first one."""
    seen: set[str] = set()
    for phrase in (*written, *_aliases(terms), *_labels(terms)):
        key = plain(phrase.text)
        if key and key not in seen:
            seen.add(key)
            yield phrase


def _aliases(terms: Iterable[Term]) -> Iterator[Phrase]:
    for term in terms:
        for alias in term.aliases:
            yield Phrase(alias, "en" if alias.isascii() else "es", (term.slug,))


def _labels(terms: Iterable[Term]) -> Iterator[Phrase]:
    """Each label, and what stands before its bracket: `Detox (withdrawal management)`."""
    for term in terms:
        for label, language in ((term.label, "en"), (term.label_es, "es")):
            yield Phrase(label.lower(), language, (term.slug,))
            yield Phrase(label.lower().partition("(")[0].strip(), language, (term.slug,))


def _grouped(pairs: Iterable[tuple[str, Term]]) -> dict[str, tuple[Term, ...]]:
    found: dict[str, tuple[Term, ...]] = {}
    for key, value in pairs:
        found[key] = (*found.get(key, ()), value)
    return found


def _name(key_category: str, name: str) -> tuple[str, str]:
    """What a service name is looked up by: the key's writing differs between editions and feeds."""
    bare = name.replace("®", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return key_category.strip().upper(), " ".join(bare.casefold().split())
