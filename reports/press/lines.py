"""The words of a page with their places: the text layer over the picture that the mayor reads."""

from dataclasses import dataclass

import pypdfium2

from reports.press.pdfium import opened
from reports.press.setting import HYPHEN

_DESCENT = 0.22  # of the height of a line: how far letters hang below the baseline
_DIVIDED = "\x02"  # what pdfium gives for the hyphen of a divided word
_FOOT = 60.0  # points at the bottom of a page that belong to its footer, which is read last


@dataclass(frozen=True, slots=True)
class Line:
    """A run of words on one line. Points, ``x`` from the left and ``y`` (the baseline) from the top."""

    x: float
    y: float
    width: float
    size: float
    text: str


@dataclass(frozen=True, slots=True)
class PageText:
    """Width and height in points, and the lines in reading order."""

    width: float
    height: float
    lines: tuple[Line, ...]


def page_texts(pdf: bytes) -> tuple[PageText, ...]:
    """The words of every page, in page order. Raises PagesUnknown."""
    with opened(pdf) as document:
        return tuple(_page_text(document[number]) for number in range(len(document)))


def _page_text(sheet: pypdfium2.PdfPage) -> PageText:
    width, height = sheet.get_size()
    words = sheet.get_textpage()
    lines = []
    for number in range(words.count_rects()):
        left, bottom, right, top = words.get_rect(number)
        text = words.get_text_bounded(left, bottom, right, top).replace(_DIVIDED, HYPHEN).strip()
        if text and right > left:
            size = top - bottom
            baseline = height - bottom - size * _DESCENT
            lines.append(Line(round(left, 1), round(baseline, 1), round(right - left, 1), round(size, 1), text))
    lines.sort(key=lambda line: line.y > height - _FOOT)
    return PageText(round(width, 1), round(height, 1), tuple(lines))
