"""The table of contents: each heading with its page, which is filled in when the last page is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from reports.press import fonts
from reports.press.canvas import TaggedCanvas
from reports.press.flowables import INK, LINK, SOFT, Bookmark, draw_lines
from reports.press.sanitise import printable
from reports.press.setting import Piece, broken, faced, line_width
from reports.press.structure import Node

SIZE, LEADING, INDENT, NUMBER = 9.5, 14.0, 14.0, 26.0


@dataclass(slots=True)
class _Entry:
    bookmark: Bookmark
    node: Node
    lines: list[list[Piece]]


class Contents(Flowable):  # type: ignore[misc]  # reportlab has no types
    """One entry for each bookmark: a link that carries its words and its page number."""

    spaceAfter = 10  # noqa: N815  # the engine's name

    def __init__(self, entries: Sequence[_Entry]) -> None:
        super().__init__()
        self.entries = entries

    @classmethod
    def of(cls, bookmarks: Sequence[Bookmark], parent: Node, limit: float) -> Contents:
        """The contents for these headings, under a TOC element of ``parent``."""
        node = parent.add("TOC")
        made = []
        for bookmark in bookmarks:
            words = faced(printable(bookmark.title), fonts.REGULAR)
            room = limit - bookmark.level * INDENT - NUMBER - 10
            made.append(_Entry(bookmark, node.add("TOCI").add("Reference"), list(broken(words, SIZE, room))))
        return cls(made)

    def wrap(self, avail_width: float, _avail_height: float) -> tuple[float, float]:
        """All entries, a long one on more lines."""
        self.width = avail_width
        self.height = sum(len(entry.lines) for entry in self.entries) * LEADING
        return self.width, self.height

    def split(self, _avail_width: float, avail_height: float) -> list[Contents]:
        """Between entries."""
        fits, used = 0, 0.0
        for entry in self.entries:
            used += len(entry.lines) * LEADING
            if used > avail_height:
                break
            fits += 1
        return [Contents(self.entries[:fits]), Contents(self.entries[fits:])] if 0 < fits < len(self.entries) else []

    def draw(self) -> None:
        """Each entry is a link from its first word to its number; the dots between are decoration."""
        y = self.height - SIZE
        for entry in self.entries:
            self._entry(self.canv, entry, y)
            y -= len(entry.lines) * LEADING

    def _entry(self, canvas: TaggedCanvas, entry: _Entry, y: float) -> None:
        x = entry.bookmark.level * INDENT
        low = y - (len(entry.lines) - 1) * LEADING
        link = entry.node.add("Link")
        canvas.setFillColorRGB(*(LINK if entry.bookmark.level == 0 else INK))
        spaced = [[*line[:-1], (line[-1][0], f"{line[-1][1].rstrip(' ')} ", "")] for line in entry.lines]
        draw_lines(canvas, link, [(x, y - number * LEADING, line) for number, line in enumerate(spaced)], SIZE)
        with canvas.artifact():
            canvas.setFillColorRGB(*SOFT)
            start = x + line_width(entry.lines[-1], SIZE) + 6
            dots = int(max(self.width - NUMBER - start, 0) / 4)
            for dot in range(dots):
                canvas.rect(self.width - NUMBER - 4 * dot, low, 0.6, 0.6, stroke=0, fill=1)
        canvas.setFillColorRGB(*INK)
        key = entry.bookmark.key
        with canvas.tagged(link):
            canvas.late_text(self.width, low, SIZE, lambda: str(canvas.page_of(key)), right=True)
        left, base = canvas.absolutePosition(x, low)
        height = len(entry.lines) * LEADING
        canvas.link(f"#{key}", entry.bookmark.title, (left, base - 3, self.width - x, height), link)
