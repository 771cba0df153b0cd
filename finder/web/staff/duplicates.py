"""Duplicates: pairs of places that may be one, side by side, and saying which they are."""

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from finder.directory import Directory, PerRevision
from finder.errors import StoreError
from finder.identity import Decision, Ruling
from finder.importing.deciding import decision
from finder.importing.pairs import POINTS, Evidence, Kind, pairs, undecided
from finder.sentence import said
from finder.staff import Permission, Staff
from finder.web.language import gettext, told
from finder.web.staff import import_words, pair_words
from finder.web.staff.access import Entry, current_person, requires
from finder.web.staff.pair_view import page_of, side_by_side

ENTRY = Entry("staff.duplicates", lambda: gettext("Duplicates"), Permission.LOOK)
_WAIT = 10.0
_BOTH = (Ruling.MERGE, Ruling.DISTINCT)


def add(pages: Blueprint, *, directory: Directory, staff: Staff) -> None:
    """/staff/duplicates."""
    found = PerRevision(
        lambda: _since(directory), lambda: pairs(directory.known(), directory.identity())
    )

    def shown(why: str = "", status: int = 200) -> tuple[str, int]:
        kind, evidence = _asked()
        number = request.args.get("page", 1, type=int)
        every = undecided(found(), directory.identity())
        told = {
            "found": page_of(every, kind=kind, evidence=evidence, page=number),
            "kind": kind,
            "evidence": evidence,
            "last": _numbered(directory, request.args.get("done", 0, type=int)),
            "words": pair_words,
            "field_name": import_words.field_name,
            "side_by_side": side_by_side,
            "points": POINTS,
            "why": why,
        }
        return render_template("staff/duplicates.html", **told), status

    @pages.get("/duplicates")
    @requires(Permission.LOOK)
    def duplicates() -> tuple[str, int]:
        return shown()

    @pages.post("/duplicates")
    @requires(Permission.EDIT)
    def decide_pair() -> tuple[str, int] | Response:
        form, person = request.form, current_person()
        ids = [form.get(name, "").strip().lower() for name in ("one", "other")]
        kept = form.get("kept", "")
        if kept == ids[1]:
            ids.reverse()
        try:
            ruling = _ruling(form.get("ruling", ""))
            made = decision(ruling, *ids, by=person.name, reason=form.get("reason", ""))
            with directory.changing(said("deciding about a place"), wait=_WAIT):
                number = directory.decide(made)
        except StoreError as error:
            return shown(told(error), 400)
        staff.record(person.name, f"decided: {made.ruling}", f"{made.kept} {made.other}")
        kind, evidence = _asked()
        page = request.args.get("page", 1, type=int)
        back = url_for("staff.duplicates", kind=kind, evidence=evidence, page=page, done=number)
        return redirect(back, 303)


def _since(directory: Directory) -> object:
    """What must stay the same for pairs to stay so: imports and undone decisions. A merge or a
    distinction only takes pairs away, and need not be waited for once more."""
    imports = [(each.id, each.undone) for each in directory.imports()]
    decisions = directory.identity().decisions
    anew = [each.id for each in decisions if each.undone or each.ruling is Ruling.SPLIT]
    return imports, anew


def _asked() -> tuple[Kind | None, Evidence | None]:
    """The filters of the page; what is no filter filters nothing."""
    kind, evidence = request.args.get("kind", ""), request.args.get("evidence", "")
    return (
        Kind(kind) if kind in list(Kind) else None,
        Evidence(evidence) if evidence in list(Evidence) else None,
    )


def _ruling(pressed: str) -> Ruling:
    found = next((each for each in _BOTH if each.value == pressed), None)
    if found is None:
        raise StoreError(said("Say whether these are one place or two."))
    return found


def _numbered(directory: Directory, number: int) -> Decision | None:
    if not number:
        return None
    return next((each for each in directory.identity().decisions if each.id == number), None)
