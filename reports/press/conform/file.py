"""What must hold of a finished file: its entries, its pages, and that tree and pages lead to each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader

from reports.press.conform.flaw import Flaw, Lack
from reports.press.conform.tree import flaws_of_tree
from reports.press.finished import entry, is_string, operations, pages_of, revision_digests, tree_of

_MOST_REVISIONS = 40
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_CLAIMS = (
    re.compile(r"<pdfaid:part>[23]</pdfaid:part>"),
    re.compile(r"<pdfaid:conformance>A</pdfaid:conformance>"),
    re.compile(r"<pdfuaid:part>1</pdfuaid:part>"),
    re.compile(r"<pdfaExtension:schemas>.*</pdfaExtension:schemas>", re.DOTALL),
)
_PLACE = re.compile(rb"/MCID (\d+)")
_SHOWN = frozenset({b"Tj", b"TJ", b"'", b'"'})
_PAINTED = _SHOWN | {b"f", b"F", b"f*", b"S", b"s", b"B", b"B*", b"b", b"b*", b"Do", b"sh", b"BI"}
_PRINTED, _UNSEEN = 4, 1 | 2 | 32 | 256  # of an annotation: invisible, hidden, not on screen, come and go


def flaws(pdf: bytes, unsigned_sha256: str | None = None) -> tuple[Flaw, ...]:
    """What an archive, a screen reader or a court could hold against a file of this press, signed or not.

    ``unsigned_sha256``: the fingerprint of the letter before it was signed, where it is known; one of the revisions
    must have it. Says nothing of signatures (see :func:`reports.press.verify`) and reads no word for its meaning.
    """
    found = [] if _is_kept(pdf, unsigned_sha256) else [Flaw(Lack.CHANGED)]
    try:
        found.extend(_File(PdfFileReader(BytesIO(pdf))).flaws())
    except Exception as fault:  # noqa: BLE001  # whatever the library stumbles over: nobody can read this file
        found.append(Flaw(Lack.UNREADABLE, type(fault).__name__))
    return tuple(dict.fromkeys(found))


def _is_kept(pdf: bytes, sha256: str | None) -> bool:
    return sha256 is None or sha256 in revision_digests(pdf, _MOST_REVISIONS)


@dataclass(slots=True)
class _Element:
    # What one element says that it holds: (object of the page, number of the mark), and objects of fields and links.
    marks: set[tuple[int, int]] = field(default_factory=set)
    annotations: set[int] = field(default_factory=set)


class _File:
    """A file that could be opened. Anything else that its reading raises means that it is broken."""

    def __init__(self, reader: Any) -> None:
        self.reader, self.root = reader, reader.root
        self.pages = list(pages_of(self.root["/Pages"]))
        self.elements: dict[int, _Element] = {}

    def flaws(self) -> Iterator[Flaw]:
        yield from self._of_entries()
        yield from self._of_enclosures()
        for number, page in enumerate(self.pages, 1):
            yield from _of_looks(page.get_object(), f"page {number}")
        if "/StructTreeRoot" not in self.root:
            yield Flaw(Lack.NO_TREE)
            return
        tree = self.root["/StructTreeRoot"]
        yield from self._taken(tree.raw_get("/K"))
        yield from flaws_of_tree(list(tree_of(tree["/K"], self.pages).walk()))
        numbers: Any = tree["/ParentTree"]["/Nums"] if "/ParentTree" in tree else []
        parents = {int(numbers[at]): numbers.raw_get(at + 1) for at in range(0, len(numbers), 2)}
        for number, page in enumerate(self.pages, 1):
            yield from self._of_page(page, parents, f"page {number}")

    # The entries of the catalogue

    def _of_entries(self) -> Iterator[Flaw]:
        root = self.root
        packet = root["/Metadata"].data.decode() if "/Metadata" in root else ""
        if not packet:
            yield Flaw(Lack.NO_METADATA)
        elif not all(claim.search(packet) for claim in _CLAIMS):
            yield Flaw(Lack.NO_CLAIM)
        language = str(entry(root, "/Lang", ""))
        if not _LANGUAGE.fullmatch(language) or language != _said(packet, "language"):
            yield Flaw(Lack.LANGUAGE, language)
        title = str(entry(self.reader.trailer["/Info"], "/Title", ""))
        if not title.strip() or title != _said(packet, "title"):
            yield Flaw(Lack.TITLE)
        if not entry(entry(root, "/ViewerPreferences", {}), "/DisplayDocTitle", False):
            yield Flaw(Lack.TITLE_NOT_SHOWN)
        if not entry(entry(root, "/MarkInfo", {}), "/Marked", False):
            yield Flaw(Lack.NOT_MARKED)
        intents = [one.get_object() for one in _raw(entry(root, "/OutputIntents", []))]
        if not any(one["/S"] == "/GTS_PDFA1" and "/DestOutputProfile" in one for one in intents):
            yield Flaw(Lack.NO_COLOURS)
        opening = entry(root, "/OpenAction", {})
        if "/AA" in root or "/JavaScript" in entry(root, "/Names", {}) or "/S" in opening:
            yield Flaw(Lack.ACTION)

    def _of_enclosures(self) -> Iterator[Flaw]:
        names = entry(self.root, "/Names", {})
        held: Any = names["/EmbeddedFiles"]["/Names"] if "/EmbeddedFiles" in names else []
        related = {reference.idnum for reference in _raw(entry(self.root, "/AF", []))}
        packet = self.root["/Metadata"].data if "/Metadata" in self.root else b""
        for at in range(1, len(held), 2):
            known = held.raw_get(at).idnum in related and "/AFRelationship" in held[at]
            if not known or b"<pdfaid:part>3</pdfaid:part>" not in packet:
                yield Flaw(Lack.ENCLOSURE, str(held[at - 1]))

    # The tree, and what it leads to

    def _taken(self, reference: Any) -> Iterator[Flaw]:
        """Note what each element holds."""
        element = reference.get_object()
        own = self.elements[reference.idnum] = _Element()
        kids = entry(element, "/K", [])
        several = isinstance(kids, list)
        if several and len(kids) == 1:
            yield Flaw(Lack.SINGLE_IN_ARRAY, str(element["/S"]))
        for raw in _raw(kids) if several else [element.raw_get("/K")]:
            kid = raw.get_object()
            if entry(kid, "/Type") == "/MCR":
                own.marks.add((kid.raw_get("/Pg").idnum, int(kid["/MCID"])))
            elif entry(kid, "/Type") == "/OBJR":
                own.annotations.add(kid.raw_get("/Obj").idnum)
            else:
                yield from self._taken(raw)

    def _of_page(self, page: Any, parents: dict[int, Any], where: str) -> Iterator[Flaw]:
        sheet = page.get_object()
        if entry(sheet, "/Tabs") != "/S":
            yield Flaw(Lack.TABS, where)
        drawn = _Drawn()
        drawn.read(sheet["/Contents"].data)
        yield from (Flaw(lack, where) for lack in drawn.lacks)
        held = parents.get(int(entry(sheet, "/StructParents", -1)))
        owners = list(_raw(held.get_object())) if held is not None else []
        fitting = sorted(drawn.marks) == list(range(len(owners)))
        if not fitting or not all(
            (page.idnum, mark) in self._element(owner).marks for mark, owner in enumerate(owners)
        ):
            yield Flaw(Lack.OWNERS, where)
        annotations = entry(sheet, "/Annots", [])
        for reference in _raw(annotations):
            yield from self._of_annotation(reference, parents, where)

    def _of_annotation(self, reference: Any, parents: dict[int, Any], where: str) -> Iterator[Flaw]:
        annotation = reference.get_object()
        name = f"{where}, {annotation['/Subtype']} {entry(annotation, '/T', '')}".strip()
        owner = parents.get(int(entry(annotation, "/StructParent", -1)))
        flags = int(entry(annotation, "/F", 0))
        outside = owner is None or reference.idnum not in self._element(owner).annotations
        if outside or flags & _UNSEEN or not flags & _PRINTED:
            yield Flaw(Lack.ANNOTATION, name)
        said = entry(annotation, "/TU" if annotation["/Subtype"] == "/Widget" else "/Contents", "")
        if not str(said).strip():
            yield Flaw(Lack.NO_WORDS, name)

    def _element(self, reference: Any) -> _Element:
        return self.elements.get(reference.idnum, _Element())


class _Drawn:
    """What is drawn on a page: the numbers of its marks, and what lacks."""

    def __init__(self) -> None:
        self.marks: list[int] = []
        self.lacks: dict[Lack, None] = {}
        self.open: list[str] = []

    def read(self, content: bytes) -> None:
        for operator, operands in operations(content):
            if operator in {b"BDC", b"BMC"}:
                self._opened(operands)
            elif operator == b"EMC":
                self.open.pop()
            elif operator in {b"k", b"K"}:
                self.lacks[Lack.PRINTERS_COLOURS] = None
            elif operator in _PAINTED:
                words = operator in _SHOWN and any(map(is_string, operands))
                if not self.open:
                    self.lacks[Lack.OUTSIDE] = None
                elif words and self.open[0] == "decoration":
                    self.lacks[Lack.WORDS_AS_DECORATION] = None

    def _opened(self, operands: Sequence[bytes]) -> None:
        place = _PLACE.search(operands[-1])
        if place is not None:
            self.marks.append(int(place[1]))
            self.open.append("mark")
        elif operands[0] == b"/Artifact":
            # What repeats on each page may hold words: its number, the case, the head of a table that goes on.
            self.open.append("repeated" if b"/Pagination" in operands[-1] else "decoration")
        else:
            self.open.append(self.open[-1] if self.open else "decoration")


def _of_looks(sheet: Any, where: str) -> Iterator[Flaw]:
    fonts, pictures = (entry(sheet["/Resources"], kind, {}) for kind in ("/Font", "/XObject"))
    for name in fonts:
        face = fonts[name]
        if "/ToUnicode" not in face or "/FontFile2" not in entry(face, "/FontDescriptor", {}):
            yield Flaw(Lack.FONT, f"{where}, {name}")
    for name in pictures:
        if entry(pictures[name], "/ColorSpace") == "/DeviceCMYK":
            yield Flaw(Lack.PRINTERS_COLOURS, f"{where}, {name}")
    if "/AA" in sheet:
        yield Flaw(Lack.ACTION, where)


def _raw(array: Any) -> Iterator[Any]:
    """The entries of an array as references, where they are."""
    return (array.raw_get(at) for at in range(len(array)))


def _said(packet: str, name: str) -> str | None:
    hit = re.search(rf"<dc:{name}>.*?<rdf:li[^>]*>(.*?)</rdf:li>", packet, flags=re.DOTALL)
    return unescape(hit[1]) if hit else None
