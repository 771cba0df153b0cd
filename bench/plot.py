"""Plot: p50 and p95 against the size of the directory, as an SVG that reads in light and dark."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from math import ceil, floor, log10
from typing import Any

# In the order of the key. Hues keep apart in both schemes, and dashes and marks without any hue.
_LINES = {
    "finder": ("#c2410c", "#fb923c", ""),
    "PostgreSQL": ("#1d4ed8", "#7cabff", "8 3"),
    "SQLite masks": ("#047857", "#4ade80", "3 3"),
    "SQLite GROUP BY": ("#4d7c0f", "#bef264", "1 4"),
    "tantivy": ("#7e22ce", "#d8a6ff", "10 3 2 3"),
    "Whoosh alone": ("#be123c", "#ff8fa3", "5 5"),
    "Whoosh + masks": ("#9d174d", "#f9a8d4", "2 2"),
    "floor: counts": ("#52525b", "#a1a1aa", "12 4"),
}
_WIDTH, _HEIGHT = 900, 470
_PANELS = ((60, 400), (500, 840))  # from and to, in x
_TOP, _BOTTOM = 50, 360

Spots = Sequence[tuple[int, float]]


class _Axes:
    """From sizes and milliseconds to places on the drawing; both run by powers of ten."""

    def __init__(self, sizes: Sequence[int], times: Sequence[float]) -> None:
        self.sizes = sizes
        self._left, self._right = log10(min(sizes)) - 0.05, log10(max(sizes)) + 0.05
        self.low, self.high = floor(log10(min(times))), ceil(log10(max(times)))

    def x(self, size: float, panel: tuple[int, int]) -> float:
        """Where a size is in a panel."""
        share = (log10(size) - self._left) / (self._right - self._left)
        return round(panel[0] + share * (panel[1] - panel[0]), 1)

    def y(self, time: float) -> float:
        """Where so many milliseconds are."""
        share = (log10(time) - self.low) / max(1, self.high - self.low)
        return round(_BOTTOM - share * (_BOTTOM - _TOP), 1)


def drawn(runs: Sequence[Mapping[str, Any]]) -> str:
    """The drawing of what `engines.json` holds."""
    series = {
        name: [
            [(run["size"], run["milliseconds"][name]["all"][at]) for run in runs if _has(run, name)]
            for at in (0, 1)
        ]
        for name in _LINES
    }
    present = {name: both for name, both in series.items() if both[0]}
    sizes = [run["size"] for run in runs]
    axes = _Axes(sizes, [time for both in present.values() for line in both for _, time in line])
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        'aria-labelledby="title" font-family="system-ui, sans-serif" font-size="12">',
        '<title id="title">Milliseconds an answer takes, p50 and p95, against the number of '
        "facilities; both axes by powers of ten</title>",
        _style(present),
        f'<rect class="paper" width="{_WIDTH}" height="{_HEIGHT}"/>',
    ]
    for at, (panel, title) in enumerate(zip(_PANELS, ("p50", "p95"), strict=True)):
        parts += _frame(axes, panel, f"{title} of all questions, ms")
        for name, both in present.items():
            parts += _line(axes, panel, name, both[at])
    parts += _key(present)
    return "\n".join([*parts, "</svg>\n"])


def _has(run: Mapping[str, Any], name: str) -> bool:
    return name in run["milliseconds"]


def _style(names: Mapping[str, object]) -> str:
    light = "".join(_colours(name, _LINES[name][0]) for name in names)
    dark = "".join(_colours(name, _LINES[name][1]) for name in names)
    return (
        "<style>.paper{fill:#fff}text{fill:#222}.grid{stroke:#ccc;stroke-width:1}"
        f".line{{fill:none;stroke-width:2}}{light}"
        "@media (prefers-color-scheme:dark){.paper{fill:#16181d}text{fill:#e6e6e6}"
        f".grid{{stroke:#3a3f4a}}{dark}}}</style>"
    )


def _colours(name: str, colour: str) -> str:
    return f".{_class(name)}{{stroke:{colour}}}.dot.{_class(name)}{{fill:{colour}}}"


def _class(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalpha())


def _frame(axes: _Axes, panel: tuple[int, int], title: str) -> Iterator[str]:
    left, right = panel
    yield f'<text x="{left}" y="{_TOP - 22}" font-size="14" font-weight="600">{title}</text>'
    for power in range(axes.low, axes.high + 1):
        y = axes.y(10.0**power)
        yield f'<line class="grid" x1="{left}" x2="{right}" y1="{y}" y2="{y}"/>'
        yield f'<text x="{left - 6}" y="{y + 4}" text-anchor="end">{10.0**power:g}</text>'
    # 12,744 and 20,000 lie close together: their names are on two levels.
    for number, size in enumerate(axes.sizes):
        x, low = axes.x(size, panel), _BOTTOM + 18 + 14 * (number % 2)
        yield f'<line class="grid" x1="{x}" x2="{x}" y1="{_TOP}" y2="{_BOTTOM}"/>'
        yield f'<text x="{x}" y="{low}" text-anchor="middle">{size:,}</text>'


def _line(axes: _Axes, panel: tuple[int, int], name: str, spots: Spots) -> Iterator[str]:
    places = [(axes.x(size, panel), axes.y(time)) for size, time in spots]
    points = " ".join(f"{x},{y}" for x, y in places)
    dashes = _LINES[name][2]
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    yield f'<polyline class="line {_class(name)}" points="{points}"{dashed}/>'
    for (x, y), (size, time) in zip(places, spots, strict=True):
        yield (
            f'<circle class="dot {_class(name)}" cx="{x}" cy="{y}" r="3.5">'
            f"<title>{escape(name)}, {size:,} facilities: {time:.3g} ms</title></circle>"
        )


def _key(names: Mapping[str, object]) -> Iterator[str]:
    for number, name in enumerate(names):
        x, y = 60 + 205 * (number % 4), _BOTTOM + 66 + 24 * (number // 4)
        dashes = _LINES[name][2]
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        yield f'<path class="line {_class(name)}" d="M{x} {y}h34"{dashed}/>'
        yield f'<circle class="dot {_class(name)}" cx="{x + 17}" cy="{y}" r="3.5"/>'
        yield f'<text x="{x + 42}" y="{y + 4}">{escape(name)}</text>'
