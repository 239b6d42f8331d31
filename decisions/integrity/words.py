"""The words of an integrity investigation: labels of its states and kinds, sentences of its story."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from app import story
from app.story import Wording
from decisions.integrity.lifecycle import InvestigationState
from decisions.integrity.models import DocumentKind, FactStatus

_S = InvestigationState
# State: (word, icon, tone).
STATES: dict[InvestigationState, tuple[Any, str, str]] = {
    _S.OPENED: (_l("investigation opened"), "search", "blue"),
    _S.DIOB_ASKED: (_l("advice asked of the DIOB"), "hourglass", "grey"),
    _S.DIOB_INCOMPLETE: (_l("request to the DIOB is incomplete"), "circle-alert", "yellow"),
    _S.DIOB_ADMISSIBLE: (_l("the DIOB prepares its advice"), "hourglass", "grey"),
    _S.ADVISED: (_l("advice of the DIOB received"), "file-text", "blue"),
    _S.INVITED: (_l("invited to the hearing"), "calendar", "grey"),
    _S.HEARD: (_l("party heard"), "users", "blue"),
    _S.PROPOSED: (_l("proposed to the college"), "send", "yellow"),
    _S.DECIDED: (_l("decided by the college"), "building-2", "yellow"),
    _S.NOTIFIED: (_l("notified; stand-still"), "pause", "grey"),
    _S.EXECUTED: (_l("carried out"), "scale", "red"),
    _S.CLOSED: (_l("closed"), "lock", "ink"),
}
DOCUMENTS: dict[DocumentKind, Any] = {
    DocumentKind.REGISTER: _l("result of the central register"),
    DocumentKind.SOURCE: _l("underlying data"),
    DocumentKind.ADVICE: _l("advice of the DIOB"),
    DocumentKind.DEFENCE: _l("defence"),
    DocumentKind.MINUTES: _l("minutes of the college"),
    DocumentKind.PROOF: _l("proof of notification"),
    DocumentKind.LETTER: _l("letter"),
    DocumentKind.OTHER: _l("other document"),
}
FACTS: dict[FactStatus, Any] = {
    FactStatus.ESTABLISHED: _l("established"),
    FactStatus.INDICATIONS: _l("serious indications"),
    FactStatus.CONVICTION: _l("conviction"),
}
HEARINGS: dict[str, Any] = {
    "heard": _l("heard in person"),
    "written": _l("defence in writing"),
    "absent": _l("stayed away without a valid reason"),
}
LETTERS: dict[str, Any] = {
    "integrity-opening": _l("Letter of opening"),
    "integrity-extension": _l("Letter of extension"),
    "diob-request": _l("Request to the DIOB"),
    "hearing-invitation": _l("Invitation to be heard"),
    "integrity-refusal": _l("Decision of the college: refusal"),
    "integrity-suspension": _l("Decision of the college: suspension"),
    "integrity-abrogation": _l("Decision of the college: abrogation"),
    "integrity-closure": _l("Decision of the college: closure"),
}

_FILE = _l("Integrity investigation")


def _told(icon: str, title: Any, text: Any = "", tone: str = "") -> Wording:
    return Wording(icon, title, text, tone, _FILE)


_STORY = {
    "integrity.opened": _told("search", _l("Integrity investigation %(number)s opened by the mayor")),
    "integrity.extended": _told("clock", _l("Integrity investigation extended by thirty working days")),
    "integrity.persons": _told("users", _l("Integrity investigation extended to other persons")),
    "integrity.register": _told("search", _l("Central register consulted")),
    "integrity.sources": _told("search", _l("Other sources noted")),
    "integrity.diob-asked": _told("hourglass", _l("Advice asked of the DIOB")),
    "integrity.diob-receipt": _told("mail", _l("The DIOB received the request")),
    "integrity.diob-incomplete": _told("circle-alert", _l("The DIOB found the request incomplete")),
    "integrity.diob-completed": _told("file-check", _l("Request to the DIOB completed")),
    "integrity.diob-admissible": _told("file-check", _l("The DIOB found the request admissible")),
    "integrity.advised": _told("file-text", _l("Advice of the DIOB received")),
    "integrity.invited": _told("mail", _l("Party invited to the hearing"), _l("On %(hearing_on)s")),
    "integrity.heard": _told("users", _l("Party heard")),
    "integrity.absent": _told("users", _l("The party stayed away from the hearing")),
    "integrity.proposed": _told("send", _l("The mayor made a proposal to the college")),
    "integrity.decided": _told("building-2", _l("The college decided")),
    "integrity.signed": _told("signature", _l("Letter signed")),
    "integrity.letter-returned": _told("undo-2", _l("Letter sent back")),
    "integrity.letter-taken-back": _told("undo-2", _l("Decision taken back to be changed")),
    "integrity.letter-offered": _told("send", _l("Letter offered again")),
    "integrity.notified": _told("mail", _l("Decision notified"), _l("Nothing is carried out before %(free)s")),
    "integrity.urgency": _told("scale", _l("Request in extreme urgency: execution is blocked until judgment")),
    "integrity.urgency-over": _told("scale", _l("The council of state has judged")),
    "integrity.executed": _told("scale", _l("Decision carried out"), tone="strong"),
    "integrity.told": _told("send", _l("Decision sent to the DIOB and the judicial authorities")),
    "integrity.withdrawn": _told("undo-2", _l("The college withdrew its decision")),
    "integrity.stopped": _told("circle-x", _l("Integrity investigation ended without a decision")),
    "integrity.closed": _told("lock", _l("Integrity investigation %(number)s closed")),
    "integrity.document": _told("paperclip", _l("Document added to the integrity investigation")),
    "integrity.held": _told("lock", _l("Integrity file kept from destruction")),
    "integrity.released": _told("lock", _l("Integrity file may be destroyed when its time has come")),
    "integrity.remedies-done": _told("check", _l("No remedy is open any more")),
    "integrity.data-erased": _told("trash-2", _l("Underlying data destroyed")),
    "integrity.erased": Wording("trash-2", _l("Integrity investigation %(number)s destroyed")),
}


def install() -> None:
    """Register the sentences of the story."""
    story.wordings(_STORY)
