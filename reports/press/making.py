"""From a value to a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import BinaryIO

from reports.document import Attachment, Document
from reports.letter import Letter
from reports.press.booklet import draw_document
from reports.press.page import draw_letter


def write(
    paper: Letter | Document,
    out: BinaryIO,
    attachments: Sequence[Attachment] = (),
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Write the paper as an unsigned PDF with its signature fields reserved; PDF/A-2a, or 3a with attachments.

    The same values give the same bytes in every process: the date of the paper is the only clock. Pictures are read
    one by one while the file is written; ``progress`` is then told how many of how many are done. Raises
    UnprintableCharacter, PhotoUnreadable, NotConformant before the first byte, and, for a letter, TooLongForItsPlace
    (prose may be of any length; a name or an address may not).
    """
    canvas = draw_letter(paper) if isinstance(paper, Letter) else draw_document(paper)
    canvas.finish(out, attachments, progress)


def render(paper: Letter | Document, attachments: Sequence[Attachment] = ()) -> bytes:
    """The same, as bytes."""
    out = BytesIO()
    write(paper, out, attachments)
    return out.getvalue()
