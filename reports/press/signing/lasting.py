"""Making a signature last: what proves it, and a time stamp over the whole (PAdES B-LTA, ETSI EN 319 142-1, 5.4).

Certificates expire and lists of revoked ones disappear; so they are put into the letter while they can be had.
"""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation.dss import DocumentSecurityStore, collect_validation_info
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathBuildingError, RevokedError, ValidationError

from reports.press.signing.faults import NoSuchField, RevocationUnknown, Revoked, TimestampServiceDown
from reports.press.signing.key_file import parsed
from reports.press.signing.loop import finish
from reports.press.signing.stamps import Authority
from reports.press.signing.writing import RESERVED_WITH_STAMP, QuietWriter, empty_fields

TIMESTAMP_FIELDS = tuple(f"Timestamp{number}" for number in range(1, 5))
"""Fields without size that the press reserves: a field that is added later has no place in the structure tree."""
_ONE_REVISION = signers.pdf_signer.TimestampDSSContentSettings(include_vri=False, update_before_ts=True)


def make_lasting(signed: bytes, authority: Authority, roots: Sequence[bytes]) -> bytes:
    """Add the proof of every signature and a time stamp over all of it; earlier bytes stay a prefix.

    Doing it again before the certificate of the authority expires renews the proof. ``roots`` are the certificates, in
    PEM, to which signer and authority lead. Raises TimestampServiceDown, RevocationUnknown, Revoked, and NoSuchField
    when every reserved field is used.
    """
    field = next((name for name in TIMESTAMP_FIELDS if name in empty_fields(signed)), None)
    if field is None:
        raise NoSuchField(TIMESTAMP_FIELDS[-1])
    writer = QuietWriter(BytesIO(signed))

    async def add() -> bytes:
        context = ValidationContext(
            trust_roots=[parsed(root) for root in roots], allow_fetching=True, revocation_mode="hard-fail"
        )
        try:
            paths: list[Any] = []
            for embedded in writer.prev.embedded_signatures:
                paths += await collect_validation_info(embedded, context)
            DocumentSecurityStore.supply_dss_in_writer(writer, None, paths=paths, validation_context=context)
            machine = signers.PdfTimeStamper(authority.engine(), field_name=field)
            result = await machine.async_timestamp_pdf(
                writer,
                "sha256",
                validation_context=context,
                bytes_reserved=RESERVED_WITH_STAMP,
                dss_settings=_ONE_REVISION,
            )
        finally:
            await context.aclose()  # type: ignore[no-untyped-call]
        return bytes(result.getvalue())

    try:
        return finish(add)
    except RevokedError as error:
        raise Revoked(str(error)) from error
    except (PathBuildingError, ValidationError) as error:
        raise RevocationUnknown(str(error)) from error
    except SigningError as error:
        raise TimestampServiceDown(authority.url) from error


def proven_until(lasting: bytes) -> datetime | None:
    """When the certificate of the newest time stamp over the whole expires: renew before. None without such a stamp."""
    stamps = PdfFileReader(BytesIO(lasting)).embedded_timestamp_signatures
    if not stamps:
        return None
    ends: datetime = stamps[-1].signer_cert.not_valid_after
    return ends
