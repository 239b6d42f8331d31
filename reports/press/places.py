"""Where a paper is signed: titles, names, and the reserved fields of who signs, of the seal and of the time stamps."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from reports.letter import Signature
from reports.press import fonts
from reports.press.canvas import TaggedCanvas
from reports.press.flowables import INK, draw_lines
from reports.press.sanitise import printable
from reports.press.setting import Piece, broken, faced
from reports.press.sheet import TEXT_WIDTH
from reports.press.signing.lasting import TIMESTAMP_FIELDS
from reports.press.structure import Node

Lines = list[list[Piece]]


class SignaturePlaces(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Titles, the reserved signature fields and names, and the field for the seal; without places the seal alone."""

    BOX = (72 * mm, 24 * mm)
    SEAL = (42 * mm, 24 * mm)

    def __init__(self, places: Sequence[Signature], root: Node) -> None:
        super().__init__()
        self.places = [(place, root.add("P"), root.add("Form"), root.add("P")) for place in places]
        self.seal = root.add("Form")
        self.stamps = [(name, root.add("Form")) for name in TIMESTAMP_FIELDS]

    def wrap(self, avail_width: float, _avail_height: float) -> tuple[float, float]:
        """One row of at most two places; the seal stands beside a single signature or below two."""
        self.texts = [
            (self._broken(place.title, fonts.REGULAR), self._broken(place.name, fonts.BOLD))
            for place, *_ in self.places
        ]
        self.title_height = 14 * max((len(title) for title, _ in self.texts), default=0)
        self.name_height = 14 * max((len(name) for _, name in self.texts), default=0)
        self.row = self.title_height + self.BOX[1] + self.name_height + 12
        self.height = self.row + (self.SEAL[1] + 6 if len(self.places) > 1 else 0)
        return avail_width, self.height

    def _broken(self, text: str, font: str) -> Lines:
        return list(broken(faced(printable(text), font), 10, self.BOX[0]))

    def draw(self) -> None:
        """Draw the words and reserve the fields where they stand on the page."""
        canvas: TaggedCanvas = self.canv
        x0, y0 = canvas.absolutePosition(0, 0)
        top = self.height
        canvas.setFillColorRGB(*INK)
        for number, ((place, title, form, name), (titles, names)) in enumerate(
            zip(self.places, self.texts, strict=True)
        ):
            x = number * (self.BOX[0] + 8 * mm)
            box_y = top - self.title_height - 4 - self.BOX[1]
            _drawn(canvas, title, titles, x, top - 11)
            says = f"{printable(place.title)}, {printable(place.name)}"
            canvas.signature_field(place.field, says, (x0 + x, y0 + box_y, *self.BOX), form)
            _drawn(canvas, name, names, x, box_y - 14)
        beside = len(self.places) == 1
        x = TEXT_WIDTH - self.SEAL[0] if beside else 0
        y = top - self.title_height - 4 - self.BOX[1] if beside else 0
        canvas.signature_field("Seal", "Seal", (x0 + x, y0 + y, *self.SEAL), self.seal)
        for stamp, element in self.stamps:
            canvas.signature_field(stamp, stamp, (x0, y0, 0, 0), element)


def _drawn(canvas: TaggedCanvas, node: Node, lines: Lines, x: float, y: float) -> None:
    draw_lines(canvas, node, [(x, y - 14 * number, line) for number, line in enumerate(lines)], 10)
