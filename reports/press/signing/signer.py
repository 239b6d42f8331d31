"""What can sign a letter, whatever holds the key."""

from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID


class Signer(Protocol):
    """A key with its certificate: in a file, on a card or security module, or at a remote service."""

    @property
    def name(self) -> str:
        """The common name on the certificate."""

    @property
    def certificate(self) -> bytes:
        """The certificate in PEM."""

    @property
    def chain(self) -> tuple[bytes, ...]:
        """The certificates of its issuers in PEM, as far as they are known."""

    def engine(self) -> AbstractAsyncContextManager[Any]:
        """The pyHanko signer that makes one signature; opened in the event loop that uses it.

        Raises WrongPassphrase, KeyCannotBeRead and SigningServiceDown.
        """


def name_on(certificate: x509.Certificate) -> str:
    """The common name on a certificate, or nothing."""
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else ""


def in_pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(Encoding.PEM)
