"""The key of the municipality's signature: by configuration, or in a practice environment made at the first start."""

from __future__ import annotations

from contextlib import suppress

from flask import current_app

from app.config import Config
from reports.press import Signer, load_signer, make_development_key

DEVELOPMENT_KEY = "development-signing-key.p12"
_LOADED: dict[str, Signer] = {}


def house_signer() -> Signer:
    """The signer of this house. Raises reports.press.KeyCannotBeRead when the configured file is not a key."""
    settings: Config = current_app.config["DREMPEL"]
    path = settings.signing_key or settings.data_folder / DEVELOPMENT_KEY
    if str(path) not in _LOADED:
        if settings.signing_key is None and not path.exists():
            with suppress(FileExistsError):  # another process made it at the same moment
                make_development_key(path, name="Drempel oefensleutel")
        _LOADED[str(path)] = load_signer(path, settings.signing_passphrase or None)
    return _LOADED[str(path)]
