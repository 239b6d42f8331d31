"""The look of a letter: A4, letterhead, window address, references, text, places to sign, page foot with its code."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, NextPageTemplate

from reports.letter import Letter, Run, Signatures
from reports.press import fonts, square_code
from reports.press.body import Body
from reports.press.canvas import TaggedCanvas
from reports.press.catalogue import About
from reports.press.flowables import SOFT, Cell, Grid, Style, Words, draw_link
from reports.press.head import ADDRESS_LINES, Head, TooLongForItsPlace, address_lines
from reports.press.sanitise import printable
from reports.press.setting import broken, faced, line_width
from reports.press.sheet import FIRST_TOP, FOOT, LEFT, RIGHT, WIDTH, Drawn, Sheets, foot, later_head
from reports.press.structure import Node

LINE_LIMIT = 300
TITLE = Style(size=13.5, leading=18, after=12, bold=True, keep=True)
CODE = 20 * mm
"""The side of the square code with its quiet zone: modules of about half a millimetre, for any telephone."""
FOOT_WITH_CODE = 31 * mm
VERIFY_LINE = 20 * mm


def draw_letter(letter: Letter) -> TaggedCanvas:
    """The letter on its pages, not written yet. Raises UnprintableCharacter and TooLongForItsPlace."""
    _check_lengths(letter)
    canvas = TaggedCanvas(
        About(
            title=printable(letter.subject),
            author=printable(f"{letter.letterhead.office}, {letter.letterhead.municipality}"),
            subject=f"{letter.text_id} {letter.edition.isoformat()}",
            keywords=printable(letter.case_number),
            language=letter.language,
            day=letter.letter_date,
        )
    )
    story = list(_story(letter, canvas.root))
    bottom = foot(letter.case_number, letter.page_words)
    first: list[Drawn] = [bottom]
    if letter.verify_url:
        first = [foot(letter.case_number, letter.page_words, CODE - 1 * mm), _code(letter, canvas.root)]
    later = [later_head(letter.letterhead.municipality, letter.subject), bottom]
    sheets = Sheets(first, later, FIRST_TOP, FOOT_WITH_CODE if letter.verify_url else FOOT)
    sheets.laid_out(story, canvas)
    return canvas


def _check_lengths(letter: Letter) -> None:
    signatures = [place for block in letter.blocks if isinstance(block, Signatures) for place in block.places]
    lines = [
        letter.case_number,
        letter.verify_url,
        *letter.addressee,
        *(row.value for row in letter.references),
        *(text for place in signatures for text in (place.title, place.name)),
    ]
    too_long = [line for line in lines if len(line) > LINE_LIMIT]
    too_long += [letter.subject] if len(letter.subject) > 2 * LINE_LIMIT else []
    if len(address_lines(letter)) > ADDRESS_LINES:
        too_long.append(" / ".join(letter.addressee))
    if too_long:
        raise TooLongForItsPlace(too_long[0])


def _story(letter: Letter, root: Node) -> Iterator[Flowable]:
    yield NextPageTemplate("later")
    yield Head(letter, root)
    yield Grid([(Cell(row.label, row.value), root.add("P")) for row in letter.references])
    yield Words([Run(letter.subject)], TITLE, root.add("H1"))
    yield from Body(letter.language, letter.letterhead.colour, root).story(letter.blocks)


def _code(letter: Letter, root: Node) -> Drawn:
    # Read last, whatever page it stands on. The code is the same address as the words beside it, so it is decoration.
    node = root.add("P")

    def draw(canvas: TaggedCanvas) -> None:
        with canvas.artifact("Pagination"):
            canvas.drawn(square_code.drawn(letter.verify_url, LEFT - 2 * mm, 8 * mm, CODE))
        canvas.setFillColorRGB(*SOFT)
        x, limit = LEFT + CODE - 1 * mm, WIDTH - LEFT - RIGHT - CODE
        words = faced(f"{printable(letter.verify_words)} ", fonts.REGULAR)
        address = faced(printable(letter.verify_url), fonts.REGULAR, letter.verify_url)
        on_one_line = line_width([*words, *address], 8) <= limit
        y = VERIFY_LINE if on_one_line else VERIFY_LINE + 9
        with canvas.tagged(node):
            canvas.line_at(x, y, words, 8)
        if on_one_line:
            draw_link(canvas, node, letter.verify_url, (x + line_width(words, 8), y), address, 8)
            return
        for number, line in enumerate(broken(address, 7, limit), 1):
            draw_link(canvas, node, letter.verify_url, (x, y - 8.5 * number), line, 7)

    return draw
