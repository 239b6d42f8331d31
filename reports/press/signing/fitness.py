"""May this certificate sign a letter now? RFC 5280, 4.2.1.3 and 4.2.1.12; RFC 9336 for the purpose of documents."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathBuildingError, PathValidationError, RevokedError, ValidationError

from reports.press.signing.faults import Expired, NotYetValid, Revoked, WrongPurpose
from reports.press.signing.key_file import parsed
from reports.press.signing.loop import finish
from reports.press.signing.signer import Signer

Extension = TypeVar("Extension", bound=x509.ExtensionType)
DOCUMENTS = frozenset(
    {
        "1.3.6.1.5.5.7.3.36",  # document signing, RFC 9336
        "1.3.6.1.4.1.311.10.3.12",  # the same of Microsoft
        "1.2.840.113583.1.1.5",  # the same of Adobe
        ExtendedKeyUsageOID.EMAIL_PROTECTION.dotted_string,  # what most qualified certificates carry
        ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE.dotted_string,
    }
)


def check_fitness(certificate_pem: bytes, at: datetime) -> None:
    """Raise NotYetValid, Expired or WrongPurpose when the certificate may not sign at this aware moment."""
    certificate = x509.load_pem_x509_certificate(certificate_pem)
    if at < certificate.not_valid_before_utc:
        raise NotYetValid(certificate.not_valid_before_utc.date().isoformat())
    if at > certificate.not_valid_after_utc:
        raise Expired(certificate.not_valid_after_utc.date().isoformat())
    usage = _extension(certificate, x509.KeyUsage)
    if usage is not None and not (usage.digital_signature or usage.content_commitment):
        raise WrongPurpose("key usage")
    extended = _extension(certificate, x509.ExtendedKeyUsage)
    if extended is not None and not {purpose.dotted_string for purpose in extended} & DOCUMENTS:
        raise WrongPurpose("extended key usage")
    constraints = _extension(certificate, x509.BasicConstraints)
    if constraints is not None and constraints.ca:
        raise WrongPurpose("certificate of an issuer")


def check_not_revoked(signer: Signer, roots: Sequence[bytes] = ()) -> None:
    """Raise Revoked when the issuer's list or service says so now.

    Where neither can be reached the signature goes on: the job that makes it last asks again.
    """
    issuers = [parsed(one) for one in signer.chain]
    anchors = [parsed(one) for one in roots] or [one for one in issuers if one.self_signed != "no"]
    if not anchors:
        return
    context = ValidationContext(trust_roots=anchors, allow_fetching=True, revocation_mode="soft-fail")
    validator = CertificateValidator(parsed(signer.certificate), intermediate_certs=issuers, validation_context=context)

    async def ask() -> None:
        try:
            await validator.async_validate_usage(set())  # type: ignore[no-untyped-call]
        finally:
            await context.aclose()  # type: ignore[no-untyped-call]

    try:
        finish(ask)
    except RevokedError as error:
        raise Revoked(signer.name) from error
    except (PathBuildingError, PathValidationError, ValidationError):
        return  # another root, another purpose: not what is asked here


def _extension(certificate: x509.Certificate, kind: type[Extension]) -> Extension | None:
    try:
        return certificate.extensions.get_extension_for_class(kind).value
    except x509.ExtensionNotFound:
        return None
