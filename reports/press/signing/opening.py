"""Which signer an address means: a path, ``pkcs11:…`` (RFC 7512) or ``csc+https://…``."""

from pathlib import Path

from reports.press.signing.hardware import open_hardware
from reports.press.signing.key_file import load_signer
from reports.press.signing.remote import open_remote
from reports.press.signing.signer import Signer


def open_signer(address: str, passphrase: str | None = None, token: str | None = None) -> Signer:
    """Open what the address names; keep the result, opening is the slow part.

    ``passphrase`` is that of the file, or the PIN of the token or the remote key; ``token`` is the bearer token of a
    remote service. Raises KeyCannotBeRead, WrongPassphrase and SigningServiceDown.
    """
    if address.startswith("pkcs11:"):
        return open_hardware(address, passphrase)
    if address.startswith(("csc+https://", "csc+http://")):
        return open_remote(address, passphrase, token)
    return load_signer(Path(address), passphrase)
