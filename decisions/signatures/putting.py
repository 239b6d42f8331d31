"""The mayor's signature and right after it the municipality's seal, on a letter that was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from app import clock
from app.people import User, municipality_now
from decisions import letters
from decisions.models import Decision
from decisions.signatures.refusals import CannotSign
from decisions.signing_key import House, director_signer, forget_keys, house
from reports import press


@dataclass(frozen=True)
class Signed:
    """The signed bytes and what they prove; ``at`` is the moment of signing."""

    content: bytes
    at: datetime
    level: press.Level
    sealed: bool
    certificate_sha256: str

    @property
    def sha256(self) -> str:
        return sha256(self.content).hexdigest()


def put_signatures(decision: Decision, content: bytes, user: User) -> Signed:
    """Sign and seal in memory: all of it or nothing. Raises CannotSign with the sentence for the mayor.

    Services may be slow: call it outside a transaction.
    """
    at = clock.now()
    try:
        keys = house()
        press.check_not_revoked(keys.mayor, keys.roots)
        signed = _mayor(decision, content, user, keys, at)
        still_open = press.empty_fields(signed)
        # The seal closes the letter after the last hand: where the general director signs too, it waits for that.
        sealed = keys.seal is not None and "Seal" in still_open and "Director" not in still_open
        if keys.seal is not None and sealed:
            press.check_not_revoked(keys.seal, keys.roots)
            signed = _seal(decision.language, decision.number, signed, keys, at)
    except press.SigningFault as fault:
        forget_keys()  # the next try reads a key anew that was replaced meanwhile
        raise CannotSign(fault) from fault
    return _proven(content, signed, at, sealed=sealed)


def put_hand(content: bytes, place: str, user: User, *, number: str, language: str) -> Signed:
    """Put one hand on a letter, in the place of the mayor or the general director, and after the last one the seal.

    Raises CannotSign; then nothing is signed. Services may be slow: call it outside a transaction.
    """
    at, sealed = clock.now(), False
    try:
        keys = house()
        signer = director_signer() if place == "Director" else keys.mayor
        press.check_not_revoked(signer, keys.roots)
        signed = _hand(content, signer, place, user, number, language, keys, at)
        still_open = press.empty_fields(signed)
        sealed = keys.seal is not None and "Seal" in still_open and not still_open & {"Mayor", "Director"}
        if keys.seal is not None and sealed:
            press.check_not_revoked(keys.seal, keys.roots)
            signed = _seal(language, number, signed, keys, at)
    except press.SigningFault as fault:
        forget_keys()
        raise CannotSign(fault) from fault
    return _proven(content, signed, at, sealed=sealed)


def _proven(content: bytes, signed: bytes, at: datetime, *, sealed: bool) -> Signed:
    assert signed.startswith(content), "the signature must leave the bytes that were read"
    proof = press.verify(signed)
    assert proof.intact, "the press made a signature that does not hold"
    return Signed(signed, at, proof.level, sealed, proof.certificate_sha256)


def _mayor(decision: Decision, content: bytes, user: User, keys: House, at: datetime) -> bytes:
    return _hand(content, keys.mayor, "Mayor", user, decision.number, decision.language, keys, at)


def _hand(
    content: bytes, signer: press.Signer, place: str, user: User, number: str, language: str, keys: House, at: datetime
) -> bytes:
    return press.sign(
        content,
        signer,
        place,
        name=user.name,
        reason=letters.phrase(language, "signing_reason", number=number),
        at=clock.civil(at),
        place=municipality_now().name,
        authority=keys.authority,
    )


def _seal(language: str, number: str, signed: bytes, keys: House, at: datetime) -> bytes:
    assert keys.seal is not None
    return press.sign(
        signed,
        keys.seal,
        "Seal",
        name=municipality_now().name,
        reason=letters.phrase(language, "sealing_reason", number=number),
        at=clock.civil(at),
        authority=keys.authority,
    )
