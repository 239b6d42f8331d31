"""What was found about a file, in sentences for whoever holds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from app.db import db
from app.web.language import clock_time, long_date
from decisions.models import Decision, DecisionLetter
from decisions.signatures.models import SignedCopy
from decisions.signatures.verification import Finding, Standing, Verdict
from reports.press import Level

_VERDICTS: dict[Verdict, tuple[str, Any, Any]] = {
    Verdict.ISSUED: (
        "ok",
        _l("A letter with this code was issued"),
        _l(
            "This says that there is such a letter, not that the paper before you is the same. "
            "To be sure of its words, check the PDF."
        ),
    ),
    Verdict.NO_SUCH_CODE: (
        "warn",
        _l("No letter with this code is known here"),
        _l("Look whether the code was typed as it is printed. A letter that was not signed or sent yet is not known."),
    ),
    Verdict.GENUINE: (
        "ok",
        _l("This letter is genuine and unchanged"),
        _l("It is exactly, to the last byte, the letter that the municipality issued."),
    ),
    Verdict.GENUINE_WITH_ADDITIONS: (
        "ok",
        _l("This letter is genuine and unchanged"),
        _l("Something was added to the file afterwards, as its signatures allow. It changes nothing you see."),
    ),
    Verdict.CHANGED: (
        "danger",
        _l("This file was changed after it was signed"),
        _l("Do not rely on it. Ask the municipality for the letter as it was issued."),
    ),
    Verdict.TAKEN_BACK: (
        "danger",
        _l("This letter was never issued"),
        _l("It was taken back before everybody signed, and its signature does not count. Do not rely on it."),
    ),
    Verdict.WITHOUT_SIGNATURE: (
        "warn",
        _l("This copy has no signature"),
        _l("The municipality issued this letter with a signature. Ask for the signed file."),
    ),
    Verdict.UNKNOWN: (
        "warn",
        _l("This letter is not known here"),
        _l("No municipality that works with this service issued it, or the file is no longer as it was issued."),
    ),
    Verdict.ENCRYPTED: (
        "warn",
        _l("This file is locked with a password"),
        _l("A letter of ours never is. Choose the file as you received it from the municipality."),
    ),
    Verdict.TOO_HARD: (
        "warn",
        _l("This file cannot be checked"),
        _l("Reading it takes too much time. A letter of ours is read at once: this is not one, or it was damaged."),
    ),
    Verdict.NOT_A_PDF: (
        "warn",
        _l("This file is not a PDF"),
        _l("Choose the PDF as you received it from the municipality, not a photo or a scan of it."),
    ),
}
_LEVELS = {
    Level.BASIC: _l("The signature carries no time stamp of an authority."),
    Level.STAMPED: _l("An independent authority confirms the time of signing."),
    Level.LASTING: _l(
        "An independent authority confirms the time of signing, and the proof is kept inside the letter."
    ),
}
_STANDINGS: dict[Standing, tuple[str, Any]] = {
    Standing.HOLDS: ("ok", _l("This decision was not withdrawn or replaced.")),
    Standing.ENDED: ("warn", _l("This decision no longer holds: it was withdrawn, annulled or not confirmed.")),
    Standing.FOLLOWED: (
        "warn",
        _l("A later decision has changed or ended this one. Ask the municipality which one holds."),
    ),
    Standing.CORRECTED: ("warn", _l("A later letter names another last day. Look at that letter as well.")),
}


@dataclass(frozen=True)
class Told:
    """The answer for page and command: a title and text with their tone, facts, and sentences with theirs."""

    tone: str
    title: str
    text: str
    facts: list[tuple[str, str]]
    sentences: list[tuple[str, str]]


def told(found: Finding) -> Told:
    """The sentences for one finding, in the present language."""
    tone, title, text = _VERDICTS[found.verdict]
    sentences = [(kind, str(words)) for kind, words in (_STANDINGS[one] for one in found.standings)]
    return Told(tone, str(title), str(text), _facts(found) if found.genuine else [], sentences)


def _facts(found: Finding) -> list[tuple[str, str]]:
    facts = [(_("Issued by"), found.municipality)]
    if not found.signed:
        return [*facts, (_("Signature"), _("A letter of this kind is not signed."))]
    facts.append((_("Signed by"), _("the mayor of %(town)s", town=found.municipality)))
    if found.signed_at is not None:
        facts.append((_("Signed on"), f"{long_date(found.signed_at)}, {clock_time(found.signed_at)}"))
    return [*facts, *_proof(found.level or Level.BASIC, sealed=found.sealed)]


def proof_of(decision: Decision) -> list[tuple[str, str]]:
    """What the newest copy of a signed decision proves, for the people of its own municipality."""
    question = select(SignedCopy).join(DecisionLetter).where(DecisionLetter.decision_id == decision.id)
    copy = db.session.scalars(question.order_by(SignedCopy.made_at.desc())).first()
    return _proof(Level(copy.level), sealed=copy.sealed) if copy is not None else []


def _proof(level: Level, *, sealed: bool) -> list[tuple[str, str]]:
    return [
        (_("Seal of the municipality"), _("yes") if sealed else _("no")),
        (_("Proof of the time"), str(_LEVELS[level])),
    ]
