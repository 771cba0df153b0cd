"""Problems of the words people type: topics, phrases, readings, noise and panels gone wrong."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from finder.vocabulary.folding import plain
from finder.vocabulary.pattern import is_whole
from finder.vocabulary.phrase import Phrase, Reading
from finder.vocabulary.problems import odd_slug, preferred, repeated, unknown_terms

if TYPE_CHECKING:
    from finder.vocabulary.vocabulary import Vocabulary

# A panel is read in a fright, on a small screen (shared/guidance-facts.md, section 9).
MOST_PANEL_WORDS = 60
# `words.py` of search reads no more than this, and no phrase anybody types is longer than twelve.
MOST_PHRASE_WORDS = 12


def phrase_problems(words: "Vocabulary") -> Iterator[str]:
    """What is wrong with topics, phrases, readings, noise and panels, one sentence each."""
    yield from _odd_topics(words)
    yield from _odd_phrases(words)
    yield from _odd_patterns(words)
    yield from _odd_readings(words)
    yield from _odd_noise(words)
    yield from _odd_panels(words)


def _odd_topics(words: "Vocabulary") -> Iterator[str]:
    yield from repeated("topics.csv", (each.slug for each in words.topics))
    for each in words.topics:
        at = f"topics.csv: '{each.slug}'"
        yield from odd_slug("topics.csv", each.slug)
        if words.term(each.slug) is not None:
            yield f"{at} has the slug of a term, so an address could not tell them apart."
        if not (each.label and each.label_es):
            yield f"{at} lacks its label, in English or in Spanish."
        yield from unknown_terms(at, (*preferred(each.prefers), *each.avoids), words)
        if each.panel and words.panel(each.panel) is None:
            yield f"{at} has the panel '{each.panel}', which panels.csv lacks."


def _odd_phrases(words: "Vocabulary") -> Iterator[str]:
    yield from repeated("phrases.csv", (plain(each.text) for each in words.written_phrases))
    for each in words.written_phrases:
        yield from _odd_phrase(f"phrases.csv: '{each.text}'", each, words)


def _odd_patterns(words: "Vocabulary") -> Iterator[str]:
    meant: dict[str, tuple[str, Phrase]] = {}
    for pattern in words.patterns:
        at = f"patterns.csv: '{pattern.text}'"
        if not is_whole(pattern.text):
            yield f"{at} needs choices in brackets that close, and none within another."
        yield from dict.fromkeys(
            problem for each in pattern.phrases for problem in _odd_phrase(at, each, words)
        )
        for each in pattern.phrases:
            other, first = meant.setdefault(plain(each.text), (at, each))
            if replace(first, text=each.text) != each:
                yield f"{at} gives '{each.text}' another meaning than {other}."


def _odd_phrase(at: str, each: Phrase, words: "Vocabulary") -> Iterator[str]:
    if not 1 <= len(plain(each.text).split()) <= MOST_PHRASE_WORDS:
        yield f"{at} must be 1 to {MOST_PHRASE_WORDS} words."
    if each.text != each.text.lower():
        yield f"{at} must be in small letters."
    if not (each.terms or each.topics or each.place or each.ask):
        yield f"{at} stands for nothing: give it a term, a topic, a place or a question."
    if each.ask and not words.readings(each.ask):
        yield f"{at} asks '{each.ask}', which readings.csv lacks."
    yield from _unknown_meaning(at, each, words)


def _odd_readings(words: "Vocabulary") -> Iterator[str]:
    for ask in dict.fromkeys(each.ask for each in words.all_readings):
        if len(words.readings(ask)) < 2:
            yield f"readings.csv: '{ask}' has one choice, so there is nothing to ask."
        if all(each.ask != ask for each in words.phrases):
            yield f"readings.csv: '{ask}' is asked by no phrase."
    for each in words.all_readings:
        at = f"readings.csv: '{each.label}'"
        if not (each.label and each.label_es):
            yield f"{at} lacks its label, in English or in Spanish."
        if not (each.terms or each.topics or each.place):
            yield f"{at} stands for nothing: give it a term, a topic or a place."
        yield from _unknown_meaning(at, each, words)


def _unknown_meaning(at: str, each: Phrase | Reading, words: "Vocabulary") -> Iterator[str]:
    yield from unknown_terms(at, each.terms, words)
    for slug in each.topics:
        if words.topic(slug) is None:
            yield f"{at} names the topic '{slug}', which topics.csv lacks."
    for slugs in (each.terms, each.topics):
        if len(set(slugs)) < len(slugs):
            yield f"{at} names a term or topic twice."


def _odd_noise(words: "Vocabulary") -> Iterator[str]:
    keys = (f"{plain(word)} ({kind}, {language})" for word, language, kind in words.all_noise)
    yield from repeated("noise.csv", keys)
    for word, _, _ in words.all_noise:
        if not plain(word):
            yield f"noise.csv: '{word}' has no letter or digit."


def _odd_panels(words: "Vocabulary") -> Iterator[str]:
    yield from repeated("panels.csv", (each.slug for each in words.panels))
    yield from repeated("panels.csv, urgency", (str(each.urgency) for each in words.panels))
    raised = {term.panel for term in words.terms} | {topic.panel for topic in words.topics}
    for each in words.panels:
        at = f"panels.csv: '{each.slug}'"
        yield from odd_slug("panels.csv", each.slug)
        if not (each.title and each.title_es and each.text and each.text_es):
            yield f"{at} lacks its title or text, in English or in Spanish."
        if len(each.steps) != len(each.steps_es):
            yield f"{at} has not as many steps in Spanish as in English."
        for wording in each.wording:
            if (count := len(wording.split())) > MOST_PANEL_WORDS:
                yield f"{at} has {count} words; {MOST_PANEL_WORDS} are the most: '{wording[:30]}'."
        if each.slug not in raised:
            yield f"{at} is raised by no term and no topic."
