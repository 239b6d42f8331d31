"""Pictures of pages, for the screen on which the mayor sees what will be signed."""

from io import BytesIO

from reports.press.pdfium import PagesUnknown, opened

__all__ = ["PagesUnknown", "page_count", "page_png"]


def page_count(pdf: bytes) -> int:
    """How many pages the file has. Raises PagesUnknown."""
    with opened(pdf) as document:
        return len(document)


def page_png(pdf: bytes, page: int, width: int) -> bytes:
    """One page, counted from 1, as a PNG of ``width`` pixels, signatures included. Raises IndexError, PagesUnknown."""
    with opened(pdf) as document:
        if not 1 <= page <= len(document):
            raise IndexError(page)
        document.init_forms()
        sheet = document[page - 1]
        # pdfium rounds the size up: a hair less than the asked width lands on it exactly.
        scale = (width - 0.01) / sheet.get_width()
        bitmap = sheet.render(scale=scale, may_draw_forms=True)
        try:
            image = bitmap.to_pil().copy()
        finally:
            bitmap.close()
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
