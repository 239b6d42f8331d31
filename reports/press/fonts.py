"""The faces every letter is set in, pinned by their sha256 and registered once.

Noto Sans, Noto Sans Arabic and Noto Sans Hebrew (SIL Open Font License 1.1, ``fonts/OFL.txt``), as in Debian 12
fonts-noto-core 20201225: Latin with Vietnamese, Greek, Cyrillic, Arabic and Hebrew; may be embedded (fsType 0).
"""

import codecs
import zlib
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont, TTFontFace

FOLDER = Path(__file__).parent / "fonts"
REGULAR, BOLD, ITALIC = "NotoSans-Regular", "NotoSans-Bold", "NotoSans-Italic"
ARABIC, ARABIC_BOLD = "NotoSansArabic-Regular", "NotoSansArabic-Bold"
HEBREW, HEBREW_BOLD = "NotoSansHebrew-Regular", "NotoSansHebrew-Bold"
SHA256 = {
    REGULAR: "89c3c497f618fdaa0b2d1e98fef93582f28c71debd2c4a8cdf41f190ced2909d",
    BOLD: "e83493c945848ecd4a9ad0f6d19164541a0d3e23a9c952304a00a46e00272ac5",
    ITALIC: "5d7618dda819443fd07301c84adcee9fe8960c873ea5e5e1f0f59db384b78082",
    ARABIC: "504d7407d86875acf7d04dfaa0fd7524d0b8797723bc4aa18022f29db25b0b6e",
    ARABIC_BOLD: "ded6fc7359ca36d15d7aab9ef0c066e21ce48b26a069994d6602fa2cb9a1b952",
    HEBREW: "436900d5ad77d33e4234247f3076eaecd25b92b9bea0519514f684140e3566a7",
    HEBREW_BOLD: "d3b01343f71e8a93fffb84c345a1aecbaf4694b98d0eaace916cb9eac9e6dcd3",
}
# What a face lacks is looked for in these, in this order; there is no slanted Arabic or Hebrew.
_BESIDE = {REGULAR: (ARABIC, HEBREW), ITALIC: (ARABIC, HEBREW), BOLD: (ARABIC_BOLD, HEBREW_BOLD)}
RIGHT_TO_LEFT = frozenset({ARABIC, ARABIC_BOLD, HEBREW, HEBREW_BOLD})
FIRST_BEYOND = "\u0590"
"""The first character of the scripts that need another face than the three of Noto Sans."""
HELD = "\ue0a0"
"""Stands for U+00A0 inside the engine, which would write a plain space for it."""


USUAL = "éèëêáàâäíïîóôöúûüçœæßñÉÈÀÇÄÖÜ’‘“”„«»–—•…€§°²·½×" + HELD + "\u00ad\u202f"
"""Beside ASCII these have a place in every letter, so that nearly all letters hold the same part of a face.

That part is then made and packed once for each process and not for each letter.
"""


class Packed:
    """The filter of a stream whose content is the same object in many files: packed once."""

    pdfname = "FlateDecode"

    @staticmethod
    @lru_cache(maxsize=64)
    def encode(content: bytes | str) -> bytes:
        """As the engine's own filter does."""
        return zlib.compress(content.encode() if isinstance(content, str) else content)


PACKED = Packed()


class _Face(TTFontFace):  # type: ignore[misc]  # reportlab has no types
    """The outlines of a face; a part of it that was asked before is given again."""

    def makeSubset(self, subset: list[int]) -> bytes:  # noqa: N802  # the engine's name
        return _part(self, tuple(subset))

    def addSubsetObjects(self, doc: Any, fontname: str, subset: list[int]) -> Any:  # noqa: N802
        reference = super().addSubsetObjects(doc, fontname, subset)
        doc.idToObject[f"fontFile:{self.filename}({fontname})"].filters = [PACKED]
        doc.idToObject[f"toUnicodeCMap:{fontname}"].filters = [PACKED]
        return reference


