"""A letter as a value: its parts in reading order, without a page, a font or a case."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one weight; ``href`` the address that it leads to."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """``level`` 2 or 3 in a letter: its subject is the only level 1. Levels 4 and 5 in a paper that holds letters."""

    level: Literal[2, 3, 4, 5]
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Plain running text; ``role`` quote is a passage of law or by-law in its own words."""

    runs: tuple[Run, ...]
    role: Literal["text", "quote"] = "text"


@dataclass(frozen=True, slots=True)
class Item:
    """One list item; ``label`` is what stands before it ("1." or "–")."""

    label: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list. ``ordered`` tells whether the labels are numbers."""

    ordered: bool
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """A place to sign: ``field`` is the name of the reserved signature field in the PDF."""

    field: str
    title: str
    name: str


@dataclass(frozen=True, slots=True)
class Signatures:
    """All who sign, side by side."""

    places: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A photo with the words for who cannot see it (``alt``) and those under it; ``image`` its bytes or its file."""

    image: bytes | Path
    alt: str
    caption: str


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column and its ``share`` of the width."""

    head: str
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of plain words. ``row_heads``: the first cell of a row names the row."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    row_heads: bool = True


@dataclass(frozen=True, slots=True)
class Note:
    """A remark beside the text; ``label`` is what the text refers to it by."""

    label: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page. ``running``: lines above every page from there to the next break."""

    running: tuple[str, ...] = ()


Block = Heading | Paragraph | Items | Signatures | Figure | Table | Note | PageBreak


@dataclass(frozen=True, slots=True)
class Logo:
    """A mark of a municipality as ``press.logo.checked`` gave it; ``alt`` says what it shows."""

    kind: Literal["svg", "png"]
    content: bytes
    alt: str


@dataclass(frozen=True, slots=True)
class Rule:
    """Why a block is in the letter: its ``block`` in the order of a letter ("B11") and the ``rule`` that demands it."""

    block: str
    rule: str


@dataclass(frozen=True, slots=True)
class Reference:
    """One line of the reference block: "Zaaknummer", "Z-2026-00123"."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What the municipality prints above every letter. ``return_line`` is the sender's line in the window.

    ``colour`` as #rrggbb, dark enough on white; it marks the head and the headings.
    """

    municipality: str
    office: str
    address: tuple[str, ...]
    contact: tuple[str, ...] = ()
    return_line: str | None = None
    logo: Logo | None = None
    colour: str = "#294a6b"


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter, complete. ``text_id`` and ``edition`` name the text file it was made from."""

    text_id: str
    edition: date
    kind: str
    jurisdiction: str
    language: str
    case_number: str
    letter_date: date
    letterhead: Letterhead
    addressee: tuple[str, ...]
    references: tuple[Reference, ...]
    subject: str
    blocks: tuple[Block, ...]
    page_words: tuple[str, str]
    """The words of "page 1 of 3" in the letter's language: before the number and between the numbers."""
    rules: tuple[Rule | None, ...] = ()
    """For each block the rule that demands it; never printed."""
    verify_url: str = ""
    """Where anybody can ask whether this letter is genuine; empty: nowhere yet."""
    verify_words: str = ""
    """What stands before that address, in the letter's language."""

    def as_text(self) -> str:
        """All words of the letter in reading order, parts separated by an empty line."""
        return "\n\n".join(text for text in self._parts() if text)

    def ruled_parts(self) -> Iterator[tuple[Rule | None, str]]:
        """The words of each block of the body, with the rule that demands it; a list gives one text with its items."""
        for block, rule in zip(self.blocks, self.rules, strict=True):
            yield rule, "\n".join(words_of(block))

    def _parts(self) -> Iterator[str]:
        head = self.letterhead
        yield "\n".join((head.municipality, head.office, *head.address, *head.contact))
        yield "\n".join(self.addressee)
        yield "\n".join(f"{row.label}{colon(self.language)}{row.value}" for row in self.references)
        yield self.subject
        for block in self.blocks:
            yield from words_of(block)
        if self.verify_url:
            yield f"{self.verify_words} {self.verify_url}"


def plain(runs: tuple[Run, ...]) -> str:
    """The words of runs without their weight."""
    return "".join(run.text for run in runs)


def colon(language: str) -> str:
    """What stands between a label and its value."""
    return "\u202f: " if language == "fr" else ": "


def words_of(block: Block) -> Iterator[str]:
    """The words of a block, part by part in reading order."""
    match block:
        case Heading(_, runs) | Paragraph(runs, _):
            yield plain(runs)
        case Items(_, items):
            for item in items:
                first, *rest = item.paragraphs
                yield f"{item.label} {plain(first.runs)}"
                yield from (plain(paragraph.runs) for paragraph in rest)
        case Figure(_, alt, caption):
            yield f"[{alt}]"
            yield caption
        case Table(columns, rows, caption, _):
            yield caption
            yield "\t".join(column.head for column in columns)
            yield from ("\t".join(row) for row in rows)
        case Note(label, runs):
            yield f"{label} {plain(runs)}"
        case Signatures(places):
            yield from (f"{place.title}\n{place.name}" for place in places)
