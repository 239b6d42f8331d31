"""The look of a letter: A4, letterhead, window address, references, text, places to sign, page foot."""

from collections.abc import Iterator, Sequence
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, KeepTogether, NextPageTemplate, PageTemplate

from reports.letter import Block, Figure, Heading, Items, Letter, Paragraph, Run, Signature, Signatures, plain
from reports.press import fonts
from reports.press.canvas import TOTAL, TaggedCanvas
from reports.press.flowables import INK, RULE, SOFT, Cell, Grid, Piece, Rail, Style, Words, broken, draw_line
from reports.press.photo import Photo
from reports.press.sanitise import printable
from reports.press.signing.lasting import TIMESTAMP_FIELDS
from reports.press.structure import Node

WIDTH, HEIGHT = A4
LEFT, RIGHT, FOOT = 25 * mm, 22 * mm, 25 * mm
TEXT_WIDTH = WIDTH - LEFT - RIGHT
LINE_LIMIT = 300
ADDRESS_WIDTH, ADDRESS_LINES = 80 * mm, 12

TITLE = Style(size=13.5, leading=18, after=12, bold=True, keep=True)
HEADINGS = {
    2: Style(size=11.5, leading=15.5, before=9, after=4, bold=True, keep=True),
    3: Style(before=3, after=3, bold=True, keep=True),
}
TEXT = Style()
ANNOUNCEMENT = Style(keep=True)
QUOTE = Style(indent=18, italic=True)
ITEM = Style(indent=20, after=3.5)
NEXT_TO_LAST = Style(indent=20, after=3.5, keep=True)  # no list leaves one item over for the next page
LAST_ITEM = Style(indent=20, after=8)
CAPTION = Style(size=8.5, leading=12, after=9, colour=SOFT)


class TooLongForItsPlace(ValueError):
    """A name, number or address line that cannot stand where such a line stands on a letter."""

    def __init__(self, text: str) -> None:
        super().__init__(f"too long for a letter: {text[:60]!r} ({len(text)} characters)")


def render(letter: Letter) -> bytes:
    """The letter as an unsigned PDF with its signature fields reserved.

    The same letter gives the same bytes in every process: its date is the only clock. Raises UnprintableCharacter
    and TooLongForItsPlace (prose may be of any length; a name or an address may not).
    """
    _check_lengths(letter)
    canvas = TaggedCanvas(
        title=printable(letter.subject),
        author=printable(f"{letter.letterhead.office}, {letter.letterhead.municipality}"),
        subject=f"{letter.text_id} {letter.edition.isoformat()}",
        keywords=printable(letter.case_number),
        language=letter.language,
        day=letter.letter_date,
    )
    story = list(_story(letter, canvas.root))
    _Document(letter).build(story, canvasmaker=lambda *_args, **_options: canvas)
    return canvas.finish()


def _check_lengths(letter: Letter) -> None:
    signatures = [place for block in letter.blocks if isinstance(block, Signatures) for place in block.places]
    lines = [
        letter.case_number,
        *letter.addressee,
        *(row.value for row in letter.references),
        *(text for place in signatures for text in (place.title, place.name)),
    ]
    too_long = [line for line in lines if len(line) > LINE_LIMIT]
    too_long += [letter.subject] if len(letter.subject) > 2 * LINE_LIMIT else []
    if len(_lines(letter.addressee, 10, ADDRESS_WIDTH)) > ADDRESS_LINES:
        too_long.append(" / ".join(letter.addressee))
    if too_long:
        raise TooLongForItsPlace(too_long[0])


class _Document(BaseDocTemplate):  # type: ignore[misc]  # reportlab has no types
    def __init__(self, letter: Letter) -> None:
        super().__init__("letter.pdf", pagesize=A4, allowSplitting=1)
        first = Frame(LEFT, FOOT, TEXT_WIDTH, HEIGHT - FOOT - 12 * mm, 0, 0, 0, 0, id="first")
        later = Frame(LEFT, FOOT, TEXT_WIDTH, HEIGHT - FOOT - 27 * mm, 0, 0, 0, 0, id="later")

        def foot(canvas: TaggedCanvas, _document: Any) -> None:
            _foot(canvas, letter)

        def head_and_foot(canvas: TaggedCanvas, _document: Any) -> None:
            _later_head(canvas, letter)
            _foot(canvas, letter)

        self.addPageTemplates(
            [
                PageTemplate("first", [first], onPage=foot),
                PageTemplate("later", [later], onPage=head_and_foot),
            ]
        )

    def _endBuild(self) -> None:  # noqa: N802  # the engine's name
        # The canvas is saved by TaggedCanvas.finish, after the number of pages is known.
        if self._hanging != [] and self._hanging[-1] == "PageBegin":
            self._hanging.pop()
        self.canv.showPage()


