"""What every sheet of paper of the house has: its edges, its foot with the page number, the head of a later page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate
from reportlab.platypus.doctemplate import ActionFlowable

from reports.press import fonts
from reports.press.canvas import TaggedCanvas
from reports.press.flowables import INK, SOFT, shortened
from reports.press.setting import line_width

WIDTH, HEIGHT = A4
LEFT, RIGHT, FOOT = 25 * mm, 22 * mm, 25 * mm
TEXT_WIDTH = WIDTH - LEFT - RIGHT
FIRST_TOP = 12 * mm
Drawn = Callable[[TaggedCanvas], None]


class Sheets(BaseDocTemplate):  # type: ignore[misc]  # reportlab has no types
    """Lays a story out on a first page and later pages, each with what ``first`` and ``later`` draw on it.

    ``top`` and ``foot`` are the points of the first page above and below its text.
    """

    def __init__(self, first: Sequence[Drawn], later: Sequence[Drawn], top: float, foot: float) -> None:
        super().__init__("paper.pdf", pagesize=A4, allowSplitting=1)
        self.running: tuple[str, ...] = ()
        opening = Frame(LEFT, foot, TEXT_WIDTH, HEIGHT - foot - top, 0, 0, 0, 0, id="first")
        following = Frame(LEFT, FOOT, TEXT_WIDTH, HEIGHT - FOOT - 27 * mm, 0, 0, 0, 0, id="later")
        self.addPageTemplates(
            [
                PageTemplate("first", [opening], onPage=_in_turn(first)),
                PageTemplate("later", [following], onPage=_in_turn(later)),
            ]
        )

    def laid_out(self, story: Sequence[Any], canvas: TaggedCanvas) -> None:
        """Draw the story; the canvas is still open afterwards."""
        self.build(list(story), canvasmaker=lambda *_args, **_options: canvas)

    def _endBuild(self) -> None:  # noqa: N802  # the engine's name
        # The canvas is saved by TaggedCanvas.finish, after the number of pages is known.
        if self._hanging != [] and self._hanging[-1] == "PageBegin":
            self._hanging.pop()
        self.canv.showPage()


class Running(ActionFlowable):  # type: ignore[misc]
    """From the next page on these lines stand above the text, until others are set."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        super().__init__()
        self.lines = lines

    def apply(self, doc: Any) -> None:
        """Hand the lines to the sheets."""
        doc.running = self.lines


def _in_turn(drawings: Sequence[Drawn]) -> Callable[[TaggedCanvas, Any], None]:
    def draw(canvas: TaggedCanvas, document: Any) -> None:
        for one in drawings:
            one(canvas)
        if document.running:
            _run_above(canvas, document.running)

    return draw


def _run_above(canvas: TaggedCanvas, lines: tuple[str, ...]) -> None:
    with canvas.artifact("Pagination"):
        canvas.setFillColorRGB(*INK)
        for number, line in enumerate(lines):
            face = fonts.BOLD if number == 0 else fonts.REGULAR
            canvas.line_at(LEFT, HEIGHT - 20.5 * mm - number * 10, shortened(line, face, 8, TEXT_WIDTH), 8)


def foot(left: str, page_words: tuple[str, str], indent: float = 0) -> Drawn:
    """At the foot of a page: which case, which page of how many. The total is filled in when it is known."""
    page, of = page_words

    def draw(canvas: TaggedCanvas) -> None:
        with canvas.artifact("Pagination"):
            canvas.setStrokeColorRGB(0.8, 0.82, 0.84)
            canvas.setLineWidth(0.5)
            canvas.line(LEFT, 17 * mm, WIDTH - RIGHT, 17 * mm)
            canvas.setFillColorRGB(*SOFT)
            if left:
                canvas.line_at(LEFT + indent, 12.5 * mm, shortened(left, fonts.REGULAR, 8, 95 * mm), 8)
            number = canvas.page_index + 1
            pages = canvas.pages_in_all
            canvas.late_text(WIDTH - RIGHT, 12.5 * mm, 8, lambda: f"{page} {number} {of} {pages()}", right=True)

    return draw


def later_head(left: str, right: str) -> Drawn:
    """Above a later page: whose paper, and which."""

    def draw(canvas: TaggedCanvas) -> None:
        with canvas.artifact("Pagination"):
            canvas.setFillColorRGB(*SOFT)
            if left:
                canvas.line_at(LEFT, HEIGHT - 16 * mm, shortened(left, fonts.REGULAR, 8, 70 * mm), 8)
            line = shortened(right, fonts.REGULAR, 8, 85 * mm)
            canvas.line_at(WIDTH - RIGHT - line_width(line, 8), HEIGHT - 16 * mm, line, 8)

    return draw