@lru_cache(maxsize=64)
def _part(face: _Face, subset: tuple[int, ...]) -> bytes:
    made: bytes = TTFontFace.makeSubset(face, list(subset))
    return made


class _Type(TTFont):  # type: ignore[misc]
    """A face of which every letter begins with the same characters; words of those alone are coded at once."""

    def __init__(self, name: str, path: Path) -> None:
        super().__init__(name, str(path), shapable=False)
        self.face.__class__ = _Face
        self.codes: Any = None

    def begin(self) -> None:
        """Fix the characters with a place of their own, once the face is complete."""
        self.usual = "".join(one for one in USUAL if ord(one) in self.face.charToGlyph)

    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> list[tuple[int, bytes]]:  # noqa: N802
        if doc not in self.state:
            super().splitString(self.usual, doc, encoding)
            if self.codes is None:
                known = {code: point for point, code in self.state[doc].assignments.items() if 0 < code < 0x100}
                self.codes = codecs.charmap_build("".join(chr(known.get(code, 0xFFFE)) for code in range(256)))
        try:
            return [(0, codecs.charmap_encode(text, "strict", self.codes)[0])] if text else []
        except UnicodeEncodeError:
            found: list[tuple[int, bytes]] = super().splitString(text, doc, encoding)
            return found

    def addObjects(self, doc: Any) -> None:  # noqa: N802
        parts = [tuple(subset) for subset in self.state[doc].subsets]
        name = self.state[doc].internalName
        super().addObjects(doc)
        for number, part in enumerate(parts):
            doc.idToObject["BasicFonts"].dict[f"{name}+{number}"].Widths = _widths(self.face, part)


@lru_cache(maxsize=64)
def _widths(face: _Face, subset: tuple[int, ...]) -> bytes:
    return f"[{' '.join(f'{face.getCharWidth(point):.6g}' for point in subset)}]".encode()


class FontHasChanged(RuntimeError):
    """A font file is not the one we pinned: an old letter could no longer be made byte for byte."""


@cache
def register() -> None:
    """Check and register the faces with the page engine; later calls do nothing."""
    for name, expected in SHA256.items():
        path = FOLDER / f"{name}.ttf"
        if sha256(path.read_bytes()).hexdigest() != expected:
            raise FontHasChanged(str(path.name))
        face = (font := _Type(name, path)).face
        face.charToGlyph[ord(HELD)] = face.charToGlyph[0x20]
        face.charWidths[ord(HELD)] = face.charWidths[0x20]
        font.begin()
        pdfmetrics.registerFont(font)


@cache
def _points(name: str) -> frozenset[int]:
    register()
    return frozenset(pdfmetrics.getFont(name).face.charToGlyph) - {ord(HELD)}


@cache
def coverage() -> frozenset[int]:
    """The code points that can be printed in every weight."""
    latin = _points(REGULAR) & _points(BOLD) & _points(ITALIC)
    return latin | (_points(ARABIC) & _points(ARABIC_BOLD)) | (_points(HEBREW) & _points(HEBREW_BOLD))


def face_for(character: str, font: str) -> str:
    """The face in which a character is set where ``font`` is asked."""
    point = ord(character)
    if point in _points(font):
        return font
    return next((name for name in _BESIDE.get(font, ()) if point in _points(name)), font)


def beside(character: str, font: str) -> str:
    """The face of a character that stands among others of ``font``: that face, or another of the same weight."""
    bold = font in {BOLD, ARABIC_BOLD, HEBREW_BOLD}
    return font if ord(character) in _points(font) else face_for(character, BOLD if bold else REGULAR)


@lru_cache(maxsize=1 << 16)
def _units(text: str, font: str) -> float:
    register()
    return float(pdfmetrics.stringWidth(text, font, 1000))


def width(text: str, font: str, size: float) -> float:
    """The width of text in points."""
    return _units(text, font) * size / 1000
