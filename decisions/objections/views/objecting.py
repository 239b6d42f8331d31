"""Objections: registering, the clock, the hearing, the decision on them."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from flask import render_template, url_for

from app import clock
from app.access import Permission, open_to
from app.errors import NotHere
from app.web.explained import explained
from app.web.language import long_date
from decisions import queries as decision_queries
from decisions.form_pages import Page, answered
from decisions.forms import SeenForm
from decisions.models import Decision
from decisions.objections import acts, days, presenting, queries
from decisions.objections.deciding import queries as deciding
from decisions.objections.forms import DayForm, ObjectionForm, OutcomeForm, ReasonForm, WeeksForm, labelled
from decisions.objections.lifecycle import OBJECTION, ObjectionState
from decisions.objections.models import Objection
from decisions.objections.rules import rules_of
from decisions.objections.words import OBJECTION_STATES, OUTCOMES, TIMELY
from decisions.presenting.frame import frame, links
from decisions.presenting.tongue import _
from decisions.views.answering import Answer, day_of, upload
from decisions.views.blueprint import bp


def objections_url(decision: Decision) -> str:
    return url_for("decisions.objections", decision_id=decision.id)


@bp.get("/decisions/<uuid:decision_id>/objections")
@open_to(Permission.DECISION_READ, recorded=True)
def objections(decision_id: uuid.UUID) -> str:
    decision = decision_queries.decision(decision_id)
    return render_template(
        "decisions/objections.html",
        frame=frame(decision),
        notices=presenting.notices(decision),
        objections=[presenting.objection(row) for row in queries.objections_to(decision.id)],
        cases=[presenting.court_case(row) for row in queries.cases_about(decision.id)],
        organised=rules_of(decision.jurisdiction).objection is not None and bool(decision.measure_copy["remedy"]),
        stay=queries.stay_of(decision.id),
        signed=decision.signed_at is not None,
    )


@bp.route("/decisions/<uuid:decision_id>/objections/new", methods=["GET", "POST"])
@open_to(Permission.DECISION_SERVE, recorded=True)
def new_objection(decision_id: uuid.UUID) -> Answer:
    decision = decision_queries.decision(decision_id)
    form = ObjectionForm(data={"received_on": clock.today(), "who": "addressee"})
    page = Page(
        title=_("Register an objection"),
        links=[*links(decision), (_("Objection and appeal"), objections_url(decision))],
        button=_("Register the objection"),
        back_url=objections_url(decision),
        help={"sent_on": _("The postmark, when it came by post: posted in time counts when it came in within a week.")},
    )

    def deed() -> Objection:
        content, name = upload(form.file.data)
        return acts.register_objection(
            decision,
            received_on=day_of(form.received_on),
            sent_on=form.sent_on.data,
            by_addressee=form.who.data == "addressee",
            objector=form.objector.data or "",
            committee=form.committee.data,
            gist=form.gist.data,
            content=content,
            name=name,
        )

    return answered(form, page, deed, _("The objection has been registered."), onward=url_of)


def url_of(row: Objection) -> str:
    return url_for("decisions.objection", objection_id=row.id)


@bp.get("/objections/<uuid:objection_id>")
@open_to(Permission.DECISION_READ, recorded=True)
def objection(objection_id: uuid.UUID) -> str:
    row = queries.objection(objection_id)
    state = ObjectionState(row.state)
    return render_template(
        "decisions/objection.html",
        frame=frame(row.decision),
        row=row,
        mark=OBJECTION_STATES[state],
        timely=TIMELY[days.timely(row)],
        timely_words=presenting.timely_words(row),
        late=days.timely(row) == days.Timely.LATE,
        deadline=presenting.deadline(row),
        outcome=OUTCOMES.get(row.outcome) if row.outcome else None,
        is_open=state not in OBJECTION.final,
        can_hear=OBJECTION.allows(state, "hear_objection"),
        still=any(one.days is None and one.until_on is None for one in row.stretches),
        extension_left=days.extension_left(row) // 7,
        answer=deciding.answer_to(row),
    )


@bp.get("/objections/<uuid:objection_id>/clock")
@open_to(Permission.DECISION_READ, recorded=True)
def objection_clock(objection_id: uuid.UUID) -> str:
    row = queries.objection(objection_id)
    found = presenting.clock_of(row)
    if found is None:
        raise NotHere(table="objection", key=str(objection_id))
    computed, term = found
    start = _("the ruling") if row.anew_from else _("the last day of the term for objection")
    model = explained(
        computed,
        _("Decide on the objection up to and including %(day)s", day=long_date(computed.last_day)),
        term=term,
        start_word=start,
        law_on=row.received_on,
        changes=[
            _("You extend the term, in writing and before it has ended."),
            _("All parties agree in writing to a further delay."),
            _("You ask to repair the objection: then the term stands still."),
        ],
    )
    return render_template("explained.html", explained=model, links=way_to(row), here=_("Decision term"))


@bp.get("/objections/<uuid:objection_id>/appeal-term")
@open_to(Permission.DECISION_READ, recorded=True)
def appeal_term(objection_id: uuid.UUID) -> str:
    row = queries.objection(objection_id)
    computed, term = days.appeal_until(row), days.term_of_appeal(row)
    if computed is None or term is None:
        raise NotHere(table="objection", key=str(objection_id))
    model = explained(
        computed,
        _("Appeal is possible up to and including %(day)s", day=long_date(computed.last_day)),
        term=term,
        start_word=_("the decision was served"),
        law_on=row.outcome_served_on or row.received_on,
    )
    return render_template("explained.html", explained=model, links=way_to(row), here=_("Term for appeal"))


def way_to(row: Objection) -> list[tuple[str, str]]:
    decision = row.decision
    return [
        *links(decision),
        (_("Objection and appeal"), objections_url(decision)),
        (_("Objection %(number)s", number=row.number), url_of(row)),
    ]


def _step(
    objection_id: uuid.UUID,
    make: Callable[[Objection], Any],
    deed: Callable[[Objection, Any], Any],
    words: tuple[str, str, str],
    **more: Any,
) -> Answer:
    """The pages that take an objection one step further: (title, button, done)."""
    row = queries.objection(objection_id)
    form = make(row)
    title, button, done = words
    page = Page(title=title, links=way_to(row), button=button, back_url=url_of(row), **more)
    return answered(form, page, lambda: deed(row, form), done, lambda: _versions(objection_id))


def _versions(objection_id: uuid.UUID) -> tuple[int, list[tuple[Any, Any, Any]]]:
    saved = queries.objection(objection_id)
    return saved.version, [(_("State"), _("your step"), OBJECTION_STATES[saved.state][0])]


def _seen(row: Objection) -> dict[str, Any]:
    return {"version": row.version}


@bp.route("/objections/<uuid:objection_id>/excuse", methods=["GET", "POST"])
@open_to(Permission.DECISION_SERVE, recorded=True)
def excuse(objection_id: uuid.UUID) -> Answer:
    return _step(
        objection_id,
        lambda row: ReasonForm(data=_seen(row)),
        lambda row, form: acts.excuse_lateness(row, form.version.data, form.reason.data),
        (_("Excuse the lateness"), _("Save the excuse"), _("The excuse has been saved.")),
        intro=_("Only when the party can reasonably not be blamed for coming late."),
    )


@bp.route("/objections/<uuid:objection_id>/extend", methods=["GET", "POST"])
@open_to(Permission.DECISION_SERVE, recorded=True)
def extend_objection(objection_id: uuid.UUID) -> Answer:
    return _step(
        objection_id,
        lambda row: WeeksForm(data=_seen(row)),
        lambda row, form: acts.extend_objection(row, form.version.data, form.weeks.data, form.reason.data),
        (_("Extend the decision term"), _("Extend the term"), _("The term has been extended.")),
        intro=_("Tell the party in writing before the term has ended."),
    )


@bp.route("/objections/<uuid:objection_id>/agree-delay", methods=["GET", "POST"])
@open_to(Permission.DECISION_SERVE, recorded=True)
def agree_delay(objection_id: uuid.UUID) -> Answer:
    return _step(
        objection_id,
        lambda row: WeeksForm(data=_seen(row)),
        lambda row, form: acts.agree_delay(row, form.version.data, form.weeks.data, form.reason.data),
        (_("All parties agree to a delay"), _("Record the delay"), _("The delay has been recorded.")),
        intro=_("Everybody who has an interest agreed in writing."),
    )


@bp.route("/objections/<uuid:objection_id>/ask-repair", methods=["GET", "POST"])
@open_to(Permission.DECISION_SERVE, recorded=True)
def ask_repair(objection_id: uuid.UUID) -> Answer:
    return _step(
        objection_id,
        lambda row: labelled(DayForm(data=_seen(row) | {"on": clock.today()}), _("Asked on")),
        lambda row, form: acts.ask_repair(row, form.version.data, day_of(form.on)),
        (_("Ask to repair the objection"), _("Record the request"), _("The clock stands still from the next day.")),
        intro=_("For instance when the grounds or the signature lack."),
    )


@bp.route("/objections/<uuid:objection_id>/end-repair", methods=["GET", "POST"])
@open_to(Permission.DECISION_SERVE, recorded=True)
def end_repair(objection_id: uuid.UUID) -> Answer:
    return _step(
        objection_id,
        lambda row: labelled(DayForm(data=_seen(row) | {"on": clock.today()}), _("Repaired, or unused term ended, on")),
        lambda row, form: acts.end_repair(row, form.version.data, day_of(form.on)),
        (_("The clock runs again"), _("Let the term run again"), _("The clock runs again.")),
    )


@bp.route("/objections/<uuid:objection_id>/hear", methods=["GET", "POST"])
@open_to(Permission.DECISION_SERVE, recorded=True)
def hear_objection(objection_id: uuid.UUID) -> Answer:
    return _step(
        objection_id,
        lambda row: labelled(DayForm(data=_seen(row)), _("Heard on")),
        lambda row, form: acts.hear_objection(row, form.version.data, day_of(form.on)),
        (_("The party was heard"), _("Record the hearing"), _("The hearing has been recorded.")),
    )


@bp.route("/objections/<uuid:objection_id>/decide", methods=["GET", "POST"])
@open_to(Permission.DECISION_SERVE, recorded=True)
def decide_objection(objection_id: uuid.UUID) -> Answer:
    def deed(row: Objection, form: OutcomeForm) -> Objection:
        return acts.decide_objection(
            row,
            form.version.data,
            outcome=form.outcome.data,
            on=day_of(form.outcome_on),
            reason=form.reason.data,
            not_heard_because=(form.not_heard_because.data or "") if "not_heard_because" in form else "",
            served_on=form.served_on.data,
            origin=form.paper.data,
        )

    def form_of(row: Objection) -> OutcomeForm:
        form = OutcomeForm(data=_seen(row) | {"outcome_on": clock.today()})
        if row.state == ObjectionState.HEARD:
            del form.not_heard_because
        return form

    return _step(
        objection_id,
        form_of,
        deed,
        (
            _("The objection was decided on paper"),
            _("Record the decision"),
            _("The decision on the objection has been recorded."),
        ),
        intro=_("Only for a letter that was signed outside this application. What a revoked decision did is undone."),
    )


@bp.route("/objections/<uuid:objection_id>/serve", methods=["GET", "POST"])
@open_to(Permission.DECISION_SERVE, recorded=True)
def serve_outcome(objection_id: uuid.UUID) -> Answer:
    return _step(
        objection_id,
        lambda row: labelled(DayForm(data=_seen(row)), _("Served on")),
        lambda row, form: acts.serve_outcome(row, form.version.data, day_of(form.on)),
        (_("The decision on the objection was served"), _("Record the service"), _("The service has been recorded.")),
    )


@bp.route("/objections/<uuid:objection_id>/withdraw", methods=["GET", "POST"])
@open_to(Permission.DECISION_SERVE, recorded=True)
def withdraw_objection(objection_id: uuid.UUID) -> Answer:
    return _step(
        objection_id,
        lambda row: SeenForm(data=_seen(row)),
        lambda row, form: acts.withdraw_objection(row, form.version.data),
        (
            _("The party withdraws the objection"),
            _("Record the withdrawal"),
            _("The withdrawal has been recorded."),
        ),
        danger=True,
    )
