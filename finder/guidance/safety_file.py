"""Safety file: `<lang>/safety-check.yaml` → the check in that language."""

import re
from pathlib import Path

import msgspec
import yaml

from finder.errors import GuidanceError
from finder.guidance import directive
from finder.guidance.article import Search
from finder.guidance.safety import Advice, Answer, Check, Question, Risk, Wording
from finder.places import Gazetteer
from finder.vocabulary import Vocabulary

NAME = "safety-check.yaml"


class _Advice(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    verdict: str
    heading: str = ""
    call: tuple[str, ...] = ()
    do: tuple[str, ...]
    never: tuple[str, ...] = ()
    searches: tuple[str, ...] = ()
    read: tuple[str, ...] = ()
    withholds: tuple[str, ...] = ()


class _Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    risk: Risk
    asks: str
    hint: str = ""
    advice: _Advice


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    wording: Wording
    questions: tuple[_Question, ...]
    clear: _Advice


def load_safety(folder: Path, *, vocabulary: Vocabulary, gazetteer: Gazetteer) -> dict[str, Check]:
    """The check in each language it is written in.

    Raises `GuidanceError` with the file and what to do, also where a question is missing.
    """
    return {
        file.parent.name: _Reading(file, vocabulary, gazetteer).check()
        for file in sorted(folder.glob(f"*/{NAME}"))
    }


class _Reading:
    """One file being read."""

    def __init__(self, file: Path, vocabulary: Vocabulary, gazetteer: Gazetteer) -> None:
        self._file = file
        self._named = f"{file.parent.name}/{file.name}"
        self._text = file.read_text(encoding="utf-8")
        self._vocabulary = vocabulary
        self._gazetteer = gazetteer

    def check(self) -> Check:
        try:
            written = msgspec.convert(yaml.safe_load(self._text), _File)
        except (yaml.YAMLError, msgspec.ValidationError) as fault:
            raise GuidanceError(f"{self._named}: {fault}") from fault
        risks = tuple(each.risk for each in written.questions)
        if risks != tuple(Risk):
            raise GuidanceError(
                f"{self._named}: ask about {', '.join(Risk)}, each once, so ordered"
            )
        if set(written.wording.answers) != set(Answer):
            raise GuidanceError(f"{self._named}: `answers` must name {', '.join(Answer)}")
        return Check(
            language=self._file.parent.name,
            wording=written.wording,
            questions=tuple(
                Question(each.risk, each.asks, each.hint, self._advice(each.advice))
                for each in written.questions
            ),
            clear=self._advice(written.clear),
        )

    def _advice(self, written: _Advice) -> Advice:
        return Advice(
            verdict=written.verdict,
            heading=written.heading,
            call=written.call,
            do=written.do,
            never=written.never,
            searches=tuple(self._search(each) for each in written.searches),
            read=written.read,
            withholds=written.withholds,
        )

    def _search(self, text: str) -> Search:
        before = self._text.partition(text)[0]
        line = before.count("\n") + 1
        if not re.fullmatch(directive.WRITTEN, text):
            raise GuidanceError(f"{self._named}, line {line}: write [what it says](find: …)")
        (search,) = directive.searches(
            text,
            file=self._named,
            line=line,
            vocabulary=self._vocabulary,
            gazetteer=self._gazetteer,
        )
        return search
