"""The look of a paper that is not a letter: its title, its contents with page numbers, its parts."""

from __future__ import annotations

from reportlab.platypus import Flowable, NextPageTemplate

from reports.document import Document
from reports.letter import Run
from reports.press.body import HEADINGS, Body
from reports.press.canvas import TaggedCanvas
from reports.press.catalogue import About
from reports.press.contents import Contents
from reports.press.flowables import Words
from reports.press.page import TITLE
from reports.press.sanitise import printable
from reports.press.sheet import FOOT, TEXT_WIDTH, Sheets, foot, later_head
from reports.press.structure import Node

_COLOUR = "#294a6b"
_TOP = 27.0


def draw_document(document: Document) -> TaggedCanvas:
    """The paper on its pages, not written yet. Raises UnprintableCharacter and PhotoUnreadable."""
    canvas = TaggedCanvas(
        About(
            title=printable(document.title),
            author=printable(document.author),
            subject=printable(document.subject),
            keywords=printable(document.keywords),
            language=document.language,
            day=document.day,
        )
    )
    story: list[Flowable] = [NextPageTemplate("later")]
    root = canvas.root
    story.append(Words([Run(document.title)], TITLE, root.add("H1")))
    # The contents are read before the parts, and are known only after them.
    front = root.add("Sect") if document.contents_title else None
    body = Body(document.language, _COLOUR, root, bookmarks=True)
    parts = list(body.story(document.blocks))
    if front is not None:
        story.extend(_contents(document, body, front))
    bottom = foot(document.running_head, document.page_words)
    sheets = Sheets([bottom], [later_head(document.author, document.title), bottom], _TOP * 2.8, FOOT)
    sheets.laid_out([*story, *parts], canvas)
    return canvas


def _contents(document: Document, body: Body, front: Node) -> list[Flowable]:
    title = Words([Run(document.contents_title)], HEADINGS[2], front.add("H2"))
    return [title, Contents.of(body.marks, front, TEXT_WIDTH)]
