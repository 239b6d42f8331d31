"""What a signature looks like on the page: drawn by our own press, with our own fonts."""

from datetime import datetime
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from reports.press import conform, fonts
from reports.press.flowables import INK, RULE, SOFT
from reports.press.sanitise import printable
from reports.press.setting import broken, faced, show_line
from reports.wording import written_date, written_time

WORDS = {
    "nl": "Elektronisch ondertekend op {day} om {hour}\u00a0uur",
    "fr": "Signé électroniquement le {day} à {hour}",
    "de": "Elektronisch unterzeichnet am {day} um {hour}\u00a0Uhr",
}


def appearance(
    *, size: tuple[float, float], name: str, reason: str, at: datetime, place: str | None, language: str
) -> bytes:
    """A one-page PDF of ``size`` points with who signed, when, where and why."""
    conform.repair_engine()
    fonts.register()
    width, height = size
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=size, pageCompression=1, invariant=1, initialFontName=fonts.REGULAR)
    when = WORDS.get(language, WORDS["nl"]).format(
        day=written_date(at.date(), language), hour=written_time(at.timetz(), language)
    )
    rows = [
        (fonts.BOLD, name, 9.5, INK),
        (fonts.REGULAR, when, 7.5, SOFT),
        (fonts.REGULAR, reason, 7.5, SOFT),
    ]
    if place:
        rows.append((fonts.REGULAR, place, 7.5, SOFT))
    canvas.setFillColorRGB(*RULE)
    canvas.rect(0, 2, 1.5, height - 4, stroke=0, fill=1)
    y = height - 4.0
    for font, text, points, colour in rows:
        for line in broken(faced(printable(text).replace("\n", " "), font), points, width - 12):
            y -= points * 1.3
            if y < 1:  # what does not fit the box stands in the signature itself
                break
            canvas.setFillColorRGB(*colour)
            canvas._code.append(show_line(canvas._doc, 8, y, line, points))  # noqa: SLF001
    return bytes(canvas.getpdfdata())
