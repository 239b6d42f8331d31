"""The head of a letter: the municipality with its mark, the sender, and the address in the window of the envelope."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from reports.letter import Letter
from reports.press import fonts, logo
from reports.press.canvas import TaggedCanvas
from reports.press.flowables import INK, SOFT, Colour, draw_lines
from reports.press.sanitise import printable
from reports.press.setting import Piece, broken, faced
from reports.press.sheet import FIRST_TOP, HEIGHT, LEFT, RIGHT, WIDTH
from reports.press.structure import Node
from reports.press.windows import readable

ADDRESS_LINES = 12
_LEADING = 10.4
LOGO = (46 * mm, 20 * mm)


def lines_of(texts: Sequence[str], size: float, limit: float, font: str = fonts.REGULAR) -> list[list[Piece]]:
    """The lines of several short texts, each beginning on a line of its own."""
    return [line for text in texts for line in broken(faced(printable(text), font), size, limit)]


class TooLongForItsPlace(ValueError):
    """A name, number or address line that cannot stand where such a line stands on a letter."""

    def __init__(self, text: str) -> None:
        super().__init__(f"too long for a letter: {text[:60]!r} ({len(text)} characters)")
        self.text = text


def fitted(
    texts: Sequence[str], sizes: Sequence[float], limit: float, most: int, font: str = fonts.REGULAR
) -> tuple[list[list[Piece]], float]:
    """The lines at the largest of these sizes at which there are at most ``most``. Raises TooLongForItsPlace."""
    for size in sizes:
        lines = lines_of(texts, size, limit, font)
        if len(lines) <= most:
            return lines, size
    raise TooLongForItsPlace(" / ".join(texts))


def address_lines(letter: Letter) -> list[list[Piece]]:
    """The addressee as it will stand in the window."""
    area = readable(letter.jurisdiction.partition("-")[0])
    return lines_of(letter.addressee, 10, (area.right - max(area.left, LEFT / mm)) * mm)


def rgb(colour: str) -> Colour:
    """A colour of the screen (#rrggbb) as three parts of one."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


class Head(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Letterhead and address on the first page, at fixed places so that the address shows in the window."""

    BOTTOM = 94 * mm  # below the window, so that no reference shows in it
    BOTTOM_WITHOUT_ADDRESS = 48 * mm  # a notice or a sheet that goes to nobody in particular
    COLUMN = 52 * mm

    def __init__(self, letter: Letter, root: Node) -> None:
        super().__init__()
        self.letter = letter
        self.mark = root.add("Figure") if letter.letterhead.logo is not None else None
        self.nodes = {name: root.add("P") for name in ("municipality", "office", "sender", "return", "addressee")}
        self.area = readable(letter.jurisdiction.partition("-")[0])
        self.window = max(self.area.left * mm, LEFT)

    def wrap(self, avail_width: float, _avail_height: float) -> tuple[float, float]:
        """Always the same height: the references start below the window, where there is an address in it."""
        self.height = (self.BOTTOM if self.letter.addressee else self.BOTTOM_WITHOUT_ADDRESS) - FIRST_TOP
        return avail_width, self.height

    def draw(self) -> None:
        """The mark, then five paragraphs: municipality, office, sender, return line, addressee."""
        canvas: TaggedCanvas = self.canv
        canvas.saveState()
        canvas.translate(-LEFT, self.height - HEIGHT + FIRST_TOP)  # from here points of the whole page
        head = self.letter.letterhead
        top = HEIGHT - 22 * mm
        if head.logo is not None:
            assert self.mark is not None
            high = logo.placed(canvas, self.mark, head.logo, (LEFT, HEIGHT - 12 * mm), LOGO)[1]
            top = HEIGHT - 12 * mm - high - 15
            self._name(head.municipality, top, (13, 12, 11, 10))
            top += 1 * mm
        else:
            self._name(head.municipality, top, (16, 14, 12, 10))
            with canvas.artifact():
                canvas.setStrokeColorRGB(*rgb(head.colour))
                canvas.setLineWidth(2)
                canvas.line(LEFT, HEIGHT - 13 * mm, LEFT + 14 * mm, HEIGHT - 13 * mm)
        office, size = fitted([head.office], (9.5, 8, 7), 100 * mm, 2)
        self._stack("office", LEFT, top - 6 * mm, office, size, SOFT, size + 2)
        sender, size = fitted((*head.address, *head.contact), (7.5, 6.5, 5.5), self.COLUMN, 11)
        leading = min(10, 30 * mm / max(len(sender), 1))
        self._stack("sender", WIDTH - RIGHT - self.COLUMN, HEIGHT - 18.5 * mm, sender, size, SOFT, leading)
        self._window()
        canvas.restoreState()

    def _window(self) -> None:
        if not self.letter.addressee:
            return
        top = HEIGHT - self.area.top * mm
        head = self.letter.letterhead
        if head.return_line:
            line, size = fitted([head.return_line], (6, 5.5, 5, 4.5), self.area.right * mm - self.window, 1)
            self._stack("return", self.window, top - 7, line, size, SOFT)
        lines = address_lines(self.letter)
        # Five lines show in any envelope; more take the rest of the window, and never what stands below it.
        number = max(len(lines), 1)
        room, window = (self.area.bottom - self.area.top) * mm - 11, self.BOTTOM - self.area.top * mm - 17
        leading = min(13, max(room / number, _LEADING), window / number)
        size = min(10, leading * 0.9)
        self._stack("addressee", self.window, top - 10.5 - size, lines, size, INK, leading)

    def _name(self, municipality: str, y: float, sizes: Sequence[float]) -> None:
        limit = WIDTH - RIGHT - self.COLUMN - LEFT - 4 * mm
        try:
            lines, size = fitted([municipality], sizes, limit, 1, fonts.BOLD)
        except TooLongForItsPlace:
            lines, size = fitted([municipality], (9, 8, 7), limit, 2, fonts.BOLD)
        self._stack("municipality", LEFT, y + 5 * (len(lines) - 1), lines, size, INK, size + 1)

    def _stack(
        self,
        name: str,
        x: float,
        y: float,
        lines: list[list[Piece]],
        size: float,
        colour: Colour,
        leading: float = 12,
    ) -> None:
        if not lines:
            return
        self.canv.setFillColorRGB(*colour)
        ended = [[*line[:-1], (line[-1][0], f"{line[-1][1].rstrip(' ')} ", "")] for line in lines[:-1]]
        places = [(x, y - number * leading, line) for number, line in enumerate([*ended, lines[-1]])]
        draw_lines(self.canv, self.nodes[name], places, size)
