"""The first steps of a draft: the measure, and the grounds with their evidence."""

from __future__ import annotations

import uuid
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

import law
from app import clock
from app.access import Permission, open_to
from app.errors import ChangedMeanwhile
from decisions import acts, queries
from decisions.case_evidence import piece_of
from decisions.draft_saving import GroundChoice, save_grounds
from decisions.evidence import EvidenceState, evidence_state
from decisions.forms import DropForm, GroundForm, ReportForm, SeenForm, answer_of, choices
from decisions.models import Decision, EvidenceKind
from decisions.presenting import evidence as shown
from decisions.presenting.facts import lessons
from decisions.presenting.frame import frame
from decisions.presenting.gates import gate_words
from decisions.presenting.tongue import _
from decisions.reasoning.facts import Redaction, Source, Standing
from decisions.views.answering import (
    Answer,
    both_versions,
    day_of,
    framed,
    in_background,
    onward,
    refused_part,
    saved_part,
    status_of,
    tried,
    upload,
)
from decisions.views.blueprint import bp


@bp.get("/decisions/<uuid:decision_id>/measure")
@open_to(Permission.DECISION_DRAFT, recorded=True)
def measure(decision_id: uuid.UUID) -> str:
    decision = queries.decision(decision_id)
    return render_template(
        "decisions/measure.html",
        frame=framed(decision, "measure"),
        gates=gate_words(decision),
        lessons=lessons(decision),
        drop_form=DropForm(data={"version": decision.version}),
    )


@bp.post("/decisions/<uuid:decision_id>/drop")
@open_to(Permission.DECISION_DRAFT)
def drop(decision_id: uuid.UUID) -> Response:
    decision = queries.decision(decision_id)
    form = DropForm()
    if form.validate_on_submit():
        acts.drop(decision, form.version.data)
        flash(_("The decision has been stopped. It stays in the dossier."), "ok")
    return redirect(url_for("decisions.decision", decision_id=decision_id))


@bp.route("/decisions/<uuid:decision_id>/grounds", methods=["GET", "POST"])
@open_to(Permission.DECISION_DRAFT, recorded=True)
def grounds(decision_id: uuid.UUID) -> Answer:
    decision = queries.decision(decision_id)
    form, cards = SeenForm(data={"version": decision.version}), _ground_forms(decision)
    if form.validate_on_submit() and _all_valid(cards):
        try:
            done = tried(form, lambda: _save(decision, form, cards))
        except ChangedMeanwhile:
            return _both_versions(decision_id, form, cards)
        if done is not None:
            if in_background():
                return saved_part(decision, "grounds", shown.sums(_states(decision)))
            return onward(decision, "grounds")
    _gather(form, cards)
    if in_background():
        return refused_part(form, decision, "grounds")
    return _grounds_page(decision, form, cards), status_of(form)


def _all_valid(cards: dict[str, GroundForm]) -> bool:
    """Validate every card, so that all errors stand on the page."""
    verdicts = [card.validate() for card in cards.values()]
    return all(verdicts)


def _ground_forms(decision: Decision) -> dict[str, GroundForm]:
    """A form for each ground that can be on the page: filled from the row, then from what was sent."""
    rows = {row.ground_id: row for row in decision.grounds}
    place = decision.establishment_id
    pieces = [
        *(f"finding:{finding.id}" for finding in queries.findings_of(place)),
        *(f"report:{report.id}" for report in queries.reports_of(place)),
    ]
    found = {}
    for key in dict.fromkeys([*rows, *(ground.id for ground in _grounds_for(decision))]):
        row = rows.get(key)
        data: dict[str, Any] = {"chosen": row is not None}
        if row is not None:
            refs = [(":".join(piece_of(piece).ref), piece.counter) for piece in row.evidence]
            data |= {
                "motivation": row.motivation,
                "own_check": row.own_check,
                "against": row.against,
                "evidence": [ref for ref, counter in refs if not counter],
                "counter": [ref for ref, counter in refs if counter],
            }
        form = GroundForm(data=data, prefix=f"ground-{key}-", meta={"csrf": False})
        form.evidence.choices = form.counter.choices = choices([(piece, piece) for piece in pieces])
        found[key] = form
    return found


def _grounds_for(decision: Decision) -> tuple[law.Ground, ...]:
    return queries.grounds_for(decision.measure_id, clock.today())


