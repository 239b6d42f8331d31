"""The words of a Bibob inquiry: labels of its states and kinds, sentences of its story."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from app import story
from app.story import Wording
from decisions.bibob.lifecycle import Danger, InquiryState
from decisions.bibob.models import DocumentKind, FactStatus, Recipient

# State: (word, icon, tone).
STATES: dict[InquiryState, tuple[Any, str, str]] = {
    InquiryState.OPENED: (_l("own inquiry opened"), "search", "blue"),
    InquiryState.FORM_SENT: (_l("form sent"), "send", "grey"),
    InquiryState.FORM_RECEIVED: (_l("form received"), "file-check", "blue"),
    InquiryState.ADVICE_ASKED: (_l("advice asked"), "hourglass", "grey"),
    InquiryState.ADVICE_RECEIVED: (_l("advice received"), "file-text", "blue"),
    InquiryState.JUDGED: (_l("degree of danger decided"), "scale", "yellow"),
    InquiryState.CLOSED: (_l("closed"), "lock", "ink"),
}
DANGERS: dict[Danger, Any] = {
    Danger.NONE: _l("no danger"),
    Danger.LESSER: _l("lesser danger: conditions, no refusal"),
    Danger.SERIOUS: _l("serious danger"),
}
DOCUMENTS: dict[DocumentKind, Any] = {
    DocumentKind.FORM: _l("Bibob form"),
    DocumentKind.OWN_FINDINGS: _l("findings of the own inquiry"),
    DocumentKind.ADVICE: _l("advice of the Bureau"),
    DocumentKind.EXTRACT: _l("part of the advice about one third party"),
    DocumentKind.RESPONSE: _l("response"),
    DocumentKind.LETTER: _l("letter"),
    DocumentKind.OTHER: _l("other document"),
}
RECIPIENTS: dict[Recipient, Any] = {
    Recipient.PARTY: _l("the party itself"),
    Recipient.THIRD_PARTY: _l("a third party who is named"),
    Recipient.JUDGE: _l("the judge"),
    Recipient.COMMITTEE: _l("the objection committee"),
}
FACTS: dict[FactStatus, Any] = {
    FactStatus.ESTABLISHED: _l("established"),
    FactStatus.CONVICTION: _l("irrevocable conviction"),
    FactStatus.PENAL_ORDER: _l("irrevocable penal order"),
    FactStatus.SETTLEMENT: _l("settlement with the prosecutor"),
    FactStatus.FINE: _l("irrevocable fine"),
    FactStatus.FINE_FIRST_INSTANCE: _l("fine, upheld in first instance"),
    FactStatus.PENDING: _l("case is pending"),
    FactStatus.DROPPED: _l("case was dropped"),
    FactStatus.SUSPICION: _l("suspicion"),
    FactStatus.CLEARED: _l("somebody was cleared of it"),
}
OUTCOMES: dict[str, Any] = {"view": _l("answered"), "none": _l("did not answer")}
LETTERS: dict[str, Any] = {
    "bibob-notice": _l("Notice that advice was asked"),
    "bibob-hearing": _l("Invitation to be heard"),
}

_FILE = _l("Bibob inquiry")
_STORY = {
    "bibob.opened": Wording("search", _l("Bibob inquiry %(number)s opened"), document=_FILE),
    "bibob.form-sent": Wording("send", _l("Bibob form sent"), _l("To be returned by %(until)s"), document=_FILE),
    "bibob.form-received": Wording("file-check", _l("Bibob form received"), document=_FILE),
    "bibob.advice-asked": Wording(
        "hourglass", _l("Bibob advice asked"), _l("The decision clock stands still"), document=_FILE
    ),
    "bibob.advice-extended": Wording("clock", _l("The Bureau puts its advice off by %(weeks)s weeks"), document=_FILE),
    "bibob.data-asked": Wording("file-question-mark", _l("The Bureau asked the party for data"), document=_FILE),
    "bibob.data-received": Wording("file-check", _l("The Bureau received the data"), document=_FILE),
    "bibob.notice-sent": Wording("mail", _l("The party was told that advice was asked"), document=_FILE),
    "bibob.advice-received": Wording("file-text", _l("Bibob advice received"), document=_FILE),
    "bibob.advice-reused": Wording("history", _l("Earlier Bibob advice used again"), document=_FILE),
    "bibob.judged": Wording("scale", _l("Degree of danger decided"), tone="strong", document=_FILE),
    "bibob.completed": Wording("pencil", _l("What a decision asks was written"), document=_FILE),
    "bibob.bureau-told": Wording("send", _l("The Bureau was told"), document=_FILE),
    "bibob.person-named": Wording("users", _l("Somebody who must be heard was added"), document=_FILE),
    "bibob.invited": Wording("mail", _l("The party was invited to be heard"), _l("Until %(until)s"), document=_FILE),
    "bibob.answered": Wording("message-square", _l("The party answered"), document=_FILE),
    "bibob.not-answered": Wording("message-square", _l("The party did not answer"), document=_FILE),
    "bibob.third-invited": Wording(
        "mail", _l("Third party %(label)s was invited to be heard"), _l("Until %(until)s"), document=_FILE
    ),
    "bibob.third-answered": Wording("message-square", _l("Third party %(label)s answered"), document=_FILE),
    "bibob.third-not-answered": Wording("message-square", _l("Third party %(label)s did not answer"), document=_FILE),
    "bibob.document": Wording("paperclip", _l("Document added to the Bibob inquiry"), document=_FILE),
    "bibob.edition": Wording("mail", _l("Edition of a letter made for another reader"), document=_FILE),
    "bibob.held": Wording("lock", _l("Bibob inquiry kept from destruction"), document=_FILE),
    "bibob.released": Wording("lock", _l("Bibob inquiry may be destroyed when its time has come"), document=_FILE),
    "bibob.closed": Wording("lock", _l("Bibob inquiry %(number)s closed"), document=_FILE),
    "bibob.stopped": Wording("circle-x", _l("Bibob inquiry %(number)s ended without a result"), document=_FILE),
    "bibob.erased": Wording("trash-2", _l("Bibob inquiry %(number)s destroyed")),
}


def install() -> None:
    """Register the sentences of the story."""
    story.wordings(_STORY)
