"""What a Bibob inquiry puts into the case file and the letters of a decision that rests on it: steps, days, degree.

Never a fact, a name or a reason: who drafts the decision may be somebody who may not read the inquiry (Wet Bibob 28).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from decisions import case_file, letters
from decisions.bibob.lifecycle import Danger
from decisions.bibob.summary import BibobState, bibob_state
from decisions.models import Decision
from decisions.reasoning import CaseFile
from decisions.reasoning.regimes import Bibob, Degree
from reports import BibobBlank, LetterBlanks

_INQUIRY = "bibob_inquiry"
_NEGATIVE = frozenset({"refuse", "revoke"})
_WORD: dict[Danger, Literal["serious", "lesser"]] = {Danger.SERIOUS: "serious", Danger.LESSER: "lesser"}


def install() -> None:
    """Put both in; once."""
    if fill_case not in case_file.FILLERS:
        case_file.FILLERS.append(fill_case)
        letters.FILLERS.append(fill_letter)


def fill_case(decision: Decision, case: CaseFile) -> CaseFile:
    """The case file with what is known of the inquiry, when a chosen ground rests on one."""
    found = _behind(decision)
    return replace(case, bibob=_section(decision, found)) if found is not None else case


def fill_letter(decision: Decision, blanks: LetterBlanks) -> LetterBlanks:
    """The letter with the days and the degree, which make it say that it is confidential."""
    found = _behind(decision)
    if found is None:
        return blanks
    danger = _WORD.get(found.danger) if found.danger is not None else None
    known = BibobBlank(asked_on=found.advice_asked_on, received_on=found.advice_received_on, danger=danger)
    return replace(blanks, bibob=known)


def _behind(decision: Decision) -> BibobState | None:
    """The inquiry under a refusal or withdrawal on a ground that asks for one."""
    asked = any(_INQUIRY in need["kinds"] for ground in decision.grounds for need in ground.needs)
    return bibob_state(decision) if asked and decision.measure_copy["effect"] in _NEGATIVE else None


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
        proportionality=bool(decision.balanced.strip()),
        conditions_considered=found.conditions_considered,
    )
