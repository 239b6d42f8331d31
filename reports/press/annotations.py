"""What can be clicked or filled on a page: signature fields and links, each told to who cannot see it."""

from __future__ import annotations

from typing import Any

from reportlab.pdfbase import pdfdoc

Box = tuple[float, float, float, float]


def signature_widget(document: Any, name: str, tooltip: str, box: Box) -> Any:
    """An empty signature field with an empty look; ``box`` is (x, y, width, height)."""
    look = pdfdoc.PDFStream(
        dictionary=pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("XObject"),
                "Subtype": pdfdoc.PDFName("Form"),
                "BBox": pdfdoc.PDFArray([0, 0, *box[2:]]),
                "Resources": pdfdoc.PDFDictionary({}),
            }
        ),
        content=b" ",
    )
    return pdfdoc.PDFDictionary(
        {
            **_annotation(document, "Widget", box),
            "FT": pdfdoc.PDFName("Sig"),
            "T": pdfdoc.PDFString(name),
            "TU": pdfdoc.PDFString(tooltip),
            "AP": pdfdoc.PDFDictionary({"N": document.Reference(look, f"look.{name}")}),
        }
    )


def web_link(document: Any, address: str, says: str, box: Box) -> Any:
    """A link to an address; ``says`` is read aloud (ISO 14289-1, 7.18.5)."""
    action = {"S": pdfdoc.PDFName("URI"), "URI": pdfdoc.PDFString(address)}
    return _link(document, says, box, {"A": pdfdoc.PDFDictionary(action)})


def inner_link(document: Any, destination: Any, says: str, box: Box) -> Any:
    """A link to a bookmark of the same file."""
    return _link(document, says, box, {"Dest": destination})


def _link(document: Any, says: str, box: Box, leads: dict[str, Any]) -> Any:
    entries = {
        **_annotation(document, "Link", box),
        "Contents": pdfdoc.PDFString(says),
        "Border": pdfdoc.PDFArray([0, 0, 0]),
    }
    return pdfdoc.PDFDictionary({**entries, **leads})


def _annotation(document: Any, kind: str, box: Box) -> dict[str, Any]:
    x, y, width, height = box
    return {
        "Type": pdfdoc.PDFName("Annot"),
        "Subtype": pdfdoc.PDFName(kind),
        "F": 4,  # printed, never hidden: ISO 19005-2, 6.3.2
        "Rect": pdfdoc.PDFArray([x, y, x + width, y + height]),
        "P": document.thisPageRef(),
    }
