"""The colours of the theme hold the contrast that the design promises (WCAG 2.2: 4.5 for text, 3 for borders)."""

import re
from pathlib import Path

import pytest

THEME = Path(__file__).resolve().parents[2] / "app/web/static/theme.css"
TOKENS = dict(re.findall(r"^\s*--dr-([a-z0-9-]+):\s*(#[0-9a-f]{3,6});", THEME.read_text("utf-8"), flags=re.MULTILINE))

# Text, its ground, the least contrast. Secondary text on the pale accent is 6.98 and shown as 7.0.
TEXT = [
    *((front, "paper", 7.0) for front in ("ink", "ink-2", "accent", "accent-strong", "danger", "danger-strong", "ok")),
    *((front, "soft", 7.0) for front in ("ink", "ink-2")),
    *(("ink-2", ground, 6.9) for ground in ("accent-soft", "warn-soft", "danger-soft", "ok-soft")),
    *((front, "ink", 7.0) for front in ("bar-text", "bar-text-2", "accent-on-bar", "paper")),
    ("ink-3", "paper", 4.5),
    ("accent", "accent-soft", 7.0),
    ("accent-strong", "accent-soft", 7.0),
    ("danger", "danger-soft", 4.5),
    ("warn", "warn-soft", 7.0),
    ("warn-ink", "warn-strong", 7.0),
    ("ok", "ok-soft", 7.0),
    ("neutral-text", "soft-2", 7.0),
    ("ink", "mark", 7.0),
]
BORDERS = [
    ("line-strong", "paper", 3.0),
    ("line-strong", "soft", 3.0),
    ("warn-bar", "warn-soft", 3.0),
    ("focus-gap", "ink", 3.0),
]


def luminance(colour: str) -> float:
    """WCAG relative luminance; https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_white_on_black_is_the_largest_contrast() -> None:
    assert contrast("#fff", "#000000") == pytest.approx(21)


@pytest.mark.parametrize(("front", "ground", "least"), TEXT + BORDERS)
def test_a_pair_of_tokens_holds_its_contrast(front: str, ground: str, least: float) -> None:
    assert contrast(TOKENS[front], TOKENS[ground]) >= least
