"""Writes the file piece by piece: what was written is forgotten, and a picture is read only for its own moment."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import md5
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from reportlab.pdfbase import pdfdoc


class Source(Protocol):
    """Bytes of a picture as the file holds them, asked once when the file is written."""

    def load(self) -> tuple[bytes, int, int, str, str]:
        """The stream, width and height in pixels, its filter and its colour space."""
        ...


class Picture(pdfdoc.PDFObject):  # type: ignore[misc]  # reportlab has no types
    """An image of the file, without its pixels until it is written."""

    __RefOnly__ = 1

    def __init__(self, source: Source) -> None:
        self.source = source

    def format(self, document: Any) -> bytes:
        """The image with its stream."""
        content, width, height, encoding, space = self.source.load()
        entries = {
            "Type": pdfdoc.PDFName("XObject"),
            "Subtype": pdfdoc.PDFName("Image"),
            "Width": width,
            "Height": height,
            "BitsPerComponent": 8,
            "ColorSpace": pdfdoc.PDFName(space),
            "Filter": pdfdoc.PDFArray([pdfdoc.PDFName(encoding)]),
        }
        made: bytes = pdfdoc.PDFStream(dictionary=pdfdoc.PDFDictionary(entries), content=content).format(document)
        return made


class Enclosed(pdfdoc.PDFObject):  # type: ignore[misc]
    """A file that goes along, read when it is written and then forgotten (ISO 32000-1, 7.11.4)."""

    __RefOnly__ = 1

    def __init__(self, content: bytes | Path, media_type: str, changed: str) -> None:
        self.content, self.media_type, self.changed = content, media_type, changed

    def format(self, document: Any) -> bytes:
        """The file as a stream, its size and fingerprint beside it."""
        content = self.content.read_bytes() if isinstance(self.content, Path) else self.content
        known = {
            "Size": len(content),
            "ModDate": pdfdoc.PDFString(self.changed),
            "CheckSum": pdfdoc.PDFText(md5(content, usedforsecurity=False).digest(), enc="raw"),
        }
        entries = {
            "Type": pdfdoc.PDFName("EmbeddedFile"),
            # A name cannot hold a stroke as it is (7.3.5), and the engine would escape the escape.
            "Subtype": f"/{self.media_type.replace('/', '#2F')}",
            "Params": pdfdoc.PDFDictionary(known),
        }
        packed = [] if self.media_type.startswith("image/") else [pdfdoc.PDFZCompress]
        stream = pdfdoc.PDFStream(dictionary=pdfdoc.PDFDictionary(entries), content=content, filters=packed)
        made: bytes = stream.format(document)
        return made


class _Sink(pdfdoc.PDFFile):  # type: ignore[misc]
    # Counts where each object begins and passes the bytes on.
    def __init__(self, version: tuple[int, int], out: BinaryIO) -> None:
        super().__init__(version)  # its first lines stand in a list
        first: list[bytes] = self.__dict__.pop("strings")
        out.write(b"".join(first))
        self.write = out.write


def write(document: Any, canvas: Any, out: BinaryIO, progress: Callable[[int, int], None] | None = None) -> None:
    """The whole file to ``out``, as ``PDFDocument.GetPDFData`` makes it, without ever holding it."""
    for font in document.delayedFonts:
        font.addObjects(document)
    document.info.invariant = document.invariant
    document.info.digest(document.signature)
    catalog, info = document.Reference(document.Catalog), document.Reference(document.info)
    document.Outlines.prepare(document, canvas)
    if document.Outlines.ready < 0:
        document.Catalog.Outlines = None
    document.encrypt.prepare(document)
    sink = _Sink(document._pdfVersion, out)  # noqa: SLF001
    names = _objects(document, sink, progress, canvas.pictures)
    table = pdfdoc.PDFCrossReferenceTable()
    table.addsection(0, names)
    start = sink.add(table.format(document))
    trailer = pdfdoc.PDFTrailer(startxref=start, Size=len(names) + 1, Root=catalog, Info=info, ID=document.ID())
    sink.add(trailer.format(document))


def _objects(document: Any, sink: _Sink, progress: Callable[[int, int], None] | None, pictures: int) -> list[str]:
    # Formatting an object may bring new ones: the list grows while it is walked.
    names: list[str] = []
    written = 0
    while (number := len(names) + 1) in document.numberToId:
        name = document.numberToId[number]
        held = document.idToObject[name]
        document.idToOffset[name] = sink.add(pdfdoc.PDFIndirectObject(name, held).format(document))
        names.append(name)
        if isinstance(held, Picture):
            written += 1
            if progress is not None:
                progress(written, pictures)
    return names
