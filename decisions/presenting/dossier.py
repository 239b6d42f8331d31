"""The decision's own dossier: its story, next step, terms and letters."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _l

from app import clock, story
from app.access import Permission, may
from app.web.language import LANGUAGES, document_name, in_language, long_date
from decisions import confirming, terms
from decisions.lifecycle import DecisionState
from decisions.models import Decision
from decisions.presenting.consequence import consequence
from decisions.presenting.facts import LANGUAGE_WORDS, hearing_words, is_belgian
from decisions.presenting.frame import step_names, steps_of
from decisions.presenting.tongue import _
from permits.dossier import NextStep, OpenTerm

KIND_WORDS = {
    "intention-to-refuse": _l("Letter of intention to refuse"),
    "intention-to-revoke": _l("Letter of intention to revoke"),
    "hearing-invitation": _l("Invitation to the hearing"),
    "refusal": _l("Decision: refusal"),
    "grant": _l("Decision: permit"),
    "grant-with-conditions": _l("Decision: permit with conditions"),
    "completion-request": _l("Request for what is missing"),
    "not-treated": _l("Decision: application left untreated"),
    "extension-notice": _l("Letter: the term is extended"),
    "suspension-notice": _l("Letter: the term stands still"),
    "granted-by-silence": _l("Announcement of a permit by law"),
    "decision-on-objection": _l("Decision on the objection"),
    "revocation": _l("Decision: revocation"),
    "closure-134quinquies": _l("Decision: closure"),
    "college-confirmation": _l("Decision of the college"),
    "council-confirmation": _l("Decision of the council"),
    "fine-notice": _l("Notice of a fine"),
    "covering-note": _l("Covering note"),
    "door-notice": _l("Notice for the door"),
    "service-sheet": _l("Service sheet"),
    "notice-to-holders": _l("Mailing"),
    "permit-runs-out": _l("Mailing"),
}


@dataclass(frozen=True)
class Event:
    """One line of the story, for the macro ``story``."""

    on: date
    at: datetime | None
    icon: str
    title: str
    text: str
    who: str
    documents: list[dict[str, str]]
    tone: str


# What a room above says of letters, by their ids.
REMARKS: list[Callable[[list[uuid.UUID]], Mapping[uuid.UUID, str]]] = []


def letters(decision: Decision) -> list[dict[str, str]]:
    """The letters that were made, newest first."""
    keys = [row.id for row in decision.letters]
    remarks = {key: text for said in REMARKS for key, text in said(keys).items()} if keys else {}
    return [
        {
            "label": str(KIND_WORDS.get(row.kind, row.kind)),
            "text": _letter_text(decision, row.language, row.made_at, signed=row.signed_sha256 is not None)
            + (f", {remarks[row.id]}" if row.id in remarks else ""),
            "href": url_for("decisions.letter_pdf", decision_id=decision.id, letter_id=row.id),
        }
        for row in reversed(decision.letters)
    ]


def _letter_text(decision: Decision, language: str, made_at: datetime, *, signed: bool) -> str:
    words = LANGUAGE_WORDS.get(language, LANGUAGES.get(language, language))
    text = _("made on %(day)s, in %(language)s", day=long_date(made_at), language=words)
    return _("%(text)s, signed", text=text) if signed else text


def open_terms(decision: Decision) -> list[OpenTerm]:
    """The days that run for this decision, the earliest first."""
    found: list[OpenTerm] = []
    state = decision.state
    if state in (DecisionState.DRAFT, DecisionState.ANNOUNCED, DecisionState.SECOND_READING, DecisionState.WITH_MAYOR):
        before = terms.decide_before(decision)
        if before is not None:
            url = url_for("decisions.decision_term", decision_id=decision.id)
            found.append(OpenTerm(_("Decide on the application"), before, url, consequence=consequence(decision)))
    if state == DecisionState.ANNOUNCED and decision.hearing_until and not decision.hearing_outcome:
        found.append(OpenTerm(_("Response of the party"), decision.hearing_until))
    if decision.college_due_on and decision.signed_at and decision.college_confirmed is None:
        found.append(
            OpenTerm(
                str(confirming.words_of(decision.measure_copy).title),
                decision.college_due_on,
                consequence=consequence(decision),
            )
        )
    last = terms.holding_last_day(decision)
    if state in (DecisionState.SERVED, DecisionState.IN_EFFECT) and last is not None:
        name = _("Appeal") if is_belgian(decision) else _("Objection")
        found.append(OpenTerm(name, last, url_for("decisions.objection_term", decision_id=decision.id)))
    effect = terms.effect_day(decision)
    if state == DecisionState.SERVED and effect is not None:
        found.append(OpenTerm(_("Takes effect"), effect))
    return sorted(found, key=lambda term: term.due_on)


def next_step(decision: Decision) -> NextStep:
    """Who must act now."""
    drafts, signs = may(Permission.DECISION_DRAFT), may(Permission.DECISION_SIGN)
    page = {"decision_id": decision.id}
    names = step_names(decision)
    match DecisionState(decision.state):
        case DecisionState.DRAFT:
            first = steps_of(decision)[1]
            return _step(drafts, _("The draft is being written."), first, names[first], page)
        case DecisionState.ANNOUNCED:
            sentence = _("The party: %(state)s.", state=hearing_words(decision))
            return _step(drafts, sentence, "hearing", names["hearing"], page)
        case DecisionState.SECOND_READING:
            return _step(
                may(Permission.DECISION_SECOND_READ), _("A colleague reads along."), "reading", _("Read along"), page
            )
        case DecisionState.WITH_MAYOR:
            return _step(signs, _("The mayor signs or sends back."), "sign", _("Read the letter"), page)
        case DecisionState.SIGNED:
            sentence = _("The letter has to be sent on %(day)s.", day=long_date(decision.sending_on))
            return _step(may(Permission.DECISION_SERVE), sentence, "service", _("Record the service"), page)
        case DecisionState.SERVED | DecisionState.IN_EFFECT:
            return _step(
                may(Permission.DECISION_SERVE), _("Nobody needs to act now."), "service", _("See the service"), page
            )
        case _:
            return NextStep(0, _("Nobody needs to act."))


def _step(mine: bool, sentence: str, endpoint: str, button: str, page: dict[str, Any]) -> NextStep:
    if not mine:
        return NextStep(0, sentence, _("You do not need to do anything now."))
    return NextStep(0, sentence, "", url_for(f"decisions.{endpoint}", **page), button)


def events(decision: Decision, happenings: list[story.Happening]) -> list[Event]:
    """The story as it may be read by this reader."""
    return [_event(decision, happening) for happening in happenings if story.readable(happening)]


def _event(decision: Decision, happening: story.Happening) -> Event:
    wording = story.SENTENCES[happening.kind]
    facts = {key: _readable(value) for key, value in happening.facts.items()}
    return Event(
        on=clock.civil(happening.at).date(),
        at=happening.at,
        icon=wording.icon,
        title=str(wording.title) % facts,
        text=str(wording.text) % facts if wording.text else "",
        who=happening.by,
        documents=[
            {
                "label": document_name(file["label"], file.get("pages")),
                "href": url_for("decisions.document", decision_id=decision.id, sha256=file["sha256"]),
            }
            for file in happening.files
        ],
        tone=wording.tone,
    )


def _readable(value: Any) -> Any:
    if isinstance(value, dict):
        return in_language(value)
    if isinstance(value, str) and len(value) >= 10:
        try:
            return long_date(value)
        except ValueError:
            return value
    return value
