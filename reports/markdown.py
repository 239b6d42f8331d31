"""The Markdown subset of the letter files: headings, paragraphs, lists, quotations, bold and italic.

Parsed by markdown-it-py (CommonMark) with everything else switched off; a file that uses more is refused.
"""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from reports.errors import FaultInText
from reports.letter import Block, Heading, Item, Items, Paragraph, Run, Signature, Signatures
from reports.press.sanitise import printable
from reports.template import SIGNATURES, Filled, marks
from reports.wording import written

_PARSER = MarkdownIt("zero").enable(["heading", "list", "blockquote", "emphasis"])
_BREAK = re.compile(r"\n\s*\n")


def blocks(filled: Filled, language: str, signatures: tuple[Signature, ...]) -> tuple[Block, ...]:
    """Parse a filled text and put the values in place of their marks."""
    reader = _Reader(filled, language, signatures)
    return tuple(reader.read(_PARSER.parse(filled.text)))


def line(filled: Filled, language: str) -> str:
    """A filled text of one line, without weight."""
    return "".join(run.text for run in _Reader(filled, language, ()).runs([filled.text], bold=False, italic=False))


def value_line(value: object, language: str) -> str:
    """One value as a line of its own."""
    return " ".join(printable(written(value, language)).split(" ")).replace("\n", " ")


class _Reader:
    def __init__(self, filled: Filled, language: str, signatures: tuple[Signature, ...]) -> None:
        self.filled, self.language, self.signatures = filled, language, signatures

    def read(self, tokens: list[Token]) -> list[Block]:
        """The blocks of a flat token list; quotations and lists take their own tokens."""
        found: list[Block] = []
        queue = iter(tokens)
        for token in queue:
            match token.type:
                case "heading_open":
                    found.append(self._heading(token, next(queue)))
                case "paragraph_open":
                    found.extend(self._paragraphs(next(queue)))
                case "blockquote_open":
                    inside = _until(queue, "blockquote_close")
                    found.extend(
                        Paragraph(part.runs, "quote") for part in self.read(inside) if isinstance(part, Paragraph)
                    )
                case "bullet_list_open" | "ordered_list_open":
                    close = token.type.replace("open", "close")
                    found.append(self._items(_until(queue, close), ordered="ordered" in token.type))
                case "heading_close" | "paragraph_close":
                    pass
                case _:
                    raise FaultInText(f"a letter file cannot use {token.type}")
        return found

    def _heading(self, token: Token, inline: Token) -> Heading:
        if token.tag not in ("h2", "h3"):
            raise FaultInText("headings in a letter file are ## or ###; the subject is the only title")
        return Heading(2 if token.tag == "h2" else 3, tuple(self._inline(inline)))

    def _paragraphs(self, inline: Token) -> list[Block]:
        if inline.content == SIGNATURES:
            return [Signatures(self.signatures)]
        parts: list[list[Run]] = [[]]
        for run in self._inline(inline):
            # An officer's empty line makes a new paragraph of the same role, never another structure.
            first, *rest = _BREAK.split(run.text)
            parts[-1].append(Run(first, run.bold, run.italic))
            parts.extend([Run(text, run.bold, run.italic)] for text in rest)
        return [
            Paragraph(tuple(_one_line(run) for run in part if run.text)) for part in parts if any(r.text for r in part)
        ]

    def _items(self, tokens: list[Token], *, ordered: bool) -> Items:
        items: list[Item] = []
        queue = iter(tokens)
        for token in queue:
            if token.type != "list_item_open":
                raise FaultInText(f"a list in a letter file cannot hold {token.type}")
            inside = self.read(_until(queue, "list_item_close"))
            paragraphs = tuple(part for part in inside if isinstance(part, Paragraph))
            if len(paragraphs) != len(inside):
                raise FaultInText("a list item in a letter file holds paragraphs only")
            items.append(Item(f"{len(items) + 1}." if ordered else "–", paragraphs))
        return Items(ordered, tuple(items))

    def _inline(self, inline: Token) -> list[Run]:
        bold = italic = False
        found: list[Run] = []
        for token in inline.children or []:
            match token.type:
                case "text":
                    found.extend(self.runs([token.content], bold=bold, italic=italic))
                case "softbreak":
                    found.append(Run(" ", bold, italic))
                case "strong_open" | "strong_close":
                    bold = token.type == "strong_open"
                case "em_open" | "em_close":
                    italic = token.type == "em_open"
                case _:
                    raise FaultInText(f"a letter file cannot use {token.type}")
        return found

    def runs(self, texts: list[str], *, bold: bool, italic: bool) -> list[Run]:
        """Texts with marks as runs; every word that comes out has passed the door."""
        found: list[Run] = []
        for text in texts:
            for own_words, number in marks(text):
                words = own_words if number is None else own_words + written(self.filled.values[number], self.language)
                if words:
                    found.append(Run(printable(words), bold, italic))
        return found


def _one_line(run: Run) -> Run:
    return Run(re.sub(r"\s*\n\s*", " ", run.text), run.bold, run.italic)


def _until(queue: Iterator[Token], close: str) -> list[Token]:
    # The tokens up to the one that closes what was just opened; lists do not nest, so the first close is
    # ours.
    inside: list[Token] = []
    for token in queue:
        if token.type == close:
            return inside
        inside.append(token)
    raise FaultInText(f"no {close}")
