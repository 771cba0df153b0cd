"""Judging: one answer of /search.json held against one judged query."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bench.ground import Ground, Wanted, named, split_place
from bench.judged import Expect, Judged
from bench.listed import county_key, of_hit
from bench.scores import FIRST, Score, Seen, must_share, ndcg
from finder.places import Place
from finder.places.names import key

Answer = Mapping[str, Any]
# Where an answer may carry its questions: a place of several, a word of several senses.
_QUESTIONS = ("asks", "choices")
# A note that asks: a question, or "say where", in either language.
_ASKING = re.compile(r"[?¿]|\bZIP\b|\bsay where\b|código postal|codigo postal", re.IGNORECASE)


def score(wanted: Wanted, answer: Answer, ground: Ground) -> Score:
    """Every measure of one answer; an empty answer, such as a fault's, has none right."""
    judged = wanted.judged
    hits = [of_hit(hit, ground.gazetteer) for hit in answer.get("hits", [])]
    seen = [Seen(judged.fits(hit.codes), wanted.gain(hit)) for hit in hits[:FIRST]]
    by_name = judged.expect is Expect.NAME
    gains = [each.gain for each in seen]
    return Score(
        qid=judged.qid,
        lang=judged.lang,
        must=must_share(seen, wanted.possible) if judged.judges_services else None,
        ndcg=ndcg(gains, wanted.ideal) if judged.is_ranked else None,
        known=bool(hits) and named(judged)(hits[0]) if by_name else None,
        panel=_understood(answer).get("panel") in judged.panels and bool(answer),
        place=bool(answer) and place_is_right(judged, answer, ground),
        dead=not hits and not answer.get("widenings"),
    )


def place_is_right(judged: Judged, answer: Answer, ground: Ground) -> bool:
    """Whether the place was understood, and asked for where only the visitor can say."""
    if judged.expects_ask and not asks(answer):
        return False
    understood = _understood(answer).get("place")
    if understood is None:
        open_place = (Expect.NONE, Expect.NAME, Expect.ANY_CITY, Expect.ANY_COUNTY)
        return judged.expect in open_place
    return _is_meant(judged, understood, ground)


def asks(answer: Answer) -> bool:
    """Whether the page asks something back: questions with choices, or a note that asks."""
    understood = _understood(answer)
    if any(holder.get(name) for holder in (answer, understood) for name in _QUESTIONS):
        return True
    return any(_ASKING.search(text) for text in _notes(answer))


def _is_meant(judged: Judged, understood: Mapping[str, Any], ground: Ground) -> bool:
    """Whether an understood place is the judged one."""
    kind, state = understood["kind"], understood["state"]
    name, wanted = str(understood["name"]), judged.location
    right = False  # `none`: no place is right
    match judged.expect:
        case Expect.STATE:
            right = kind == "state" and state == wanted
        case Expect.ZIP | Expect.ZIP3:
            right = kind == "zip" and name.startswith(wanted)
        case Expect.CITY | Expect.COUNTY:
            right = _is_same(judged, understood, ground)
        case Expect.ANY_CITY:
            right = kind == "city" and key(name) == key(wanted)
        case Expect.ANY_COUNTY:
            right = kind == "county" and _same_county(name, wanted)
        case Expect.NAME:
            right = state == split_place(wanted.rpartition("@")[2])[1]
    return right


def _is_same(judged: Judged, understood: Mapping[str, Any], ground: Ground) -> bool:
    """The same city or county by its name and state, or the one the gazetteer has for it."""
    kind, state = understood["kind"], understood["state"]
    name, wanted_state = split_place(judged.location)
    if state != wanted_state:
        return False
    if judged.expect is Expect.COUNTY:
        return kind == "county" and _same_county(understood["name"], name)
    found = ground.gazetteer.find(judged.location)
    ours = isinstance(found, Place) and (found.name, found.kind.value) == (understood["name"], kind)
    return ours or (kind == "city" and key(understood["name"]) == key(name))


def _same_county(one: str, other: str) -> bool:
    return county_key(one) == county_key(other)


def _understood(answer: Answer) -> Mapping[str, Any]:
    understood: Mapping[str, Any] = answer.get("understood") or {}
    return understood


def _notes(answer: Answer) -> Iterator[str]:
    """The notes' sentences, whether a note is one or holds one."""
    for note in answer.get("notes", []):
        yield note if isinstance(note, str) else str(note.get("text") or note.get("label") or "")
