"""Tables: a fault planted in any of them is told with its file and name, or refuses to load."""

import re
from pathlib import Path

import pytest

from finder.errors import SeedDataError
from finder.vocabulary import Panel, Phrase, Preference, Rename, load_vocabulary
from finder.vocabulary.pattern import expanded

GOOD = {
    "categories.csv": """\
slug,label_en,label_es,combine,order,explains_en,explains_es
program,Help,Ayuda,all,10,What it is.,Qué es.
""",
    "terms.csv": """\
slug,category,order,label_en,label_es,field_word,explains_en,explains_es,codes,denied_by,\
aliases_en,aliases_es,prefers,panel
detox,program,10,Detox,Desintoxicación,,Care.,Atención.,DT,,detox center,desintoxicación,,first
day,program,20,Day care (all day),De día,,Days.,Días.,ODT HI,NO,day treatment|PHP,de día,\
detox:0.5,
""",
    "codes.csv": """\
code,key_category,name,since,until,unused_because
DT,TC,Detoxification,,,
ODT,SET,Day treatment,,2024,
HI,SET,Hospital,2020,,
NO,SET,No day treatment,,,
SA,TC,Treatment,,,Everyone has it.
""",
    "topics.csv": """\
slug,label_en,label_es,prefers,avoids,panel
ice-cold,Ice,Hielo,detox|day:0.5 day,detox,last
""",
    "phrases.csv": """\
phrase,lang,terms,topics,place,ask,alone
ice,en,,ice-cold,,,yes
frío,es,,ice-cold,,,
php please,en,day,ice-cold,,,
near me,en,,,?,,
la,en,,,"Los Angeles, CA",la,
""",
    "patterns.csv": """\
pattern,lang,terms,topics,place,ask,alone
(icy|very cold) (stuff|things) (now|),en,,ice-cold,,,
(angel|angels) plan,en,day,,"~Los Angeles, CA",,
""",
    "readings.csv": """\
ask,label_en,label_es,terms,topics,place
la,Los Angeles,Los Ángeles,,,"Los Angeles, CA"
la,Louisiana,Luisiana,,,Louisiana
""",
    "noise.csv": """\
word,lang,kind
please,en,noise
por favor,es,noise
cerca de,es,near
sin,es,negation
miles,en,unit
""",
    "panels.csv": """\
slug,urgency,title_en,title_es,text_en,text_es,steps_en,steps_es,helplines
last,2,Last,Último,Text.,Texto.,One.|Two.,Uno.|Dos.,988 samhsa
first,1,First,Primero,Text.,Texto.,,,
""",
    "ways.csv": """\
term,kind,others
detox,then,day
""",
    "renamed.csv": """\
old,new,kind
detoxing,detox,spelling
day-care,day,renamed
rapid,detox,retired
cold,ice-cold,spelling
""",
}


def write(folder: Path, *, old: str = "", new: str = "", encoding: str = "utf-8") -> Path:
    """A small good vocabulary in a folder, but for one text that is put in another's place."""
    assert not old or any(old in text for text in GOOD.values()), old
    for name, text in GOOD.items():
        changed = text.replace(old, new) if old else text
        (folder / name).write_text(changed, encoding=encoding)
    return folder


def test_what_a_table_says_is_what_you_get(tmp_path: Path) -> None:
    words = load_vocabulary(write(tmp_path))
    topic = words.topic("ice-cold")
    assert topic is not None
    assert topic.prefers == (Preference(("detox", "day"), 0.5), Preference(("day",), 1.0))
    assert (topic.avoids, topic.panel) == (("detox",), "last")
    day = words.term("day")
    assert day is not None
    assert (day.prefers, day.panel) == ((Preference(("detox",), 0.5),), "")
    assert [(each.label, each.place) for each in words.readings("la")] == [
        ("Los Angeles", "Los Angeles, CA"),
        ("Louisiana", "Louisiana"),
    ]
    assert words.readings("no-such") == ()
    assert words.renamed("detoxing") == Rename("detoxing", "detox")
    assert words.renamed("rapid") == Rename("rapid", "detox", retired=True)
    assert words.renamed("detox") is None
    assert words.noise("noise") == {"please", "por favor"}
    assert words.noise("noise", "es") == {"por favor"}
    assert words.noise("near") == {"cerca de"}
    assert words.panel("last") == Panel(
        "last", 2, "Last", "Último", "Text.", "Texto.", ("One.", "Two."), ("Uno.", "Dos."),
        ("988", "samhsa"),
    )  # fmt: skip


def test_phrases_are_those_written_and_every_name_of_a_term_once(tmp_path: Path) -> None:
    words = load_vocabulary(write(tmp_path, old="ice,en", new="day treatment,en"))
    phrases = {each.text: each for each in words.phrases}
    assert phrases["day treatment"] == Phrase(
        "day treatment", "en", topics=("ice-cold",), alone=True
    )
    assert "day" not in phrases, "a slug stands in addresses; nobody says one"
    assert phrases["day care"] == phrases["day care (all day)"].__class__(
        "day care", "en", ("day",)
    )
    assert phrases["de día"].terms == ("day",)
    texts = [each.text for each in words.phrases]
    assert texts.count("desintoxicación") == 1


