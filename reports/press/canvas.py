"""A page engine that remembers what it draws: text belongs to a Node, everything else is decoration.

Writes the structure tree, the signature fields and the PDF/A furniture in reportlab's own single pass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import md5
from io import BytesIO
from typing import Any, BinaryIO

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from reports.document import Attachment
from reports.press import catalogue, conform, fonts, streaming
from reports.press.annotations import inner_link, signature_widget, web_link
from reports.press.catalogue import About
from reports.press.setting import Piece, show_line, shown
from reports.press.structure import Node

Box = tuple[float, float, float, float]


class TaggedCanvas(Canvas):  # type: ignore[misc]  # reportlab has no types
    """One document being drawn. ``finish`` writes the bytes; the canvas cannot be used after that."""

    def __init__(self, about: About) -> None:
        conform.repair_engine()
        fonts.register()
        super().__init__(
            BytesIO(),
            pagesize=A4,
            pageCompression=1,
            invariant=1,
            initialFontName=fonts.REGULAR,
            lang=about.language,
            pdfVersion=(1, 7),
        )
        self.root = Node("Document")
        self.about = about
        self.pictures = 0
        self._next_mcid: dict[int, int] = {}
        self._page_owners: dict[int, list[Node]] = {}
        self._fields: list[str] = []
        self._links = 0
        self._late: dict[int, list[tuple[str, Callable[[], str]]]] = {}
        self._pages_of: dict[str, int] = {}
        # reportlab's invariant mode still reads SOURCE_DATE_EPOCH: the letter's date is our only clock.
        document = self._doc
        document._timeStamp = conform.LetterDate(about.day)  # noqa: SLF001
        document.signature = md5(f"{about.title}|{about.day}".encode(), usedforsecurity=False)

    @property
    def page_index(self) -> int:
        """The page being drawn, counted from 0."""
        return int(self._pageNumber) - 1

    @contextmanager
    def tagged(self, node: Node) -> Iterator[None]:
        """What is drawn inside belongs to this node."""
        page = self.page_index
        mcid = self._next_mcid.get(page, 0)
        self._next_mcid[page] = mcid + 1
        self._page_owners.setdefault(page, []).append(node)
        node.kids.append((page, mcid))
        self._code.append(f"/{node.tag} <</MCID {mcid}>> BDC")
        yield
        self._code.append("EMC")

    @contextmanager
    def artifact(self, kind: str = "Layout") -> Iterator[None]:
        """What is drawn inside is decoration ("Layout") or repeats on each page ("Pagination")."""
        self._code.append(f"/Artifact <</Type /{kind}>> BDC")
        yield
        self._code.append("EMC")

    def text_at(self, x: float, y: float, text: str, font: str, size: float) -> None:
        """One line of plain text with its baseline at (x, y), in points from the lower left corner."""
        self.line_at(x, y, [(font, text, "")], size)

    def line_at(self, x: float, y: float, line: Sequence[Piece], size: float) -> None:
        """One broken line with its baseline at (x, y)."""
        self._code.append(show_line(self._doc, x, y, line, size))

    def drawn_at(self, x: float, y: float, drawn: Sequence[tuple[str, str]], size: float) -> None:
        """(font, text) in the order in which it is drawn, from its baseline at (x, y)."""
        self._code.append(shown(self._doc, x, y, drawn, size))

    def late_text(self, x: float, y: float, size: float, text: Callable[[], str], *, right: bool = False) -> None:
        """Text known only when the last page is: written by ``finish``; ``right`` ends it at x."""
        late = self._late.setdefault(self.page_index, [])
        mark = f"% late {len(late)} of {self.page_index}"
        self._code.append(mark)

        def written() -> str:
            words = text()
            start = x - fonts.width(words, fonts.REGULAR, size) if right else x
            return show_line(self._doc, start, y, [(fonts.REGULAR, words, "")], size)

        late.append((mark, written))

    def drawn(self, operators: str) -> None:
        """Put operators on the page as they are; only of our own making."""
        self._code.append(operators)

    def pages_in_all(self) -> int:
        """How many pages there are; after all are drawn."""
        return len(self._doc.Pages.pages)

    def page_of(self, key: str) -> int:
        """The page (counted from 1) on which ``bookmark`` was called with this key; after all pages are drawn."""
        return self._pages_of[key] + 1

    def bookmark(self, key: str, title: str, level: int, top: float) -> None:
        """A line in the outline that leads here; ``level`` counts from 0."""
        self._pages_of[key] = self.page_index
        self.bookmarkPage(key, fit="XYZ", left=0, top=top)
        self.addOutlineEntry(title, key, level)

    def signature_field(self, name: str, tooltip: str, box: Box, node: Node) -> None:
        """Reserve an empty signature field; ``box`` is (x, y, width, height) in absolute points."""
        self._annotate(name, signature_widget(self._doc, name, tooltip, box), node)
        node.alt = tooltip
        self._fields.append(name)

    def link(self, target: str, says: str, box: Box, node: Node) -> None:
        """A place to click: ``target`` an address on the web, or ``#key`` of a bookmark; ``box`` as above."""
        self._links += 1
        if target.startswith("#"):
            made = inner_link(self._doc, self._bookmarkReference(target[1:]), says, box)
        else:
            made = web_link(self._doc, target, says, box)
        self._annotate(f"link.{self._links}", made, node)

    def _annotate(self, name: str, annotation: Any, node: Node) -> None:
        self._addAnnotation(annotation, name)
        node.annotation, node.page = name, self.page_index

    def picture(self, name: str, picture: streaming.Picture, box: Box) -> None:
        """Draw a picture; ``name`` again draws the same one. Its bytes are asked only when the file is written."""
        if not self._doc.hasForm(name):
            self._doc.addForm(name, picture)
            self._doc.inPage()
            self.pictures += 1
        if name not in self._formsinuse:
            self._formsinuse.append(name)
        x, y, width, height = (f"{number:.3f}" for number in box)
        self._code.append(f"q {width} 0 0 {height} {x} {y} cm /{self._doc.getXObjectName(name)} Do Q")

    def showPage(self) -> None:  # noqa: N802  # the engine's name
        """Close the page and mark it as part of the structure tree."""
        index = self.page_index
        super().showPage()
        page = self._doc.Pages.pages[index]
        conform.tell_page(page, index)

    def finish(
        self,
        out: BinaryIO,
        attachments: Sequence[Attachment] = (),
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        """Close the document and write it."""
        # Not earlier: the page maker of reportlab puts names of its own here when it begins.
        for name in ("title", "author", "subject", "keywords"):
            setattr(self._doc.info, name, getattr(self.about, name))
        self._doc.info.creator = self._doc.info.producer = conform.PRODUCER
        for index, late in self._late.items():
            page = self._doc.Pages.pages[index]
            for mark, written in late:
                page.stream = page.stream.replace(mark, written(), 1)
        catalogue.complete(self._doc, self.about, self.root, self._page_owners, self._fields, attachments)
        if self._pages_of:
            self.showOutline()
        streaming.write(self._doc, self, out, progress)
