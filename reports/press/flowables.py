"""The pieces a letter is laid out with. Each takes plain runs, breaks its own lines and knows its Node.

Own line breaking and not reportlab's Paragraph: no markup parser can be reached by a value, U+00A0 and
U+202F hold words together, and each line but the last keeps its final space so that a reader of the text
does not glue words.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from reports.letter import Run
from reports.press import fonts
from reports.press.canvas import TaggedCanvas
from reports.press.sanitise import printable
from reports.press.structure import Node

INK, SOFT, RULE = (0.09, 0.10, 0.12), (0.35, 0.37, 0.40), (0.16, 0.29, 0.42)
Piece = tuple[str, str]  # (font, text)


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
    colour: tuple[float, float, float] = INK
    keep: bool = False
    """Stays on the page of what follows."""


class Words(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Running text: a paragraph, a heading, or the body of a list item (then with its ``label``)."""

    def __init__(self, runs: Sequence[Run], style: Style, node: Node, label: tuple[str, Node] | None = None) -> None:
        super().__init__()
        self.pieces = [(_font(run, style), printable(run.text).replace("\n", " ")) for run in runs]
        self.style, self.node, self.label = style, node, label
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
            self.lines = list(broken(self.pieces, self.style.size, avail_width - self.style.indent))
        self.width, self.height = avail_width, len(self.lines) * self.style.leading
        return self.width, self.height

    def split(self, avail_width: float, avail_height: float) -> list["Words"]:
        """Two parts, never with a single line at the foot or the head of a page."""
        self.wrap(avail_width, avail_height)
        lines = self.lines or []
        fits = min(int(avail_height / self.style.leading + 1e-6), len(lines) - 2)
        if fits < 2:
            return []
        first, second = Words([], self.style, self.node, self.label), Words([], self.style, self.node)
        first.lines, second.lines = lines[:fits], lines[fits:]
        return [first, second]

    def draw(self) -> None:
        """Draw label and lines, each under its node."""
        canvas: TaggedCanvas = self.canv
        style = self.style
        top = self.height - style.leading + (style.leading - style.size) * 0.72
        canvas.setFillColorRGB(*style.colour)
        if self.label is not None:
            text, node = self.label
            with canvas.tagged(node):
                canvas.text_at(
                    style.indent - 18 if style.indent >= 18 else 0, top, text + " ", fonts.REGULAR, style.size
                )
        with canvas.tagged(self.node):
            for number, line in enumerate(self.lines or []):
                draw_line(canvas, style.indent, top - number * style.leading, line, style.size)


def draw_line(canvas: TaggedCanvas, x: float, y: float, line: Iterable[Piece], size: float) -> None:
    """One broken line with its baseline at y."""
    text = canvas.beginText(x, y)
    for font, words in line:
        text.setFont(font, size)
        text.textOut(words)
    canvas.drawText(text)


def broken(pieces: Sequence[Piece], size: float, width: float) -> Iterator[list[Piece]]:
    """Lines of at most ``width`` points. Breaks at U+0020 and after a hyphen; a longer word is cut."""
    line: list[Piece] = []
    used = 0.0
    for word in _words(pieces):
        for part in _cut(word, size, width):
            bare = sum(fonts.width(text.rstrip(" "), font, size) for font, text in part)
            if line and used + bare > width:
                yield _joined(line)
                line, used = [], 0.0
            line.extend(part)
            used += sum(fonts.width(text, font, size) for font, text in part)
    if line:
        yield _joined([*line[:-1], (line[-1][0], line[-1][1].rstrip(" "))])


def _words(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    # A word is what may not be broken, with the spaces that follow it; it may change font halfway.
    word: list[Piece] = []
    for font, text in pieces:
        start = 0
        for at, character in enumerate(text):
            ends = character == " " and text[at + 1 : at + 2] != " "
            # "Sint-Michielsgestel" may break, a number such as "BV-2026-19" may not.
            if ends or (character == "-" and text[max(at - 1, 0)].isalpha() and text[at + 1 : at + 2].isalpha()):
                word.append((font, text[start : at + 1]))
                yield word
                word, start = [], at + 1
        if text[start:]:
            word.append((font, text[start:]))
    if word:
        yield word


def _cut(word: list[Piece], size: float, width: float) -> Iterator[list[Piece]]:
    # A word wider than the line (an address, a hostile name) is cut where the line is full.
    if sum(fonts.width(text.rstrip(" "), font, size) for font, text in word) <= width:
        yield word
        return
    part: list[Piece] = []
    used = 0.0
    for font, text in word:
        for character in text:
            wide = fonts.width(character, font, size)
            if part and used + wide > width and character != " ":
                yield _joined(part)
                part, used = [], 0.0
            part.append((font, character))
            used += wide
    yield _joined(part)


def _joined(line: list[Piece]) -> list[Piece]:
    found: list[Piece] = []
    for font, text in line:
        if found and found[-1][0] == font:
            found[-1] = (font, found[-1][1] + text)
        elif text:
            found.append((font, text))
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
        self.cells = [(Cell(printable(cell.label), printable(cell.value)), node) for cell, node in cells]
        self.spaceAfter = 14
        self.rows: list[list[tuple[Cell, Node, list[list[Piece]]]]] = []

    def wrap(self, avail_width: float, _avail_height: float) -> tuple[float, float]:
        """Height of the rows; each row is as high as its longest value."""
        self.column = (avail_width - self.GAP * (self.COLUMNS - 1)) / self.COLUMNS
        filled = [
            (cell, node, list(broken([(fonts.REGULAR, cell.value)], 9, self.column))) for cell, node in self.cells
        ]
        self.rows = [filled[at : at + self.COLUMNS] for at in range(0, len(filled), self.COLUMNS)]
        self.heights = [12 + 12 * max(len(lines) for _, _, lines in row) + 5 for row in self.rows]
        return avail_width, sum(self.heights)

    def split(self, avail_width: float, avail_height: float) -> list["Grid"]:
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
                with self.canv.tagged(node):
                    self.canv.setFillColorRGB(*SOFT)
                    self.canv.text_at(x, y - 9, cell.label + " ", fonts.REGULAR, 7.5)
                    self.canv.setFillColorRGB(*INK)
                    for line_number, line in enumerate(lines):
                        draw_line(self.canv, x, y - 21 - 12 * line_number, line, 9)
            y -= height
