"""Pictures of pages, for the screen on which the mayor sees what will be signed."""

from io import BytesIO

import pypdfium2


def page_count(pdf: bytes) -> int:
    """How many pages the file has."""
    document = pypdfium2.PdfDocument(pdf)
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
