"""Names from right to left inside text from left to right: how they are shaped and in which order they are drawn.

A letter is written in Dutch, French or German, so its lines run from left to right; what runs the other way is a name
or a few words. Order by the Unicode Bidirectional Algorithm (UAX 9), shapes of Arabic letters by their neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from arabic_reshaper import ArabicReshaper  # type: ignore[import-untyped]
from bidi.algorithm import get_display  # type: ignore[import-untyped]

from reports.press import fonts

_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
# From the first to the last character that runs from right to left, with what stands between that has no direction.
_LTR = "A-Za-z\u00c0-\u058f"
# Brackets run along only as a pair (UAX 9, N0).
_STRETCH = re.compile(f"[{_RTL}](?:(?:[^{_LTR}()]|\\([^{_LTR}()]*\\))*[{_RTL}])?")
# Only ligatures that every word needs; marks stay where they were written.
_RESHAPER = ArabicReshaper(
    {"delete_harakat": False, "support_ligatures": True, "use_unshaped_instead_of_isolated": True}
)


@lru_cache(maxsize=4096)
def shaped(text: str) -> str:
    """The text with each Arabic letter in the shape that its neighbours ask, still in the order in which it is read."""
    return str(_RESHAPER.reshape(text))


@lru_cache(maxsize=4096)
def _visual(text: str) -> str:
    return str(get_display(shaped(text), base_dir="R"))


def ordered(line: Sequence[tuple[str, str, str]]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """A line in the order in which it is drawn: (what is read, or empty where it equals what is drawn; pieces)."""
    text = "".join(piece[1] for piece in line)
    faces = [font for font, words, _ in line for _ in words]
    at = 0
    for hit in _STRETCH.finditer(text):
        if hit.start() > at:
            yield "", _pieces(text[at : hit.start()], faces[at : hit.start()])
        face = faces[hit.start()]
        drawn = _visual(hit[0])
        yield hit[0], _pieces(drawn, [fonts.beside(one, face) for one in drawn])
        at = hit.end()
    if at < len(text):
        yield "", _pieces(text[at:], faces[at:])


def _pieces(text: str, faces: Sequence[str]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for character, face in zip(text, faces, strict=True):
        if found and found[-1][0] == face:
            found[-1] = (face, found[-1][1] + character)
        else:
            found.append((face, character))
    return found