def _story(letter: Letter, root: Node) -> Iterator[Flowable]:
    yield NextPageTemplate("later")
    yield Head(letter, root)
    yield Grid([(Cell(row.label, row.value), root.add("P")) for row in letter.references])
    yield Words([Run(letter.subject)], TITLE, root.add("H1"))
    flowables: list[Flowable] = []
    for block in letter.blocks:
        if isinstance(block, Signatures):
            # What precedes the signature goes along with it: a signature never stands alone on a page.
            tail = [flowables.pop()] if flowables else []
            yield from flowables
            flowables = []
            yield KeepTogether([*tail, SignaturePlaces(block.places, root)])
        else:
            flowables.extend(_block(block, root))
    yield from flowables


def _block(block: Block, root: Node) -> Iterator[Flowable]:
    match block:
        case Heading(level, runs):
            yield Words(runs, HEADINGS[level], root.add(f"H{level}"))
        case Paragraph(runs, "quote"):
            yield Rail(runs, QUOTE, root.add("BlockQuote").add("P"))
        case Paragraph(runs, _):
            # What announces a list or an answer does not stand alone at the foot of a page.
            announces = plain(runs).rstrip().endswith(":") or all(run.bold for run in runs)
            yield Words(runs, ANNOUNCEMENT if announces else TEXT, root.add("P"))
        case Figure(_, _, caption):
            yield Photo(block, root.add("Figure"))
            yield Words([Run(caption)], CAPTION, root.add("P"))
        case Items(_, items):
            parent = root.add("L")
            for item in items:
                element = parent.add("LI")
                label = (item.label, element.add("Lbl"))
                body = element.add("LBody")
                for number, paragraph in enumerate(item.paragraphs):
                    style = LAST_ITEM if item is items[-1] else NEXT_TO_LAST if item is items[-2] else ITEM
                    yield Words(paragraph.runs, style, body.add("P"), label if number == 0 else None)


def _lines(lines: Sequence[str], size: float, width: float) -> list[list[Piece]]:
    return [line for text in lines for line in broken([(fonts.REGULAR, printable(text))], size, width)]


class Head(Flowable):  # type: ignore[misc]
    """Letterhead and address on the first page, at fixed places so that the address shows in the window.

    Netherlands: window at the left (NEN 1026); Belgium: window at the right, as Belgian post offices advise.
    """

    ADDRESS_TOP = 51 * mm
    BOTTOM = 86 * mm
    BOTTOM_WITHOUT_ADDRESS = 48 * mm  # a notice or a sheet that goes to nobody in particular
    COLUMN = 52 * mm

    def __init__(self, letter: Letter, root: Node) -> None:
        super().__init__()
        self.letter = letter
        self.nodes = {name: root.add("P") for name in ("municipality", "office", "sender", "return", "addressee")}
        self.window = 110 * mm if letter.jurisdiction.startswith("be") else LEFT

    def wrap(self, avail_width: float, _avail_height: float) -> tuple[float, float]:
        """Always the same height: the references start below the window, where there is an address in it."""
        self.height = (self.BOTTOM if self.letter.addressee else self.BOTTOM_WITHOUT_ADDRESS) - 12 * mm
        return avail_width, self.height

    def draw(self) -> None:
        """Five paragraphs in reading order: municipality, office, address, return line, addressee."""
        canvas: TaggedCanvas = self.canv
        canvas.saveState()
        canvas.translate(-LEFT, self.height - HEIGHT + 12 * mm)  # from here points of the whole page
        head = self.letter.letterhead
        sender = _lines((*head.address, *head.contact), 7.5, self.COLUMN)[:9]
        self._stack("municipality", LEFT, HEIGHT - 22 * mm, self._name(head.municipality), (16, 19), INK)
        self._stack("office", LEFT, HEIGHT - 28 * mm, _lines([head.office], 9.5, 90 * mm)[:2], (9.5, 12), SOFT)
        self._stack("sender", WIDTH - RIGHT - self.COLUMN, HEIGHT - 18.5 * mm, sender, (7.5, 10), SOFT)
        with canvas.artifact():
            canvas.setStrokeColorRGB(*RULE)
            canvas.setLineWidth(2)
            canvas.line(LEFT, HEIGHT - 13 * mm, LEFT + 14 * mm, HEIGHT - 13 * mm)
        if head.return_line and self.letter.addressee:
            line = _lines([head.return_line], 6, 80 * mm)[:1]
            self._stack("return", self.window, HEIGHT - self.ADDRESS_TOP + 10, line, (6, 8), SOFT)
        address = _lines(self.letter.addressee, 10, ADDRESS_WIDTH)
        leading = min(13.5, 30 * mm / max(len(address), 1))
        self._stack("addressee", self.window, HEIGHT - self.ADDRESS_TOP - 8, address, (min(10, leading), leading), INK)
        canvas.restoreState()

    def _name(self, municipality: str) -> list[list[Piece]]:
        return list(broken([(fonts.BOLD, printable(municipality))], 16, 100 * mm))[:1]

    def _stack(
        self,
        name: str,
        x: float,
        y: float,
        lines: list[list[Piece]],
        type_size: tuple[float, float],
        colour: tuple[float, float, float],
    ) -> None:
        if not lines:
            return
        self.canv.setFillColorRGB(*colour)
        with self.canv.tagged(self.nodes[name]):
            for number, line in enumerate(lines):
                last = number == len(lines) - 1
                spaced = line if last else [*line[:-1], (line[-1][0], line[-1][1].rstrip(" ") + " ")]
                draw_line(self.canv, x, y - number * type_size[1], spaced, type_size[0])


