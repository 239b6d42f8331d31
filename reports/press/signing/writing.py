"""Putting a signature on a letter: PAdES B-B or B-T, incremental, with an appearance drawn by our own press.

Sources: ETSI EN 319 142-1 (PAdES baseline); ISO 32000-1, 12.8. The pitfalls named in the comments were met
with pyHanko 0.38 (https://docs.pyhanko.eu/en/latest/known-issues.html).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.general import SigningError
from pyhanko.stamp import StaticStampStyle

from reports.press.appearance import appearance
from reports.press.signing.faults import NoSuchField, SigningServiceDown
from reports.press.signing.fitness import check_fitness
from reports.press.signing.loop import finish
from reports.press.signing.signer import Signer
from reports.press.signing.stamps import Authority

RESERVED = 16_384
"""Hexadecimal digits kept free for a signature: enough for a qualified certificate with its chain."""
RESERVED_WITH_STAMP = 2 * RESERVED
"""The same with a time stamp, which brings the chain of its authority."""


def sign(
    pdf: bytes,
    signer: Signer,
    field: str = "Mayor",
    *,
    name: str,
    reason: str,
    at: datetime,
    place: str | None = None,
    authority: Authority | None = None,
) -> bytes:
    """Sign a reserved field. The unsigned bytes are a prefix of the result, so what was seen is what was signed.

    ``at`` is the aware moment of signing, shown in its own time zone. The first signature certifies: after it only
    further signatures and what proves them may be added (DocMDP, ISO 32000-1, 12.8.2.2). With an ``authority`` the
    signature carries its time stamp (B-T), without one it does not (B-B). Raises SigningFault; then nothing is signed.
    """
    return bytes(_put(BytesIO(pdf), signer, field, Said(name, reason, at, place), authority).getvalue())


def sign_file(
    path: Path,
    signer: Signer,
    field: str,
    *,
    name: str,
    reason: str,
    at: datetime,
    place: str | None = None,
    authority: Authority | None = None,
) -> None:
    """As :func:`sign`, for a file that may be too large to hold: the signature is added at its end.

    Raises SigningFault; then the file is as it was.
    """
    size = path.stat().st_size
    with path.open("r+b") as file:
        try:
            _put(file, signer, field, Said(name, reason, at, place), authority, in_place=True)
        except BaseException:
            file.truncate(size)
            raise


@dataclass(frozen=True, slots=True)
class Said:
    """What a signature says of itself: who, why, when and where."""

    name: str
    reason: str
    at: datetime
    place: str | None


def _put(
    pdf: Any, signer: Signer, field: str, said: Said, authority: Authority | None, *, in_place: bool = False
) -> Any:
    # The stream with the signed file: a new one, or ``pdf`` itself.
    if said.at.tzinfo is None:
        raise ValueError("the moment of signing needs a time zone")
    check_fitness(signer.certificate, said.at)
    writer = QuietWriter(pdf)
    first = not writer.prev.embedded_signatures
    metadata = signers.PdfSignatureMetadata(
        field_name=field,
        name=said.name,
        reason=said.reason,
        location=said.place,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=first,
        docmdp_permissions=fields.MDPPerm.FILL_FORMS,
    )
    style = _look(writer, _empty_field(writer, field), said)

    async def put() -> Any:
        stamper = authority.engine() if authority else None
        async with signer.engine() as engine:
            machine = _SignerAt(metadata, engine, timestamper=stamper, stamp_style=style)
            machine.moment = said.at
            room = RESERVED_WITH_STAMP if authority else RESERVED
            return await machine.async_sign_pdf(
                writer, existing_fields_only=True, bytes_reserved=room, in_place=in_place
            )

    try:
        return finish(put)
    except SigningError as error:
        raise SigningServiceDown(signer.name) from error


def _look(writer: QuietWriter, rectangle: list[float], said: Said) -> StaticStampStyle:
    drawn = appearance(
        size=(rectangle[2] - rectangle[0], rectangle[3] - rectangle[1]),
        name=said.name,
        reason=said.reason,
        at=said.at,
        place=said.place,
        language=str(writer.root.get("/Lang", "nl")),
    )
    edge_to_edge = SimpleBoxLayoutRule(
        x_align=AxisAlignment.ALIGN_MIN, y_align=AxisAlignment.ALIGN_MIN, margins=Margins(0, 0, 0, 0)
    )
    return StaticStampStyle(background=_Drawn(drawn), border_width=0, background_layout=edge_to_edge)


def empty_fields(pdf: bytes) -> frozenset[str]:
    """The names of the signature fields that nobody has signed."""
    return empty_fields_of(PdfFileReader(BytesIO(pdf)))


def empty_fields_of(reader: Any) -> frozenset[str]:
    """The same, of a file that is open already."""
    return frozenset(name for name, value, _ in _fields(reader) if value is None)


def _fields(reader: Any) -> Iterator[tuple[str, Any, Any]]:
    yield from fields.enumerate_sig_fields(reader)


def _empty_field(writer: Any, name: str) -> list[float]:
    for found, value, reference in _fields(writer.prev):
        if found == name and value is None:
            return [float(edge) for edge in reference.get_object()["/Rect"]]
    raise NoSuchField(name)


class QuietWriter(IncrementalPdfFileWriter):
    """Adds a revision and leaves the metadata as they are."""

    def _update_meta(self) -> None:
        # pyHanko would write the XMP packet anew and lose the PDF/A extension schema with it.
        return


class _SignerAt(signers.PdfSigner):
    # pyHanko takes the moment from the machine's clock; ours is the moment of the act that is recorded.
    moment: datetime

    def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> Any:
        session = super().init_signing_session(pdf_out, existing_fields_only=existing_fields_only)
        session.system_time = self.moment
        return session


class _Drawn(PdfContent):
    # A page of our own press as appearance: pyHanko's text stamps embed a font that fails PDF/A.
    def __init__(self, pdf: bytes) -> None:
        self.pdf = pdf
        super().__init__()

    def render(self) -> bytes:
        """The drawing operators that show the imported page."""
        assert self.writer is not None
        page = self.writer.import_page_as_xobject(PdfFileReader(BytesIO(self.pdf)))
        self.resources.xobject["/Look"] = page
        x1, y1, x2, y2 = page.get_object()["/BBox"]
        self.box = BoxConstraints(width=abs(x2 - x1), height=abs(y2 - y1))
        return b"/Look Do"