def test_a_pattern_is_all_its_phrases_and_a_written_one_goes_before_it(tmp_path: Path) -> None:
    words = load_vocabulary(write(tmp_path, old="ice,en,,", new="icy stuff,en,day,"))
    phrases = {each.text: each for each in words.phrases}
    assert phrases["very cold things now"] == Phrase(
        "very cold things now", "en", topics=("ice-cold",)
    )
    assert phrases["icy stuff"].terms == ("day",)
    assert phrases["icy stuff now"].terms == ()
    plan = phrases["angels plan"]
    assert (plan.calls, plan.implies) == ("", "Los Angeles, CA")
    assert (phrases["la"].calls, phrases["la"].implies) == ("Los Angeles, CA", "")
    assert (phrases["near me"].calls, phrases["near me"].implies) == ("", "")


@pytest.mark.parametrize(
    ("pattern", "phrases"),
    [
        ("(a|b) c", ("a c", "b c")),
        ("(a |)b(s|)", ("a bs", "a b", "bs", "b")),
        ("(a|a) b", ("a b",)),
        ("plain", ("plain",)),
    ],
)
def test_what_a_pattern_stands_for(pattern: str, phrases: tuple[str, ...]) -> None:
    assert expanded(pattern) == phrases


def test_the_most_urgent_panel_comes_first(tmp_path: Path) -> None:
    words = load_vocabulary(write(tmp_path))
    assert [each.slug for each in words.panels] == ["first", "last"]
    assert words.most_urgent(["last", "", "no-such", "first"]) is words.panel("first")
    assert words.most_urgent(["last", ""]) is words.panel("last")
    assert words.most_urgent([]) is None
    assert words.most_urgent(["no-such"]) is None


