"""Our own reader of the structure tree: the words that are heard, and what no validator asks of a letter of ours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from typing import Any

import pikepdf


@dataclass(frozen=True)
class Told:
    """``words`` in the order of the tree, a figure as its alternative in brackets as ``Letter.as_text`` has it.

    ``disagreements``: where tree, pages, fields and properties do not agree; empty for a sound letter.
    """

    words: str
    disagreements: list[str]


def told(pdf: bytes, language: str) -> Told:
    """Read a finished letter. A hundred times cheaper than poppler, which draws the page again for each element."""
    with pikepdf.open(BytesIO(pdf)) as file:
        pages = [list(_marked(sheet)) for sheet in file.pages]
        marked = {sheet.obj.objgen: dict(page) for sheet, page in zip(file.pages, pages, strict=True)}
        found = [] if file.Root.get("/Lang") == language else [f"language {file.Root.get('/Lang')}"]
        if _titles(file) != {str(file.docinfo.get("/Title", ""))}:
            found.append(f"titles {_titles(file)} and {file.docinfo.get('/Title')}")
        words = "".join(_spoken(file.Root.StructTreeRoot.K, marked))
        return Told(words, [*found, *_of_pages(file, pages), *_of_elements(file)])


def _titles(file: pikepdf.Pdf) -> set[str]:
    words = file.Root.Metadata.read_bytes().decode() if "/Metadata" in file.Root else ""
    return {
        unescape(title) for title in re.findall(r"<dc:title>.*?<rdf:li[^>]*>(.*?)</rdf:li>", words, flags=re.DOTALL)
    }


def _of_pages(file: pikepdf.Pdf, pages: list[list[tuple[int, str]]]) -> Iterator[str]:
    parents = _parents(file)
    for number, (sheet, marked) in enumerate(zip(file.pages, pages, strict=True), 1):
        if sheet.get("/Tabs") != "/S":
            yield f"page {number} does not follow the tree"
        marks = [mark for mark, _ in marked]
        owners = parents.get(int(sheet.get("/StructParents", -1)), pikepdf.Array())
        if sorted(marks) != list(range(len(owners))):
            yield f"page {number} has {len(marks)} marks and {len(owners)} owners"
        for mark, owner in enumerate(owners):
            if (sheet.obj.objgen, mark) not in set(_marks_of(owner)):
                yield f"mark {mark} of page {number} belongs to another element than it says"
        for annotation in sheet.get("/Annots", ()):
            yield from _of_annotation(annotation, parents)


def _of_annotation(annotation: Any, parents: dict[int, Any]) -> Iterator[str]:
    name = f"{annotation.Subtype} {annotation.get('/T', '')}"
    owner = parents.get(int(annotation.get("/StructParent", -1)))
    kids = [] if owner is None else _kids(owner)
    if not any("/Obj" in kid and kid.Obj.objgen == annotation.objgen for kid in kids):
        yield f"{name} stands in no element"
    if annotation.Subtype == "/Widget" and not str(annotation.get("/TU", "")).strip():
        yield f"{name} has no words for who cannot see it"


def _of_elements(file: pikepdf.Pdf) -> Iterator[str]:
    # pyHanko takes a single kid in an array for tampering once a seal is added.
    for one in file.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/StructElem":
            kids = one.get("/K")
            if isinstance(kids, pikepdf.Array) and len(kids) == 1:
                yield f"a single kid of {one.S} stands in an array"
            if one.S == "/TH" and "/Scope" not in one.get("/A", pikepdf.Dictionary()):
                yield "a head of a table does not say of what"


def _parents(file: pikepdf.Pdf) -> dict[int, Any]:
    numbers = list(file.Root.StructTreeRoot.get("/ParentTree", pikepdf.Dictionary()).get("/Nums", ()))
    return {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", pikepdf.Array())
    return [kid for kid in (kids if isinstance(kids, pikepdf.Array) else [kids]) if isinstance(kid, pikepdf.Dictionary)]


def _marks_of(element: Any) -> Iterator[tuple[tuple[int, int], int]]:
    for kid in _kids(element):
        if "/MCID" in kid:
            yield kid.Pg.objgen, int(kid.MCID)


def _spoken(kid: Any, marked: dict[tuple[int, int], dict[int, str]]) -> Iterator[str]:
    if isinstance(kid, pikepdf.Array):
        for one in kid:
            yield from _spoken(one, marked)
    elif "/MCID" in kid:
        yield marked[kid.Pg.objgen].get(int(kid.MCID), "")
    elif "/ActualText" in kid:
        yield str(kid.ActualText)
    elif kid.get("/S") == "/Figure":
        yield f"[{kid.get('/Alt', '')}]"
    elif "/K" in kid:
        yield from _spoken(kid.K, marked)


def _marked(sheet: pikepdf.Page) -> Iterator[tuple[int, str]]:
    # The words of each numbered stretch of one page.
    maps = {name: _characters(font) for name, font in sheet.Resources.get("/Font", {}).items()}
    number, words, font = -1, list[str](), dict[int, str]()
    for instruction in pikepdf.parse_content_stream(sheet, "BDC EMC Tf Tj TJ ' \""):
        operands: Any = instruction.operands
        match str(instruction.operator):
            case "BDC" if "/MCID" in operands[1]:
                number, words = int(operands[1].MCID), []
            case "EMC":
                if number >= 0:
                    yield number, "".join(words)
                number = -1
            case "Tf":
                font = maps[str(operands[0])]
            case "Tj" | "'" | '"' | "TJ":
                parts = operands[-1] if isinstance(operands[-1], pikepdf.Array) else [operands[-1]]
                texts = [bytes(part) for part in parts if isinstance(part, pikepdf.String)]
                words += [font.get(code, "") for text in texts for code in text]


def _characters(font: Any) -> dict[int, str]:
    if "/ToUnicode" not in font:
        return {}
    rows = re.findall(rb"^<([0-9A-F]{2})> <([0-9A-F]{4,})>$", font.ToUnicode.read_bytes(), flags=re.MULTILINE)
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in rows}
