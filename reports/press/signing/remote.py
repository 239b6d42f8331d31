"""A key at a remote signing service that speaks the API of the Cloud Signature Consortium (version 1.0.4).

https://cloudsignatureconsortium.org/resources/download-api-specifications/
"""

from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
from asn1crypto import pem
from cryptography import x509
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.csc_signer import (
    CSCAuthorizationInfo,
    CSCAuthorizationManager,
    CSCCredentialInfo,
    CSCServiceSessionInfo,
    CSCSigner,
    fetch_certs_in_csc_credential,
)

from reports.press.signing.faults import KeyCannotBeRead, SigningServiceDown, WrongPassphrase
from reports.press.signing.loop import finish
from reports.press.signing.signer import name_on

PATIENCE = 20
"""Seconds in which the service must answer one question."""
_REFUSED = frozenset({400, 401, 403})


@dataclass(frozen=True, slots=True)
class RemoteSigner:
    """A signer at a service; the document stays here, its hash alone travels."""

    name: str
    certificate: bytes
    chain: tuple[bytes, ...]
    _service: CSCServiceSessionInfo
    _credential: CSCCredentialInfo
    _pin: str | None

    @asynccontextmanager
    async def engine(self) -> AsyncIterator[Any]:
        """The pyHanko signer with a connection of its own."""
        async with aiohttp.ClientSession() as session:
            manager = _Authorisation(self._service, self._credential, session, self._pin)
            try:
                yield CSCSigner(session, manager, sign_timeout=PATIENCE)
            except SigningError as error:
                if manager.refused:
                    raise WrongPassphrase(self.name) from error
                raise SigningServiceDown(self.name) from error
            except (aiohttp.ClientError, TimeoutError) as error:
                raise SigningServiceDown(self.name) from error


class _Authorisation(CSCAuthorizationManager):
    # One activation per signature, bound to its hash and to the PIN of the key.
    def __init__(
        self,
        service: CSCServiceSessionInfo,
        credential: CSCCredentialInfo,
        session: aiohttp.ClientSession,
        pin: str | None,
    ) -> None:
        super().__init__(service, credential)
        self.session, self.pin, self.refused = session, pin, False

    async def authorize_signature(self, hash_b64s: list[str]) -> CSCAuthorizationInfo:
        """Ask the activation data for these hashes."""
        url: str = self.csc_session_info.endpoint_url("credentials/authorize")  # type: ignore[no-untyped-call]
        answer = await self.session.post(
            url,
            headers=self.auth_headers,
            json=self.format_csc_auth_request(pin=self.pin, hash_b64s=hash_b64s),
            timeout=aiohttp.ClientTimeout(total=PATIENCE),
        )
        async with answer:
            self.refused = answer.status in _REFUSED
            if answer.status != 200:
                raise SigningError(f"the service refuses to activate the key: {answer.status}")
            return self.parse_csc_auth_response(await answer.json())


def open_remote(address: str, pin: str | None, token: str | None) -> RemoteSigner:
    """Ask the service for the certificates of the credential in ``csc+https://host/path?credential=ID``.

    ``token`` is the bearer token of the municipality at the service, ``pin`` that of the key. Raises KeyCannotBeRead,
    WrongPassphrase (also when the token is refused) and SigningServiceDown.
    """
    parts = urlsplit(address.removeprefix("csc+"))
    credential_id = parse_qs(parts.query).get("credential", [""])[0]
    if not credential_id or not parts.hostname:
        raise KeyCannotBeRead("csc+https: needs a host and ?credential=")
    url = f"{parts.scheme}://{parts.netloc}{parts.path}".rstrip("/")
    service = CSCServiceSessionInfo(url, credential_id, oauth_token=token)

    async def ask() -> CSCCredentialInfo:
        async with aiohttp.ClientSession() as session:
            return await fetch_certs_in_csc_credential(session, service, timeout=PATIENCE)

    credential = _asked(ask, parts.hostname)
    own = x509.load_der_x509_certificate(credential.signing_cert.dump())
    chain = tuple(_pem(one) for one in credential.chain)
    return RemoteSigner(name_on(own), _pem(credential.signing_cert), chain, service, credential, pin)


def _asked(ask: Callable[[], Coroutine[Any, Any, CSCCredentialInfo]], host: str) -> CSCCredentialInfo:
    try:
        return finish(ask)
    except SigningError as error:
        cause = error.__cause__
        status = cause.status if isinstance(cause, aiohttp.ClientResponseError) else 0
        if status in {401, 403}:
            raise WrongPassphrase(host) from error
        if status in {400, 404} or not isinstance(cause, aiohttp.ClientError):
            raise KeyCannotBeRead(host) from error
        raise SigningServiceDown(host) from error
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise SigningServiceDown(host) from error


def _pem(certificate: Any) -> bytes:
    return bytes(pem.armor("CERTIFICATE", certificate.dump()))
