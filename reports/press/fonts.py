"""The three faces every letter is set in, pinned by their sha256 and registered once.

Noto Sans (SIL Open Font License 1.1, ``fonts/OFL.txt``), as in Debian 12 fonts-noto-core 20201225: covers
Latin with Vietnamese, Greek and Cyrillic, and may be embedded (fsType 0).
"""

from functools import cache
from hashlib import sha256
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FOLDER = Path(__file__).parent / "fonts"
REGULAR, BOLD, ITALIC = "NotoSans-Regular", "NotoSans-Bold", "NotoSans-Italic"
SHA256 = {
    REGULAR: "89c3c497f618fdaa0b2d1e98fef93582f28c71debd2c4a8cdf41f190ced2909d",
    BOLD: "e83493c945848ecd4a9ad0f6d19164541a0d3e23a9c952304a00a46e00272ac5",
    ITALIC: "5d7618dda819443fd07301c84adcee9fe8960c873ea5e5e1f0f59db384b78082",
}


class FontHasChanged(RuntimeError):
    """A font file is not the one we pinned: an old letter could no longer be made byte for byte."""


@cache
def register() -> None:
    """Check and register the faces with the page engine; later calls do nothing."""
    for name, expected in SHA256.items():
        path = FOLDER / f"{name}.ttf"
        if sha256(path.read_bytes()).hexdigest() != expected:
            raise FontHasChanged(str(path.name))
        pdfmetrics.registerFont(TTFont(name, str(path)))


@cache
def coverage() -> frozenset[int]:
    """The code points that every one of the three faces can print."""
    register()
    return frozenset.intersection(*(frozenset(pdfmetrics.getFont(name).face.charToGlyph) for name in SHA256))


def width(text: str, font: str, size: float) -> float:
    """The width of text in points."""
    return float(pdfmetrics.stringWidth(text, font, size))
