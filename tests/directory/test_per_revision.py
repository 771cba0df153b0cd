"""Per revision: worked out once, and again when the directory is another."""

from finder.directory import Directory, PerRevision
from tests.directory.editions import listing, publish


def test_a_value_is_made_once_a_revision(directory: Directory) -> None:
    made = []

    def names() -> list[str]:
        made.append(1)
        return [each.name for each in directory.all()]

    kept = PerRevision(directory.revision, names)
    assert kept() == []
    assert kept() == []
    assert len(made) == 1
    publish(directory, {"willow": listing()})
    assert kept() == [listing().name]
    assert len(made) == 2


def test_what_could_not_be_made_is_tried_again(directory: Directory) -> None:
    answers = iter([ZeroDivisionError(), 7])

    def make() -> int:
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    kept = PerRevision(directory.revision, make)
    try:
        kept()
    except ZeroDivisionError:
        assert kept() == 7
    else:
        raise AssertionError("the first try should have failed")
