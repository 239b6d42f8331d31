"""What must be done today about Bibob inquiries: only for who may write in them."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _l

from app.access import Permission
from app.acts import Actor
from app.tasks import Task, task_source
from decisions.bibob import queries, terms
from decisions.bibob.lifecycle import ARTICLES, InquiryState, lacks_to_close, must_be_heard, must_tell_bureau
from decisions.bibob.models import BibobInquiry
from decisions.compartments.lifecycle import ErasureState
from decisions.compartments.wanted import Wanted, task_of
from permits.lifecycle import ApplicationState


@task_source
def of_inquiries(actor: Actor, day: date) -> list[Task]:
    """The tasks of a Bibob officer."""
    if Permission.BIBOB_WRITE not in actor.powers:
        return []
    rows = {row.id: row for row in (*queries.open_inquiries(), *queries.withdrawn_without_word())}
    asked = ((row, wanted(row, day)) for row in rows.values())
    found = [task_of(row, want) for row, want in asked if want is not None]
    proposals = queries.erasures(ErasureState.PROPOSED)
    if proposals:
        found.append(_erasures(len(proposals), min(one.due_on for one in proposals)))
    return found


def _erasures(number: int, due: date) -> Task:
    return Task(
        due_on=due,
        title=_l("Decide what is destroyed"),
        case=_l("Bibob files whose time is over: %(number)s", number=number),
        consequence=_l("Nobody may use them any more (%(article)s).", article=ARTICLES["reuse"]),
        url="/bibob/erasures",
        button=_l("See the list"),
    )


def wanted(row: BibobInquiry, day: date) -> Wanted | None:
    """What must be done about an inquiry now; None when nothing."""
    page = f"/bibob/{row.id}"
    application = row.application
    withdrawn = application is not None and application.state == ApplicationState.WITHDRAWN
    if withdrawn and row.withdrawal_told_on is None:
        consequence = _l("The Bureau must be told at once (%(article)s).", article=ARTICLES["tell-withdrawal"])
        title = _l("Tell the Bureau that the application was withdrawn")
        return Wanted(None, title, consequence, f"{page}/tell-withdrawal", _l("Record that it was told"))
    match row.state:
        case InquiryState.OPENED:
            consequence = _l("Without the form there is no own inquiry (%(article)s).", article=ARTICLES["own-inquiry"])
            return Wanted(
                _decide_by(row), _l("Send the Bibob form"), consequence, f"{page}/send-form", _l("Record sending")
            )
        case InquiryState.FORM_SENT:
            return _form(row, day, page)
        case InquiryState.FORM_RECEIVED | InquiryState.ADVICE_RECEIVED:
            consequence = _l("The decision waits for it (%(article)s).", article=ARTICLES["degree"])
            return Wanted(_decide_by(row), _l("Decide the degree of danger"), consequence, page, _l("Open the inquiry"))
        case InquiryState.ADVICE_ASKED:
            return _advice(row, page)
        case InquiryState.JUDGED:
            return _judged(row, day, page)
    return None


def _decide_by(row: BibobInquiry) -> date | None:
    computed = terms.decide_by(row)
    return computed.last_day if computed else None


def _form(row: BibobInquiry, day: date, page: str) -> Wanted:
    running = row.form_due_on is not None and day <= row.form_due_on
    source = ARTICLES["not-completed-applicant" if row.application_id else "not-completed-holder"]
    return Wanted(
        row.form_due_on,
        _l("The Bibob form has to come back"),
        _l("What follows when it does not come: %(article)s.", article=source),
        page if running else f"{page}/receive-form",
        _l("Open the inquiry") if running else _l("Record receipt"),
        _l("the party investigated") if running else None,
    )


def _advice(row: BibobInquiry, page: str) -> Wanted:
    if row.notice_sent_on is None:
        consequence = _l("The party must know that advice was asked (%(article)s).", article=ARTICLES["notice"])
        return Wanted(
            row.advice_asked_on,
            _l("Tell the party that advice was asked"),
            consequence,
            f"{page}/notify-party",
            _l("Make the letter"),
        )
    computed = terms.advice_term(row)
    due = computed.last_day if computed else None
    consequence = _l("The decision clock stands still until then (%(article)s).", article=ARTICLES["suspension"])
    waits = _l("the Bibob Bureau")
    return Wanted(due, _l("Advice of the Bureau"), consequence, page, _l("Open the inquiry"), waits)


def _judged(row: BibobInquiry, day: date, page: str) -> Wanted:
    if must_tell_bureau(row) and row.bureau_told_on is None:
        consequence = _l("The Bureau must be told at once (%(article)s).", article=ARTICLES["tell-bureau"])
        return Wanted(
            row.danger_on,
            _l("Tell the Bureau the conclusion"),
            consequence,
            f"{page}/tell-bureau",
            _l("Record that it was told"),
        )
    running = [one.until_on for one in row.persons if one.until_on and not one.outcome and day <= one.until_on]
    if must_be_heard(row) and running:
        consequence = _l("The result cannot carry a decision before (%(article)s).", article=ARTICLES["hearing"])
        title, waits = _l("Answer to the Bibob intention"), _l("who is heard")
        return Wanted(min(running), title, consequence, page, _l("Open the inquiry"), waits)
    if lacks_to_close(row):
        consequence = _l("The result cannot carry a decision before (%(article)s).", article=ARTICLES["hearing"])
        return Wanted(_decide_by(row), _l("Hear who must be heard"), consequence, page, _l("Open the inquiry"))
    consequence = _l("Only a closed inquiry carries a decision (%(article)s).", article=ARTICLES["degree"])
    return Wanted(_decide_by(row), _l("Close the Bibob inquiry"), consequence, f"{page}/close", _l("Close"))
