"""Signing a letter: PAdES B-B, incremental, with an appearance drawn by our own press.

Sources: ETSI EN 319 142-1 (PAdES baseline); ISO 32000-1, 12.8. The pitfalls named in the comments were met
with pyHanko 0.38 (https://docs.pyhanko.eu/en/latest/known-issues.html).
"""

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    pkcs12,
)
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.stamp import StaticStampStyle

from reports.press.appearance import appearance
from reports.press.loop import finish

YEARS = 5
RESERVED = 16_384
"""Bytes kept free for the signature: enough for a qualified certificate with its chain."""


class NoSuchField(LookupError):
    """The letter has no empty signature field of this name."""


class KeyCannotBeRead(ValueError):
    """The key file is not there, is not PKCS#12, or the passphrase is wrong."""


class Signer(Protocol):
    """Something that can sign: a key file today; a card or remote service (PKCS#11, CSC) has this shape."""

    @property
    def name(self) -> str:
        """The common name on the certificate."""

    @property
    def certificate(self) -> bytes:
        """The certificate in PEM."""

    def engine(self) -> Any:
        """The pyHanko signer that makes the signature."""


@dataclass(frozen=True, slots=True)
class KeyFileSigner:
    """A signer whose key lies in a PKCS#12 file; for development and for municipalities without a card."""

    name: str
    certificate: bytes
    _engine: Any

    def engine(self) -> Any:
        """The pyHanko signer with the key in memory."""
        return self._engine


def load_signer(path_p12: Path, passphrase: str | None) -> KeyFileSigner:
    """Read key and certificate once; keep the result, reading is the slow part. Raises KeyCannotBeRead."""
    secret = passphrase.encode() if passphrase else None
    try:
        raw = path_p12.read_bytes()
        bundle = pkcs12.load_pkcs12(raw, secret)
    except (OSError, ValueError) as error:
        raise KeyCannotBeRead(str(path_p12.name)) from error
    if bundle.cert is None or bundle.key is None:
        raise KeyCannotBeRead(str(path_p12.name))
    certificate = bundle.cert.certificate
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    engine = signers.SimpleSigner.load_pkcs12_data(raw, other_certs=[], passphrase=secret)
    return KeyFileSigner(str(names[0].value) if names else "", certificate.public_bytes(Encoding.PEM), engine)


def make_development_key(path: Path, *, name: str, passphrase: str | None = None) -> KeyFileSigner:
    """Make a self-signed key for a first start; it proves nothing about who signs.

    Writes PKCS#12 with mode 0600 and never over an existing file (FileExistsError).
    """
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64])])
    start = datetime.now(UTC) - timedelta(hours=1)
    usage = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign"), False
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=365 * YEARS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=True,
                content_commitment=True,
                encipher_only=False,
                decipher_only=False,
                **usage,
            ),
            critical=True,
        )
        .sign(key, hashes.SHA256())
    )
    lock = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
    data = pkcs12.serialize_key_and_certificates(name.encode(), key, certificate, None, lock)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
    return load_signer(path, passphrase)


def sign(
    pdf: bytes,
    signer: Signer,
    field: str = "Mayor",
    *,
    name: str,
    reason: str,
    at: datetime,
    place: str | None = None,
) -> bytes:
    """Sign a reserved field. The unsigned bytes are a prefix of the result, so what was seen is what was
    signed.

    ``at`` is the aware moment of signing, shown in its own time zone. Raises NoSuchField.
    """
    if at.tzinfo is None:
        raise ValueError("the moment of signing needs a time zone")
    writer = _QuietWriter(BytesIO(pdf))
    rectangle = _empty_field(writer, field)
    look = appearance(
        size=(rectangle[2] - rectangle[0], rectangle[3] - rectangle[1]),
        name=name,
        reason=reason,
        at=at,
        place=place,
        language=str(writer.root.get("/Lang", "nl")),
    )
    metadata = signers.PdfSignatureMetadata(
        field_name=field,
        name=name,
        reason=reason,
        location=place,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
    )
    edge_to_edge = SimpleBoxLayoutRule(
        x_align=AxisAlignment.ALIGN_MIN, y_align=AxisAlignment.ALIGN_MIN, margins=Margins(0, 0, 0, 0)
    )
    style = StaticStampStyle(background=_Drawn(look), border_width=0, background_layout=edge_to_edge)
    machine = _SignerAt(metadata, signer.engine(), stamp_style=style)
    machine.moment = at
    signed = finish(lambda: machine.sign_pdf(writer, existing_fields_only=True, bytes_reserved=RESERVED))
    return bytes(signed.getvalue())


def _empty_field(writer: Any, name: str) -> list[float]:
    for found, value, reference in fields.enumerate_sig_fields(writer.prev):
        if found == name and value is None:
            return [float(edge) for edge in reference.get_object()["/Rect"]]
    raise NoSuchField(name)


class _QuietWriter(IncrementalPdfFileWriter):
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
