"""Whether a colour can be read on white paper and a white screen (WCAG 2.1, 1.4.3)."""

from __future__ import annotations

import re

LEAST = 4.5
_COLOUR = re.compile(r"#[0-9a-f]{6}")


def written(colour: str) -> str:
    """A colour as it is kept (#rrggbb, small letters), from what somebody typed; empty when it is none."""
    bare = colour.strip().lower().removeprefix("#")
    if len(bare) == 3:
        bare = "".join(2 * part for part in bare)
    return f"#{bare}" if _COLOUR.fullmatch(f"#{bare}") else ""


def ratio_on_white(colour: str) -> float:
    """The contrast of #rrggbb on white, from 1 (white) to 21 (black)."""
    red, green, blue = (_light(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _light(part: float) -> float:
    # https://www.w3.org/TR/WCAG21/#dfn-relative-luminance
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
