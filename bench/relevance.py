"""How well the search answers what people type, held against judged queries.

    python -m bench.relevance [--set shared|own|later|all] [--split tune|held|all] [--ablations]
        [--ablate none|phrases|spelling|distance] [--home FOLDER] [--json] [--verbose]

Every query goes to /search.json in process as `q` and nothing else. It fails (exit 1) when the
product misses a bar of `scores.Bars`. The definitions; where the shared file leaves room, the
stricter reading was taken, and (S) marks it:

*Fits.* A facility fits when it has a code of every `must` part and none of `must_not`.
*In the place.* A city: its own city name and state, in any spelling; when fewer than ten fit there,
within 25 miles of it too; when none does, the ten nearest. (S) When ten or more do, a suburb does
not count. A county: the same, by the county of the address or that of its ZIP. A state: its
addresses; when none fits, the ten nearest to its middle. A ZIP: within 25 miles of its point, or
the ten nearest when there are fewer. `anycity`, `anycounty`: in any place of that name, each by its
own rule. `none`: everywhere. "The ten nearest" lets five per cent farther pass, for middles differ.
*Relevant* is what fits and is in the place; its gain is 2 with a `should` code, else 1.

must    relevant ones in the first ten / min(10, all relevant ones in the directory). (S) A shown
        hit that does not fit counts as a place it took even where nothing more could be had. Not
        for queries without `must` codes.
nDCG    at ten: gain / log2(rank + 1) over the best order of the whole directory (S: not of what was
        found). Known items too, with one relevant facility. Not where neither codes nor a name
        judge.
known   the facility of that name and town is the first hit (S: second is a miss).
panel   `understood.panel` is the judged key; a blank cell means no panel (S: one too many is a
        miss).
place   `understood.place` is the judged place, kind, name and state; `none`: no place, *and* the
        page asks for one (S); `any…`: no place or one of that name, *and* it asks which; group
        `ask`: the place is right *and* it asks which sense. It asks when `asks` or `choices`, on
        top or under `understood`, is not empty, or a note has a question mark, "ZIP" or "say
        where". A known item: no place, or one in its state.
dead    no hit and no widening (S: a note or a panel does not save it). A count.
es      how far the Spanish mean lies under the English one: must, nDCG, panel and place,
        known items left out, for a name has no language. Better than English is no miss.

The product's own codes and positions of a hit are believed; what is possible is counted past it,
from the workbook.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from flask.testing import FlaskClient

from bench.ablations import Ablated, Ablation, ablated
from bench.ground import Ground, Wanted
from bench.judged import HELD, chosen
from bench.judging import Answer, score
from bench.listed import everything
from bench.real_home import DEFAULT_HOME, parts_of
from bench.scores import BARS_LATER, Bars, Score, Total, shortfalls, spanish_gaps, total
from finder.app import create_app
from finder.config import SEED_DATA
from finder.places import load_gazetteer

_HEAD = ("", "queries", "must", "nDCG@10", "known", "panel", "place", "dead")


def main() -> int:
    """Ask, print a table, and say which bars are missed."""
    options = _options()
    judged = chosen(options.set, options.split)
    gazetteer = load_gazetteer(SEED_DATA / "places")
    ground = Ground(everything(gazetteer), gazetteer)
    wanted = [ground.wanted(each) for each in judged]
    names = list(Ablation) if options.ablations else [Ablation(options.ablate)]
    rows = {name: scores_of(wanted, ground, name, options.home) for name in names}
    if options.json:
        print(json.dumps(_as_json(rows), indent=1))
    else:
        print(table(rows, wanted))
    if options.verbose:
        print("\n".join(details(rows[names[0]], wanted, hide_held=options.split != HELD)))
    if names[0] is not Ablation.NONE:
        return 0  # an ablation is there to be worse
    bars = BARS_LATER if options.set == "later" else Bars()
    missed = shortfalls(rows[Ablation.NONE], bars)
    print("\n".join(f"MISSED: {each}" for each in missed) or "Every bar is met.", file=sys.stderr)
    return 1 if missed else 0


def scores_of(
    wanted: Sequence[Wanted], ground: Ground, ablation: Ablation, home: Path
) -> list[Score]:
    """One row of the table: every query asked of the product, or of what an ablation leaves."""
    with ablated(parts_of(home), ablation) as shown:
        client = create_app(shown.parts).test_client()
        return [score(each, ask(client, each.judged.query, shown), ground) for each in wanted]


def ask(client: FlaskClient, query: str, shown: Ablated) -> Answer:
    """The JSON of one search; empty when the product fails at it."""
    parameters = {"q": query, **shown.parameters}
    response = client.get("/search.json", query_string=parameters)
    answer: Answer = response.get_json() if response.status_code == 200 else {}
    return answer


def table(rows: dict[Ablation, list[Score]], wanted: Sequence[Wanted]) -> str:
    """The rows, and the product's own by language and by kind of query."""
    lines = ["".join(f"{each:>9}" if at else f"{each:22}" for at, each in enumerate(_HEAD))]
    for name, scores in rows.items():
        title = "product" if name is Ablation.NONE else f"without {name}"
        title = "by distance only" if name is Ablation.DISTANCE else title
        lines.append(_line(title, total(scores)))
    first = next(iter(rows.values()))
    for title, scores in _parts(first, wanted):
        lines.append(_line(f"  {title}", total(scores)))
    gaps = ", ".join(f"{name} {gap:+.3f}" for name, gap in spanish_gaps(first).items())
    return "\n".join([*lines, f"Spanish under English: {gaps or 'nothing to compare'}"])


