"""Reading a signature back: is it whole, whose is it, when was it made, and is that name vouched for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from asn1crypto import pem
from asn1crypto import x509 as asn1_x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from reports.press.loop import finish


class NotSigned(LookupError):
    """The file has no signature in this field."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What a signature proves.

    ``intact``: nothing the signature covers was changed, and what was added since is allowed. ``trusted``:
    the certificate leads to one of the given roots. ``covers_whole_file``: nothing at all was added after
    signing. ``signed_at`` is aware, as the signer's machine stated it.
    """

    field: str
    intact: bool
    trusted: bool
    covers_whole_file: bool
    signer_name: str
    signed_at: datetime | None
    reason: str | None


def verify(signed: bytes, trust: Sequence[bytes] = (), field: str = "Mayor") -> Verification:
    """Verify one signature offline; ``trust`` are certificates in PEM. Raises NotSigned.

    A file that cannot be read any more as a signed PDF is reported as not intact.
    """
    try:
        embedded = _signature(signed, field)
    except PdfError:
        return Verification(field, False, False, False, "", None, None)
    roots = [asn1_x509.Certificate.load(pem.unarmor(certificate)[2]) for certificate in trust]
    context = ValidationContext(trust_roots=roots, allow_fetching=False)
    entry = embedded.sig_object
    try:
        status = finish(lambda: validate_pdf_signature(embedded, signer_validation_context=context))
    except (PdfError, SignatureValidationError, SigningError, ValueError):
        return Verification(field, False, False, False, "", None, None)
    return Verification(
        field=field,
        intact=bool(status.intact and status.valid and status.docmdp_ok),
        trusted=bool(status.trusted),
        covers_whole_file=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        signer_name=_common_name(embedded.signer_cert),
        signed_at=embedded.self_reported_timestamp,
        reason=str(entry["/Reason"]) if "/Reason" in entry else None,
    )


def _signature(signed: bytes, field: str) -> Any:
    for embedded in PdfFileReader(BytesIO(signed)).embedded_signatures:
        if embedded.field_name == field:
            return embedded
    raise NotSigned(field)


def _common_name(certificate: Any) -> str:
    return str(certificate.subject.native.get("common_name", ""))
