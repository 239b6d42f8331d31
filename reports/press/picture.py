"""Pictures of pages, for the screen on which the mayor sees what will be signed."""

from io import BytesIO

import pypdfium2


class PagesUnknown(ValueError):
    """The file begins as a PDF but cannot be opened: broken, cut off, or locked with a password."""


def page_count(pdf: bytes) -> int:
    """How many pages the file has. Raises PagesUnknown."""
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as fault:
        raise PagesUnknown(str(fault)) from fault
    try:
        return len(document)
    finally:
        document.close()


def page_png(pdf: bytes, page: int, width: int) -> bytes:
    """One page, counted from 1, as a PNG of ``width`` pixels, signatures included. Raises IndexError."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        if not 1 <= page <= len(document):
            raise IndexError(page)
        document.init_forms()
        sheet = document[page - 1]
        # pdfium rounds the size up: a hair less than the asked width lands on it exactly.
        scale = (width - 0.01) / sheet.get_width()
        image = sheet.render(scale=scale, may_draw_forms=True).to_pil()
        out = BytesIO()
        image.save(out, "PNG")
        return out.getvalue()
    finally:
        document.close()
