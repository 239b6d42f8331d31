"""Writes the logical tree into the file: structure elements, and from each page the way back to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.pdfbase import pdfdoc

from reports.press.structure import Node


class _Element(pdfdoc.PDFObject):  # type: ignore[misc]  # reportlab has no types
    """One structure element, written in one go: a letter has hundreds, and the engine's dictionaries cost the most."""

    __RefOnly__ = 1

    def __init__(self, node: Node, parent: str, kids: list[str | tuple[int, int]], further: dict[str, Any]) -> None:
        self.node, self.parent, self.kids, self.further = node, parent, kids, further

    def format(self, document: Any) -> bytes:
        """The dictionary; what is rare in it is written by the engine."""
        numbers = document.idToObjectNumberAndVersion
        written = [
            f"{numbers[kid][0]} 0 R"
            if isinstance(kid, str)
            else f"<</Type /MCR /Pg {numbers[f'Page{kid[0] + 1}'][0]} 0 R /MCID {kid[1]}>>"
            for kid in self.kids
        ]
        found = [pdfdoc.format(value, document) for value in self.further.pop("K", ())]
        kids = [*(one.encode() for one in written), *found]
        # A single kid stands without an array: pyHanko takes an array here for tampering once a seal is added.
        inside = kids[0] if len(kids) == 1 else b"[" + b" ".join(kids) + b"]"
        rare = b"".join(b" /%b %b" % (key.encode(), pdfdoc.format(self.further[key], document)) for key in self.further)
        head = f"<</Type /StructElem /S /{self.node.tag} /P {numbers[self.parent][0]} 0 R".encode()
        return head + rare + b" /K " + inside + b">>"


class TreeWriter:
    """``page_owners``: for each page the node of every MCID. Parent tree numbers: pages first, then annotations."""

    def __init__(self, document: Any, page_owners: dict[int, list[Node]]) -> None:
        self.document, self.page_owners = document, page_owners
        self.names: dict[int, str] = {}
        self.identified: list[tuple[str, Any]] = []

    def write(self, nodes: Sequence[Node]) -> Any:
        """Register all elements, given in reading order with the root first; returns the StructTreeRoot."""
        root = nodes[0]
        self.names = {id(node): f"struct.{number}" for number, node in enumerate(nodes)}
        held = [node for node in nodes if node.annotation is not None]
        first = max(self.page_owners, default=-1) + 1
        numbers = {id(node): first + offset for offset, node in enumerate(held)}
        tree = pdfdoc.PDFDictionary({"Type": pdfdoc.PDFName("StructTreeRoot")})
        self.document.Reference(tree, "struct.tree")
        above = {id(root): "struct.tree"}
        for node in nodes:
            self._element(node, above)
        tree.dict["K"] = self._ref(root)
        tree.dict["ParentTree"] = self.document.Reference(self._parents(held, numbers), "struct.parents")
        tree.dict["ParentTreeNextKey"] = first + len(held)
        if self.identified:
            names = [part for name, ref in self.identified for part in (pdfdoc.PDFString(name), ref)]
            tree.dict["IDTree"] = pdfdoc.PDFDictionary({"Names": pdfdoc.PDFArray(names)})
        return tree

    def _ref(self, node: Node) -> Any:
        return pdfdoc.PDFObjectReference(self.names[id(node)])

    def _element(self, node: Node, above: dict[int, str]) -> None:
        own = self.names[id(node)]
        kids: list[str | tuple[int, int]] = []
        for kid in node.drawn():
            if isinstance(kid, Node):
                above[id(kid)] = own
                kids.append(self.names[id(kid)])
            else:
                kids.append(kid)
        further = _attributes(node)
        if node.annotation is not None:
            further["K"] = (self._annotation(node),)
        if node.tag == "Note":  # ISO 14289-1, 7.9: each note can be named
            name = f"note.{len(self.identified) + 1}"
            further["ID"] = pdfdoc.PDFString(name)
            self.identified.append((name, self._ref(node)))
        self.document.Reference(_Element(node, above[id(node)], kids, further), own)

    def _annotation(self, node: Node) -> Any:
        assert node.annotation is not None
        return pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("OBJR"),
                "Obj": self.document.refAnnotation(node.annotation),
                "Pg": pdfdoc.PDFObjectReference(f"Page{(node.page or 0) + 1}"),
            }
        )

    def _parents(self, held: list[Node], numbers: dict[int, int]) -> Any:
        entries: list[Any] = []
        for page in sorted(self.page_owners):
            owners = pdfdoc.PDFArray([self._ref(node) for node in self.page_owners[page]])
            entries += [page, owners]
        for node in held:
            annotation = self.document.idToObject[self.document.annotationName(node.annotation)]
            annotation.dict["StructParent"] = numbers[id(node)]
            entries += [numbers[id(node)], self._ref(node)]
        return pdfdoc.PDFDictionary({"Nums": pdfdoc.PDFArray(entries)})


def _attributes(node: Node) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if node.alt is not None:
        found["Alt"] = pdfdoc.PDFString(node.alt)
    if node.actual is not None:
        found["ActualText"] = pdfdoc.PDFString(node.actual)
    if node.ordered is not None:
        numbering = pdfdoc.PDFName("Decimal" if node.ordered else "Disc")
        found["A"] = pdfdoc.PDFDictionary({"O": pdfdoc.PDFName("List"), "ListNumbering": numbering})
    if node.scope is not None:
        found["A"] = pdfdoc.PDFDictionary({"O": pdfdoc.PDFName("Table"), "Scope": pdfdoc.PDFName(node.scope)})
    if node.box is not None:
        box = pdfdoc.PDFArray([round(edge, 2) for edge in node.box])
        found["A"] = pdfdoc.PDFDictionary({"O": pdfdoc.PDFName("Layout"), "BBox": box})
    return found