def details(scores: Sequence[Score], wanted: Sequence[Wanted], *, hide_held: bool) -> Iterator[str]:
    """The queries that are not all right, with what is wrong; held ones without their words."""
    for each, found in zip(wanted, scores, strict=True):
        wrong = [
            f"{name} {value:.2f}"
            for name, value in (("must", found.must), ("nDCG", found.ndcg))
            if value is not None and value < 1.0
        ]
        bad = {"known": found.known is False, "panel": not found.panel, "place": not found.place}
        wrong += [name for name, is_bad in {**bad, "DEAD END": found.dead}.items() if is_bad]
        if wrong:
            hidden = hide_held and each.judged.split == HELD
            yield f"{found.qid}  {'(held)' if hidden else each.judged.query}: {', '.join(wrong)}"


def _parts(scores: Sequence[Score], wanted: Sequence[Wanted]) -> Iterator[tuple[str, list[Score]]]:
    """The scores by language, by split, and by group."""
    judged = [each.judged for each in wanted]
    kinds = [[j.lang for j in judged], [j.split for j in judged], [j.group for j in judged]]
    for kind in kinds:
        for value in sorted(set(kind)):
            yield value, [each for each, own in zip(scores, kind, strict=True) if own == value]


def _line(title: str, of: Total) -> str:
    shares = (of.must, of.ndcg, of.known, of.panel, of.place)
    cells = ["-" if share is None else f"{share:.3f}" for share in shares]
    return f"{title:22}" + "".join(f"{cell:>9}" for cell in (of.queries, *cells, of.dead))


def _as_json(rows: dict[Ablation, list[Score]]) -> dict[str, object]:
    return {
        name.value: {"total": asdict(total(scores)), "queries": [asdict(each) for each in scores]}
        for name, scores in rows.items()
    }


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.relevance")
    parser.add_argument("--home", type=Path, default=DEFAULT_HOME)
    parser.add_argument("--set", choices=("shared", "own", "later", "all"), default="all")
    parser.add_argument("--split", choices=("tune", "held", "all"), default="all")
    parser.add_argument("--ablate", choices=[each.value for each in Ablation], default="none")
    parser.add_argument("--ablations", action="store_true", help="the product and every ablation")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--verbose", action="store_true", help="what is wrong with each query")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
