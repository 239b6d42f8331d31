"""Making a signature last: what proves it, and a time stamp over the whole (PAdES B-LTA, ETSI EN 319 142-1, 5.4).

Certificates expire and lists of revoked ones disappear; so they are put into the letter while they can be had.
"""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
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
from reports.press.signing.writing import RESERVED_WITH_STAMP, QuietWriter, empty_fields_of

TIMESTAMP_FIELDS = tuple(f"Timestamp{number}" for number in range(1, 5))
"""Fields without size that the press reserves: a field that is added later has no place in the structure tree."""
_ONE_REVISION = signers.pdf_signer.TimestampDSSContentSettings(include_vri=False, update_before_ts=True)


def make_lasting(signed: bytes, authority: Authority, roots: Sequence[bytes]) -> bytes:
    """Add the proof of every signature and a time stamp over all of it; earlier bytes stay a prefix.

    Doing it again before the certificate of the authority expires renews the proof. ``roots`` are the certificates, in
    PEM, to which signer and authority lead. Raises TimestampServiceDown, RevocationUnknown, Revoked, and NoSuchField
    when every reserved field is used.
    """
    return bytes(_add(BytesIO(signed), authority, roots).getvalue())


def make_file_lasting(path: Path, authority: Authority, roots: Sequence[bytes]) -> None:
    """As :func:`make_lasting`, for a file that may be too large to hold: the proof is added at its end.

    Raises the same; then the file is as it was.
    """
    size = path.stat().st_size
    with path.open("r+b") as file:
        try:
            _add(file, authority, roots, in_place=True)
        except BaseException:
            file.truncate(size)
            raise


def _add(pdf: Any, authority: Authority, roots: Sequence[bytes], *, in_place: bool = False) -> Any:
    # The stream with the lasting file: a new one, or ``pdf`` itself.
    writer = QuietWriter(pdf)
    empty = empty_fields_of(writer.prev)
    field = next((name for name in TIMESTAMP_FIELDS if name in empty), None)
    if field is None:
        raise NoSuchField(TIMESTAMP_FIELDS[-1])

    async def add() -> Any:
        context = ValidationContext(
            trust_roots=[parsed(root) for root in roots], allow_fetching=True, revocation_mode="hard-fail"
        )
        try:
            paths: list[Any] = []
            for embedded in writer.prev.embedded_signatures:
                paths += await collect_validation_info(embedded, context)
            DocumentSecurityStore.supply_dss_in_writer(writer, None, paths=paths, validation_context=context)
            machine = signers.PdfTimeStamper(authority.engine(), field_name=field)
            return await machine.async_timestamp_pdf(
                writer,
                "sha256",
                validation_context=context,
                bytes_reserved=RESERVED_WITH_STAMP,
                dss_settings=_ONE_REVISION,
                in_place=in_place,
            )
        finally:
            await context.aclose()  # type: ignore[no-untyped-call]

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
    return _until(PdfFileReader(BytesIO(lasting)))


def file_proven_until(path: Path) -> datetime | None:
    """The same, for a file."""
    with path.open("rb") as file:
        return _until(PdfFileReader(file))


def _until(reader: PdfFileReader) -> datetime | None:
    stamps = reader.embedded_timestamp_signatures
    if not stamps:
        return None
    ends: datetime = stamps[-1].signer_cert.not_valid_after
    return ends
