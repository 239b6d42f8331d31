"""Two repairs of reportlab 5.1, and the clock that it is given.

The repairs are made on the engine itself because it writes every stream and every character map; ``KNOWN`` and a test
tell us when the engine has changed underneath.
"""

from datetime import date
from functools import cache, lru_cache
from typing import Any

import reportlab
from reportlab import rl_config
from reportlab.pdfbase import pdfdoc, ttfonts

from reports.press.fonts import HELD

KNOWN = "5.1."


class EngineHasChanged(RuntimeError):
    """The installed reportlab is not one whose faults we know: read this room again before moving up."""


@cache
def repair_engine() -> None:
    """Put the two repairs in place, once per process."""
    if not reportlab.__version__.startswith(KNOWN):
        raise EngineHasChanged(reportlab.__version__)
    original = pdfdoc.PDFStream.format

    def format_with_line_end(self: Any, document: Any) -> bytes:
        # ISO 19005-2, 6.1.7.1: a line end must stand before "endstream"; reportlab leaves it out.
        raw: bytes = original(self, document)
        body = raw.removesuffix(b"endstream\n")
        return body + (b"\r\n" if body.endswith(b"\r") else b"\n") + b"endstream\n"

    pdfdoc.PDFStream.format = format_with_line_end
    ttfonts.makeToUnicodeCMap = lambda name, subset: _unicode_map(name, tuple(subset))
    rl_config.useA85 = 0  # base 85 is for printers of 1990: a quarter more bytes, and slow to make


def tell_page(page: Any, index: int) -> None:
    """Say of a page where its marks lead (parent tree) and that the tab key follows the structure."""
    page.Trans = None
    page.StructParents = index
    page.Tabs = pdfdoc.PDFName("S")
    page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]


_MEANT = {ord(HELD): "\u00a0"}


@lru_cache(maxsize=64)
def _unicode_map(name: str, subset: tuple[int, ...]) -> str:
    # ISO 19005-2, 6.2.11.7.2: no code may map to U+0000; reportlab maps the unused ones there. UTF-16
    # beyond FFFF.
    rows = [
        f"<{code:02X}> <{_MEANT.get(point, chr(point)).encode('utf-16-be').hex().upper()}>"
        for code, point in enumerate(subset)
        if point
    ]
    groups = [rows[at : at + 100] for at in range(0, len(rows), 100)]  # at most 100 per group: PDF 32000-1, 9.10.3
    body = "\n".join(f"{len(group)} beginbfchar\n" + "\n".join(group) + "\nendbfchar" for group in groups)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def\n"
        f"/CMapName /{name} def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<00> <FF>\nendcodespacerange\n{body}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )


class LetterDate:
    """The only clock of a letter: midnight UTC of its date, shaped as reportlab's own time stamp."""

    tzname, dhh, dmm = "UTC", 0, 0

    def __init__(self, day: date) -> None:
        self.t = float((day - date(1970, 1, 1)).days * 86_400)
        self.YMDhms = (day.year, day.month, day.day, 0, 0, 0)
