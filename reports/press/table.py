"""A table on paper: cells of plain words that break their own lines, a head that repeats as decoration.

One-line cells cost one look-up: nothing here passes a markup parser.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from reports.letter import Table
from reports.press import fonts
from reports.press.canvas import TaggedCanvas
from reports.press.flowables import INK, RULE, draw_lines
from reports.press.sanitise import printable
from reports.press.setting import Piece, broken, faced
from reports.press.structure import Node

SIZE, LEADING, PAD, GAP = 8.5, 11.4, 3.2, 8.0
_SHADE = (0.93, 0.94, 0.96)
Lines = list[list[Piece]]


@dataclass(slots=True)
class _Row:
    """The cells of a row with their elements; a row may begin on one page and end on the next."""

    cells: list[tuple[Node, Lines]]

    @property
    def lines(self) -> int:
        return max((len(lines) for _, lines in self.cells), default=1) or 1

    @property
    def height(self) -> float:
        return self.lines * LEADING + 2 * PAD

    def cut(self, at: int) -> tuple[_Row, _Row]:
        head = [(node, lines[:at]) for node, lines in self.cells]
        tail = [(node, lines[at:]) for node, lines in self.cells]
        return _Row(head), _Row(tail)


class Rows(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A table or what is left of it on a next page (``again``: its head was read before)."""

    spaceBefore, spaceAfter = 3, 10  # noqa: N815  # the engine's names

    def __init__(self, shares: Sequence[float], head: _Row, rows: Sequence[_Row], *, again: bool = False) -> None:
        super().__init__()
        self.shares, self.head, self.rows, self.again = shares, head, rows, again

    def wrap(self, avail_width: float, _avail_height: float) -> tuple[float, float]:
        """As high as all rows with the head."""
        self.width = avail_width
        self.height = self.head.height + sum(row.height for row in self.rows)
        return self.width, self.height

    def split(self, _avail_width: float, avail_height: float) -> list[Rows]:
        """Between rows; a row higher than half a page is cut between lines. A head never stands alone."""
        room = avail_height - self.head.height
        fits, used = 0, 0.0
        while fits < len(self.rows) and used + self.rows[fits].height <= room:
            used += self.rows[fits].height
            fits += 1
        fits = min(fits, len(self.rows) - 1)  # asked only when not everything fits
        used = sum(row.height for row in self.rows[:fits])
        if fits < 0:
            return []
        here, there = list(self.rows[:fits]), list(self.rows[fits:])
        lines = int((room - used - 2 * PAD) / LEADING)
        if there[0].lines > 24 and lines >= 3:
            head, tail = there[0].cut(min(lines, there[0].lines - 2))
            here.append(head)
            there[0] = tail
        if not here:
            return []
        return [
            Rows(self.shares, self.head, here, again=self.again),
            Rows(self.shares, self.head, there, again=True),
        ]

    def draw(self) -> None:
        """Rules and shading are decoration; every cell belongs to its element."""
        canvas: TaggedCanvas = self.canv
        self._decoration(canvas)
        y = self.height
        if self.again:
            with canvas.artifact("Pagination"):
                self._cells(canvas, self.head, y, marked=False)
        else:
            self._cells(canvas, self.head, y, marked=True)
        y -= self.head.height
        for row in self.rows:
            self._cells(canvas, row, y, marked=True)
            y -= row.height

    def _decoration(self, canvas: TaggedCanvas) -> None:
        with canvas.artifact():
            canvas.setFillColorRGB(*_SHADE)
            canvas.rect(0, self.height - self.head.height, self.width, self.head.height, stroke=0, fill=1)
            canvas.setStrokeColorRGB(0.8, 0.82, 0.84)
            canvas.setLineWidth(0.5)
            y = self.height - self.head.height
            for row in self.rows:
                y -= row.height
                canvas.line(0, y, self.width, y)
            canvas.setStrokeColorRGB(*RULE)
            canvas.line(0, self.height - self.head.height, self.width, self.height - self.head.height)
        canvas.setFillColorRGB(*INK)

    def _cells(self, canvas: TaggedCanvas, row: _Row, top: float, *, marked: bool) -> None:
        x = 0.0
        for share, (node, lines) in zip(self.shares, row.cells, strict=True):
            first = top - PAD - SIZE
            places = [(x + GAP / 2, first - number * LEADING, line) for number, line in enumerate(lines)]
            if marked:
                draw_lines(canvas, node, places, SIZE)
            else:
                for left, y, line in places:
                    canvas.line_at(left, y, line, SIZE)
            x += share * self.width


def rows_of(table: Table, parent: Node, limit: float) -> Rows:
    """The table laid out for ``limit`` points, under a Table element of ``parent``."""
    node = parent.add("Table")
    total = sum(column.share for column in table.columns)
    shares = [column.share / total for column in table.columns]
    widths = [share * limit - GAP for share in shares]
    heads = [column.head for column in table.columns]
    head = _row(node.add("TR"), heads, widths, ["Column"] * len(heads), bold=len(heads))
    firsts: list[str | None] = ["Row" if table.row_heads else None, *([None] * (len(heads) - 1))]
    rows = [_row(node.add("TR"), row, widths, firsts, bold=0) for row in table.rows]
    return Rows(shares, head, rows)


def _row(parent: Node, words: Sequence[str], widths: Sequence[float], scopes: Sequence[str | None], bold: int) -> _Row:
    cells = []
    for number, (text, limit, scope) in enumerate(zip(words, widths, scopes, strict=True)):
        node = parent.add("TD" if scope is None else "TH", scope=scope)
        cells.append((node, cell_lines(text, fonts.BOLD if number < bold else fonts.REGULAR, limit)))
    return _Row(cells)


def cell_lines(text: str, font: str, limit: float) -> Lines:
    """The lines of a cell; its own line ends stay."""
    clean = printable(text)
    if "\n" not in clean:
        if not clean:
            return []
        pieces = faced(clean, font)
        if len(pieces) == 1 and fonts.width(clean, pieces[0][0], SIZE) <= limit:
            return [pieces]
        return list(broken(pieces, SIZE, limit))
    parts = [list(broken(faced(part, font), SIZE, limit)) for part in clean.split("\n") if part.strip()]
    # The last line of a part keeps a space, so that a reader of the text does not glue two lines.
    for part in parts[:-1]:
        face, words, link = part[-1][-1]
        part[-1][-1] = (face, f"{words} ", link)
    return [line for part in parts for line in part]
