"""One page for each step of an inquiry, all of one shape."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import redirect
from flask_babel import lazy_gettext as _l

from app import clock
from app.access import Permission, open_to
from app.web.language import long_date
from decisions.bibob import acts, queries, terms
from decisions.bibob.forms import (
    AskAdviceForm,
    CompleteForm,
    ConditionForm,
    DayForm,
    DocumentForm,
    EditionForm,
    FactForm,
    HoldForm,
    InviteForm,
    JudgeForm,
    ReasonForm,
    ReceiveAdviceForm,
    ReceiveFormForm,
    ReuseForm,
    SendFormForm,
    ThirdForm,
    ViewForm,
    WeeksForm,
)
from decisions.bibob.lifecycle import Danger, InquiryState
from decisions.bibob.models import BibobInquiry, BibobPerson, DocumentKind, FactStatus, Heard, Recipient
from decisions.bibob.views.blueprint import bp
from decisions.bibob.views.files import inquiry_url, trail_of
from decisions.bibob.words import STATES
from decisions.compartments import step_pages
from decisions.compartments.step_pages import StepPage, upload

# First proposals in a form; the officer chooses.
_DAYS_FOR_FORM = 28
_DAYS_TO_ANSWER = 14
_FILE = _l("PDF, JPEG or PNG.")


def _today(row: Any) -> dict[str, Any]:
    return {"version": row.version, "on": clock.today()}


def _receive_form(row: BibobInquiry, form: Any) -> None:
    acts.receive_form(row, form.version.data, form.received_on.data, *upload())


def _receive_advice(row: BibobInquiry, form: Any) -> None:
    content, name = upload()
    acts.receive_advice(row, form.version.data, form.received_on.data, form.reference.data, content or b"", name)


def _judge(row: BibobInquiry, form: Any) -> None:
    acts.judge(
        row,
        form.version.data,
        Danger(form.danger.data),
        form.reasons.data,
        profit=form.profit.data,
        offences=form.offences.data,
        relation=form.relation.data or "",
        relation_checked_on=form.relation_checked_on.data,
        conditions_considered=form.conditions_considered.data or "",
        elsewhere=form.elsewhere.data or "",
    )


def _add_fact(row: BibobInquiry, form: Any) -> None:
    status = FactStatus(form.status.data)
    acts.add_fact(
        row, form.version.data, form.text.data, form.happened_on.data, form.source.data, status, form.code.data or ""
    )


def _add_document(row: BibobInquiry, form: Any) -> None:
    content, name = upload()
    person = next((one for one in row.persons if str(one.id) == form.person.data), None)
    kind = DocumentKind(form.kind.data)
    acts.add_document(
        row, form.version.data, kind, form.title.data, form.dated_on.data, content or b"", name, person=person
    )


def _earlier(row: BibobInquiry) -> list[tuple[str, Any]]:
    found = []
    for one in queries.usable_results(row):
        computed = terms.reuse_term(one)
        last = long_date(computed.last_day) if computed else ""
        found.append((str(one.id), _l("%(number)s, to be used until %(day)s", number=one.number, day=last)))
    return found


def _known(row: BibobInquiry) -> CompleteForm:
    form = CompleteForm(obj=row, data={"version": row.version})
    for field in form:
        if field.type == "SelectField" and not form.is_submitted():
            field.data = {True: "yes", False: "no"}.get(getattr(row, field.name), "")
    return form


STEPS: dict[str, StepPage[BibobInquiry]] = {
    "complete": StepPage(
        _l("What a decision asks of this inquiry"),
        _l("Save"),
        _known,
        lambda row, form: acts.complete(row, form.version.data, **form.given()),
        intro=_l("A refusal or withdrawal falls when one of these has no answer. It can be written after the end too."),
    ),
    "send-form": StepPage(
        _l("The Bibob form was sent"),
        _l("Record sending"),
        lambda row: SendFormForm(
            data={
                "version": row.version,
                "sent_on": clock.today(),
                "due_on": clock.today() + timedelta(days=_DAYS_FOR_FORM),
            }
        ),
        lambda row, form: acts.send_form(row, form.version.data, form.sent_on.data, form.due_on.data),
    ),
    "receive-form": StepPage(
        _l("The Bibob form came back"),
        _l("Record receipt"),
        lambda row: ReceiveFormForm(data={"version": row.version, "received_on": clock.today()}),
        _receive_form,
        help={"file": _FILE},
    ),
    "ask-advice": StepPage(
        _l("Ask the Bureau for advice"),
        _l("Record that advice was asked"),
        lambda row: AskAdviceForm(data={"version": row.version, "asked_on": clock.today()}),
        lambda row, form: acts.ask_advice(row, form.version.data, form.asked_on.data, form.questions.data),
        intro=_l("Exhaust your own inquiry first. From this day the term to decide on the application stands still."),
    ),
    "notify-party": StepPage(
        _l("Tell the party that advice was asked"),
        _l("Make the letter"),
        lambda row: DayForm(data=_today(row)),
        lambda row, form: acts.notify_party(row, form.version.data, form.on.data),
        intro=_l("The letter names the last day until which the term can stand still, and the last day to decide."),
    ),
    "extend-advice": StepPage(
        _l("The Bureau needs longer"),
        _l("Record that it needs longer"),
        lambda row: WeeksForm(data={"version": row.version}),
        lambda row, form: acts.extend_advice(row, form.version.data, form.weeks.data),
    ),
    "ask-data": StepPage(
        _l("The Bureau asked the party for data"),
        _l("Record the request"),
        lambda row: DayForm(data=_today(row)),
        lambda row, form: acts.ask_data(row, form.version.data, form.on.data),
    ),
    "receive-data": StepPage(
        _l("The Bureau has the data"),
        _l("Record receipt"),
        lambda row: DayForm(data=_today(row)),
        lambda row, form: acts.receive_data(row, form.version.data, form.on.data),
    ),
    "receive-advice": StepPage(
        _l("The advice came in"),
        _l("Record the advice"),
        lambda row: ReceiveAdviceForm(data={"version": row.version, "received_on": clock.today()}),
        _receive_advice,
        help={"file": _FILE},
        intro=_l("From the next day the term to decide on the application runs again."),
    ),
    "reuse-advice": StepPage(
        _l("Use an earlier result again"),
        _l("Use this result"),
        lambda row: ReuseForm(_earlier(row), data={"version": row.version}),
        lambda row, form: acts.reuse_advice(row, form.version.data, queries.inquiry(UUID(form.earlier.data))),
        intro=_l("Only a result about the same party that is not too old."),
    ),
    "judge": StepPage(
        _l("Decide the degree of danger"),
        _l("Decide the degree of danger"),
        lambda row: JudgeForm(
            data={
                "version": row.version,
                "danger": row.danger,
                "profit": row.profit,
                "offences": row.offences,
                "relation": row.relation,
                "relation_checked_on": row.relation_checked_on,
                "reasons": row.danger_reasons,
                "conditions_considered": row.conditions_considered,
                "elsewhere": row.elsewhere,
            }
        ),
        _judge,
        intro=_l(
            "A lesser danger carries conditions and never a refusal. Leave out facts of which somebody was cleared."
        ),
        help={
            "reasons": _l(
                "How serious the facts are, how large the gain or the number, how long ago, how alike the trade."
            ),
            "relation": _l(
                "For instance: committed them, led or financed who committed them, works together with them."
            ),
        },
    ),
    "fact": StepPage(
        _l("Add a fact"),
        _l("Add the fact"),
        lambda row: FactForm(data={"version": row.version}),
        _add_fact,
        intro=_l("Only what points to a danger. Never a worker or a victim: counts and functions only."),
    ),
    "condition": StepPage(
        _l("Add a condition"),
        _l("Add the condition"),
        lambda row: ConditionForm(data={"version": row.version}),
        lambda row, form: acts.add_condition(
            row, form.version.data, form.text.data, form.purpose.data, form.proportion.data
        ),
        intro=_l("A lesser danger carries conditions and never a refusal."),
    ),
    "tell-bureau": StepPage(
        _l("The Bureau was told the conclusion"),
        _l("Record that it was told"),
        lambda row: DayForm(data=_today(row)),
        lambda row, form: acts.tell_bureau(row, form.version.data, form.on.data),
    ),
    "tell-withdrawal": StepPage(
        _l("The Bureau was told of the withdrawal"),
        _l("Record that it was told"),
        lambda row: DayForm(data=_today(row)),
        lambda row, form: acts.tell_withdrawal(row, form.version.data, form.on.data),
    ),
    "name-third": StepPage(
        _l("Add a third party to be heard"),
        _l("Add the third party"),
        lambda row: ThirdForm(data={"version": row.version}),
        lambda row, form: acts.name_third(
            row, form.version.data, form.name.data, form.street.data, form.place.data, form.own_part.data
        ),
        intro=_l("Who is named in the reasons: a financier, manager or business partner. Never a worker or a victim."),
        help={"own_part": _l("The third party reads only this. Leave out everything about others.")},
    ),
    "document": StepPage(
        _l("Add a document"),
        _l("Add the document"),
        lambda row: DocumentForm(
            [(str(one.id), f"{one.label}: {one.name}") for one in row.persons if one.role == Heard.THIRD],
            data={"version": row.version, "dated_on": clock.today()},
        ),
        _add_document,
        help={"file": _FILE},
    ),
    "hold": StepPage(
        _l("Keep the file for a pending case"),
        _l("Save"),
        lambda row: HoldForm(data={"version": row.version, "because": row.hold_because}),
        lambda row, form: acts.hold(row, form.version.data, form.because.data or ""),
        intro=_l(
            "As long as a reason stands here, the file is not proposed for destruction. Empty it when the case is over."
        ),
    ),
    "close": StepPage(
        _l("Close the Bibob inquiry"),
        _l("Close the inquiry"),
        lambda row: DayForm(data=_today(row)),
        lambda row, form: acts.close(row, form.version.data, form.on.data),
        intro=_l("From then on the result can carry a decision."),
    ),
    "stop": StepPage(
        _l("End the inquiry without a result"),
        _l("End the inquiry"),
        lambda row: ReasonForm(data={"version": row.version}),
        lambda row, form: acts.stop(row, form.version.data, form.because.data),
        danger=True,
    ),
}
_STEP = ", ".join(f'"{name}"' for name in STEPS)


@bp.route(f"/bibob/<uuid:inquiry_id>/<any({_STEP}):step>", methods=["GET", "POST"])
@open_to(Permission.BIBOB_WRITE, recorded=True)
def step(inquiry_id: UUID, step: str) -> Any:
    row = queries.inquiry(inquiry_id)
    return step_pages.answer(STEPS[step], row, trail_of(row), inquiry_url(row), lambda: _saved(inquiry_id))


def _saved(inquiry_id: UUID) -> tuple[int, Any]:
    row = queries.inquiry(inquiry_id)
    return row.version, STATES[InquiryState(row.state)][0]


def _record_view(person: BibobPerson, form: Any) -> None:
    content, name = upload()
    acts.record_view(
        person, form.version.data, form.answered_on.data, form.summary.data, form.reply.data or "", content, name
    )


PERSON_STEPS: dict[str, StepPage[BibobPerson]] = {
    "invite": StepPage(
        _l("Invite to be heard"),
        _l("Make the letter"),
        lambda person: InviteForm(
            data={
                "version": person.inquiry.version,
                "until_on": clock.today() + timedelta(days=_DAYS_TO_ANSWER),
            }
        ),
        lambda person, form: acts.invite(person, form.version.data, form.until_on.data),
        intro=_l("The letter says in writing that what it holds is secret. The copy goes along with it."),
    ),
    "view": StepPage(
        _l("Record the answer"),
        _l("Record the answer"),
        lambda person: ViewForm(data={"version": person.inquiry.version, "answered_on": clock.today()}),
        _record_view,
        help={"file": _FILE},
    ),
    "edition": StepPage(
        _l("Make the letter for another reader"),
        _l("Make the letter"),
        lambda person: EditionForm(data={"version": person.inquiry.version}),
        lambda person, form: acts.make_edition(
            person, form.version.data, Recipient(form.recipient.data), form.court_case.data
        ),
        intro=_l("The letter that was sent stays as it is. Hand this edition only to its reader."),
    ),
}
_PERSON_STEP = ", ".join(f'"{name}"' for name in PERSON_STEPS)


@bp.route(f"/bibob/persons/<uuid:person_id>/<any({_PERSON_STEP}):step>", methods=["GET", "POST"])
@open_to(Permission.BIBOB_WRITE, recorded=True)
def person_step(person_id: UUID, step: str) -> Any:
    person = queries.person(person_id)
    row = person.inquiry
    return step_pages.answer(PERSON_STEPS[step], person, trail_of(row), inquiry_url(row), lambda: _saved(row.id))


@bp.post("/bibob/persons/<uuid:person_id>/no-view")
@open_to(Permission.BIBOB_WRITE)
def no_view(person_id: UUID) -> Any:
    """One press: nothing came."""
    person = queries.person(person_id)
    acts.record_no_view(person, None)
    return redirect(inquiry_url(person.inquiry))


@bp.post("/bibob/persons/<uuid:person_id>/drop")
@open_to(Permission.BIBOB_WRITE)
def drop(person_id: UUID) -> Any:
    """Take a third party out who was not invited yet."""
    person = queries.person(person_id)
    row = person.inquiry
    acts.drop_person(person, None)
    return redirect(inquiry_url(row))


@bp.post("/bibob/facts/<uuid:fact_id>/drop")
@open_to(Permission.BIBOB_WRITE)
def drop_fact(fact_id: UUID) -> Any:
    """Take a fact out of the reasons."""
    return redirect(inquiry_url(acts.drop_fact(queries.fact(fact_id), None)))


@bp.post("/bibob/conditions/<uuid:condition_id>/drop")
@open_to(Permission.BIBOB_WRITE)
def drop_condition(condition_id: UUID) -> Any:
    """Take a condition out."""
    return redirect(inquiry_url(acts.drop_condition(queries.condition(condition_id), None)))
