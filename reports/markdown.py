"""The Markdown subset of the letter files: headings, paragraphs, lists, quotations, bold and italic.

Parsed by markdown-it-py (CommonMark) with everything else switched off; a file that uses more is refused.
"""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from reports.errors import FaultInText
from reports.letter import Block, Figure, Heading, Item, Items, Paragraph, Rule, Run, Signature, Signatures
from reports.press.sanitise import printable
from reports.template import PHOTOS, RULE, SIGNATURES, Filled, marks
from reports.wording import written

_PARSER = MarkdownIt("zero").enable(["heading", "list", "blockquote", "emphasis"])
_BREAK = re.compile(r"\n\s*\n")


def line(filled: Filled, language: str) -> str:
    """A filled text of one line, without weight."""
    return "".join(run.text for run in _Reader(filled, language, ()).runs([filled.text], bold=False, italic=False))


def value_line(value: object, language: str) -> str:
    """One value as a line of its own."""
    return " ".join(printable(written(value, language)).split(" ")).replace("\n", " ")


def ruled_blocks(
    filled: Filled, language: str, signatures: tuple[Signature, ...], figures: tuple[Figure, ...] = ()
) -> tuple[tuple[Block, ...], tuple[Rule | None, ...]]:
    """Parse a filled text and put the values in place of their marks.

    Gives the blocks, and for each of them the rule under which it stands in the text.
    """
    reader = _Reader(filled, language, signatures, figures)
    found: list[Block] = []
    rules: list[Rule | None] = []
    for rule, tokens in _under_rules(_PARSER.parse(filled.text), filled):
        read = reader.read(tokens)
        found.extend(read)
        rules.extend([rule] * len(read))
    return tuple(found), tuple(rules)


def _under_rules(tokens: list[Token], filled: Filled) -> Iterator[tuple[Rule | None, list[Token]]]:
    # A rule's mark is a paragraph of its own (three tokens) between other blocks.
    rule: Rule | None = None
    start = 0
    for at, token in enumerate(tokens):
        hit = RULE.match(token.content) if token.type == "inline" else None
        if hit is None:
            continue
        if tokens[at - 1].type != "paragraph_open" or tokens[at - 1].level != 0:
            raise FaultInText("a rule stands between paragraphs, never inside a list or a quotation")
        yield rule, tokens[start : at - 1]
        rule, start = Rule(*filled.rules[int(hit[1])]), at + 2
    yield rule, tokens[start:]


class _Reader:
    def __init__(
        self, filled: Filled, language: str, signatures: tuple[Signature, ...], figures: tuple[Figure, ...] = ()
    ) -> None:
        self.filled, self.language, self.signatures, self.figures = filled, language, signatures, figures

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
        if inline.content == PHOTOS:
            return list(self.figures)
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
