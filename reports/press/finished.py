"""A finished file, read back: its revisions, its pages, what is drawn on them, its tree.

Reads what this press writes and what signing adds to it; a PDF of another hand may hold what is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any

from reports.press.structure import Node

_END = re.compile(rb"%%EOF[\r\n]{0,2}")
# Strings, dictionaries of one level, names, and everything else between white space: what reportlab writes.
_TOKEN = re.compile(rb"\((?:\\.|[^\\()])*\)|<<.*?>>|<[0-9A-Fa-f\s]*>|/[^\s/<>\[\]()]+|[^\s()<>/\[\]]+", re.DOTALL)
_ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_PAIR = re.compile(rb"<([0-9A-Fa-f]{2})>\s*<((?:[0-9A-Fa-f]{4})+)>")


def revision_ends(pdf: bytes) -> Iterator[int]:
    """Where each revision ends, counted in bytes: what was added to a PDF stands behind such an end."""
    for found in _END.finditer(pdf):
        yield found.end()


def revision_digests(pdf: bytes, most: int) -> list[str]:
    """The SHA-256 of the first ``most`` revisions, each with all before it, and of the whole file as the last."""
    found, running, at = [], sha256(), 0
    for end in [*_earlier(pdf, most), len(pdf)]:
        running.update(pdf[at:end])
        at = end
        found.append(running.hexdigest())
    return list(dict.fromkeys(found))


def _earlier(pdf: bytes, most: int) -> Iterator[int]:
    for number, end in enumerate(revision_ends(pdf)):
        if number == most or end >= len(pdf):
            return
        yield end


def entry(holder: Any, name: str, otherwise: Any = None) -> Any:
    """An entry of a dictionary, followed to where it stands; the ``get`` of the library does not follow."""
    return holder[name] if name in holder else otherwise  # noqa: SIM401


def pages_of(node: Any) -> Iterator[Any]:
    """References to the pages below a node of the page tree, in order."""
    for number in range(len(node["/Kids"])):
        reference = node["/Kids"].raw_get(number)
        kid = reference.get_object()
        if "/Kids" in kid:
            yield from pages_of(kid)
        else:
            yield reference


def tree_of(element: Any, pages: Sequence[Any]) -> Node:
    """A structure element with all below it; ``pages`` as of :func:`pages_of`.

    Of what is neither a mark nor an element (a field, a link) the node keeps the number of its object as its name.
    """
    return _node(element, {page.idnum: number for number, page in enumerate(pages)})


def _node(element: Any, pages: dict[int, int]) -> Node:
    layout = entry(element, "/A", {})
    node = Node(
        str(element["/S"])[1:],
        alt=str(element["/Alt"]) if "/Alt" in element else None,
        actual=str(element["/ActualText"]) if "/ActualText" in element else None,
        scope=str(layout["/Scope"])[1:] if "/Scope" in layout else None,
    )
    kids = entry(element, "/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        held = kid.get_object() if hasattr(kid, "get_object") else kid
        if entry(held, "/Type") == "/MCR":
            node.kids.append((pages[held.raw_get("/Pg").idnum], int(held["/MCID"])))
        elif entry(held, "/Type") == "/OBJR":
            node.annotation = str(held.raw_get("/Obj").idnum)
        else:
            node.kids.append(_node(held, pages))
    return node


def operations(content: bytes) -> Iterator[tuple[bytes, list[bytes]]]:
    """Each operator of a page with its operands; the brackets of an array are left out (ISO 32000-1, 7.8.2)."""
    held: list[bytes] = []
    for hit in _TOKEN.finditer(content):
        token = hit[0]
        if token[:1].isalpha() or token in (b"'", b'"'):
            yield token, held
            held = []
        else:
            held.append(token)


def is_string(operand: bytes) -> bool:
    """Whether an operand is text, not a name, number or dictionary."""
    return operand.startswith(b"(") or (operand.startswith(b"<") and not operand.startswith(b"<<"))


def bytes_of(token: bytes) -> bytes:
    """A string of the file format without its brackets, figures or escapes (ISO 32000-1, 7.3.4)."""

    def meant(hit: re.Match[bytes]) -> bytes:
        if hit[1][:1].isdigit():
            return bytes([int(hit[1], 8)])
        return _ESCAPES.get(hit[1], hit[1])

    return bytes.fromhex(token[1:-1].decode()) if token.startswith(b"<") else _ESCAPED.sub(meant, token[1:-1])


def characters_of(font: Any) -> dict[int, str]:
    """What each code of a font means; nothing where the font does not say."""
    pairs = _PAIR.findall(font["/ToUnicode"].data) if "/ToUnicode" in font else []
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}
