"""What must hold of the logical tree, before it is written and after."""

from collections.abc import Iterable, Iterator, Sequence

from reports.press.conform.flaw import Flaw, Lack, NotConformant
from reports.press.structure import Node

_HEADINGS = {f"H{level}": level for level in range(1, 7)}
_LABELLED = {"Figure", "Form", "Formula"}
_BELOW = {  # what an element may hold, where that is fixed
    "L": {"LI"},
    "LI": {"Lbl", "LBody"},
    "Table": {"TR"},
    "TR": {"TH", "TD"},
    "TOC": {"TOCI", "TOC"},
}
_TAGS = {
    *_HEADINGS, *_LABELLED, *_BELOW, *(tag for tags in _BELOW.values() for tag in tags),
    "Document", "Part", "Art", "Sect", "Div", "P", "BlockQuote", "Caption", "Reference", "Note", "Link", "Span",
}  # fmt: skip


def demand(nodes: Sequence[Node], title: str, language: str) -> None:
    """Raise NotConformant unless these elements, in reading order, title and language can be written down."""
    found = list(flaws_of_tree(nodes))
    if not title.strip():
        found.append(Flaw(Lack.TITLE))
    if not language:
        found.append(Flaw(Lack.LANGUAGE))
    if found:
        raise NotConformant(found)


def flaws_of_tree(nodes: Sequence[Node]) -> Iterator[Flaw]:
    """What is wrong with elements that are given in reading order, the root first."""
    if not nodes or nodes[0].tag != "Document":
        yield Flaw(Lack.TAG, nodes[0].tag if nodes else "Document")
    if skipped_level(_HEADINGS[node.tag] for node in nodes if node.tag in _HEADINGS):
        yield Flaw(Lack.SKIPPED_LEVEL)
    for node in nodes:
        if node.tag not in _TAGS:
            yield Flaw(Lack.TAG, node.tag)
        elif node.tag in _LABELLED and not (node.alt or "").strip():
            yield Flaw(Lack.NO_WORDS, node.tag)
        elif node.tag == "TH" and node.scope not in {"Row", "Column", "Both"}:
            yield Flaw(Lack.NO_SCOPE, node.tag)
        elif node.tag in _BELOW:
            yield from _of_kids(node)


def skipped_level(levels: Iterable[int]) -> bool:
    """Whether a heading of these levels, in reading order, stands more than one below the heading before it."""
    above = 0
    for level in levels:
        if level > above + 1:
            return True
        above = level
    return False


def _of_kids(node: Node) -> Iterator[Flaw]:
    kids = [kid for kid in node.drawn() if isinstance(kid, Node)]
    listing = node.tag in {"L", "LI"}
    if any(kid.tag not in _BELOW[node.tag] for kid in kids) or (node.tag == "LI" and not _has_body(kids)):
        yield Flaw(Lack.LIST if listing else Lack.TAG, node.tag)
    elif node.tag == "Table" and len({sum(1 for _ in row.drawn()) for row in kids}) != 1:
        yield Flaw(Lack.UNEVEN_ROWS, node.tag)


def _has_body(kids: Sequence[Node]) -> bool:
    return sum(kid.tag == "LBody" for kid in kids) == 1