def _states(decision: Decision) -> dict[str, EvidenceState]:
    """Whether the chosen evidence carries each chosen ground."""
    case = queries.case_file(decision)
    return {ground.id: evidence_state(ground.needs, ground.pieces or (), case.held) for ground in case.grounds or ()}


def _save(decision: Decision, form: SeenForm, cards: dict[str, GroundForm]) -> Decision:
    dropped = [
        (row.own_words, row.motivation)
        for row in decision.grounds
        if row.motivation and not cards[row.ground_id].chosen.data
    ]
    choices = [_choice(key, card) for key, card in cards.items()]
    saved = save_grounds(decision, form.version.data, choices, choosing=not in_background())
    if not in_background():
        for _words, text in dropped:
            flash(_("A ground was dropped. Its motivation was: %(text)s", text=text), "info")
    return saved


def _choice(key: str, card: GroundForm) -> GroundChoice:
    against = list(card.counter.data or [])
    pieces = [(piece, False) for piece in card.evidence.data or [] if piece not in against]
    pieces += [(piece, True) for piece in against]
    refs = tuple((piece.partition(":")[0], piece.partition(":")[2], counter) for piece, counter in pieces)
    return GroundChoice(
        key,
        bool(card.chosen.data),
        card.motivation.data or "",
        refs,
        # A card that does not ask for a check sends none.
        own_check=card.own_check.data if card.own_check.raw_data else None,
        against=card.against.data if card.against.raw_data else None,
    )


def _gather(form: SeenForm, cards: dict[str, GroundForm]) -> None:
    """Let the summary above the page name the errors of the cards too."""
    for card in cards.values():
        for field in card:
            form.form_errors.extend(str(error) for error in field.errors)


def _both_versions(decision_id: uuid.UUID, form: SeenForm, cards: dict[str, GroundForm]) -> Answer:
    decision = queries.decision(decision_id)
    for row in decision.grounds:
        card = cards.get(row.ground_id)
        if card is not None:
            form._fields[card.motivation.name] = card.motivation
    theirs = {f"ground-{row.ground_id}-motivation": row.motivation for row in decision.grounds}
    return both_versions(form, decision, theirs, url_for("decisions.grounds", decision_id=decision_id))


def _grounds_page(decision: Decision, form: SeenForm, cards: dict[str, GroundForm]) -> str:
    findings = queries.findings_of(decision.establishment_id)
    every = _grounds_for(decision)
    sent = {key for key, card in cards.items() if form.is_submitted() and card.chosen.data}
    more = every if "all" in request.args else [ground for ground in every if ground.id in sent]
    return render_template(
        "decisions/grounds.html",
        frame=framed(decision, "grounds"),
        form=form,
        intro=shown.intro(findings),
        cards=shown.cards(
            decision,
            queries.proposals(decision),
            more,
            findings,
            queries.reports_of(decision.establishment_id),
            _states(decision),
            cards,
        ),
    )


@bp.route("/decisions/<uuid:decision_id>/reports/new", methods=["GET", "POST"])
@open_to(Permission.DECISION_DRAFT)
def add_report(decision_id: uuid.UUID) -> Answer:
    decision = queries.decision(decision_id)
    form = ReportForm()
    if form.validate_on_submit() and tried(form, lambda: _enter(decision, form)) is not None:
        return redirect(url_for("decisions.grounds", decision_id=decision_id))
    return render_template("decisions/report_new.html", frame=frame(decision), form=form), status_of(form)


def _enter(decision: Decision, form: ReportForm) -> object:
    return acts.enter_report(
        decision.establishment,
        EvidenceKind(form.kind.data),
        form.reference.data,
        day_of(form.dated_on),
        form.gist.data,
        *upload(form.file.data),
        worth=acts.Worth(
            source=Source(form.source_class.data),
            reported_by_operator=bool(form.reported_by_operator.data),
            standing=Standing(form.standing.data) if form.standing.data else None,
            link=form.link.data or "",
            assessment=form.assessment.data or "",
            seen_on=form.seen_on.data,
            dismissal_code=form.dismissal_code.data or "",
            relevance=form.relevance.data or "",
            foreseeable=form.foreseeable.data or "",
            independent=answer_of(form.independent),
            redacted=Redaction(form.redacted.data) if form.redacted.data else None,
            restricted_request=answer_of(form.restricted_request),
            disclosed=answer_of(form.disclosed),
        ),
    )
