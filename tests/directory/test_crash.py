"""A publish that is killed: the old directory is whole, it serves, and the next command works."""

import os
import signal
import time
from datetime import date

import pytest

from finder.config import SEED_DATA, Config
from finder.search import snapshot
from finder.search.request import SearchRequest
from finder.wiring import Parts

INVENTED = SEED_DATA / "facilities" / "demonstration.xlsx"


def publish_in_a_child(parts: Parts) -> int:
    """Starts a publish of 2,001 facilities in another process; gives its number."""
    preview = parts.importer.preview(INVENTED, reader="samhsa", as_of=date(2023, 6, 1))
    parts.directory.close()
    child = os.fork()
    if child == 0:
        with parts.directory.changing("testing", wait=30):
            parts.importer.publish(preview, by="child")
        os._exit(0)
    return child


def fresh(parts: Parts) -> Parts:
    """The same folder as a process started anew sees it."""
    again = Parts(Config(home=parts.config.home))
    again.gazetteer, again.vocabulary = parts.gazetteer, parts.vocabulary
    return again


def test_a_reader_sees_the_old_directory_or_the_new_one_and_never_waits(parts: Parts):
    child = publish_in_a_child(parts)
    reader = fresh(parts)
    seen, looks = set(), 0
    while not os.waitpid(child, os.WNOHANG)[0]:
        view = reader.searchable().view()
        found = view.find(SearchRequest())
        seen.add((view.revision, found.total, len(view.fetch(found.ids))))
        seen.add(("status", reader.directory.status().facilities))
        looks += 1
    assert seen <= {(1, 0, 0), (2, 2_001, 20), ("status", 0), ("status", 2_001)}
    # Had a look waited for the publish to end, there would be one or two.
    assert looks > 10
    assert fresh(parts).searchable().view().find(SearchRequest()).total == 2_001


@pytest.mark.parametrize("after", [0.02, 0.1, 0.2, 0.35, 0.5, 0.7])
def test_kill_9_in_the_middle_leaves_the_old_or_the_new_whole(parts: Parts, after: float):
    child = publish_in_a_child(parts)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)

    survivor = fresh(parts)
    status = survivor.directory.status()
    assert (status.revision, status.facilities) in {(1, 0), (2, 2_001)}
    assert survivor.directory.problems() == []
    assert survivor.searchable().view().find(SearchRequest()).total == status.facilities

    if status.revision == 1:
        preview = survivor.importer.preview(INVENTED, reader="samhsa", as_of=date(2023, 6, 1))
        with survivor.directory.changing("testing", wait=0):
            survivor.importer.publish(preview, by="next")
    survivor.sweep()
    revision = survivor.directory.revision()
    assert snapshot.verify(survivor.index_folder, revision, survivor.vocabulary) == []
    left = {each.name.split("-")[0] for each in survivor.index_folder.iterdir() if each.is_dir()}
    assert left == {"rev"}
