"""Reading signatures back: is the letter whole, whose are they, when were they made, is the name vouched for."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from reports.press.finished import revision_ends
from reports.press.signing.key_file import parsed
from reports.press.signing.loop import finish

# Qualified certificates for signatures carry the one, those for seals often the other (ETSI EN 319 412-2, 4.3.2).
_EITHER_USAGE = KeyUsageConstraints(key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False)
# Why a certificate is not vouched for is in our answer; pyHanko writes it into the log with its inside as well.
logging.getLogger("pyhanko.sign.validation").setLevel(logging.CRITICAL)
_UNREADABLE = (PdfError, SignatureValidationError, SigningError, ValueError, KeyError, TypeError, RecursionError)


class Level(StrEnum):
    """How long a signature can be checked (ETSI EN 319 142-1)."""

    BASIC = "B-B"
    """As long as its certificate is valid."""
    STAMPED = "B-T"
    """The same; an authority says since when it exists."""
    LASTING = "B-LTA"
    """For as long as its time stamps are renewed."""


class NotSigned(LookupError):
    """The file has no signature in this field."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What a signature proves.

    ``intact``: nothing the signature covers was changed, and what was added since is allowed. ``trusted``:
    the certificate leads to one of the given roots. ``covers_whole_file``: nothing at all was added after
    signing. ``signed_at`` is aware, as the signer's machine stated it; ``stamped_at`` as an authority did.
    """

    field: str
    intact: bool
    trusted: bool
    covers_whole_file: bool
    signer_name: str
    signed_at: datetime | None
    reason: str | None
    stamped_at: datetime | None = None
    level: Level = Level.BASIC
    certificate_sha256: str = ""


_TORN = Verification("", False, False, False, "", None, None)


def verify(signed: bytes, trust: Sequence[bytes] = (), field: str = "Mayor") -> Verification:
    """Verify one signature offline; ``trust`` are certificates in PEM. Raises NotSigned.

    A file that cannot be read any more as a signed PDF is reported as not intact.
    """
    try:
        embedded = _signature(signed, field)
    except NotSigned:
        raise
    except _UNREADABLE:
        return replace(_TORN, field=field)
    return _verified(signed, embedded, trust)


def verify_all(signed: bytes, trust: Sequence[bytes] = ()) -> tuple[Verification, ...]:
    """Every signature in the order in which they were put; time stamps over the whole are not among them.

    Raises ValueError when the file cannot be read as a PDF.
    """
    try:
        found = PdfFileReader(BytesIO(signed)).embedded_regular_signatures
    except _UNREADABLE as error:
        raise ValueError("cannot be read as a PDF") from error
    return tuple(_verified(signed, embedded, trust) for embedded in found)


def ranges_end_at_revisions(pdf: bytes) -> bool:
    """Whether each signature covers all of a revision but its own digits (ISO 32000-1, 12.8.1).

    Validators of PDF/A object to an earlier signature that does not cover the whole file; this is what holds instead.
    """
    ends = set(revision_ends(pdf))
    ranges = [embedded.byte_range for embedded in PdfFileReader(BytesIO(pdf)).embedded_signatures]
    return all(
        start == 0 and pdf[head : head + 1] == b"<" and pdf[tail - 1 : tail] == b">" and tail + length in ends
        for start, head, tail, length in ranges
    )


def _verified(signed: bytes, embedded: Any, trust: Sequence[bytes]) -> Verification:
    context = ValidationContext(trust_roots=[parsed(one) for one in trust], allow_fetching=False)

    async def look() -> Any:
        return await async_validate_pdf_signature(
            embedded, signer_validation_context=context, key_usage_settings=_EITHER_USAGE
        )

    try:
        status = finish(look)
        whole = status.coverage in {SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION}
    except Exception:  # noqa: BLE001  # whatever the library stumbles over in a changed signature: it is not intact
        return replace(_TORN, field=embedded.field_name, certificate_sha256=_certificate_of(embedded))
    stamp = status.timestamp_validity
    entry = embedded.sig_object
    return Verification(
        field=embedded.field_name,
        intact=bool(status.intact and status.valid and status.docmdp_ok and whole),
        trusted=bool(status.trusted),
        covers_whole_file=status.coverage == SignatureCoverageLevel.ENTIRE_FILE and _ends_with_revision(signed),
        signer_name=str(embedded.signer_cert.subject.native.get("common_name", "")),
        signed_at=embedded.self_reported_timestamp,
        reason=str(entry["/Reason"]) if "/Reason" in entry else None,
        stamped_at=stamp.timestamp if stamp is not None and stamp.intact and stamp.valid else None,
        level=_level(embedded, stamp),
        certificate_sha256=embedded.signer_cert.sha256.hex(),
    )


def _certificate_of(embedded: Any) -> str:
    try:
        return str(embedded.signer_cert.sha256.hex())
    except Exception:  # noqa: BLE001  # nor is its certificate readable any more
        return ""


def _ends_with_revision(pdf: bytes) -> bool:
    return max(revision_ends(pdf), default=0) == len(pdf)


def _level(embedded: Any, stamp: Any) -> Level:
    reader = embedded.reader
    if "/DSS" in reader.root and reader.embedded_timestamp_signatures:
        return Level.LASTING
    return Level.STAMPED if stamp is not None else Level.BASIC


def _signature(signed: bytes, field: str) -> Any:
    for embedded in PdfFileReader(BytesIO(signed)).embedded_signatures:
        if embedded.field_name == field:
            return embedded
    raise NotSigned(field)
