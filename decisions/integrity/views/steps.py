"""One page for each step of an investigation, all of one shape."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import redirect
from flask_babel import lazy_gettext as _l

from app import clock
from app.access import Permission, open_to
from decisions.compartments import step_pages
from decisions.compartments.step_pages import StepPage, upload
from decisions.integrity import acts, queries
from decisions.integrity.forms import (
    AdviceForm,
    AskForm,
    CollegeForm,
    ConfirmForm,
    DayAndReasonForm,
    DayForm,
    DocumentForm,
    FactForm,
    HearingForm,
    HoldForm,
    InviteForm,
    NotifyForm,
    ProposeForm,
    ReasonForm,
    RegisterForm,
    SourcesForm,
)
from decisions.integrity.lifecycle import InvestigationState
from decisions.integrity.models import DocumentKind, FactStatus, IntegrityInvestigation
from decisions.integrity.views.blueprint import bp
from decisions.integrity.views.files import file_url, trail_of
from decisions.integrity.words import STATES

_FILE = _l("PDF, JPEG or PNG.")
_TO_HEARING = timedelta(days=14)
Row = IntegrityInvestigation


def _today(row: Row) -> dict[str, Any]:
    return {"version": row.version, "on": clock.today()}


def _register(row: Row, form: Any) -> None:
    content, name = upload()
    hit = form.result.data == "hit"
    acts.record_register(row, form.version.data, form.on.data, hit=hit, content=content, name=name)


def _fact(row: Row, form: Any) -> None:
    status = FactStatus(form.status.data)
    acts.add_fact(row, form.version.data, form.text.data, form.happened_on.data, status, form.listed.data)


def _advice(row: Row, form: Any) -> None:
    content, name = upload()
    acts.receive_advice(
        row,
        form.version.data,
        form.received_on.data,
        form.number.data,
        form.dated_on.data,
        form.outcome.data,
        content or b"",
        name,
    )


def _invite(row: Row, form: Any) -> None:
    when = clock.moment(form.on.data, form.hour())
    acts.invite(row, form.version.data, form.considered.data, tuple(form.grounds.data or ()), when, form.place.data)


def _hearing(row: Row, form: Any) -> None:
    content, name = upload()
    acts.record_hearing(
        row,
        form.version.data,
        form.on.data,
        form.summary.data,
        form.reply.data,
        in_writing=form.how.data == "written",
        content=content,
        name=name,
    )


_REASONS = ("reasoning", "seriousness", "sector_link", "benefit", "alternatives", "balanced", "follows_diob")


def _propose_form(row: Row) -> ProposeForm:
    shown = {name: getattr(row, name) for name in (*_REASONS, "consequence", "conditions", "duration_reason")}
    days = {"duration_from": row.duration_from, "duration_until": row.duration_until}
    chosen = {"measure": row.measure or row.considered or None, "grounds": row.grounds, "deviates": row.deviates}
    return ProposeForm(clock.today(), data=_today(row) | shown | days | chosen)


def _propose(row: Row, form: Any) -> None:
    measure = "" if form.measure.data == "none" else form.measure.data
    wish = acts.Wish(
        measure=measure,
        grounds=tuple(form.grounds.data or ()) if measure else (),
        texts={name: form[name].data or "" for name in _REASONS},
        deviates=form.deviates.data,
        consequence=form.consequence.data or "",
        conditions=form.conditions.data or "",
        duration_from=form.duration_from.data,
        duration_until=form.duration_until.data,
        duration_reason=form.duration_reason.data or "",
    )
    acts.propose(row, form.version.data, form.on.data, wish)


def _notify(row: Row, form: Any) -> None:
    acts.notify(row, form.version.data, form.on.data, *upload())


def _document(row: Row, form: Any) -> None:
    content, name = upload()
    kind = DocumentKind(form.kind.data)
    acts.add_document(row, form.version.data, kind, form.title.data, form.dated_on.data, content or b"", name)


STEPS: dict[str, StepPage[Row]] = {
    "extend": StepPage(
        _l("Extend the investigation"),
        _l("Extend the investigation"),
        lambda row: DayAndReasonForm(data=_today(row)),
        lambda row, form: acts.extend(row, form.version.data, form.on.data, form.because.data),
        intro=_l("Once, by thirty working days, before the first fifty have ended. A letter to the party is made."),
    ),
    "persons": StepPage(
        _l("Extend to other persons"),
        _l("Record the extension"),
        lambda row: DayAndReasonForm(data=_today(row)),
        lambda row, form: acts.extend_persons(row, form.version.data, form.on.data, form.because.data),
        intro=_l(
            "Only who committed listed offences, or of whom there are serious reasons to believe so. Write who and why."
        ),
    ),
    "register": StepPage(
        _l("The central register was consulted"),
        _l("Record the result"),
        lambda row: RegisterForm(data=_today(row)),
        _register,
        help={"file": _FILE},
    ),
    "sources": StepPage(
        _l("Which sources were consulted"),
        _l("Save"),
        lambda row: SourcesForm(data={"version": row.version, "sources": row.sources}),
        lambda row, form: acts.note_sources(row, form.version.data, form.sources.data),
        intro=_l("Local police, own files, criminal record, open sources, ARIEC, prosecutor. Only data of five years."),
    ),
    "fact": StepPage(
        _l("Add a fact"),
        _l("Add the fact"),
        lambda row: FactForm(data={"version": row.version}),
        _fact,
        intro=_l("Concrete, verifiable, on the list of offences, of the last five years. Never a worker or a victim."),
    ),
    "ask-diob": StepPage(
        _l("Ask the DIOB for advice"),
        _l("Make the request"),
        lambda row: AskForm(data=_today(row)),
        lambda row, form: acts.ask_diob(row, form.version.data, form.on.data, form.why.data),
        intro=_l("The days of the investigation run on. The request is never sent to the party."),
    ),
    "receipt": StepPage(
        _l("The DIOB got the request"),
        _l("Record receipt"),
        lambda row: DayForm(data=_today(row)),
        lambda row, form: acts.record_receipt(row, form.version.data, form.on.data),
    ),
    "incomplete": StepPage(
        _l("Something lacks in the request"),
        _l("Record it"),
        lambda row: DayForm(data=_today(row)),
        lambda row, form: acts.find_incomplete(row, form.version.data, form.on.data),
        intro=_l("The day on which the notice of the DIOB came in: five working days remain to complete the request."),
    ),
    "complete-request": StepPage(
        _l("The request was completed"),
        _l("Record it"),
        lambda row: DayForm(data=_today(row)),
        lambda row, form: acts.complete_request(row, form.version.data, form.on.data),
    ),
    "ask-again": StepPage(
        _l("Make a new request"),
        _l("Make the request"),
        lambda row: DayForm(data=_today(row)),
        lambda row, form: acts.ask_again(row, form.version.data, form.on.data),
    ),
    "admissible": StepPage(
        _l("The request is admissible"),
        _l("Record it"),
        lambda row: DayForm(data=_today(row)),
        lambda row, form: acts.find_admissible(row, form.version.data, form.on.data),
        intro=_l("From the next day the DIOB has thirty working days for its advice."),
    ),
    "advice": StepPage(
        _l("The advice came in"),
        _l("Record the advice"),
        lambda row: AdviceForm(data={"version": row.version, "received_on": clock.today()}),
        _advice,
        help={"file": _FILE},
    ),
    "invite": StepPage(
        _l("Invite to be heard"),
        _l("Make the letter"),
        lambda row: InviteForm(clock.today(), data=_today(row) | {"on": clock.today() + _TO_HEARING}),
        _invite,
        help={"at": _l("For instance 14:30.")},
    ),
    "hearing": StepPage(
        _l("Record the hearing"),
        _l("Record the hearing"),
        lambda row: HearingForm(data=_today(row)),
        _hearing,
        help={"file": _FILE},
    ),
    "propose": StepPage(
        _l("The mayor proposes to the college"),
        _l("Record the proposal"),
        _propose_form,
        _propose,
        intro=_l(
            "Nothing negative without the advice of the DIOB, the hearing, a listed offence and reasons for each point."
        ),
        help={"conditions": _l("One condition on each line. Only for a suspension, which lasts at most six months.")},
    ),
    "decide": StepPage(
        _l("The college decided"),
        _l("Record the decision"),
        lambda row: CollegeForm(data=_today(row)),
        lambda row, form: acts.decide(row, form.version.data, form.on.data, form.number.data),
        intro=_l("The college took the measure that was proposed. If not, first record the new proposal."),
    ),
    "notify": StepPage(
        _l("The decision was notified"),
        _l("Record the notification"),
        lambda row: NotifyForm(data=_today(row)),
        _notify,
        intro=_l(
            "By registered letter or against receipt, with the advice annexed. Nothing is carried out for fifteen days."
        ),
        help={"file": _FILE},
    ),
    "urgency": StepPage(
        _l("A request in extreme urgency"),
        _l("Record the request"),
        lambda row: DayForm(data=_today(row)),
        lambda row, form: acts.record_urgency(row, form.version.data, form.on.data),
        intro=_l("The day on which the party told the college. Until judgment nothing is carried out."),
    ),
    "judgment": StepPage(
        _l("The request was rejected"),
        _l("Record it"),
        lambda row: DayForm(data=_today(row)),
        lambda row, form: acts.record_judgment(row, form.version.data, form.on.data),
        intro=_l("When the council of state suspended the decision, the college withdraws it instead."),
    ),
    "tell": StepPage(
        _l("The authorities got the decision"),
        _l("Record sending"),
        lambda row: DayForm(data=_today(row)),
        lambda row, form: acts.tell_authorities(row, form.version.data, form.on.data),
    ),
    "execute": StepPage(
        _l("Carry the decision out"),
        _l("Carry the decision out"),
        lambda row: ConfirmForm(data={"version": row.version}),
        lambda row, form: acts.execute(row, form.version.data),
        intro=_l("The application is refused, or the permit suspended or ended, today."),
        danger=True,
    ),
    "absence": StepPage(
        _l("The party stayed away"),
        _l("Record the absence"),
        lambda row: ConfirmForm(data={"version": row.version}),
        lambda row, form: acts.record_absence(row, form.version.data),
        intro=_l("Without a valid reason, and without a defence in writing."),
    ),
    "withdraw": StepPage(
        _l("The college withdraws its decision"),
        _l("Record the withdrawal"),
        lambda row: ReasonForm(data={"version": row.version}),
        lambda row, form: acts.withdraw_decision(row, form.version.data, form.because.data),
        intro=_l(
            "On new elements, or because the conditions to end a suspension were met. Let a lawyer check it first."
        ),
        danger=True,
    ),
    "close": StepPage(
        _l("Close the integrity file"),
        _l("Close the file"),
        lambda row: DayForm(data=_today(row)),
        lambda row, form: acts.close(row, form.version.data, form.on.data),
        intro=_l("The five years for which the file is kept start then."),
    ),
    "remedies": StepPage(
        _l("No remedy is open any more"),
        _l("Record it"),
        lambda row: DayForm(data=_today(row)),
        lambda row, form: acts.record_remedies(row, form.version.data, form.on.data),
        intro=_l("The underlying data are proposed for destruction at once."),
    ),
    "document": StepPage(
        _l("Add a document"),
        _l("Add the document"),
        lambda row: DocumentForm(data={"version": row.version, "dated_on": clock.today()}),
        _document,
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
    "stop": StepPage(
        _l("End the investigation without a decision"),
        _l("End the investigation"),
        lambda row: ReasonForm(data={"version": row.version}),
        lambda row, form: acts.stop(row, form.version.data, form.because.data),
        danger=True,
    ),
}
_STEP = ", ".join(f'"{name}"' for name in STEPS)


@bp.route(f"/integrity/<uuid:investigation_id>/<any({_STEP}):step>", methods=["GET", "POST"])
@open_to(Permission.INTEGRITY_WRITE, recorded=True)
def step(investigation_id: UUID, step: str) -> Any:
    row = queries.investigation(investigation_id)
    return step_pages.answer(STEPS[step], row, trail_of(row), file_url(row), lambda: _saved(investigation_id))


def _saved(investigation_id: UUID) -> tuple[int, Any]:
    row = queries.investigation(investigation_id)
    return row.version, STATES[InvestigationState(row.state)][0]


@bp.post("/integrity/facts/<uuid:fact_id>/drop")
@open_to(Permission.INTEGRITY_WRITE)
def drop_fact(fact_id: UUID) -> Any:
    """Take a fact out."""
    return redirect(file_url(acts.drop_fact(queries.fact(fact_id), None)))
