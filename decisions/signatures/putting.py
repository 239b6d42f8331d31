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
from decisions.signing_key import House, forget_keys, house
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
        sealed = keys.seal is not None and "Seal" in press.empty_fields(signed)
        if keys.seal is not None and sealed:
            press.check_not_revoked(keys.seal, keys.roots)
            signed = _seal(decision, signed, keys.seal, keys, at)
    except press.SigningFault as fault:
        forget_keys()  # the next try reads a key anew that was replaced meanwhile
        raise CannotSign(fault) from fault
    assert signed.startswith(content), "the signature must leave the bytes that were read"
    proof = press.verify(signed)
    assert proof.intact, "the press made a signature that does not hold"
    return Signed(signed, at, proof.level, sealed, proof.certificate_sha256)


def _mayor(decision: Decision, content: bytes, user: User, keys: House, at: datetime) -> bytes:
    return press.sign(
        content,
        keys.mayor,
        "Mayor",
        name=user.name,
        reason=letters.phrase(decision.language, "signing_reason", number=decision.number),
        at=clock.civil(at),
        place=municipality_now().name,
        authority=keys.authority,
    )


def _seal(decision: Decision, signed: bytes, seal: press.Signer, keys: House, at: datetime) -> bytes:
    return press.sign(
        signed,
        seal,
        "Seal",
        name=municipality_now().name,
        reason=letters.phrase(decision.language, "sealing_reason", number=decision.number),
        at=clock.civil(at),
        authority=keys.authority,
    )
