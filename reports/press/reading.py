"""The words of a letter of ours, taken back out of its structure tree, so that it can be set again inside a bundle.

A signed PDF cannot be merged without breaking its signature. Its words are read from its own bytes, not from the case
as it stands today: what is printed in the bundle is what was issued.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any, Literal, cast

from pyhanko.pdf_utils.reader import PdfFileReader

from reports.letter import Block, Column, Figure, Heading, Item, Items, Paragraph, Run, Table, plain
from reports.press.finished import bytes_of, characters_of, is_string, operations, pages_of, tree_of
from reports.press.structure import Mark, Node

_SOFT_HYPHEN = "\u00ad"
_PLACE = re.compile(rb"/MCID (\d+)")
_SAID = re.compile(rb"/ActualText\s*(<[0-9A-Fa-f]+>|\((?:\\.|[^\\()])*\))", re.DOTALL)


@dataclass(slots=True)
class _Mark:
    # What was drawn for one place (page, MCID): runs of text with their weight, and pictures as they are kept.
    runs: list[Run] = field(default_factory=list)
    pictures: list[bytes] = field(default_factory=list)


Marks = dict[Mark, _Mark]


def read_blocks(pdf: bytes) -> tuple[Block, ...]:
    """All words of a tagged PDF of this press as blocks in reading order; its title is a heading of level 2.

    Deeper headings keep their distance, but one that skips a level is moved up: no other paper could take it in.
    Signature fields and decoration are left out.
    """
    reader = PdfFileReader(BytesIO(pdf))
    pages = list(pages_of(reader.root["/Pages"]))
    marks = _marks(pages)
    document = tree_of(reader.root["/StructTreeRoot"]["/K"], pages)
    return tuple(_closed_up(block for element in _elements(document) for block in _blocks(element, marks)))


def _closed_up(blocks: Iterable[Block]) -> Iterator[Block]:
    over: list[int] = []  # the headings above this place, by the levels that they had
    for block in blocks:
        if isinstance(block, Heading):
            while over and over[-1] >= block.level:
                over.pop()
            over.append(block.level)
            yield replace(block, level=cast("Literal[2, 3, 4, 5]", len(over) + 1))
        else:
            yield block


def _elements(node: Node) -> Iterator[Node]:
    return (kid for kid in node.kids if isinstance(kid, Node))


def _marks(pages: Sequence[Any]) -> Marks:
    found: Marks = {}
    for number, page in enumerate(pages):
        sheet = page.get_object()
        _Sheet(number, sheet["/Resources"], found).read(sheet["/Contents"].data)
    return found


class _Sheet:
    """One page: follows what is drawn and books it on the place that is open; decoration has no place."""

    def __init__(self, number: int, resources: Any, found: Marks) -> None:
        self.number, self.resources, self.found = number, resources, found
        self.open: list[_Mark | None] = []
        self.said: list[int] = []  # how deep words stand for which other words are said
        self.words: dict[bytes, tuple[dict[int, str], bool]] = {}
        self.font = b""

    def read(self, content: bytes) -> None:
        """Take in the whole stream of the page."""
        for operator, operands in operations(content):
            match operator:
                case b"BDC" | b"BMC":
                    self._opened(*operands)
                case b"EMC":
                    self.open.pop()
                    self.said = [depth for depth in self.said if depth <= len(self.open)]
                case b"Tf":
                    self.font = operands[-2]
                case b"Tj" | b"TJ":
                    self._shown(operands)
                case b"Do":
                    self._drawn(operands[-1])

    def _opened(self, tag: bytes, properties: bytes = b"") -> None:
        place, said = _PLACE.search(properties), _SAID.search(properties)
        if tag == b"/Artifact":
            self.open.append(None)
        elif place is not None:
            self.open.append(self.found.setdefault((self.number, int(place[1])), _Mark()))
        else:
            self.open.append(self.open[-1] if self.open else None)
        mark = self.open[-1]
        if said is not None and mark is not None:
            mark.runs.append(Run(_string(said[1])))
            self.said.append(len(self.open))

    def _shown(self, operands: list[bytes]) -> None:
        mark = self.open[-1] if self.open else None
        if mark is None or self.said:
            return
        letters, bold = self._letters()
        coded = b"".join(bytes_of(operand) for operand in operands if is_string(operand))
        mark.runs.append(Run("".join(letters[code] for code in coded), bold=bold))

    def _letters(self) -> tuple[dict[int, str], bool]:
        """What each code of the font in use means, and whether it is bold."""
        if self.font not in self.words:
            font = self.resources["/Font"][self.font.decode()]
            self.words[self.font] = characters_of(font), "Bold" in str(font["/BaseFont"])
        return self.words[self.font]

    def _drawn(self, name: bytes) -> None:
        mark = self.open[-1] if self.open else None
        drawn = self.resources["/XObject"][name.decode()]
        if mark is not None and drawn["/Subtype"] == "/Image":
            mark.pictures.append(bytes(drawn.encoded_data))


def _string(token: bytes) -> str:
    raw = bytes_of(token)
    return raw[2:].decode("utf-16-be") if raw.startswith(b"\xfe\xff") else raw.decode("latin-1")


def _runs(element: Node, marks: Marks) -> tuple[Run, ...]:
    """The words of an element with all below it; lines joined, hints for breaking taken out."""
    found: list[Run] = []
    for kid in element.kids:
        for run in _runs(kid, marks) if isinstance(kid, Node) else marks.get(kid, _Mark()).runs:
            text = run.text.replace(_SOFT_HYPHEN, "").replace("\r", "").replace("\n", "")
            if found and found[-1].bold == run.bold:
                found[-1] = Run(found[-1].text + text, run.bold)
            elif text:
                found.append(Run(text, run.bold))
    return tuple(found)


def _blocks(element: Node, marks: Marks) -> Iterator[Block]:
    match element.tag:
        case "H1" | "H2" | "H3" | "H4":
            level = cast("Literal[2, 3]", int(element.tag[1]) + 1)
            yield Heading(level, tuple(Run(run.text) for run in _runs(element, marks)))
        case "L":
            yield Items(*_items(element, marks))
        case "BlockQuote":
            yield Paragraph(_runs(element, marks), "quote")
        case "Table":
            yield _table(element, marks)
        case "Figure":
            yield from _figure(element, marks)
        case "Form" | "TOC":
            return
        case "Div" | "Sect" | "Part" | "Art":
            for one in _elements(element):
                yield from _blocks(one, marks)
        case _:
            runs = _runs(element, marks)
            if plain(runs).strip():
                yield Paragraph(runs)


def _items(element: Node, marks: Marks) -> tuple[bool, tuple[Item, ...]]:
    items = []
    for one in _elements(element):
        label, body = "", []
        for part in _elements(one):
            if part.tag == "Lbl":
                label = plain(_runs(part, marks)).strip()
            else:
                inner = list(_elements(part)) or [part]
                body += [Paragraph(_runs(each, marks)) for each in inner]
        items.append(Item(label, tuple(body)))
    return any(item.label[:1].isdigit() for item in items), tuple(items)


def _table(element: Node, marks: Marks) -> Table:
    rows = [row for part in _elements(element) for row in _rows_of(part)]
    cells = [[plain(_runs(cell, marks)).strip() for cell in _elements(row)] for row in rows]
    caption = next((plain(_runs(one, marks)) for one in _elements(element) if one.tag == "Caption"), "")
    heads, body = cells[0], cells[1:]
    row_heads = bool(rows[1:]) and next(_elements(rows[1])).tag == "TH"
    columns = tuple(Column(head, 1 / len(heads)) for head in heads)
    return Table(columns, tuple(tuple(row) for row in body), caption, row_heads)


def _rows_of(element: Node) -> Iterator[Node]:
    if element.tag == "TR":
        yield element
    for one in _elements(element):
        if one.tag == "TR":
            yield one


def _figure(element: Node, marks: Marks) -> Iterator[Block]:
    """A photo is printed again; what is drawn otherwise (a logo, a code) is told in its own words."""
    places = [kid for kid in element.kids if not isinstance(kid, Node)]
    pictures = [picture for place in places for picture in marks.get(place, _Mark()).pictures]
    if pictures and pictures[0].startswith(b"\xff\xd8"):
        yield Figure(pictures[0], element.alt or "", "")
    elif element.alt:
        yield Paragraph((Run(f"[{element.alt}]"),))