class SignaturePlaces(Flowable):  # type: ignore[misc]
    """Titles, the reserved signature fields and names, and the field for the municipal seal."""

    BOX = (72 * mm, 24 * mm)
    SEAL = (42 * mm, 24 * mm)

    def __init__(self, places: Sequence[Signature], root: Node) -> None:
        super().__init__()
        self.places = [(place, root.add("P"), root.add("Form"), root.add("P")) for place in places]
        self.seal = root.add("Form")
        self.stamps = [(name, root.add("Form")) for name in TIMESTAMP_FIELDS]

    def wrap(self, avail_width: float, _avail_height: float) -> tuple[float, float]:
        """One row of at most two places; the seal stands beside a single signature or below two."""
        lines = [
            (
                list(broken([(fonts.REGULAR, printable(place.title))], 10, self.BOX[0])),
                list(broken([(fonts.BOLD, printable(place.name))], 10, self.BOX[0])),
            )
            for place, *_ in self.places
        ]
        self.texts = lines
        self.title_height = 14 * max(len(title) for title, _ in lines)
        self.name_height = 14 * max(len(name) for _, name in lines)
        self.row = self.title_height + self.BOX[1] + self.name_height + 12
        self.height = self.row + (self.SEAL[1] + 6 if len(self.places) > 1 else 0)
        return avail_width, self.height

    def draw(self) -> None:
        """Draw the words and reserve the fields where they stand on the page."""
        canvas: TaggedCanvas = self.canv
        x0, y0 = canvas.absolutePosition(0, 0)
        top = self.height
        canvas.setFillColorRGB(*INK)
        for number, ((place, title, form, name), (titles, names)) in enumerate(
            zip(self.places, self.texts, strict=True)
        ):
            x = number * (self.BOX[0] + 8 * mm)
            box_y = top - self.title_height - 4 - self.BOX[1]
            _drawn(canvas, title, titles, x, top - 11)
            canvas.signature_field(place.field, f"{place.title}, {place.name}", (x0 + x, y0 + box_y, *self.BOX), form)
            _drawn(canvas, name, names, x, box_y - 14)
        beside = len(self.places) == 1
        x = TEXT_WIDTH - self.SEAL[0] if beside else 0
        y = top - self.title_height - 4 - self.BOX[1] if beside else 0
        canvas.signature_field("Seal", "Seal", (x0 + x, y0 + y, *self.SEAL), self.seal)
        for stamp, element in self.stamps:
            canvas.signature_field(stamp, stamp, (x0, y0, 0, 0), element)


def _drawn(canvas: TaggedCanvas, node: Node, lines: list[list[Piece]], x: float, y: float) -> None:
    with canvas.tagged(node):
        for number, line in enumerate(lines):
            draw_line(canvas, x, y - 14 * number, line, 10)


def _foot(canvas: TaggedCanvas, letter: Letter) -> None:
    # On every page: which case, which page of how many. The total is filled in when the last page is known.
    page, of = letter.page_words
    with canvas.artifact("Pagination"):
        canvas.setStrokeColorRGB(0.8, 0.82, 0.84)
        canvas.setLineWidth(0.5)
        canvas.line(LEFT, 17 * mm, WIDTH - RIGHT, 17 * mm)
        canvas.setFillColorRGB(*SOFT)
        line = next(broken([(fonts.REGULAR, printable(letter.case_number))], 8, 100 * mm))
        draw_line(canvas, LEFT, 12.5 * mm, line, 8)
        text = f"{page} {canvas.page_index + 1} {of} "
        x = WIDTH - RIGHT - fonts.width(text + "00", fonts.REGULAR, 8)
        canvas.text_at(x, 12.5 * mm, text, fonts.REGULAR, 8)
        canvas.saveState()
        canvas.translate(x + fonts.width(text, fonts.REGULAR, 8), 12.5 * mm)
        canvas.doForm(TOTAL)
        canvas.restoreState()


def _later_head(canvas: TaggedCanvas, letter: Letter) -> None:
    with canvas.artifact("Pagination"):
        canvas.setFillColorRGB(*SOFT)
        line = next(broken([(fonts.REGULAR, printable(letter.letterhead.municipality))], 8, 70 * mm))
        draw_line(canvas, LEFT, HEIGHT - 16 * mm, line, 8)
        subject = list(broken([(fonts.REGULAR, printable(letter.subject))], 8, 85 * mm))
        shown = [(font, text.rstrip() + " …") for font, text in subject[0]] if len(subject) > 1 else subject[0]
        right = WIDTH - RIGHT - sum(fonts.width(text, font, 8) for font, text in shown)
        draw_line(canvas, right, HEIGHT - 16 * mm, shown, 8)
