"""The head of the file: structure tree, metadata, colours, form, and what is enclosed with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from reportlab.pdfbase import pdfdoc

from reports.document import Attachment
from reports.press import conform
from reports.press.streaming import Enclosed
from reports.press.structure import Node
from reports.press.tree import TreeWriter

_PROFILE = {"S": "GTS_PDFA1", "OutputConditionIdentifier": "sRGB", "Info": "sRGB IEC61966-2.1"}


@dataclass(frozen=True, slots=True)
class About:
    """What a file says of itself; ``day`` is its only clock."""

    title: str
    author: str
    subject: str
    keywords: str
    language: str
    day: date


def complete(
    document: Any,
    about: About,
    root: Node,
    page_owners: dict[int, list[Node]],
    fields: Sequence[str],
    attachments: Sequence[Attachment],
) -> None:
    """Put into the catalogue what PDF/A and PDF/UA ask; after the last page, before the file is written.

    Raises NotConformant when tree, title or language cannot meet it.
    """
    nodes = list(root.walk())
    conform.demand(nodes, about.title, about.language)
    catalog = document.Catalog
    catalog.StructTreeRoot = TreeWriter(document, page_owners).write(nodes)
    catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": pdfdoc.PDFtrue})
    catalog.ViewerPreferences = pdfdoc.PDFDictionary({"DisplayDocTitle": pdfdoc.PDFtrue})
    packet = conform.metadata(
        about.title, about.author, about.subject, about.keywords, about.language, about.day, 3 if attachments else 2
    )
    catalog.Metadata = pdfdoc.XMP(creator=lambda _: packet.encode())
    catalog.OutputIntents = pdfdoc.PDFArray([_colours(document)])
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents", "AF"]
    catalog.AF = None
    if fields:
        references = [document.refAnnotation(name) for name in fields]
        catalog.AcroForm = pdfdoc.PDFDictionary({"Fields": pdfdoc.PDFArray(references), "SigFlags": 1})
    if attachments:
        _enclose(document, about, attachments)


def _colours(document: Any) -> Any:
    profile = pdfdoc.PDFStream(
        dictionary=pdfdoc.PDFDictionary({"N": 3, "Filter": pdfdoc.PDFArray([pdfdoc.PDFName("FlateDecode")])}),
        content=conform.srgb_profile(),
    )
    return pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("OutputIntent"),
            "S": pdfdoc.PDFName(_PROFILE["S"]),
            "OutputConditionIdentifier": pdfdoc.PDFString(_PROFILE["OutputConditionIdentifier"]),
            "Info": pdfdoc.PDFString(_PROFILE["Info"]),
            "DestOutputProfile": document.Reference(profile, "srgb"),
        }
    )


def _enclose(document: Any, about: About, attachments: Sequence[Attachment]) -> None:
    # ISO 19005-3, 6.8: each file names its kind and its relation to the document.
    specs = [_file_spec(document, about, number, one) for number, one in enumerate(attachments)]
    catalog = document.Catalog
    catalog.AF = pdfdoc.PDFArray([document.Reference(spec, f"file.{number}") for number, spec in enumerate(specs)])
    # The names of a name tree stand in the order of their bytes.
    order = sorted(range(len(attachments)), key=lambda number: f"{attachments[number].name}".encode("utf-16-be"))
    names = [
        part
        for number in order
        for part in (
            pdfdoc.PDFString(attachments[number].name, enc="utf-16-be"),
            pdfdoc.PDFObjectReference(f"file.{number}"),
        )
    ]
    tree = pdfdoc.PDFDictionary({"Names": pdfdoc.PDFArray(names)})
    catalog.Names = pdfdoc.PDFDictionary({"EmbeddedFiles": tree})


def _file_spec(document: Any, about: About, number: int, one: Attachment) -> Any:
    stream = Enclosed(one.content, one.media_type, f"D:{about.day:%Y%m%d}000000Z")
    held = document.Reference(stream, f"enclosed.{number}")
    return pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("Filespec"),
            "F": pdfdoc.PDFString(one.name),
            "UF": pdfdoc.PDFString(one.name, enc="utf-16-be"),
            "Desc": pdfdoc.PDFString(one.description),
            "AFRelationship": pdfdoc.PDFName(one.relationship),
            "EF": pdfdoc.PDFDictionary({"F": held, "UF": held}),
        }
    )
