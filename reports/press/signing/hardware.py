"""A key on a card or in a security module, through PKCS#11: the key never leaves it."""

import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote_to_bytes

import pkcs11
from asn1crypto import pem
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from pkcs11 import exceptions as said
from pyhanko.sign.pkcs11 import PKCS11Signer

from reports.press.signing.faults import KeyCannotBeRead, SigningServiceDown, WrongPassphrase
from reports.press.signing.key_file import parsed
from reports.press.signing.signer import name_on

_PIN = (said.PinIncorrect, said.PinInvalid, said.PinLocked, said.PinLenRange, said.PinExpired)
_ABSENT = (said.NoSuchToken, said.MultipleTokensReturned, said.NoSuchKey)


@dataclass(frozen=True)
class Place:
    """Where the key is, in the words of RFC 7512: module, token, label or id of the key."""

    module: str
    token: str
    label: str | None
    key_id: bytes | None

    @classmethod
    def read(cls, uri: str) -> "Place":
        """Read ``pkcs11:token=…;object=…?module-path=…``. Raises KeyCannotBeRead when a part lacks."""
        path, _, query = uri.removeprefix("pkcs11:").partition("?")
        parts = dict(part.partition("=")[::2] for part in path.split(";"))
        module = parse_qs(query).get("module-path", [""])[0]
        token, label = (unquote_to_bytes(parts.get(name, "")).decode() for name in ("token", "object"))
        key_id = unquote_to_bytes(parts.get("id", ""))
        if not (module and token and (label or key_id)):
            raise KeyCannotBeRead("pkcs11: needs token=, object= or id=, and ?module-path=")
        return cls(module, token, label or None, key_id or None)


@dataclass
class _Opened:
    # One session per token and process: a session is for one thread at a time, and so is the login of PKCS#11.
    lock: threading.Lock = field(default_factory=threading.Lock)
    session: Any = None


_OPENED: dict[tuple[str, str], _Opened] = {}
_OPENING = threading.Lock()


@dataclass(frozen=True, slots=True)
class HardwareSigner:
    """A signer whose key stays in the hardware."""

    name: str
    certificate: bytes
    chain: tuple[bytes, ...]
    _place: Place
    _pin: str | None

    @asynccontextmanager
    async def engine(self) -> AsyncIterator[Any]:
        """The pyHanko signer with a session that is nobody else's meanwhile."""
        own = parsed(self.certificate)
        with _session(self._place, self._pin) as session:
            yield PKCS11Signer(
                session,
                signing_cert=own,
                ca_chain=[parsed(one) for one in self.chain],
                key_label=self._place.label,
                key_id=self._place.key_id,
                other_certs_to_pull=(),
                # With an elliptic curve every module signs a hash that was made here; not each makes the hash itself.
                use_raw_mechanism=own.public_key.algorithm == "ec",
            )


def open_hardware(uri: str, pin: str | None) -> HardwareSigner:
    """Read the certificates from the token. Raises KeyCannotBeRead, WrongPassphrase and SigningServiceDown."""
    place = Place.read(uri)
    with _session(place, pin) as session:
        engine = PKCS11Signer(
            session,
            cert_label=place.label,
            key_label=place.label,
            cert_id=place.key_id,
            key_id=place.key_id,
            other_certs_to_pull=None,
        )
        own = engine.signing_cert
        chain = _issuers(own, list(engine.cert_registry))
    certificate = x509.load_der_x509_certificate(own.dump())
    return HardwareSigner(name_on(certificate), _pem(own), tuple(map(_pem, chain)), place, pin)


def _issuers(own: asn1_x509.Certificate, found: list[asn1_x509.Certificate]) -> list[asn1_x509.Certificate]:
    """Of what lies on the token, the certificates that lead from this one upward."""
    chain: list[asn1_x509.Certificate] = []
    last = own
    while last.subject != last.issuer:
        above = next((one for one in found if one.subject == last.issuer and one not in chain), None)
        if above is None:
            break
        chain.append(above)
        last = above
    return chain


def _pem(certificate: asn1_x509.Certificate) -> bytes:
    return bytes(pem.armor("CERTIFICATE", certificate.dump()))


@contextmanager
def _session(place: Place, pin: str | None) -> Iterator[Any]:
    with _OPENING:
        opened = _OPENED.setdefault((place.module, place.token), _Opened())
    with opened.lock:
        try:
            if opened.session is None:
                opened.session = _logged_in(place, pin)
            yield opened.session
        except _PIN as error:
            raise WrongPassphrase(place.token) from error
        except _ABSENT as error:
            raise KeyCannotBeRead(place.token) from error
        except said.PKCS11Error as error:
            if type(error) is said.PKCS11Error:  # pyHanko's own word for: no such label or id
                raise KeyCannotBeRead(place.label or place.token) from error
            # The card was taken out or the module fell away: the next try opens it anew.
            opened.session = None
            raise SigningServiceDown(place.token) from error


def _logged_in(place: Place, pin: str | None) -> Any:
    if not Path(place.module).is_file():
        raise KeyCannotBeRead(f"no PKCS#11 module at {place.module}")
    try:
        token = pkcs11.lib(place.module).get_token(token_label=place.token)
    except RuntimeError as error:  # the module is there and cannot be loaded
        raise KeyCannotBeRead(place.module) from error
    try:
        return token.open(user_pin=pin)
    except said.UserAlreadyLoggedIn:
        return token.open()
