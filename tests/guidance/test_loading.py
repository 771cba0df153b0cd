"""Loading: what an article says comes out as values, and what it can not mean stops the start."""

import pytest

from finder.errors import GuidanceError
from finder.guidance import Prose, Search, load_guidance
from tests.builders import vocabulary
from tests.guidance.articles import TEXT, load, write
from tests.web.fakes import gazetteer


def html(article):
    return "".join(part.html for part in article.parts if isinstance(part, Prose))


def test_an_article_is_read_with_its_searches_headings_and_sources(tmp_path):
    write(tmp_path)
    (article,) = load(tmp_path)
    assert (article.slug, article.language) == ("detox", "en")
    assert [each.text for each in article.headings] == ["First"]
    assert '<h2 id="first">First</h2>' in html(article)
    assert 'href="#source-nida"' in html(article)
    (search,) = article.searches
    assert search.asks
    assert search.request.terms == ("detox",)
    assert search.request.where is None


def test_a_search_may_name_its_place(tmp_path):
    write(tmp_path, '[In Akron](find: program=detox near="Akron, OH" within=10)')
    (search,) = load(tmp_path)[0].searches
    assert not search.asks
    assert search.request.where.place.label == "Akron, OH"
    assert search.request.where.within == 10


def test_searches_may_stand_on_lines_below_each_other(tmp_path):
    write(tmp_path, "[One](find: program=detox near=ask)\n[Two](find: payment=medicaid near=ask)")
    assert [each.label for each in load(tmp_path)[0].searches] == ["One", "Two"]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("program=detoks near=ask", "“program=detoks” is not in the vocabulary"),
        ("programme=detox near=ask", "“programme” is no parameter"),
        ("program=detox near=Nowhereville", "is no one place"),
        ("program=detox near=Springfield", "is no one place"),
        ("program=detox within=far near=44301", "can not be read"),
        ("q=detox near=ask", "“q” can not stand"),
        ("detox", "must read name=value"),
        ("", "looks for nothing"),
        ('near="44301', "quotation mark"),
        ("about=heroine near=ask", "“about=heroine” is not in the vocabulary"),
    ],
)
def test_a_search_that_means_nothing_stops_the_start_with_file_and_line(tmp_path, written, said):
    write(tmp_path, f"Text.\n\n[Go](find: {written})")
    with pytest.raises(GuidanceError, match=said) as fault:
        load(tmp_path)
    assert str(fault.value).startswith("en/detox.md, line 15:")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Go to [detox](find: program=detox near=ask) now.", "a line of its own"),
        ("- [detox](find: program=detox near=ask)", "a line of its own"),
        ("It is so[^nobody].", "cites no source"),
        ("# One\n", "headings of an article begin with ##"),
    ],
)
def test_text_that_can_not_be_shown_stops_the_start(tmp_path, text, said):
    write(tmp_path, text)
    with pytest.raises(GuidanceError, match=said):
        load(tmp_path)


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ({"title": ""}, "title"),
        ({"reviewed": "soon"}, "reviewed"),
        ({"colour": "red"}, "colour"),
        ({"about": "[detoks]"}, "detoks"),
        ({"about": "[]"}, "about"),
        ({"panel": "nothing"}, "panels.csv lacks"),
        ({"review_by": "2026-10-01"}, "later than"),
        ({"title": '"unclosed'}, "no YAML"),
        ({"sources": '[{key: a, title: T, dated: "1", strength: C}]'}, "strength|Invalid enum"),
        ({"sources": '[{key: a, title: T, dated: "1", strength: M}]'}, "strength|Invalid enum"),
        (
            {"sources": '[{key: a, title: T, dated: "1", strength: A, url: "javascript:1"}]'},
            "https",
        ),
    ],
)
def test_front_matter_that_makes_no_sense_stops_the_start(tmp_path, front, said):
    write(tmp_path, "Text.", **front)
    with pytest.raises(GuidanceError, match=said) as fault:
        load(tmp_path)
    assert "en/detox.md" in str(fault.value)


@pytest.mark.parametrize("content", [b"no front matter", b"\xff\xfe", b"", b"---\ntitle: x\n"])
def test_a_file_that_is_no_article_stops_the_start(tmp_path, content):
    file = tmp_path / "detox.md"
    file.write_bytes(content)
    with pytest.raises(GuidanceError):
        load(file)


def test_nothing_in_an_article_can_act_on_the_page(tmp_path):
    write(
        tmp_path,
        "<script>alert(1)</script> <b onclick=x>hi</b>\n\n[a](javascript:alert(1))\n\n"
        "![x](https://elsewhere.example/x.png)\n\n[b](http://elsewhere.example/)\n\n"
        "[c](data:text/html,x)",
    )
    shown = html(load(tmp_path)[0])
    for never in ("<script", "<b ", "<img", 'href="javascript', 'href="http:', 'href="data:'):
        assert never not in shown
    assert "&lt;script&gt;" in shown


def test_an_operators_article_takes_the_place_of_ours(tmp_path):
    write(tmp_path / "ours")
    write(tmp_path / "ours", name="es/detox.md", title='"Desintoxicación"')
    own = write(tmp_path / "own", name="detox.md", title='"Detox in our county"')
    library = load_guidance(
        [tmp_path / "ours", own], vocabulary=vocabulary(), gazetteer=gazetteer()
    )
    assert library.article("detox", "en").title == "Detox in our county"
    assert library.article("detox", "es").title == "Desintoxicación"


def test_a_link_to_another_article_keeps_the_language(tmp_path):
    write(tmp_path, "[More](/guidance/craft#why)", name="es/detox.md")
    assert 'href="/es/guidance/craft#why"' in html(load(tmp_path)[0])


def test_the_nearest_articles_come_first_and_at_most_three(tmp_path):
    for slug in ("a", "b", "c", "d"):
        write(tmp_path, name=f"en/{slug}.md", about="[detox, heroin]")
    write(tmp_path, name="en/mainly.md", about="[heroin]")
    write(tmp_path, name="en/other.md", about="[teens]")
    library = load_guidance([tmp_path], vocabulary=vocabulary(), gazetteer=gazetteer())
    found = [each.slug for each in library.speaking_of({"heroin"}, "en")]
    assert found[0] == "mainly"
    assert len(found) == 3
    assert [each.slug for each in library.speaking_of({"teens"}, "en")] == ["other"]
    assert library.speaking_of({"medicare"}, "en") == ()


def test_a_search_knows_its_line(tmp_path):
    write(tmp_path, TEXT)
    (search,) = load(tmp_path)[0].searches
    assert isinstance(search, Search)
    assert "[Find detox" in (tmp_path / "en/detox.md").read_text().splitlines()[search.line - 1]
