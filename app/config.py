"""Everything that can be set, read once from the environment. See docs/production.md."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


class NotConfigured(SystemExit):
    """The application refuses to start; the message says what to set."""


def _flag(environment: Mapping[str, str], name: str) -> bool:
    return environment.get(name, "").strip().lower() in {"1", "true", "yes", "on"}


@dataclass(frozen=True)
class Signing:
    """With what letters are signed. ``{municipality}`` in ``key`` or ``seal_key`` stands for the code of the town.

    ``key`` (SIGNING_KEY): the mayor's key: a PKCS#12 file, ``pkcs11:…`` (RFC 7512) or ``csc+https://…?credential=…``;
    ``passphrase`` (SIGNING_PASSPHRASE): of the file, or the PIN. ``seal_key``, ``seal_passphrase`` (SEAL_KEY,
    SEAL_PASSPHRASE): the same for the municipality's seal. ``director_key``, ``director_passphrase`` (DIRECTOR_KEY,
    DIRECTOR_PASSPHRASE): the same for the general director, who countersigns in Belgium. ``token`` (SIGNING_TOKEN):
    bearer token of a remote service. Practice makes these keys. ``timestamp_url`` (TIMESTAMP_URL): authority of RFC
    3161; none: no time stamps. ``roots`` (SIGNING_ROOTS): file in PEM with the certificates to which signers and
    authority lead.
    """

    key: str
    passphrase: str
    seal_key: str
    seal_passphrase: str
    token: str
    timestamp_url: str
    roots: Path | None
    director_key: str = ""
    director_passphrase: str = ""

    @classmethod
    def read(cls, env: Mapping[str, str]) -> Signing:
        """Read the environment; a key that lacks is made in practice only."""
        roots = env.get("SIGNING_ROOTS", "")
        return cls(
            key=env.get("SIGNING_KEY", ""),
            passphrase=env.get("SIGNING_PASSPHRASE", ""),
            seal_key=env.get("SEAL_KEY", ""),
            seal_passphrase=env.get("SEAL_PASSPHRASE", ""),
            token=env.get("SIGNING_TOKEN", ""),
            timestamp_url=env.get("TIMESTAMP_URL", ""),
            roots=Path(roots).resolve() if roots else None,
            director_key=env.get("DIRECTOR_KEY", ""),
            director_passphrase=env.get("DIRECTOR_PASSPHRASE", ""),
        )


@dataclass(frozen=True)
class Config:
    """The settings.

    ``demonstration`` (DREMPEL_DEMONSTRATION): a practice environment, said on every page, one-click sign-in.
    ``secret_key`` (SECRET_KEY) and ``password_salt`` (PASSWORD_SALT): required outside demonstration mode.
    ``database_url`` (DATABASE_URL): ``postgresql+psycopg://…``; without it SQLite in the data folder.
    ``data_folder`` (DREMPEL_DATA): files by their SHA-256, the SQLite database, the development key.
    ``signing``: keys, time stamps and roots, see :class:`Signing`.
    ``https`` (DREMPEL_HTTPS, default on outside demonstration): cookies only over TLS.
    ``max_upload_bytes`` (MAX_UPLOAD_MB, 25): larger uploads are refused with a sentence.
    ``public_url`` (PUBLIC_URL): where letters and mail point to.
    """

    demonstration: bool
    secret_key: str
    password_salt: str
    database_url: str
    data_folder: Path
    signing: Signing
    https: bool
    max_upload_bytes: int
    public_url: str

    @classmethod
    def read(cls, environment: Mapping[str, str] | None = None) -> Config:
        """Read the environment, or raise :class:`NotConfigured` with a sentence."""
        env = os.environ if environment is None else environment
        demonstration = _flag(env, "DREMPEL_DEMONSTRATION")
        folder = Path(env.get("DREMPEL_DATA", "instance")).resolve()
        books_only = environment is None and not demonstration and _asks_books_only(sys.argv)
        if not demonstration and not books_only:
            _demand(env)
        kept = _secret_of_a_moment if books_only else _kept_secret
        return cls(
            demonstration=demonstration,
            secret_key=env.get("SECRET_KEY") or kept(folder, "secret_key"),
            password_salt=env.get("PASSWORD_SALT") or kept(folder, "password_salt"),
            database_url=env.get("DATABASE_URL") or f"sqlite:///{folder / 'drempel.sqlite'}",
            data_folder=folder,
            signing=Signing.read(env),
            https=_flag(env, "DREMPEL_HTTPS") if "DREMPEL_HTTPS" in env else not demonstration,
            max_upload_bytes=int(env.get("MAX_UPLOAD_MB", "25")) * 1024 * 1024,
            public_url=env.get("PUBLIC_URL", "").rstrip("/"),
        )


def _demand(env: Mapping[str, str]) -> None:
    for name in ("SECRET_KEY", "PASSWORD_SALT", "SIGNING_KEY"):
        if not env.get(name):
            msg = (
                f"Drempel does not start: set {name} in the environment (docs/production.md says how), "
                "or set DREMPEL_DEMONSTRATION=1 to practise."
            )
            raise NotConfigured(msg)
    if len(env["SECRET_KEY"]) < 32:
        msg = "Drempel does not start: SECRET_KEY is shorter than 32 characters. Make one with: openssl rand -hex 32"
        raise NotConfigured(msg)


def _asks_books_only(arguments: list[str]) -> bool:
    """``flask law …`` and ``flask letters render`` read what ships with Drempel: no session, no database."""
    by_flask = "flask" in Path(arguments[0]).parts[-2:]
    return by_flask and (arguments[1:2] == ["law"] or arguments[1:3] == ["letters", "render"])


def _secret_of_a_moment(_folder: Path, _name: str) -> str:
    return secrets.token_hex(32)


def _kept_secret(folder: Path, name: str) -> str:
    """Practice only: a secret made at first start and kept beside the database, so that sessions survive a restart."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f".{name}"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(32))
    return path.read_text()
