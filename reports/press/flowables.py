"""The pieces a paper is laid out with. Each takes plain runs, breaks its own lines and knows its Node."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from reportlab.platypus import Flowable

from reports.letter import Run
from reports.press import bidi, fonts
from reports.press.canvas import TaggedCanvas
from reports.press.sanitise import printable
from reports.press.setting import Piece, broken, faced, line_width, width
from reports.press.structure import Node

Colour = tuple[float, float, float]
INK, SOFT, RULE, LINK = (0.09, 0.10, 0.12), (0.35, 0.37, 0.40), (0.16, 0.29, 0.42), (0.05, 0.27, 0.55)


@dataclass(frozen=True, slots=True)
class Style:
    """Type size and spacing of a piece, in points."""

    size: float = 10
    leading: float = 14.6
    before: float = 0
    after: float = 7
    indent: float = 0
    bold: bool = False
    italic: bool = False
    colour: Colour = INK
    keep: bool = False
    """Stays on the page of what follows."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A line of the outline: its key, its words and its level from 0."""

    key: str
    title: str
    level: int


class Words(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Running text: a paragraph, a heading, or the body of a list item (then with its ``label``)."""

    def __init__(
        self,
        runs: Sequence[Run],
        style: Style,
        node: Node,
        label: tuple[str, Node] | None = None,
        language: str = "",
        bookmark: Bookmark | None = None,
    ) -> None:
        super().__init__()
        self.pieces = list(pieces_of(runs, style))
        self.style, self.node, self.label, self.language, self.bookmark = style, node, label, language, bookmark
        self.keepWithNext = int(style.keep)
        self.lines: list[list[Piece]] | None = None

    def getSpaceBefore(self) -> float:  # noqa: N802  # the engine's name
        """Points above."""
        return self.style.before

    def getSpaceAfter(self) -> float:  # noqa: N802
        """Points below."""
        return self.style.after

    def wrap(self, avail_width: float, _avail_height: float) -> tuple[float, float]:
        """Break into lines for this width; returns (width, height) in points."""
        if self.lines is None:
            self.lines = list(broken(self.pieces, self.style.size, avail_width - self.style.indent, self.language))
        self.width, self.height = avail_width, len(self.lines) * self.style.leading
        return self.width, self.height

    def split(self, avail_width: float, avail_height: float) -> list[Words]:
        """Two parts, never with a single line at the foot or the head of a page."""
        self.wrap(avail_width, avail_height)
        lines = self.lines or []
        fits = min(int(avail_height / self.style.leading + 1e-6), len(lines) - 2)
        if fits < 2:
            return []
        first = Words([], self.style, self.node, self.label, bookmark=self.bookmark)
        second = Words([], self.style, self.node)
        first.lines, second.lines = lines[:fits], lines[fits:]
        return [first, second]

    def draw(self) -> None:
        """Draw label and lines, each under its node."""
        canvas: TaggedCanvas = self.canv
        style = self.style
        top = self.height - style.leading + (style.leading - style.size) * 0.72
        if self.bookmark is not None:
            mark = self.bookmark
            canvas.bookmark(mark.key, mark.title, mark.level, canvas.absolutePosition(0, self.height)[1])
        canvas.setFillColorRGB(*style.colour)
        if self.label is not None:
            text, node = self.label
            x = style.indent - 18 if style.indent >= 18 else 0
            draw_lines(canvas, node, [(x, top, faced(f"{text} ", fonts.REGULAR))], style.size)
        lines = [(style.indent, top - number * style.leading, line) for number, line in enumerate(self.lines or [])]
        draw_lines(canvas, self.node, lines, style.size, style.colour)


def pieces_of(runs: Sequence[Run], style: Style) -> Iterator[Piece]:
    """Runs as pieces of one face each; the last door before the page."""
    for run in runs:
        yield from faced(printable(run.text).replace("\n", " "), _font(run, style), run.href)


def draw_lines(
    canvas: TaggedCanvas,
    node: Node,
    lines: Sequence[tuple[float, float, Sequence[Piece]]],
    size: float,
    colour: Colour = INK,
) -> None:
    """Lines of one element at (x, y) of their baselines, in the colour that is set.

    What leads somewhere becomes a Link below the element; what runs from right to left a Span that says in which order
    it is read. Neither is marked inside other marked content: readers lose what follows.
    """
    if not lines:
        return
    if not any(link or font in fonts.RIGHT_TO_LEFT for _, _, line in lines for font, _, link in line):
        with canvas.tagged(node):
            for x, y, line in lines:
                canvas.line_at(x, y, line, size)
        return
    for left, y, line in lines:
        x = left
        for link, pieces in _by_link(line):
            if link:
                draw_link(canvas, node, link, (x, y), pieces, size)
                canvas.setFillColorRGB(*colour)
            else:
                _draw_both_ways(canvas, node, (x, y), pieces, size)
            x += line_width(pieces, size)


def _draw_both_ways(
    canvas: TaggedCanvas, node: Node, place: tuple[float, float], line: Sequence[Piece], size: float
) -> None:
    x, y = place
    for said, drawn in bidi.ordered(line):
        target = node
        if said:
            target = node.add("Span")
            target.actual = said
        with canvas.tagged(target):
            canvas.drawn_at(x, y, drawn, size)
        x += sum(fonts.width(text, font, size) for font, text in drawn)


def draw_link(
    canvas: TaggedCanvas, node: Node, target: str, place: tuple[float, float], pieces: Sequence[Piece], size: float
) -> None:
    """Words that can be clicked, as a Link of their own below ``node``; ``place`` is their baseline."""
    x, y = place
    left, base = canvas.absolutePosition(x, y)
    says = "".join(text for _, text, _ in pieces).strip()
    link = node.add("Link")
    canvas.setFillColorRGB(*LINK)
    with canvas.tagged(link):
        canvas.line_at(x, y, pieces, size)
    canvas.link(target, says, (left, base - size * 0.25, line_width(pieces, size), size * 1.2), link)


def _by_link(line: Sequence[Piece]) -> Iterable[tuple[str, list[Piece]]]:
    found: list[tuple[str, list[Piece]]] = []
    for piece in line:
        if found and found[-1][0] == piece[2]:
            found[-1][1].append(piece)
        else:
            found.append((piece[2], [piece]))
    return found


def _font(run: Run, style: Style) -> str:
    if run.bold or style.bold:
        return fonts.BOLD
    return fonts.ITALIC if run.italic or style.italic else fonts.REGULAR


class Rail(Words):
    """A quotation: text beside a thin rule."""

    def draw(self) -> None:
        """The rule is decoration, the words are the quotation."""
        with self.canv.artifact():
            self.canv.setStrokeColorRGB(*RULE)
            self.canv.setLineWidth(1.2)
            self.canv.line(6, 1, 6, self.height)
        super().draw()

    def split(self, avail_width: float, avail_height: float) -> list[Words]:
        """As Words, each part with its rule."""
        parts = super().split(avail_width, avail_height)
        for part in parts:
            part.__class__ = Rail
        return parts


@dataclass(frozen=True, slots=True)
class Cell:
    """A small label above a value, for the reference block."""

    label: str
    value: str


class Grid(Flowable):  # type: ignore[misc]
    """The reference block: cells in three columns, row by row, read in that order."""

    COLUMNS = 3
    GAP = 12.0

    def __init__(self, cells: Sequence[tuple[Cell, Node]]) -> None:
        super().__init__()
        self.cells = [(replace(cell, value=printable(cell.value)), node) for cell, node in cells]
        self.spaceAfter = 14
        self.rows: list[list[tuple[Cell, Node, list[list[Piece]]]]] = []

    def wrap(self, avail_width: float, _avail_height: float) -> tuple[float, float]:
        """Height of the rows; each row is as high as its longest value."""
        self.column = (avail_width - self.GAP * (self.COLUMNS - 1)) / self.COLUMNS
        filled = [
            (cell, node, list(broken(faced(cell.value, fonts.REGULAR), 9, self.column))) for cell, node in self.cells
        ]
        self.rows = [filled[at : at + self.COLUMNS] for at in range(0, len(filled), self.COLUMNS)]
        self.heights = [12 + 12 * max(len(lines) for _, _, lines in row) + 5 for row in self.rows]
        return avail_width, sum(self.heights)

    def split(self, avail_width: float, avail_height: float) -> list[Grid]:
        """Two grids, between rows."""
        self.wrap(avail_width, avail_height)
        fits, used = 0, 0.0
        while fits < len(self.rows) and used + self.heights[fits] <= avail_height:
            used += self.heights[fits]
            fits += 1
        if fits in (0, len(self.rows)):
            return []
        cut = fits * self.COLUMNS
        return [Grid(self.cells[:cut]), Grid(self.cells[cut:])]

    def draw(self) -> None:
        """Label and value belong to one paragraph."""
        y = sum(self.heights)
        for row, height in zip(self.rows, self.heights, strict=True):
            for number, (cell, node, lines) in enumerate(row):
                x = number * (self.column + self.GAP)
                self.canv.setFillColorRGB(*SOFT)
                draw_lines(self.canv, node, [(x, y - 9, faced(f"{printable(cell.label)} ", fonts.REGULAR))], 7.5)
                self.canv.setFillColorRGB(*INK)
                draw_lines(self.canv, node, [(x, y - 21 - 12 * at, line) for at, line in enumerate(lines)], 9)
            y -= height


def shortened(text: str, font: str, size: float, limit: float) -> list[Piece]:
    """One line of at most ``limit`` points; what does not fit is left out behind an ellipsis."""
    lines = list(broken(faced(printable(text), font), size, limit - width(" …", font, size)))
    if len(lines) <= 1:
        return lines[0] if lines else []
    return [*lines[0][:-1], (lines[0][-1][0], lines[0][-1][1].rstrip(), ""), (font, " …", "")]
