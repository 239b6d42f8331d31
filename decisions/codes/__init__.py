"""The code under a letter: random, kept with it, and the only thing that anybody can ask about without the file."""

from __future__ import annotations

import secrets

from flask import current_app
from sqlalchemy import select

from app.db import db
from decisions.codes.models import LetterCode
from decisions.models import Decision

# Without what is read wrongly from paper: I, L, O, U, 0 and 1.
_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_GROUPS, _GROUP = 4, 4


def issue(decision: Decision, kind: str) -> None:
    """Give the letter of this kind its code, inside the act that makes it; a second time keeps the first.

    Without a public address in the settings there is nowhere to ask, and no code.
    """
    base = current_app.config["DREMPEL"].public_url
    if base and _row(decision, kind) is None:
        code = "-".join("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
        db.session.add(LetterCode(code=code, decision_id=decision.id, kind=kind, address=f"{base}/verify/{code}"))
        db.session.flush()


def bind(decision: Decision, kind: str, sha256: str) -> None:
    """Note which bytes carry the code: those of the letter that was filed last."""
    row = _row(decision, kind)
    if row is not None:
        row.sha256 = sha256


def address_for(decision: Decision, kind: str) -> str:
    """What is printed under the letter; empty while it has no code. It stays as it was issued."""
    row = _row(decision, kind)
    return row.address if row is not None else ""


def written(code: str) -> str:
    """A code as it is kept, from what somebody typed or scanned; empty when it cannot be one."""
    bare = "".join(character for character in code.upper() if character.isalnum())
    if len(bare) != _GROUPS * _GROUP or not set(bare) <= set(_LETTERS):
        return ""
    return "-".join(bare[at : at + _GROUP] for at in range(0, len(bare), _GROUP))


def _row(decision: Decision, kind: str) -> LetterCode | None:
    question = select(LetterCode).where(LetterCode.decision_id == decision.id, LetterCode.kind == kind)
    return db.session.scalars(question).one_or_none()
