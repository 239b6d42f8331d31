"""From the blocks of a paper to the pieces that are laid out, each under its structure element."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from reportlab.platypus import Flowable, KeepTogether
from reportlab.platypus import PageBreak as NewPage

from reports.letter import Block, Figure, Heading, Items, Note, PageBreak, Paragraph, Run, Signatures, Table, plain
from reports.press.flowables import SOFT, Bookmark, Rail, Style, Words
from reports.press.head import rgb
from reports.press.photo import Photo
from reports.press.places import SignaturePlaces
from reports.press.sheet import TEXT_WIDTH, Running
from reports.press.structure import Node
from reports.press.table import rows_of

HEADINGS = {
    2: Style(size=11.5, leading=15.5, before=9, after=4, bold=True, keep=True),
    3: Style(before=3, after=3, bold=True, keep=True),
    4: Style(before=3, after=3, bold=True, keep=True),
    5: Style(before=2, after=2, italic=True, keep=True),
}
TEXT = Style()
ANNOUNCEMENT = Style(keep=True)
QUOTE = Style(indent=18, italic=True)
ITEM = Style(indent=20, after=3.5)
NEXT_TO_LAST = Style(indent=20, after=3.5, keep=True)  # no list leaves one item over for the next page
LAST_ITEM = Style(indent=20, after=8)
CAPTION = Style(size=8.5, leading=12, after=9, colour=SOFT)
TABLE_CAPTION = Style(size=8.5, leading=12, after=2, before=4, bold=True, keep=True)
NOTE = Style(size=8.5, leading=12, after=4, indent=20, colour=SOFT)


class Body:
    """``bookmarks``: whether headings of levels 2 and 3 lead from the outline; they are gathered in ``marks``."""

    def __init__(self, language: str, colour: str, root: Node, *, bookmarks: bool = False) -> None:
        self.language, self.root, self.bookmarks = language, root, bookmarks
        shade = rgb(colour)
        self.headings = {level: replace(style, colour=shade) for level, style in HEADINGS.items() if level == 2}
        self.headings |= {level: style for level, style in HEADINGS.items() if level != 2}
        self.marks: list[Bookmark] = []

    def story(self, blocks: Iterable[Block]) -> Iterator[Flowable]:
        """The pieces in their order; what precedes a signature goes along with it."""
        waiting: list[Flowable] = []
        for block in blocks:
            if isinstance(block, Signatures):
                # A signature never stands alone on a page.
                tail = [waiting.pop()] if waiting else []
                yield from waiting
                waiting = []
                yield KeepTogether([*tail, SignaturePlaces(block.places, self.root)])
            else:
                waiting.extend(self._block(block))
        yield from waiting

    def _block(self, block: Block) -> Iterator[Flowable]:
        root = self.root
        match block:
            case Heading(level, runs):
                style = self.headings[level]
                yield Words(runs, style, root.add(f"H{level}"), bookmark=self._mark(level, plain(runs)))
            case Paragraph(runs, "quote"):
                yield Rail(runs, QUOTE, root.add("BlockQuote").add("P"), language=self.language)
            case Paragraph(runs, _):
                # What announces a list or an answer does not stand alone at the foot of a page.
                announces = plain(runs).rstrip().endswith(":") or all(run.bold for run in runs)
                yield Words(runs, ANNOUNCEMENT if announces else TEXT, root.add("P"), language=self.language)
            case Figure(_, _, caption):
                yield Photo(block, root.add("Figure"))
                yield Words([Run(caption)], CAPTION, root.add("P"), language=self.language)
            case Table(_, _, caption, _):
                if caption:
                    yield Words([Run(caption)], TABLE_CAPTION, root.add("P"), language=self.language)
                yield rows_of(block, root, TEXT_WIDTH)
            case Note(label, runs):
                node = root.add("Note")
                element = node.add("Lbl")
                yield Words(runs, NOTE, node.add("P"), (label, element), self.language)
            case PageBreak(running):
                yield Running(running)
                yield NewPage()
            case Items():
                yield from self._items(block)

    def _mark(self, level: int, title: str) -> Bookmark | None:
        if not self.bookmarks or level > 3:
            return None
        mark = Bookmark(f"part.{len(self.marks) + 1}", title, level - 2)
        self.marks.append(mark)
        return mark

    def _items(self, block: Items) -> Iterator[Flowable]:
        items = block.items
        parent = self.root.add("L")
        parent.ordered = block.ordered
        for item in items:
            element = parent.add("LI")
            label = (item.label, element.add("Lbl"))
            body = element.add("LBody")
            for number, paragraph in enumerate(item.paragraphs):
                style = LAST_ITEM if item is items[-1] else NEXT_TO_LAST if item is items[-2] else ITEM
                yield Words(paragraph.runs, style, body.add("P"), label if number == 0 else None, self.language)
