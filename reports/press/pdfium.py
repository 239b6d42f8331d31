"""The one door to pdfium, which answers one thread at a time.

Two threads inside pdfium at once end the process, not the request: "PDFium is inherently not thread-safe"
(https://pypdfium2.readthedocs.io/en/stable/python_api.html#thread-incompatibility). A mayor's browser asks for
all pages of a letter at once, so every use goes through ``opened``.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock

import pypdfium2

_one_at_a_time = RLock()


class PagesUnknown(ValueError):
    """The file begins as a PDF but cannot be opened: broken, cut off, or locked with a password."""


@contextmanager
def opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """The document, for as long as the block lasts; close what is made of it (bitmaps) inside the block.

    Raises PagesUnknown.
    """
    with _one_at_a_time:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as fault:
            raise PagesUnknown(str(fault)) from fault
        try:
            yield document
        finally:
            document.close()  # with its pages and text pages: none is left for the collector to close elsewhere
