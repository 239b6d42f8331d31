"""States of an integrity investigation, its roads, and what must be there before the mayor proposes. Pure."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from flask_babel import lazy_gettext as _l

from app.lifecycle import Lack, Lifecycle

_DATA: dict[str, Any] = tomllib.loads((Path(__file__).parent / "articles.toml").read_text("utf-8"))
BOUNDS: dict[str, int] = _DATA.pop("bounds")
ARTICLES: dict[str, str] = _DATA


class InvestigationState(StrEnum):
    OPENED = "opened"
    DIOB_ASKED = "diob-asked"
    DIOB_INCOMPLETE = "diob-incomplete"
    DIOB_ADMISSIBLE = "diob-admissible"
    ADVISED = "advised"
    INVITED = "invited"
    HEARD = "heard"
    PROPOSED = "proposed"
    DECIDED = "decided"
    NOTIFIED = "notified"
    EXECUTED = "executed"
    CLOSED = "closed"


_S = InvestigationState
_BEFORE_COLLEGE = (
    _S.OPENED,
    _S.DIOB_ASKED,
    _S.DIOB_INCOMPLETE,
    _S.DIOB_ADMISSIBLE,
    _S.ADVISED,
    _S.INVITED,
    _S.HEARD,
    _S.PROPOSED,
)
INVESTIGATION = Lifecycle(
    {
        (_S.OPENED, "ask_diob"): _S.DIOB_ASKED,
        (_S.DIOB_ASKED, "find_incomplete"): _S.DIOB_INCOMPLETE,
        (_S.DIOB_INCOMPLETE, "complete_request"): _S.DIOB_ASKED,
        (_S.DIOB_INCOMPLETE, "ask_again"): _S.DIOB_ASKED,
        (_S.DIOB_ASKED, "find_admissible"): _S.DIOB_ADMISSIBLE,
        (_S.DIOB_ADMISSIBLE, "receive_advice"): _S.ADVISED,
        (_S.ADVISED, "invite"): _S.INVITED,
        (_S.INVITED, "record_hearing"): _S.HEARD,
        (_S.INVITED, "record_absence"): _S.HEARD,
        (_S.OPENED, "propose"): _S.PROPOSED,  # only that nothing be done: anything negative needs advice and hearing
        (_S.ADVISED, "propose"): _S.PROPOSED,
        (_S.HEARD, "propose"): _S.PROPOSED,
        (_S.PROPOSED, "decide"): _S.DECIDED,
        (_S.DECIDED, "take_back"): _S.HEARD,  # who signs sent the decision back: it is proposed and decided anew
        (_S.DECIDED, "notify"): _S.NOTIFIED,
        (_S.NOTIFIED, "execute"): _S.EXECUTED,
        (_S.NOTIFIED, "withdraw_decision"): _S.CLOSED,  # on new elements, or because the council of state suspended it
        (_S.EXECUTED, "withdraw_decision"): _S.CLOSED,
        (_S.EXECUTED, "close"): _S.CLOSED,
        (_S.DECIDED, "close"): _S.CLOSED,  # the college took no measure
        **{(state, "stop"): _S.CLOSED for state in _BEFORE_COLLEGE},
    },
    start=_S.OPENED,
    final=frozenset({_S.CLOSED}),
)


def is_running(state: InvestigationState) -> bool:
    """Whether the investigation itself, of fifty or eighty working days, is not over."""
    return state in _BEFORE_COLLEGE


class Investigated(Protocol):
    """An investigation, as far as the lacks are concerned."""

    @property
    def state(self) -> InvestigationState: ...
    @property
    def application_id(self) -> object | None: ...
    @property
    def permit_id(self) -> object | None: ...
    @property
    def register_on(self) -> date | None: ...
    @property
    def diob_received_on(self) -> date | None: ...
    @property
    def invited_on(self) -> date | None: ...
    @property
    def hearing_outcome(self) -> str: ...
    @property
    def facts(self) -> Sequence[object]: ...
    @property
    def permit_needed(self) -> bool: ...


class Proposed(Protocol):
    """What the mayor proposes, as far as the lacks are concerned. ``effect``: "" (nothing), refuse, suspend …"""

    @property
    def effect(self) -> str: ...
    @property
    def grounds(self) -> Sequence[str]: ...
    @property
    def texts(self) -> dict[str, str]: ...
    @property
    def conditions(self) -> str: ...
    @property
    def duration_from(self) -> date | None: ...
    @property
    def duration_until(self) -> date | None: ...
    @property
    def within_maximum(self) -> bool: ...


# Field of the form: what is asked.
_TEXTS = {
    "reasoning": _l("Write how the facts lead to the risk."),
    "seriousness": _l("Write how serious the facts are."),
    "sector_link": _l("Write how the facts are linked to the sector or the activity."),
    "benefit": _l("Write how large the benefit is."),
    "alternatives": _l("Write why something lighter will not do."),
    "balanced": _l("Weigh the interests of the party and of others."),
    "follows_diob": _l("Write why the advice is followed, or why not."),
}


def lacks_to_propose(row: Investigated, wish: Proposed) -> list[Lack]:
    """What lacks before the mayor can propose this to the college. Nothing negative without advice and hearing."""
    found = []
    if row.register_on is None:
        sentence = _l("The central register was not consulted. That is asked every time.")
        found.append(Lack("register", sentence, "register", ARTICLES["register"]))
    if not wish.effect:
        return found
    if row.diob_received_on is None:
        sentence = _l("Nothing negative can be proposed without the advice of the DIOB.")
        found.append(Lack("diob-advice", sentence, "measure", ARTICLES["advice"]))
    if row.invited_on is None or not row.hearing_outcome:
        sentence = _l("The party was not heard, or that it stayed away was not recorded.")
        found.append(Lack("hearing", sentence, "measure", ARTICLES["hearing"]))
    return [*found, *_lacks_of_measure(row, wish), *_lacks_of_reasons(row, wish)]


def _lacks_of_measure(row: Investigated, wish: Proposed) -> list[Lack]:
    needs_application = wish.effect == "refuse" and row.application_id is None
    needs_permit = wish.effect in {"suspend", "revoke"} and row.permit_id is None
    found = []
    if needs_application or needs_permit:
        sentence = _l("This measure does not fit: there is no open application, or no permit, in this investigation.")
        found.append(Lack("measure", sentence, "measure", ARTICLES["college"]))
    if wish.effect == "close" and row.permit_needed:
        sentence = _l("The place can be closed only where the municipality asks no permit for this activity.")
        found.append(Lack("measure", sentence, "measure", ARTICLES["college"]))
    if wish.effect == "suspend":
        if wish.duration_from is None or wish.duration_until is None or not wish.within_maximum:
            sentence = _l("A suspension has a first and a last day, at most six months apart.")
            found.append(Lack("duration", sentence, "duration_until", ARTICLES["college"]))
        if not wish.conditions.strip():
            sentence = _l("Write what the party must do to end the suspension.")
            found.append(Lack("conditions", sentence, "conditions", ARTICLES["college"]))
    return found


def _lacks_of_reasons(row: Investigated, wish: Proposed) -> list[Lack]:
    found = []
    if not wish.grounds:
        sentence = _l("Choose at least one ground.")
        found.append(Lack("grounds", sentence, "grounds", ARTICLES["grounds"]))
    if not row.facts:
        sentence = _l("Add at least one fact: concrete, verifiable, with its number on the list of offences.")
        found.append(Lack("facts", sentence, "facts", ARTICLES["grounds"]))
    for name, sentence in _TEXTS.items():
        if not wish.texts.get(name, "").strip():
            found.append(Lack(name, sentence, name, ARTICLES["grounds"]))
    return found