# A spreadsheet puts a byte order mark (utf-8-sig) before the first word.
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_small_good_vocabulary_has_no_problems(tmp_path: Path, encoding: str) -> None:
    vocabulary = load_vocabulary(write(tmp_path, encoding=encoding))
    assert vocabulary.problems() == []
    day = vocabulary.term("day")
    assert day is not None
    assert {"HI", "ODT"} < day.codes
    assert "NO" in day.denied_by
    assert day.aliases == ("day treatment", "php", "de día")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("ODT HI,", "ODT,", "codes.csv: 'HI' is used by no term"),
        ("ODT HI,", "ODT HI SA,", "codes.csv: 'SA' gives a reason for not being used"),
        ("ODT HI,", "ODT HI XX,", "terms.csv: 'day' names the code 'XX'"),
        (",NO,", ",NO YY,", "terms.csv: 'day' names the code 'YY'"),
        (",NO,", ",NO HI,", "terms.csv: 'day' takes the code 'HI' both for a yes and for a no"),
        ("ODT HI,", ",", "terms.csv: 'day' stands for no code"),
        ("day,program", "day,other", "terms.csv: 'day' is in the category 'other'"),
        ("day,program", "detox,program", "terms.csv: 'detox' stands in more than one row"),
        ("day,program", "Day_1,program", "terms.csv: the slug 'Day_1' must be lower-case"),
        ("Day care (all day)", "", "terms.csv: 'day' lacks its label"),
        ("De día,,", ",,", "terms.csv: 'day' lacks its label"),
        ("Días.", "", "terms.csv: 'day' lacks its label or explanation"),
        ("PHP", "desintoxicacion", "terms.csv: 'day' has the alias 'desintoxicacion', as 'detox'"),
        ("Qué es.", "", "categories.csv: 'program' lacks its label or explanation"),
        (" es.", " es.\nnew,N,N,all,20,N.,N.", "categories.csv: 'new' has no term"),
        ("\nHI,", "\nDT,", "codes.csv: 'DT' stands in more than one row"),
        (",first", ",no-such", "terms.csv: 'detox' has the panel 'no-such'"),
        ("detox:0.5,", "rehab:0.5,", "terms.csv: 'day' names the term 'rehab'"),
        ("ice-cold,Ice", "ice cold,Ice", "topics.csv: the slug 'ice cold' must be lower-case"),
        ("ice-cold,Ice", "day,Ice", "topics.csv: 'day' has the slug of a term"),
        ("Hielo", "", "topics.csv: 'ice-cold' lacks its label"),
        ("detox|day:0.5", "detox|night:0.5", "topics.csv: 'ice-cold' names the term 'night'"),
        (",detox,last", ",dawn,last", "topics.csv: 'ice-cold' names the term 'dawn'"),
        (",detox,last", ",detox,lost", "topics.csv: 'ice-cold' has the panel 'lost'"),
        ("(icy|", "(icy|(", "patterns.csv: '(icy|(very cold) (stuff|things) (now|)' needs choices"),
        ("(icy|very cold) (stuff|things) (now|)", "icy", "patterns.csv: 'icy' needs choices"),
        (
            "(icy|",
            "(ICY|",
            "patterns.csv: '(ICY|very cold) (stuff|things) (now|)' must be in small",
        ),
        (
            "(angel|angels) plan,en",
            "(icy|angel) stuff,en",
            "patterns.csv: '(icy|angel) stuff' gives 'icy",
        ),
        ("frío", "ICE", "phrases.csv: 'ICE' must be in small letters"),
        ("frío", "ícé!", "phrases.csv: 'ice' stands in more than one row"),
        ("frío", "…", "phrases.csv: '…' must be 1 to 12 words"),
        ("frío,es,,ice-cold", "frío,es,,", "phrases.csv: 'frío' stands for nothing"),
        ("frío,es,,ice-cold", "frío,es,,hot", "phrases.csv: 'frío' names the topic 'hot'"),
        ("frío,es,,", "frío,es,hot,", "phrases.csv: 'frío' names the term 'hot'"),
        ("en,day,ice", "en,day day,ice", "phrases.csv: 'php please' names a term or topic twice"),
        (",la,\n", ",lo,\n", "phrases.csv: 'la' asks 'lo', which readings.csv lacks"),
        (",la,\n", ",,\n", "readings.csv: 'la' is asked by no phrase"),
        ("la,Louisiana", "lo,Louisiana", "readings.csv: 'la' has one choice"),
        ("Luisiana", "", "readings.csv: 'Louisiana' lacks its label"),
        ("Luisiana,,,Louisiana", "Luisiana,,,", "readings.csv: 'Louisiana' stands for nothing"),
        ("sin,es,neg", "Por favór,es,noise\nsin,es,neg", "noise.csv: 'por favor (noise, es)' st"),
        ("please,en", "!,en", "noise.csv: '!' has no letter or digit"),
        ("Texto.,One", ",One", "panels.csv: 'last' lacks its title or text"),
        ("|Dos.", "", "panels.csv: 'last' has not as many steps in Spanish"),
        ("Last,", f"{'Last ' * 60},", "panels.csv: 'last' has 63 words; 60 are the most"),
        (",first\n", ",\n", "panels.csv: 'first' is raised by no term and no topic"),
        ("last,2", "last,1", "panels.csv, urgency: '1' stands in more than one row"),
        (
            "day-care,day",
            "day-care,night",
            "renamed.csv: 'day-care' leads to 'night', which is no term",
        ),
        ("rapid,detox", "day,detox", "renamed.csv: 'day' is a term or topic, so it can lead"),
        ("rapid,detox", "cold,detox", "renamed.csv: 'cold' stands in more than one row"),
        ("then,day", "then,night", "ways.csv: a row names the term 'night'"),
        ("No day treatment", "DAY treatment®", "codes.csv: 'NO' has the name of another code"),
    ],
)
def test_a_planted_fault_is_told_with_its_file_and_name(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    problems = load_vocabulary(write(tmp_path, old=old, new=new)).problems()
    assert [problem for problem in problems if problem.startswith(told)], problems


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (",all,", ",both,", "categories.csv, line 2: combine must be 'any' or 'all', not 'both'"),
        ("program,20", "program,x", "terms.csv, line 3: order must be a whole number, not 'x'"),
        (",2024,", ",soon,", "codes.csv, line 3: until must be a whole number, not 'soon'"),
        ("DT,TC,", "DT,TC,,", "codes.csv, line 2 has 7 cells where 6 are needed"),
        ("slug,label_en", "slug,label", "categories.csv, line 1 must be: slug,label_en,label_es"),
        ("frío,es", "frío,fr", "phrases.csv, line 3: lang must be 'en' or 'es', not 'fr'"),
        (",,yes", ",,no", "phrases.csv, line 2: alone must be '' or 'yes', not 'no'"),
        ("sin,es,neg", "sin,es,un", "noise.csv, line 5: kind must be 'noise' or 'near' or"),
        ("detox:0.5,", "detox:0.1,", "terms.csv, line 3: prefers must read 'slug|slug:0.5'"),
        ("detox:0.5,", "detox:much,", "terms.csv, line 3: prefers must read 'slug|slug:0.5'"),
        ("first,1", "first,one", "panels.csv, line 3: urgency must be a whole number"),
        ("Everyone has it.", '"Everyone', "codes.csv, after line 5"),
    ],
)
def test_a_broken_table_is_refused_with_its_file_and_line(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    with pytest.raises(SeedDataError, match=re.escape(told)):
        load_vocabulary(write(tmp_path, old=old, new=new))


def test_a_table_missing_or_in_another_encoding_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SeedDataError, match="save it as UTF-8"):
        load_vocabulary(write(tmp_path, encoding="latin-1"))
    (write(tmp_path) / "codes.csv").unlink()
    with pytest.raises(SeedDataError, match=r"codes\.csv cannot be read .* put it back"):
        load_vocabulary(tmp_path)
