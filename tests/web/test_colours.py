"""Colours: every word stands out from its ground, and every edge of a field, in light and dark."""

import re

import pytest

from tests.conftest import ROOT

TOKENS = ROOT / "finder" / "static" / "css" / "tokens.css"


def luminance(colour: str) -> float:
    """The relative luminance of "#rrggbb" (WCAG 2.2)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(share * c for share, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_words_stand_out_from_their_ground(scheme: int) -> None:
    block = re.findall(r":root \{(.*?)\}", TOKENS.read_text(), re.DOTALL)[scheme]
    tokens = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))
    grounds = ("paper", "card", "accent-soft")
    pairs = [(words, ground) for words in ("ink", "soft", "accent") for ground in grounds]
    pairs += [("on-accent", "accent"), ("on-accent", "accent-deep"), ("on-night", "night")]
    pairs += [("ink", "warn-soft"), ("warn", "warn-soft"), ("accent", "warn-soft")]
    pairs += [("warn", "card"), ("ok", "card"), ("alarm", "card"), ("card", "alarm")]
    pairs += [("ink", "alarm-soft"), ("alarm", "alarm-soft"), ("ok", "accent-soft")]
    pairs += [
        ("warn", "accent-soft"),
        ("on-band", "band"),
        ("ok", "ok-soft"),
        ("soft", "warn-soft"),
    ]
    for words, ground in pairs:
        assert contrast(tokens[words], tokens[ground]) >= 7, f"{words} on {ground}"
    for ground in grounds:
        assert contrast(tokens["edge"], tokens[ground]) >= 3, f"edge on {ground}"


def test_colours_are_named_once() -> None:
    for sheet in TOKENS.parent.glob("*.css"):
        # Ink and paper are no tokens, and the embed stands alone in pages of other people.
        if sheet.name not in ("tokens.css", "print.css", "embed.css"):
            bare = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)
            bare = re.sub(r"@media print \{(?:[^{}]|\{[^{}]*\})*\}", "", bare)
            own = set(re.findall(r":[^;{]*?(#[0-9a-f]{3,8})\b", bare))
            assert own <= {"#fff", "#000"}, f"{sheet.name}: {own}"
            for name in re.findall(r"var\(--([\w-]+)", bare):
                declared = f"--{name}:"
                assert declared in TOKENS.read_text() + bare, f"{sheet.name}: --{name}"
