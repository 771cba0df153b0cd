"""History: what a place showed, and what changed it, gone through again from what was kept."""

from datetime import date

from finder.directory import Amendment, Corrected, Directory
from finder.quality import Cause, Past, history
from tests.directory.editions import JUNE_2023, listing, publish

HOUSE = listing("Example House", website="http://a.example")


def past(directory: Directory, place: str = "willow") -> tuple[Past, ...]:
    return history(place, directory.imports(), directory.past(place), directory.corrections(place))


def told(directory: Directory) -> list[tuple[Cause, int, str, str, str]]:
    """The changes but for those of the first import, the oldest first."""
    found = [each for each in past(directory)[::-1] if (each.cause, each.number) != ("import", 1)]
    return [(each.cause, each.number, each.field, each.before, each.after) for each in found]


def test_an_import_tells_what_it_changed_and_an_undo_what_it_put_back(directory: Directory):
    publish(directory, {"willow": listing(), "house": HOUSE})
    changed = listing("Example Willow House", codes=("SA", "OP"))
    publish(directory, {"willow": changed, "house": HOUSE}, as_of=JUNE_2023)
    publish(directory, {"house": HOUSE}, as_of=date(2024, 6, 1))
    directory.undo(3, by="bea")
    assert told(directory) == [
        (Cause.IMPORT, 2, "name", "Example Willow Recovery", "Example Willow House"),
        (Cause.IMPORT, 2, "services", "DT", "OP"),
        (Cause.IMPORT, 3, "listed", "yes", "no"),
        (Cause.UNDO, 3, "listed", "no", "yes"),
    ]
    assert past(directory)[0].by == "bea"
    assert past(directory)[-1].by == "ann"
    assert {each.field for each in past(directory, "house")} >= {"listed", "name", "website"}
    assert {each.number for each in past(directory, "house")} == {1}


def test_a_correction_and_its_end_are_part_of_it(directory: Directory):
    publish(directory, {"willow": listing()})
    said = Corrected("willow", "name", "Willow", date(2026, 11, 24), "Ada", "their desk", "moved")
    directory.amend(Amendment("Ada", new=said))
    number = directory.corrections("willow")[0].id
    directory.amend(Amendment("Grace", drop=(number,)))
    assert told(directory) == [
        (Cause.CORRECTION, number, "name", "Example Willow Recovery", "Willow"),
        (Cause.END, number, "name", "Willow", "Example Willow Recovery"),
    ]
    assert [each.by for each in past(directory)[:2]] == ["Grace", "Ada"]
    assert past(directory)[1].told == "their desk: moved"


def test_the_last_state_is_what_the_page_shows(directory: Directory):
    publish(directory, {"willow": listing()})
    publish(directory, {"willow": listing("Other", website="http://b.example")}, source="state")
    publish(directory, {"willow": listing("Newest")}, as_of=JUNE_2023)
    shown = directory.get("willow")
    assert shown is not None
    latest: dict[str, str] = {}
    for each in past(directory)[::-1]:
        latest[each.field] = each.after
    assert (latest["name"], latest["website"]) == (shown.name, shown.website)


def test_nobody_knows_of_a_place_that_never_was(directory: Directory):
    publish(directory, {"willow": listing()})
    assert past(directory, "nobody") == ()
