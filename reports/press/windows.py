"""Where the address of a letter shows in the window of an envelope, whichever envelope the post room takes."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SHEET = (210.0, 297.0)
"""A4 in millimetres (ISO 216)."""


@dataclass(frozen=True, slots=True)
class Area:
    """A part of a sheet in millimetres from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


@cache
def readable(country: str) -> Area:
    """The part of the sheet that shows in every usual envelope of a country ("nl", "be"), however the sheet slides.

    A country of which no envelopes are known is read as Belgium: its letters are.
    """
    found = tomllib.loads((Path(__file__).parent / "windows.toml").read_text(encoding="utf-8"))
    areas = [_seen(envelope) for envelope in found.get(country, found["be"])["envelope"]]
    return Area(
        max(area.left for area in areas),
        max(area.top for area in areas),
        min(area.right for area in areas),
        min(area.bottom for area in areas),
    )


def _seen(envelope: dict[str, list[float]]) -> Area:
    wide, high = envelope["size"]
    left, top, width, height = envelope["window"]
    to_right, down = wide - SHEET[0], high - SHEET[1] / float(envelope["folds"])  # type: ignore[arg-type]
    return Area(left, top, left + width - to_right, top + height - down)
