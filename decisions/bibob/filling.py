"""What a Bibob inquiry puts into the case file and the letters of a decision that rests on it: steps, days, degree.

Who drafts the decision may be somebody who may not read the inquiry (Wet Bibob 28): then never a fact, a name or a
reason. Only a letter that a reader of the inquiry drafts gives the party its reasons, and only few may open that one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from app.access import Permission
from app.people import as_actor
from decisions import case_file, letters
from decisions.bibob.letters import reasons
from decisions.bibob.lifecycle import Danger
from decisions.bibob.summary import BibobState, bibob_state, inquiry_behind
from decisions.models import Decision
from decisions.reasoning import CaseFile
from decisions.reasoning.regimes import Bibob, Contents, Degree, Recipient, Recipients
from reports import BibobBlank, LetterBlanks

_INQUIRY = "bibob_inquiry"
_NEGATIVE = frozenset({"refuse", "revoke"})
# Our own letters hold no more than the law lets this recipient read, and each says that it must be kept secret.
_HOLDS = {
    "party": Contents.REASONS,
    "third-party": Contents.OWN_PART,
    "judge": Contents.EVERYTHING,
    "committee": Contents.EVERYTHING,
}
_WORD: dict[Danger, Literal["serious", "lesser"]] = {Danger.SERIOUS: "serious", Danger.LESSER: "lesser"}


def install() -> None:
    """Put both in; once."""
    if fill_case not in case_file.FILLERS:
        case_file.FILLERS.append(fill_case)
        case_file.HOLDING.append(holding)
        letters.FILLERS.append(fill_letter)
        letters.CONFIDENTIAL.append(is_confidential)


def fill_case(decision: Decision, case: CaseFile) -> CaseFile:
    """The case file with what is known of the inquiry, when a chosen ground rests on one."""
    found = _behind(decision)
    if found is None:
        return case
    handed = tuple(
        Recipients(who=Recipient(who), holds=_HOLDS[who], warned=True) for who in found.recipients if who in _HOLDS
    )
    return replace(case, bibob=_section(decision, found), recipients=(*handed, *case.recipients))


def holding(decision: Decision) -> set[str]:
    """Whether the decision rests on an inquiry, and whether that is kept here."""
    if not _rests(decision):
        return set()
    return {"secret", "bibob-here" if bibob_state(decision) is not None else "bibob-paper"}


def _rests(decision: Decision) -> bool:
    return any(_INQUIRY in need["kinds"] for ground in decision.grounds for need in ground.needs)


def is_confidential(decision: Decision) -> bool:
    """Whether the letters of this decision hold what stands in the inquiry: its drafter may read that."""
    return _rests(decision) and Permission.BIBOB_READ in as_actor(decision.drafter).powers


def fill_letter(decision: Decision, blanks: LetterBlanks) -> LetterBlanks:
    """The letter with the days and the degree, which make it say that it is confidential."""
    found = _behind(decision)
    if found is None:
        return blanks
    row = inquiry_behind(decision) if is_confidential(decision) else None
    if row is not None and row.danger is not None:
        return replace(blanks, bibob=reasons(row))
    danger = _WORD.get(found.danger) if found.danger is not None else None
    known = BibobBlank(asked_on=found.advice_asked_on, received_on=found.advice_received_on, danger=danger)
    return replace(blanks, bibob=known)


def _behind(decision: Decision) -> BibobState | None:
    """The inquiry under a refusal or withdrawal on a ground that asks for one."""
    return bibob_state(decision) if _rests(decision) and decision.measure_copy["effect"] in _NEGATIVE else None


def _section(decision: Decision, found: BibobState) -> Bibob:
    return Bibob(
        # While nobody judged there is no danger that could carry anything.
        degree=Degree(found.danger) if found.danger is not None else Degree.NONE,
        advice_asked=found.advice_asked_on is not None,
        notified=found.notice_sent_on is not None,
        heard=found.party_heard,
        third_parties_named=found.third_parties > 0,
        third_parties_heard=found.third_parties_heard == found.third_parties,
        inquiry_on=found.basis_on or False,
        relation_checked_on=found.relation_checked_on or False,
        verified=found.advice_checked,
        relation_exists=None if found.relation_ended is None else not found.relation_ended,
        relation_answer=found.relation_answered,
        proportionality=bool(decision.balanced.strip()),
        conditions_considered=found.conditions_considered,
        elsewhere_licensed=found.licensed_elsewhere,
        elsewhere_answer=found.elsewhere_answered or None,
        permit_covered=found.covered,
        separable=found.separable,
        separable_answer=found.separable_answered or None,
    )
