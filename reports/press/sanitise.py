"""The only door for words on their way to paper.

The flowables of this press take runs of plain text and never the paragraph markup of reportlab: there is no
parser behind this door for which a bracket or an ampersand would mean anything (CVE-2019-17626,
CVE-2020-28463, CVE-2023-33733 all came in through markup). What remains is to keep invisible characters out
and to refuse what no font of ours can print: a missing character would vanish silently from a decision.
"""

import unicodedata
from functools import cache

from reports.press import fonts

_SPACES = {0x09: " ", 0x0B: " ", 0x0C: " ", 0x85: "\n", 0x2028: "\n", 0x2029: "\n\n", 0x0D: "\n"}
# Zero-width joiners and marks, bidirectional overrides and isolates, byte order mark, interlinear and tag
# characters: none has a shape, and some turn the order of what is read
# (https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing).
_INVISIBLE = (
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    *range(0xFE00, 0xFE10),
    *range(0xFFF9, 0xFFFC),
    *range(0xE0000, 0xE01F0),
    0x061C,
    0x180E,
    0xFEFF,
)
_TABLE: dict[int, str | None] = {
    **dict.fromkeys(range(0x20)),
    **dict.fromkeys(range(0x7F, 0xA0)),
    **dict.fromkeys(_INVISIBLE),
    **_SPACES,
    0x0A: "\n",
    0xAD: None,  # soft hyphen: a hint for breaking lines, not a word
}


class UnprintableCharacter(ValueError):
    """A character that no font of the press has; the officer must write it otherwise before signing."""

    def __init__(self, character: str) -> None:
        self.character = character
        self.code_point = f"U+{ord(character):04X}"
        self.name = unicodedata.name(character, "without a name")
        # A lone surrogate cannot be put in a message that will be encoded.
        shown = repr(character) if not 0xD800 <= ord(character) < 0xE000 else "(half a character)"
        super().__init__(f"cannot print {shown}: {self.code_point} {self.name}")


def printable(text: str) -> str:
    """The text as it will stand on paper: NFC, without control, invisible or bidi characters; line ends are
    LF.

    U+00A0 and U+202F stay. Raises UnprintableCharacter for the first character that cannot be printed.
    """
    if text.isascii() and text.isprintable():  # most words of most letters
        return text
    clean = unicodedata.normalize("NFC", text.replace("\r\n", "\n").translate(_TABLE))
    if not _printed().issuperset(clean):
        raise UnprintableCharacter(next(character for character in clean if character not in _printed()))
    return clean


@cache
def _printed() -> frozenset[str]:
    return frozenset({"\n", *map(chr, fonts.coverage())})
