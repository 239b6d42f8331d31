"""Which words of two texts differ, so that a reader sees at a glance what to choose between. Pure."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

_PIECES = re.compile(r"\s+|[^\s]+")
Marked = list[tuple[str, bool]]


def marked(one: str, other: str) -> tuple[Marked, Marked]:
    """Both texts in pieces, each with whether it differs from the other text."""
    left, right = _PIECES.findall(one), _PIECES.findall(other)
    first: Marked = []
    second: Marked = []
    for how, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        _add(first, "".join(left[a:b]), differs=how != "equal")
        _add(second, "".join(right[c:d]), differs=how != "equal")
    return first, second


def _add(pieces: Marked, text: str, *, differs: bool) -> None:
    if text:
        pieces.append((text, differs and bool(text.strip())))
