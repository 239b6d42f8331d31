"""With what this house signs: the mayor's key, the municipality's seal, time stamps. Practice makes its own keys."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from flask import current_app

from app.config import Config, Signing
from app.db import scope
from reports.press import Authority, KeyCannotBeRead, Signer, load_signer, make_development_key, open_signer

DEVELOPMENT_KEY = "development-signing-key.p12"
DEVELOPMENT_SEAL = "development-seal-key.p12"
DEVELOPMENT_DIRECTOR = "development-director-key.p12"


@dataclass(frozen=True)
class House:
    """What signs the letters of one municipality; without a ``seal`` or an ``authority`` that step is left out."""

    mayor: Signer
    seal: Signer | None
    authority: Authority | None
    roots: tuple[bytes, ...]


def house() -> House:
    """Open what is configured for the present municipality. Raises reports.press.SigningFault."""
    settings = _settings()
    return House(house_signer(), _seal(settings), authority(), roots())


def house_signer() -> Signer:
    """The key with which the mayor signs. Raises reports.press.SigningFault when it cannot be opened."""
    signing = _settings()
    if not signing.key:
        return _development(DEVELOPMENT_KEY, "Drempel oefensleutel")
    return _opened(_of_town(signing.key), signing.passphrase, signing.token)


def director_signer() -> Signer:
    """The key with which the general director countersigns. Raises reports.press.SigningFault."""
    signing = _settings()
    if signing.director_key:
        return _opened(_of_town(signing.director_key), signing.director_passphrase, signing.token)
    if signing.key:
        raise KeyCannotBeRead("DIRECTOR_KEY is not set")
    return _development(DEVELOPMENT_DIRECTOR, "Drempel oefensleutel directeur")


def _seal(signing: Signing) -> Signer | None:
    if signing.seal_key:
        return _opened(_of_town(signing.seal_key), signing.seal_passphrase, signing.token)
    return None if signing.key else _development(DEVELOPMENT_SEAL, "Drempel oefenzegel")


def authority() -> Authority | None:
    """The time-stamping authority, when one is configured."""
    url = _settings().timestamp_url
    return Authority(url) if url else None


def roots() -> tuple[bytes, ...]:
    """The certificates in PEM to which signers and authority must lead. Raises KeyCannotBeRead."""
    path = _settings().roots
    if path is None:
        return ()
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise KeyCannotBeRead(path.name) from fault
    end = b"-----END CERTIFICATE-----"
    return tuple(part.strip() + b"\n" + end + b"\n" for part in content.split(end) if part.strip())


def forget_keys() -> None:
    """Open every key anew at its next use, after one was renewed."""
    _opened.cache_clear()


def _settings() -> Signing:
    config: Config = current_app.config["DREMPEL"]
    return config.signing


def _of_town(address: str) -> str:
    return address.replace("{municipality}", scope() or "")


@lru_cache(maxsize=200)
def _opened(address: str, passphrase: str, token: str) -> Signer:
    # Reading a key is the slow part; a fault is not remembered, so that the next try asks again.
    return open_signer(address, passphrase or None, token or None)


def _development(name: str, called: str) -> Signer:
    config: Config = current_app.config["DREMPEL"]
    path: Path = config.data_folder / name
    if not path.exists():
        with suppress(FileExistsError):  # another process made it at the same moment
            make_development_key(path, name=called)
    return _development_key(path)


@lru_cache(maxsize=200)
def _development_key(path: Path) -> Signer:
    return load_signer(path, None)
