"""A letter as a value: its parts in reading order, without a page, a font or a case."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Literal


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one weight."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """``level`` 2 or 3: the subject of the letter is the only level 1."""

    level: Literal[2, 3]
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
    """A photo with the words for who cannot see it (``alt``) and those under it; ``image`` JPEG without metadata."""

    image: bytes
    alt: str
    caption: str


Block = Heading | Paragraph | Items | Signatures | Figure


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
    """What the municipality prints above every letter. ``return_line`` is the sender's line in the window."""

    municipality: str
    office: str
    address: tuple[str, ...]
    contact: tuple[str, ...] = ()
    return_line: str | None = None


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

    def as_text(self) -> str:
        """All words of the letter in reading order, parts separated by an empty line."""
        return "\n\n".join(text for _, text in self._parts())

    def as_html(self) -> str:
        """The same words as ``as_text`` as escaped HTML: headings, paragraphs and lists, without styling."""
        rows = (f"<{tag}>{escape(text).replace(chr(10), '<br>')}</{tag}>" for tag, text in self._parts())
        return f'<article class="letter" lang="{escape(self.language)}">' + "\n".join(rows) + "</article>"

    def ruled_parts(self) -> Iterator[tuple[Rule | None, str]]:
        """The words of each block of the body, with the rule that demands it; a list gives one text with its items."""
        for block, rule in zip(self.blocks, self.rules, strict=True):
            yield rule, "\n".join(text for _, text in _block_parts(block))

    def _parts(self) -> Iterator[tuple[str, str]]:
        head = self.letterhead
        yield "p", "\n".join((head.municipality, head.office, *head.address, *head.contact))
        yield "address", "\n".join(self.addressee)
        colon = "\u202f: " if self.language == "fr" else ": "
        yield "p", "\n".join(f"{row.label}{colon}{row.value}" for row in self.references)
        yield "h1", self.subject
        for block in self.blocks:
            yield from _block_parts(block)


def plain(runs: tuple[Run, ...]) -> str:
    """The words of runs without their weight."""
    return "".join(run.text for run in runs)


def _block_parts(block: Block) -> Iterator[tuple[str, str]]:
    match block:
        case Heading(level, runs):
            yield f"h{level}", plain(runs)
        case Paragraph(runs, role):
            yield ("blockquote" if role == "quote" else "p"), plain(runs)
        case Items(_, items):
            for item in items:
                first, *rest = item.paragraphs
                yield "p", f"{item.label} {plain(first.runs)}"
                yield from (("p", plain(paragraph.runs)) for paragraph in rest)
        case Figure(_, alt, caption):
            yield "p", f"[{alt}]"
            yield "p", caption
        case Signatures(places):
            for place in places:
                yield "p", f"{place.title}\n{place.name}"
