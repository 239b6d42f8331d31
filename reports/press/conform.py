"""What PDF/A-2a and PDF/UA-1 ask beside the pages: metadata, output intent, and two repairs of reportlab 5.1.

ISO 19005-2 and ISO 14289-1. The repairs are made on the engine itself because it writes every stream and
every character map; ``reportlab_is_known`` and a test tell us when the engine has changed underneath.
"""

import struct
import zlib
from datetime import date
from functools import cache, lru_cache
from typing import Any
from xml.sax.saxutils import escape

import reportlab
from reportlab import rl_config
from reportlab.pdfbase import pdfdoc, ttfonts

from reports.press.fonts import HELD

KNOWN = "5.1."
PRODUCER = "Drempel"


class EngineHasChanged(RuntimeError):
    """The installed reportlab is not one whose faults we know: read this room again before moving up."""


@cache
def repair_engine() -> None:
    """Put the two repairs in place, once per process."""
    if not reportlab.__version__.startswith(KNOWN):
        raise EngineHasChanged(reportlab.__version__)
    original = pdfdoc.PDFStream.format

    def format_with_line_end(self: Any, document: Any) -> bytes:
        # ISO 19005-2, 6.1.7.1: a line end must stand before "endstream"; reportlab leaves it out.
        raw: bytes = original(self, document)
        body = raw.removesuffix(b"endstream\n")
        return body + (b"\r\n" if body.endswith(b"\r") else b"\n") + b"endstream\n"

    pdfdoc.PDFStream.format = format_with_line_end
    ttfonts.makeToUnicodeCMap = lambda name, subset: _unicode_map(name, tuple(subset))
    rl_config.useA85 = 0  # base 85 is for printers of 1990: a quarter more bytes, and slow to make


def tell_page(page: Any, index: int) -> None:
    """Say of a page where its marks lead (parent tree) and that the tab key follows the structure."""
    page.Trans = None
    page.StructParents = index
    page.Tabs = pdfdoc.PDFName("S")
    page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]


_MEANT = {ord(HELD): "\u00a0"}


@lru_cache(maxsize=64)
def _unicode_map(name: str, subset: tuple[int, ...]) -> str:
    # ISO 19005-2, 6.2.11.7.2: no code may map to U+0000; reportlab maps the unused ones there. UTF-16
    # beyond FFFF.
    rows = [
        f"<{code:02X}> <{_MEANT.get(point, chr(point)).encode('utf-16-be').hex().upper()}>"
        for code, point in enumerate(subset)
        if point
    ]
    groups = [rows[at : at + 100] for at in range(0, len(rows), 100)]  # at most 100 per group: PDF 32000-1, 9.10.3
    body = "\n".join(f"{len(group)} beginbfchar\n" + "\n".join(group) + "\nendbfchar" for group in groups)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def\n"
        f"/CMapName /{name} def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<00> <FF>\nendcodespacerange\n{body}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )


class LetterDate:
    """The only clock of a letter: midnight UTC of its date, shaped as reportlab's own time stamp."""

    tzname, dhh, dmm = "UTC", 0, 0

    def __init__(self, day: date) -> None:
        self.t = float((day - date(1970, 1, 1)).days * 86_400)
        self.YMDhms = (day.year, day.month, day.day, 0, 0, 0)


def metadata(title: str, author: str, subject: str, keywords: str, language: str, day: date, part: int) -> str:
    """The XMP packet; what also stands in the Info dictionary is equal to it (ISO 19005-2, 6.6.2).

    ``part`` of ISO 19005: 2, or 3 for a file that carries others.
    """
    moment = f"{day.isoformat()}T00:00:00+00:00"
    return _XMP.format(
        title=escape(title),
        author=escape(author),
        subject=escape(subject),
        keywords=escape(keywords),
        language=escape(language),
        moment=moment,
        producer=PRODUCER,
        part=part,
    )


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:pdf="http://ns.adobe.com/pdf/1.3/" \
xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" \
xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer><pdf:Keywords>{keywords}</pdf:Keywords>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
<xmp:CreateDate>{moment}</xmp:CreateDate><xmp:ModifyDate>{moment}</xmp:ModifyDate>
<pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of PDF/UA</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


@cache
def srgb_profile() -> bytes:
    """An ICC 2.1 display profile of sRGB, compressed, written here so that its licence and bytes are our own.

    Colorants and white point adapted to D50, and the tone curve, are those of IEC 61966-2-1 as published on
    https://www.w3.org/Graphics/Color/sRGB and in ICC.1:2001-04.
    """
    colorants = {
        b"rXYZ": (0.43607, 0.22249, 0.01392),
        b"gXYZ": (0.38515, 0.71687, 0.09708),
        b"bXYZ": (0.14307, 0.06061, 0.71410),
        b"wtpt": (0.96420, 1.0, 0.82491),
    }
    name = b"sRGB of Drempel"
    described = struct.pack(">4s4xI", b"desc", len(name) + 1) + name + b"\0" + bytes(8 + 3 + 67)
    curve = struct.pack(">4s4xI1024H", b"curv", 1024, *(_linear(step / 1023) for step in range(1024)))
    tags = {b"desc": described, b"cprt": b"text\0\0\0\0No copyright\0"}
    tags |= {
        tag: struct.pack(">4s4x3i", b"XYZ ", *(round(part * 65536) for part in xyz)) for tag, xyz in colorants.items()
    }
    tags |= dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve)
    return zlib.compress(_profile(tags))


def _linear(value: float) -> int:
    light = value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
    return round(light * 65535)


def _profile(tags: dict[bytes, bytes]) -> bytes:
    at = 128 + 4 + 12 * len(tags)
    table, body, placed = struct.pack(">I", len(tags)), b"", dict[bytes, int]()
    for tag, data in tags.items():
        if data not in placed:
            placed[data] = at + len(body)
            body += data + bytes(-len(data) % 4)
        table += struct.pack(">4sII", tag, placed[data], len(data))
    size = at + len(body)
    created, illuminant = (2000, 1, 1, 0, 0, 0), (63190, 65536, 54061)
    header = struct.pack(">I4xI4s4s4s6H", size, 0x02100000, b"mntr", b"RGB ", b"XYZ ", *created)
    header += struct.pack(">4s16x8xI3i", b"acsp", 0, *illuminant)
    return header.ljust(128, b"\0") + table + body
