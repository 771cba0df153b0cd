"""Sentences: English text that keeps what it takes to be told in another language."""

import ast
import copy
import importlib
import pickle
import pkgutil
from dataclasses import dataclass

import msgspec
import pytest

import finder
from finder.errors import Busy, FinderError, ShownError, Unreadable
from finder.sentence import NOTHING, Sentence, as_json, from_json, quoted, said, sentence, together
from tests.conftest import ROOT

# What the terminal alone shows, in English.
TERMINAL = {
    *("ConfigError", "SeedDataError", "GuidanceError", "FetchFailed", "IndexUnusable"),
    *("UnknownArea", "NoPdf"),
}
ADVICE = said("Save it as CSV.")
TOO_LARGE = said("%(size)s bytes; %(advice)s", size="1,204", advice=ADVICE)


@dataclass(frozen=True)
class Kept:
    """Something on disk with sentences in it."""

    told: Sentence
    every: tuple[Sentence, ...] = ()


def kept(value: object) -> Kept:
    """What comes back of it."""
    written = msgspec.json.encode(value, enc_hook=as_json)
    return msgspec.json.decode(written, type=Kept, dec_hook=from_json)


def parts(told: str) -> tuple[object, ...]:
    """All there is to a sentence, inner ones too."""
    assert isinstance(told, Sentence)
    inner = {
        name: parts(each) if isinstance(each, Sentence) else each
        for name, each in told.values.items()
    }
    return str(told), told.template, inner


def test_it_is_the_english_text_and_keeps_the_rest():
    assert TOO_LARGE == "1,204 bytes; Save it as CSV."
    assert type(str(TOO_LARGE)) is str
    assert f"{TOO_LARGE}"[:5] == "1,204"
    assert TOO_LARGE.template == "%(size)s bytes; %(advice)s"
    assert TOO_LARGE.values["advice"] is ADVICE
    assert said("Row %(n)s.", n=7).values == {"n": "7"}
    with pytest.raises(KeyError):
        said("Row %(n)s.", row=7)


def test_a_name_is_nobodys_to_translate():
    assert Sentence("Name").template == ""
    assert sentence("Name") == Sentence("Name")
    assert sentence(ADVICE) is ADVICE
    assert sentence("100 %(sure)s") == "100 %(sure)s"


def test_several_are_one_and_each_can_still_be_told():
    both = together([ADVICE, TOO_LARGE])
    assert both == "Save it as CSV. 1,204 bytes; Save it as CSV."
    assert list(both.values.values()) == [ADVICE, TOO_LARGE]
    assert together([]) == ""
    assert together(["5 %", "6 %"], " % ") == "5 % % 6 %"


@pytest.mark.parametrize("text", ["a b", "it's", 'say "it\'s"', "tab\t", ""])
def test_quoting_is_pythons(text: str):
    assert quoted(text) == repr(text)
    assert quoted(said("%(n)s cells", n=text)) == repr(f"{text} cells")


@pytest.mark.parametrize("told", [ADVICE, TOO_LARGE, Sentence("Willow"), NOTHING])
def test_it_survives_copies_pickles_and_the_disk(told: Sentence):
    for other in (copy.deepcopy(told), pickle.loads(pickle.dumps(told)), kept(Kept(told)).told):  # noqa: S301 -- our own
        assert parts(other) == parts(told)
    assert list(map(parts, kept(Kept(NOTHING, (told, told))).every)) == [parts(told)] * 2


def test_what_was_kept_before_there_were_templates_is_read_and_stays_in_english():
    old = msgspec.json.decode(
        b'{"told":"Save it as CSV.","every":["row 7"]}', type=Kept, dec_hook=from_json
    )
    assert old.told == ADVICE
    assert parts(old.told) == ("Save it as CSV.", "", {})


@pytest.mark.parametrize(
    "odd", ["5", '["%(n)s", {"m": "5"}]', '["%(n)s"]', '["x", [1]]', '["%(n)s", {"n": 5}]']
)
def test_what_is_no_sentence_is_no_file_of_ours(odd: str):
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(f'{{"told":{odd}}}', type=Kept, dec_hook=from_json)


def test_an_error_says_it_in_english_and_gives_the_sentence():
    for kind in (Unreadable, Busy):
        error = kind(TOO_LARGE)
        assert str(error) == "1,204 bytes; Save it as CSV."
        assert error.sentence is TOO_LARGE
    assert FinderError().sentence == ""
    assert parts(FinderError("so it is").sentence) == ("so it is", "", {})


def every_error() -> set[type[FinderError]]:
    """Every kind of error there is, from every module."""
    for each in pkgutil.walk_packages(finder.__path__, "finder."):
        if not each.name.startswith("finder.migrations") and not each.name.endswith("__main__"):
            importlib.import_module(each.name)
    found, left = set(), [FinderError]
    while left:
        kind = left.pop()
        found.add(kind)
        left += kind.__subclasses__()
    return {kind for kind in found if kind.__module__.startswith("finder.")}


def test_every_error_is_the_terminals_or_made_of_a_sentence():
    others = every_error() - {FinderError, ShownError}
    shown = {kind.__name__ for kind in others if issubclass(kind, ShownError)}
    assert len(shown) >= 15
    assert {kind.__name__ for kind in others} - shown == TERMINAL


def test_no_error_that_a_page_shows_is_made_of_plain_text():
    """mypy holds it too: `ShownError` takes a `Sentence`."""
    shown = {kind.__name__ for kind in every_error() if issubclass(kind, ShownError)}
    made = 0
    for file in sorted((ROOT / "finder").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in shown and node.args:
                made += 1
                where = f"{file.relative_to(ROOT)}:{node.lineno}"
                assert not isinstance(node.args[0], ast.JoinedStr | ast.BinOp), where
                assert not isinstance(getattr(node.args[0], "value", None), str), where
    assert made > 100


def test_every_sentence_is_written_out_where_translators_look():
    """`said` with anything but a literal would never reach the catalogue."""
    for file in sorted((ROOT / "finder").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "said":
                if file.name == "sentence.py":
                    continue
                where = f"{file.relative_to(ROOT)}:{node.lineno}"
                assert isinstance(node.args[0], ast.Constant), where
