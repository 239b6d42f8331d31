"""The square code under a letter: its modules as one path of rectangles, beside the same address in words."""

from __future__ import annotations

from functools import lru_cache

import segno

QUIET = 4  # modules of white around (ISO/IEC 18004, 9.1)


@lru_cache(maxsize=256)
def _runs(address: str) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    # The width in modules, and the black stretches: (column, row from the top, length).
    matrix = segno.make_qr(address, error="m", boost_error=False).matrix
    found = []
    for row, line in enumerate(matrix):
        column = 0
        while column < len(line):
            length = 0
            while column + length < len(line) and line[column + length]:
                length += 1
            if length:
                found.append((column, row, length))
            column += max(length, 1)
    return len(matrix), tuple(found)


def drawn(address: str, x: float, y: float, side: float) -> str:
    """The operators that draw the code with its quiet zone into a square of ``side`` points at (x, y), in black."""
    modules, runs = _runs(address)
    unit = side / (modules + 2 * QUIET)
    path = [
        f"{x + (column + QUIET) * unit:.3f} {y + side - (row + 1 + QUIET) * unit:.3f} {length * unit:.3f} {unit:.3f} re"
        for column, row, length in runs
    ]
    return "\n".join(["q 0 0 0 rg", *path, "f Q"])
