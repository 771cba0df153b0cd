"""Lint: ours is in order, and every planted fault is found where it was planted."""

from datetime import date

import pytest

from finder.facility import Says
from finder.guidance.finding import Rule
from finder.guidance.lint import PAGES, look_through
from tests.builders import SEED_DATA, facility, vocabulary
from tests.guidance.articles import TEXT, write
from tests.web.fakes import client, gazetteer

TODAY = date(2026, 11, 24)
PLACES = [facility("A", id="a00000000001", has=["detox"])]
HARD = (
    "Comprehensive multidisciplinary assessment necessitates interdisciplinary collaboration "
    "between specialized rehabilitation professionals.\n"
)
LONG = f"We {'go and ' * 16}stay.\n"


def total(request):
    """How many of the places have all that is asked for."""
    wanted = [vocabulary().term(slug) for slug in request.terms]
    return sum(all(each.says(term) is Says.YES for term in wanted) for each in PLACES)


def found(folder, count=total):
    return look_through(
        [folder], vocabulary=vocabulary(), gazetteer=gazetteer(), total=count, today=TODAY
    ).findings


def both(folder, text=TEXT, **front):
    """An article in both languages, the English with these faults."""
    write(folder, name="es/detox.md")
    return write(folder, text, **front)


def test_our_own_articles_are_in_order():
    # On a day that stays the same: no test may fail by the passing of time alone. CI runs
    # `finder check guidance` too, which knows the day.
    assert [str(each) for each in found(SEED_DATA / "guidance", lambda request: 1)] == []


def test_an_article_without_a_fault_is_in_order(tmp_path):
    both(tmp_path)
    assert found(tmp_path) == ()


@pytest.mark.parametrize(
    ("planted", "front", "rule", "says"),
    [
        (HARD, {}, Rule.READING, "its grade is"),
        (LONG, {}, Rule.READING, "a sentence has 34 words"),
        ("An addict can get well.\n", {}, Rule.WORDS, "“addict”"),
        ("It helped 64 in 100 people.\n", {}, Rule.SOURCE, "“64 in 100” cites nothing"),
        ("It helped six in ten people.\n", {}, Rule.SOURCE, "“six in ten” cites nothing"),
        ("[More](/guidance/nowhere)\n", {}, Rule.LINK, "“/guidance/nowhere” is no article"),
        ("[More](#second)\n", {}, Rule.LINK, "heading “second”"),
        ("[More](/nowhere)\n", {}, Rule.LINK, "is no page of this site"),
        ("[A](find: payment=medicaid near=ask)\n", {}, Rule.SEARCH, "“A” finds nothing"),
        ("[A](find: payment=medicade near=ask)\n", {}, Rule.INVALID, "payment=medicade"),
        ("", {"review_by": "2026-11-23"}, Rule.REVIEW, "2026-11-23"),
        ("", {"panel": ""}, Rule.CRISIS, "no `panel`"),
    ],
)
def test_a_planted_fault_is_found_with_its_file_and_line(tmp_path, planted, front, rule, says):
    file = both(tmp_path, TEXT + "\n" + planted, **front)
    faults = [each for each in found(tmp_path) if each.rule is rule]
    assert [each for each in faults if says in each.what and each.file == "en/detox.md"]
    for each in faults:
        assert each.do
        line = file.read_text(encoding="utf-8").splitlines()[each.line - 1]
        if rule in (Rule.WORDS, Rule.SOURCE, Rule.LINK, Rule.SEARCH, Rule.INVALID):
            assert line == planted.strip()
        if rule is Rule.REVIEW:
            assert line.startswith("review_by:")


def test_an_article_without_spanish_is_found(tmp_path):
    write(tmp_path)
    (fault,) = found(tmp_path)
    assert (fault.rule, fault.file) == (Rule.SPANISH, "en/detox.md")
    assert fault.do == "Write es/detox.md"


def test_spanish_with_other_searches_is_found(tmp_path):
    write(tmp_path)
    write(tmp_path, TEXT.replace("program=detox", "program=outpatient"), name="es/detox.md")
    assert Rule.SPANISH in {each.rule for each in found(tmp_path, lambda request: 1)}


def test_spanish_words_and_ease_are_looked_at_too(tmp_path):
    write(tmp_path)
    hard = f"Hay adictos. {'Institucionalizaremos responsabilidades. ' * 20}\n"
    write(tmp_path, TEXT + "\n" + hard, name="es/detox.md")
    assert {each.rule for each in found(tmp_path)} == {Rule.WORDS, Rule.READING}


def test_words_of_the_safety_check_are_looked_at(tmp_path):
    both(tmp_path)
    text = (SEED_DATA / "guidance/en/safety-check.yaml").read_text(encoding="utf-8")
    (tmp_path / "en/safety-check.yaml").write_text(
        text.replace("These questions", "Drunk questions")
    )
    (fault,) = found(tmp_path)
    assert (fault.rule, fault.file) == (Rule.WORDS, "en/safety-check.yaml")
    assert "“Drunk”" in fault.what


def test_a_source_that_nothing_cites_is_found_on_its_line(tmp_path):
    file = both(tmp_path)
    listed = (
        "sources:\n"
        '  - {key: nida, title: "Principles", dated: "2018", strength: B}\n'
        '  - {key: mayo, title: "Talks", dated: "2020", strength: B}'
    )
    text = file.read_text(encoding="utf-8")
    kept = "\n".join(line for line in text.splitlines() if not line.startswith("sources:"))
    file.write_text(kept.replace("---\n", f"---\n{listed}\n", 1) + "\n", encoding="utf-8")
    (fault,) = found(tmp_path)
    assert "“mayo” is cited nowhere" in fault.what
    assert "key: mayo" in file.read_text(encoding="utf-8").splitlines()[fault.line - 1]


@pytest.mark.parametrize(
    "text",
    [
        "Call [988](tel:988), or 1-800-662-4357. In 2023 that was so.\n",
        "It goes on after day 28, and a 12-step group can help.\n",
        "## 1. Look first\n",
        "This many went into care[^nida]:\n\n- CRAFT: 64 in 100\n- a meeting: 30 in 100\n",
        "Ask at Alcoholics Anonymous.\n",
    ],
)
def test_what_claims_nothing_needs_no_source(tmp_path, text):
    both(tmp_path, TEXT + "\n" + text)
    assert found(tmp_path) == ()


def test_a_list_cites_only_where_the_line_before_it_does(tmp_path):
    both(tmp_path, TEXT + "\nMany did:\n\n- CRAFT: 64 in 100\n")
    assert [each.rule for each in found(tmp_path)] == [Rule.SOURCE]


def test_the_pages_that_articles_may_lead_to_are_there():
    browser = client()
    for path in PAGES:
        assert browser.get(path).status_code == 200, path
