"""Type-setting: from runs of plain text to lines, and from a line to what the page holds.

Own line breaking and not reportlab's Paragraph: no markup parser can be reached by a value, U+00A0 and
U+202F hold words together, and each line but the last keeps its final space so that a reader of the text
does not glue words. A divided word ends its line with U+00AD, which is a hyphen to the eye and nothing to a
reader of the text (ISO 32000-1, 14.8.2.2.3).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from pyphen import Pyphen  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics

from reports.press import bidi, fonts

Piece = tuple[str, str, str]
"""(font, text, address of a link or empty)."""
HYPHEN = "\u00ad"
_DICTIONARIES = {"nl": "nl_NL", "fr": "fr", "de": "de_DE"}
_SHORTEST = 8  # letters of a word that is worth dividing
_GAP = 0.14  # of the line: a smaller hole at the end of a ragged line disturbs less than a divided word
_IN_A_ROW = 2  # lines that may end in a hyphen one after the other


def faced(text: str, font: str, link: str = "") -> list[Piece]:
    """The text in pieces of one face each: what ``font`` lacks is set in another."""
    if not text or max(text) < fonts.FIRST_BEYOND:
        return [(font, text, link)] if text else []
    found: list[Piece] = []
    for character in text:
        # A space goes on in the face before it, so that an Arabic name of two words stays one piece.
        face = found[-1][0] if character == " " and found else fonts.face_for(character, font)
        if found and found[-1][0] == face:
            found[-1] = (face, found[-1][1] + character, link)
        else:
            found.append((face, character, link))
    return found


def width(text: str, font: str, size: float) -> float:
    """The width of a piece of one face in points."""
    return fonts.width(bidi.shaped(text) if font in fonts.RIGHT_TO_LEFT else text, font, size)


def broken(pieces: Sequence[Piece], size: float, limit: float, language: str = "") -> Iterator[list[Piece]]:
    """Lines of at most ``limit`` points. Breaks at U+0020 and after a hyphen; a longer word is cut.

    ``language`` (nl, fr or de) lets long words be divided by the rules of that language. What stands in many letters is
    broken once for each process.
    """
    return map(list, _broken(tuple(pieces), size, limit, language))


@lru_cache(maxsize=1 << 11)
def _broken(pieces: tuple[Piece, ...], size: float, limit: float, language: str) -> tuple[tuple[Piece, ...], ...]:
    return tuple(map(tuple, _lines(pieces, size, limit, language)))


def _lines(pieces: Sequence[Piece], size: float, limit: float, language: str) -> Iterator[list[Piece]]:
    line: list[Piece] = []
    used = 0.0
    divided = 0
    words = list(_words(pieces))
    last = len(words) - 1
    for number, word in enumerate(words):
        for part in _cut(word, size, limit):
            rest = part
            if line and used + _bare(part, size) > limit:
                halves = None
                if language and number < last and divided < _IN_A_ROW and limit - used > limit * _GAP:
                    halves = _divided(part, size, limit - used, language)
                head, rest = halves or ([], part)
                yield _joined([*line, *head])
                divided = divided + 1 if head else 0
                line, used = [], 0.0
            line.extend(rest)
            used += line_width(rest, size)
    if line:
        yield _joined([*line[:-1], (line[-1][0], line[-1][1].rstrip(" "), line[-1][2])])


def _bare(word: Sequence[Piece], size: float) -> float:
    # The width without the spaces at the end.
    return sum(width(text.rstrip(" "), font, size) for font, text, _ in word)


def _words(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    # A word is what may not be broken, with the spaces that follow it; it may change font halfway.
    word: list[Piece] = []
    for font, text, link in pieces:
        start = 0
        for at, character in enumerate(text):
            if character not in " -":
                continue
            ends = character == " " and text[at + 1 : at + 2] != " "
            # "Sint-Michielsgestel" may break, a number such as "BV-2026-19" may not.
            if ends or (character == "-" and text[max(at - 1, 0)].isalpha() and text[at + 1 : at + 2].isalpha()):
                word.append((font, text[start : at + 1], link))
                yield word
                word, start = [], at + 1
        if text[start:]:
            word.append((font, text[start:], link))
    if word:
        yield word


def _cut(word: list[Piece], size: float, limit: float) -> Iterator[list[Piece]]:
    # A word wider than the line (an address, a hostile name) is cut where the line is full.
    if _bare(word, size) <= limit:
        yield word
        return
    part: list[Piece] = []
    used = 0.0
    for font, text, link in word:
        for character in text:
            wide = width(character, font, size)
            if part and used + wide > limit and character != " ":
                yield _joined(part)
                part, used = [], 0.0
            part.append((font, character, link))
            used += wide
    yield _joined(part)


def _divided(word: Sequence[Piece], size: float, room: float, language: str) -> tuple[list[Piece], list[Piece]] | None:
    # The longest beginning of the word that fits with its hyphen, and the rest; None where it should stay whole.
    text = "".join(piece[1] for piece in word)
    for at in reversed(_places(text, language)):
        head, tail = _split(word, at)
        head[-1] = (head[-1][0], head[-1][1] + HYPHEN, head[-1][2])
        if _bare(head, size) <= room:
            return head, tail
    return None


@lru_cache(maxsize=1)
def _dictionary(language: str) -> Pyphen:
    return Pyphen(lang=_DICTIONARIES[language], left=3, right=3)


@lru_cache(maxsize=1 << 14)
def _places(text: str, language: str) -> tuple[int, ...]:
    """Where a word may be divided, from its beginning. No number, address or code; no name where nouns are small."""
    core = text.strip(" .,;:!?()«»“”‘’'\"…\u00a0\u202f")
    begin = text.find(core)
    name = core[:1].isupper() and language != "de"
    if len(core) < _SHORTEST or not core.isalpha() or core.isupper() or name or language not in _DICTIONARIES:
        return ()
    if max(core) >= fonts.FIRST_BEYOND:
        return ()
    return tuple(begin + int(place) for place in _dictionary(language).positions(core))


def _split(word: Sequence[Piece], at: int) -> tuple[list[Piece], list[Piece]]:
    head: list[Piece] = []
    tail: list[Piece] = []
    for font, text, link in word:
        cut = min(max(at, 0), len(text))
        if text[:cut]:
            head.append((font, text[:cut], link))
        if text[cut:]:
            tail.append((font, text[cut:], link))
        at -= len(text)
    return head, tail


def _joined(line: Sequence[Piece]) -> list[Piece]:
    found: list[Piece] = []
    for font, text, link in line:
        if found and found[-1][0] == font and found[-1][2] == link:
            found[-1] = (font, found[-1][1] + text, link)
        elif text:
            found.append((font, text, link))
    return found


def line_width(line: Sequence[Piece], size: float) -> float:
    """The width of a broken line in points, with its final space."""
    return sum(width(text, font, size) for font, text, _ in line)


def show_line(document: Any, x: float, y: float, line: Sequence[Piece], size: float) -> str:
    """The operators that draw a line with its baseline at (x, y)."""
    if not runs_back(line):
        return shown(document, x, y, [(font, text) for font, text, _ in line], size)
    return shown(document, x, y, [piece for _, pieces in bidi.ordered(line) for piece in pieces], size)


def runs_back(line: Sequence[Piece]) -> bool:
    """Whether something in the line runs from right to left."""
    return any(font in fonts.RIGHT_TO_LEFT for font, _, _ in line)


def shown(document: Any, x: float, y: float, drawn: Sequence[tuple[str, str]], size: float) -> str:
    """The operators for (font, text) in the order in which they are drawn."""
    code = [f"BT 1 0 0 1 {x:.3f} {y:.3f} Tm"]
    for font, text in drawn:
        face = pdfmetrics.getFont(font)
        code.extend(
            f"{face.getSubsetInternalName(subset, document)} {size:.3f} Tf <{codes.hex()}> Tj"
            for subset, codes in face.splitString(text.replace("\u00a0", fonts.HELD), document)
        )
    code.append("ET")
    return "\n".join(code)
