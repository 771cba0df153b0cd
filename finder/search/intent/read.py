"""Read: a sentence in plain words becomes terms, topics, a place, and what is left to look for."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from finder.places import Gazetteer, Place
from finder.search.intent.choosing import best_way
from finder.search.intent.company import framed
from finder.search.intent.lexicon import Lexicon, lexicon_of
from finder.search.intent.naming import Names, also_written, lone_name, name_in, whole_name
from finder.search.intent.repair import name_repaired, repaired, slips_of_name
from finder.search.intent.spans import Sentence, Span, SpanKind, spans_of
from finder.search.intent.whereabouts import where
from finder.search.page import Note, NoteKind
from finder.search.words import tokens
from finder.vocabulary import Phrase, Vocabulary

# Said of help in general; it means nothing more once anything more specific was said.
GENERAL = frozenset({"help-now"})
# So many words of a name that what is left over is part of it, misspelt, and not to be read apart.
_SURE_NAME = 2
SPANISH_SPEAKER = "spanish-speaker"
NAMED = ("named-organization",)
TREATMENT = ("any-treatment",)
# What is meant by a topic with a negation before it.
OPPOSITE = {
    "mutual-help": "not-twelve-step",
    "faith-based": "not-faith-based",
    "smoking-permitted": "smoke-free-place",
}
OR = frozenset({"or", "nor", "ni", "o"})
# Who says that they have none of these asks for what costs little.
INSURANCE = frozenset(
    {"medicaid", "medicare", "private-insurance", "military-insurance", "state-insurance"}
)
UNINSURED = ("low-cost", "public-funding")


@dataclass(frozen=True, slots=True)
class Intent:
    """What was understood. Slugs are sorted, each once; `words` are left to look for in names,
    `called` is the facility's name that the sentence is.

    `where` says nothing about places that stand outside the sentence. `asks` are questions with two
    readings or more (`Vocabulary.readings`). `language` is the one most phrases were in.
    """

    terms: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    words: str = ""
    called: str = ""
    place: Place | None = None
    miles: int | None = None
    asks: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    language: str = "en"


def read(
    words: str, vocabulary: Vocabulary, gazetteer: Gazetteer, names: Names, *, apart: bool = False
) -> Intent:
    """What these words mean. Where the place was given `apart` from them, one in the words is read
    and let go."""
    sentence = _sentence(words)
    if not sentence.words:
        return Intent()
    lexicon = lexicon_of(vocabulary)
    chosen = _way(sentence, lexicon, gazetteer)
    notes: list[Note] = []
    left = [span.start for span in chosen if span.kind is SpanKind.UNKNOWN]
    sentence = replace(sentence, words=also_written(sentence.words, left, names))
    name = _name(sentence, chosen, names)
    strange = [at for at in left if sentence.words[at] not in name]
    if strange:
        mended, changed = _mended(sentence.words, strange, name, (lexicon, gazetteer, names))
        if changed:
            sentence = Sentence(mended)
            chosen = _way(sentence, lexicon, gazetteer)
            notes += [
                Note(NoteKind.SPELLING, {"words": typed, "instead": meant})
                for typed, meant in changed.items()
            ]
    if apart or not any(span.phrase for span in chosen):
        chosen = _without_doubtful(chosen, sentence, names)
    if apart:
        chosen = tuple(replace(span, place=None) for span in chosen)
    wanted = [phrase for phrase, unwanted in _phrases(chosen, sentence.words) if not unwanted]
    place, open_name = (None, "") if apart else where(chosen, wanted, gazetteer, notes)
    found = _understood(sentence, chosen, names, lexicon, where=place, notes=notes)
    unmeant = not any(span.phrase for span in chosen)  # then a program's name says enough
    called = whole_name(sentence.words, lexicon.small, names, programs=unmeant) or found.called
    words = _with_open(found.words, open_name, names)
    return replace(found, place=place, words=words, called=called)


def _mended(
    words: tuple[str, ...],
    strange: Sequence[int],
    name: Sequence[str],
    known: tuple[Lexicon, Gazetteer, Names],
) -> tuple[tuple[str, ...], dict[str, str]]:
    """The words with the strange ones repaired, of which a `name` is none, and what each was."""
    names = known[-1]
    if not name:
        mended, changed = slips_of_name(words, strange, names)
        if changed:
            return mended, changed
    if len(name) < _SURE_NAME:
        return repaired(words, strange, *known)
    return name_repaired(words, strange, name, names)


def _with_open(words: str, open_name: str, names: Names) -> str:
    """A name, and with it that of a place still in question, where a facility has both."""
    both = f"{words} {open_name}".strip()
    return both if not words or (open_name and names.named(tokens(both))) else words


def _sentence(words: str) -> Sentence:
    """The tokens, and which two-letter ones stood in capitals in a text that is not all so."""
    cut = tokens(words)
    if words.isupper():
        return Sentence(cut)
    raw = re.findall(r"[^\W_]+", words.replace("'", "").replace("’", ""))
    capitals = {at for at, word in enumerate(raw) if len(word) == 2 and word.isupper()}
    return Sentence(cut, frozenset(capitals) if len(raw) == len(cut) else frozenset())


def _without_doubtful(chosen: Sequence[Span], sentence: Sentence, names: Names) -> tuple[Span, ...]:
    """Without a place for which only its name speaks, where a facility has that name too: who
    writes nothing but "haven" means Haven House rather than Haven, Kansas."""
    return tuple(
        part
        for span in chosen
        for part in (
            [Span(at, at + 1, SpanKind.UNKNOWN, 0.0) for at in range(span.start, span.end)]
            if span.place is not None
            and span.is_doubtful
            and names.named(sentence.words[span.start : span.end])
            else [span]
        )
    )


def _way(sentence: Sentence, lexicon: Lexicon, gazetteer: Gazetteer) -> tuple[Span, ...]:
    """The best way, in which a phrase that needs company has it."""
    chosen = best_way(spans_of(sentence, lexicon, gazetteer, alone=True))
    lonely = [span for span in chosen if span.phrase and span.phrase.alone]
    in_company = any(span.phrase and not span.phrase.alone for span in chosen)
    if not lonely or in_company:
        return chosen
    if any(framed(span, sentence.words) for span in lonely):
        return chosen
    return best_way(spans_of(sentence, lexicon, gazetteer, alone=False))


def _understood(
    sentence: Sentence,
    chosen: Sequence[Span],
    names: Names,
    lexicon: Lexicon,
    *,
    where: Place | None,
    notes: list[Note],
) -> Intent:
    """Everything but the place, which is `where`."""
    left = _unexplained(sentence, chosen)
    content = _content(sentence, chosen)
    name = name_in(content, left, names)
    whole = len(name) > len(left) or (len(name) == len(left) == len(content))
    phrases = [] if whole and name else _phrases(chosen, sentence.words)
    wanted = [phrase for phrase, unwanted in phrases if not unwanted]
    missed = [word for word in left if word not in name]
    called = ""
    if not name and all(_is_general(phrase) for phrase, _ in phrases):
        called = lone_name(missed, where, names)
        missed = [word for word in missed if word != called]
    if missed:
        notes.append(Note(NoteKind.WORDS_IGNORED, {"words": " ".join(missed)}))
    language = _language(content, wanted, lexicon)
    topics = {slug for phrase in wanted for slug in phrase.topics}
    unwanted = {slug for phrase, no in phrases if no for slug in phrase.topics}
    topics |= {OPPOSITE[slug] for slug in unwanted if slug in OPPOSITE}
    avoid = {slug for phrase, no in phrases if no for slug in phrase.terms}
    uninsured = () if avoid.isdisjoint(INSURANCE) else UNINSURED
    if len(topics) > 1 or any(phrase.terms for phrase in wanted):
        topics -= GENERAL  # who says what is needed has said that help is needed
    return Intent(
        terms=_sorted([*(slug for phrase in wanted for slug in phrase.terms), *uninsured]),
        avoid=_sorted(avoid - INSURANCE),
        topics=_sorted([*topics, *([SPANISH_SPEAKER] if language == "es" else [])]),
        words=" ".join(name),
        called=called,
        miles=next((span.miles for span in chosen if span.miles), None),
        asks=_sorted(phrase.ask for phrase in wanted if phrase.ask),
        notes=tuple(notes),
        language=language,
    )


def _is_general(phrase: Phrase) -> bool:
    """Whether it asks for treatment and for nothing more: "rehab"."""
    return not phrase.terms and not phrase.ask and phrase.topics == TREATMENT


def _name(sentence: Sentence, chosen: Sequence[Span], names: Names) -> tuple[str, ...]:
    """The words that name a facility, as the sentence stands."""
    return name_in(_content(sentence, chosen), _unexplained(sentence, chosen), names)


def _unexplained(sentence: Sentence, chosen: Sequence[Span]) -> list[str]:
    """The words nothing explains, and those known for nothing but naming an organization."""
    return [
        word
        for span in chosen
        if span.kind is SpanKind.UNKNOWN or (span.phrase and span.phrase.topics == NAMED)
        for word in sentence.words[span.start : span.end]
    ]


def _content(sentence: Sentence, chosen: Sequence[Span]) -> list[str]:
    """The words that are no place, and do not stand for one or for a distance."""
    aside = (SpanKind.PLACE, SpanKind.NEAR, SpanKind.MILES)
    said = (sentence.words[span.start : span.end] for span in chosen if span.kind not in aside)
    return [word for part in said for word in part]


def _language(words: Sequence[str], wanted: Sequence[Phrase], lexicon: Lexicon) -> str:
    """Spanish where more of its words stand than English ones; names such as Medicaid are of
    both, and places of neither."""
    places = {word for each in wanted if each.calls for word in tokens(each.text)}
    said = [word for word in words if word not in places]
    # "de tox" is English, for all its "de".
    ours = {word for each in wanted if each.language == "en" for word in tokens(each.text)}
    spanish = sum(word in lexicon.spanish for word in said if word not in ours)
    for phrase in wanted:
        if phrase.language == "es" and not phrase.calls:
            spanish += len(tokens(phrase.text))
    english = sum(word in lexicon.english for word in said)
    return "es" if spanish > english else "en"


def _phrases(chosen: Sequence[Span], words: Sequence[str]) -> list[tuple[Phrase, bool]]:
    """The phrases, each with whether a negation stands right before it, or before another one and
    an "or": "no methadone or suboxone"."""
    found = []
    unwanted = before = False
    for span in chosen:
        if span.phrase is not None:
            found.append((span.phrase, unwanted))
            unwanted, before = False, unwanted
        elif span.kind is SpanKind.NOISE:
            unwanted |= before and words[span.start] in OR
            before = before and unwanted
        else:
            unwanted, before = span.kind is SpanKind.NEGATION, False
    return found


def _sorted(slugs: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(slugs)))
