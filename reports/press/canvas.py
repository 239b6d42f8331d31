"""A page engine that remembers what it draws: text belongs to a Node, everything else is decoration.

Writes the structure tree, the signature fields and the PDF/A furniture in reportlab's own single pass.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from hashlib import md5
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from reports.press import conform, fonts
from reports.press.structure import Node

TOTAL = "total"


class TaggedCanvas(Canvas):  # type: ignore[misc]  # reportlab has no types
    """One letter being drawn. ``finish`` gives the bytes; the canvas cannot be used after that."""

    def __init__(self, *, title: str, author: str, subject: str, keywords: str, language: str, day: date) -> None:
        conform.repair_engine()
        fonts.register()
        self.buffer = BytesIO()
        super().__init__(
            self.buffer,
            pagesize=A4,
            pageCompression=1,
            invariant=1,
            initialFontName=fonts.REGULAR,
            lang=language,
            pdfVersion=(1, 7),
        )
        self.root = Node("Document")
        self._words = (title, author, subject, keywords, language, day)
        self._next_mcid: dict[int, int] = {}
        self._page_owners: dict[int, list[Node]] = {}
        self._fields: list[tuple[str, Node]] = []
        # reportlab's invariant mode still reads SOURCE_DATE_EPOCH: the letter's date is our only clock.
        document = self._doc
        document._timeStamp = conform.LetterDate(day)  # noqa: SLF001
        document.signature = md5(f"{title}|{day}".encode(), usedforsecurity=False)

    @property
    def page_index(self) -> int:
        """The page being drawn, counted from 0."""
        return int(self._pageNumber) - 1

    @contextmanager
    def tagged(self, node: Node) -> Iterator[None]:
        """What is drawn inside belongs to this node."""
        page = self.page_index
        mcid = self._next_mcid.get(page, 0)
        self._next_mcid[page] = mcid + 1
        self._page_owners.setdefault(page, []).append(node)
        node.marks.append((page, mcid))
        self._code.append(f"/{node.tag} <</MCID {mcid}>> BDC")
        yield
        self._code.append("EMC")

    @contextmanager
    def artifact(self, kind: str = "Layout") -> Iterator[None]:
        """What is drawn inside is decoration ("Layout") or repeats on each page ("Pagination")."""
        self._code.append(f"/Artifact <</Type /{kind}>> BDC")
        yield
        self._code.append("EMC")

    def text_at(self, x: float, y: float, text: str, font: str, size: float) -> None:
        """One line of plain text with its baseline at (x, y), in points from the lower left corner."""
        line = self.beginText(x, y)
        line.setFont(font, size)
        line.textOut(text)
        self.drawText(line)

    def signature_field(self, name: str, tooltip: str, box: tuple[float, float, float, float], node: Node) -> None:
        """Reserve an empty signature field; ``box`` is (x, y, width, height) in absolute points."""
        x, y, width, height = box
        document = self._doc
        look = pdfdoc.PDFStream(
            dictionary=pdfdoc.PDFDictionary(
                {
                    "Type": pdfdoc.PDFName("XObject"),
                    "Subtype": pdfdoc.PDFName("Form"),
                    "BBox": pdfdoc.PDFArray([0, 0, width, height]),
                    "Resources": pdfdoc.PDFDictionary({}),
                }
            ),
            content=b" ",
        )
        widget = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Annot"),
                "Subtype": pdfdoc.PDFName("Widget"),
                "FT": pdfdoc.PDFName("Sig"),
                "T": pdfdoc.PDFString(name),
                "TU": pdfdoc.PDFString(tooltip),
                "F": 4,  # printed, never hidden: ISO 19005-2, 6.3.2
                "Rect": pdfdoc.PDFArray([x, y, x + width, y + height]),
                "P": document.thisPageRef(),
                "AP": pdfdoc.PDFDictionary({"N": document.Reference(look, f"look.{name}")}),
            }
        )
        self._addAnnotation(widget, name)
        node.annotation, node.page, node.alt = name, self.page_index, tooltip
        self._fields.append((name, node))

    def showPage(self) -> None:  # noqa: N802  # the engine's name
        """Close the page and mark it as part of the structure tree."""
        index = self.page_index
        super().showPage()
        page = self._doc.Pages.pages[index]
        page.Trans = None
        page.StructParents = index
        page.Tabs = pdfdoc.PDFName("S")
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]

    def finish(self) -> bytes:
        """Close the document and return its bytes."""
        pages = self.page_index
        self.beginForm(TOTAL, 0, -4, 30, 12)
        self.setFillGray(0.35)
        self.text_at(0, 0, str(pages), fonts.REGULAR, 8)
        self.endForm()
        self._catalogue()
        return bytes(self.getpdfdata())

    def _catalogue(self) -> None:
        title, author, subject, keywords, language, day = self._words
        document, catalog = self._doc, self._doc.Catalog
        # Not earlier: the page maker of reportlab has put names of its own here meanwhile.
        for name, value in zip(("title", "author", "subject", "keywords"), self._words[:4], strict=True):
            setattr(document.info, name, value)
        document.info.creator = document.info.producer = conform.PRODUCER
        tree = _TreeWriter(document, self._page_owners).write(self.root)
        catalog.StructTreeRoot = tree
        catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": pdfdoc.PDFtrue})
        catalog.ViewerPreferences = pdfdoc.PDFDictionary({"DisplayDocTitle": pdfdoc.PDFtrue})
        catalog.Metadata = pdfdoc.XMP(
            creator=lambda _: conform.metadata(title, author, subject, keywords, language, day).encode()
        )
        profile = pdfdoc.PDFStream(
            dictionary=pdfdoc.PDFDictionary({"N": 3}),
            content=conform.srgb_profile(),
            filters=[pdfdoc.PDFZCompress],
        )
        intent = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("OutputIntent"),
                "S": pdfdoc.PDFName("GTS_PDFA1"),
                "OutputConditionIdentifier": pdfdoc.PDFString("sRGB"),
                "Info": pdfdoc.PDFString("sRGB IEC61966-2.1"),
                "DestOutputProfile": document.Reference(profile, "srgb"),
            }
        )
        catalog.OutputIntents = pdfdoc.PDFArray([intent])
        catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
        if self._fields:
            catalog.AcroForm = pdfdoc.PDFDictionary(
                {
                    "Fields": pdfdoc.PDFArray([document.refAnnotation(name) for name, _ in self._fields]),
                    "SigFlags": 1,
                }
            )


class _TreeWriter:
    # Writes the structure tree; parent tree numbers: pages first (their index), then one per signature field.

    def __init__(self, document: Any, page_owners: dict[int, list[Node]]) -> None:
        self.document, self.page_owners = document, page_owners
        self.names: dict[int, str] = {}

    def write(self, root: Node) -> Any:
        nodes = list(root.walk())
        self.names = {id(node): f"struct.{number}" for number, node in enumerate(nodes)}
        fields = [node for node in nodes if node.annotation is not None]
        first = max(self.page_owners, default=-1) + 1
        numbers = {id(node): first + offset for offset, node in enumerate(fields)}
        tree = pdfdoc.PDFDictionary({"Type": pdfdoc.PDFName("StructTreeRoot")})
        reference = self.document.Reference(tree, "struct.tree")
        self._element(root, reference)
        tree.dict["K"] = self._ref(root)
        tree.dict["ParentTree"] = self.document.Reference(self._parents(fields, numbers), "struct.parents")
        tree.dict["ParentTreeNextKey"] = first + len(fields)
        return tree

    def _ref(self, node: Node) -> Any:
        return pdfdoc.PDFObjectReference(self.names[id(node)])

    def _element(self, node: Node, parent: Any) -> None:
        kids = [self._ref(child) for child in node.children if not child.is_empty()]
        kids += [self._content(page, mcid) for page, mcid in node.marks]
        entries: dict[str, Any] = {
            "Type": pdfdoc.PDFName("StructElem"),
            "S": pdfdoc.PDFName(node.tag),
            "P": parent,
        }
        if node.annotation is not None:
            kids.append(self._field(node))
        if node.alt is not None:
            entries["Alt"] = pdfdoc.PDFString(node.alt)
        if node.tag == "L":
            ordered = pdfdoc.PDFName("Decimal")
            entries["A"] = pdfdoc.PDFDictionary({"O": pdfdoc.PDFName("List"), "ListNumbering": ordered})
        if node.box is not None:
            box = pdfdoc.PDFArray([round(edge, 2) for edge in node.box])
            entries["A"] = pdfdoc.PDFDictionary({"O": pdfdoc.PDFName("Layout"), "BBox": box})
        # A single kid stands without an array: pyHanko takes an array here for tampering once a seal is
        # added.
        entries["K"] = kids[0] if len(kids) == 1 else pdfdoc.PDFArray(kids)
        self.document.Reference(pdfdoc.PDFDictionary(entries), self.names[id(node)])
        for child in node.children:
            if not child.is_empty():
                self._element(child, self._ref(node))

    def _content(self, page: int, mcid: int) -> Any:
        page_ref = pdfdoc.PDFObjectReference(f"Page{page + 1}")
        return pdfdoc.PDFDictionary({"Type": pdfdoc.PDFName("MCR"), "Pg": page_ref, "MCID": mcid})

    def _field(self, node: Node) -> Any:
        assert node.annotation is not None
        return pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("OBJR"),
                "Obj": self.document.refAnnotation(node.annotation),
                "Pg": pdfdoc.PDFObjectReference(f"Page{(node.page or 0) + 1}"),
            }
        )

    def _parents(self, fields: list[Node], numbers: dict[int, int]) -> Any:
        entries: list[Any] = []
        for page in sorted(self.page_owners):
            owners = pdfdoc.PDFArray([self._ref(node) for node in self.page_owners[page]])
            entries += [page, owners]
        for node in fields:
            widget = self.document.idToObject[self.document.annotationName(node.annotation)]
            widget.dict["StructParent"] = numbers[id(node)]
            entries += [numbers[id(node)], self._ref(node)]
        return pdfdoc.PDFDictionary({"Nums": pdfdoc.PDFArray(entries)})
