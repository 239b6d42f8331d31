"""A key in a PKCS#12 file: read once, kept in memory."""

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from asn1crypto import pem, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    NoEncryption,
    pkcs12,
)
from cryptography.x509.oid import NameOID
from pyhanko.sign import signers
from pyhanko.sign.attributes import CMSAttributeProvider, SigningCertificateV2Provider
from pyhanko_certvalidator.registry import SimpleCertificateStore

from reports.press.signing.faults import KeyCannotBeRead, WrongPassphrase
from reports.press.signing.signer import in_pem, name_on

YEARS = 5
Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


@dataclass(frozen=True, slots=True)
class KeyFileSigner:
    """A signer whose key lies in a PKCS#12 file; for practice and for a seal on a well kept machine."""

    name: str
    certificate: bytes
    chain: tuple[bytes, ...]
    _engine: Any

    @asynccontextmanager
    async def engine(self) -> AsyncIterator[Any]:
        """The pyHanko signer with the key in memory."""
        yield self._engine


class _ReadBack(CMSAttributeProvider):
    """The attribute that names the certificate (RFC 5035), as bytes that were read back.

    Made of objects, asn1crypto 1.5 writes each nested one anew whenever one around it is written: hundreds of times
    for one signature, half of what signing costs.
    """

    attribute_type = "signing_certificate_v2"

    def __init__(self, made: SigningCertificateV2Provider) -> None:
        self.made = made

    async def build_attr_value(self, dry_run: bool = False) -> tsp.SigningCertificateV2:
        return tsp.SigningCertificateV2.load((await self.made.build_attr_value(dry_run)).dump())


class _KeyInMemory(signers.Signer):
    # pyHanko's own reads and checks the key anew for each signature; an RSA key costs more to check than to use.
    def __init__(self, certificate: Any, key: Key, store: Any) -> None:
        self.key = key
        super().__init__(signing_cert=certificate, cert_registry=store)

    def _signed_attr_providers(self, *given: Any, **named: Any) -> Iterator[Any]:
        for one in super()._signed_attr_providers(*given, **named):
            yield _ReadBack(one) if isinstance(one, SigningCertificateV2Provider) else one

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: ARG002
        digest = getattr(hashes, digest_algorithm.upper())()
        if isinstance(self.key, rsa.RSAPrivateKey):
            return self.key.sign(data, PKCS1v15(), digest)
        return self.key.sign(data, ec.ECDSA(digest))


def load_signer(path_p12: Path, passphrase: str | None) -> KeyFileSigner:
    """Read key and certificate once; keep the result, reading is the slow part.

    Raises KeyCannotBeRead, and of that WrongPassphrase.
    """
    try:
        bundle = pkcs12.load_pkcs12(path_p12.read_bytes(), passphrase.encode() if passphrase else None)
    except ValueError as error:
        # The library tells a wrong passphrase from a torn file by its message only.
        kind = WrongPassphrase if "password" in str(error).lower() else KeyCannotBeRead
        raise kind(path_p12.name) from error
    except (OSError, TypeError) as error:
        raise KeyCannotBeRead(path_p12.name) from error
    key = bundle.key
    if bundle.cert is None or not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise KeyCannotBeRead(path_p12.name)
    certificate = bundle.cert.certificate
    chain = tuple(in_pem(other.certificate) for other in bundle.additional_certs)
    store = SimpleCertificateStore.from_certs([parsed(one) for one in chain])  # type: ignore[no-untyped-call]
    engine = _KeyInMemory(parsed(in_pem(certificate)), key, store)
    return KeyFileSigner(name_on(certificate), in_pem(certificate), chain, engine)


def parsed(certificate: bytes) -> Any:
    """A certificate in PEM as pyHanko's library wants it."""
    return asn1_x509.Certificate.load(pem.unarmor(certificate)[2])


def make_development_key(path: Path, *, name: str, passphrase: str | None = None) -> KeyFileSigner:
    """Make a self-signed key for a first start; it proves nothing about who signs.

    Writes PKCS#12 with mode 0600 and never over an existing file (FileExistsError).
    """
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64])])
    now = datetime.now(UTC)
    usage = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign"), False
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=365))  # the cases of the practice region are played in the past
        .not_valid_after(now + timedelta(days=365 * YEARS))
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
