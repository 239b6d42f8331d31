"""The mayor's pages: what waits, the letter beside its reasons, the signature, the way back, what was signed."""

from __future__ import annotations

import uuid

from flask import flash, redirect, render_template, url_for
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from app import files
from app.access import Permission, open_to
from app.errors import NotHere, Refusal
from app.web import home
from app.web.navigation import place
from app.web.reminding import own_reminders
from decisions import acts, queries, signers
from decisions.forms_signing import SendBackForm, SignForm
from decisions.lifecycle import DecisionState
from decisions.models import Decision
from decisions.presenting import signing as shown
from decisions.presenting.frame import STATES, frame
from decisions.presenting.tongue import _
from decisions.refusals import SignedAlready, SigningBlocked, TextHasMoved, WrongPassword
from decisions.signatures.telling import proof_of
from decisions.views.answering import Answer, tried
from decisions.views.blueprint import bp
from decisions.views.letters import letter_to_sign, pages_of_letter
from reports.press import page_count

place(_l("To sign"), "decisions.to_sign", Permission.DECISION_SIGN, 10, count=queries.number_waiting)
place(_l("Signed decisions"), "decisions.signed", Permission.DECISION_SIGN, 20)
if (Permission.DECISION_SIGN, "decisions.to_sign") not in home.STARTS:
    home.STARTS.insert(0, (Permission.DECISION_SIGN, "decisions.to_sign"))
_RECENT = 5


@bp.get("/to-sign")
@open_to(Permission.DECISION_SIGN)
def to_sign() -> str:
    waiting = queries.waiting_for()
    letters = files.at_hand(row.sha256 for row in map(letter_to_sign, waiting) if row is not None)
    queue = shown.queue(waiting, {decision.id: _pages(decision) for decision in waiting})
    del letters  # held until here, so that no letter is asked for by itself
    return render_template(
        "decisions/to_sign.html",
        queue=queue,
        first_due=shown.first_due(queue),
        done=_done(_RECENT),
        reminders=own_reminders(),
    )


def _pages(decision: Decision) -> int:
    row = letter_to_sign(decision)
    return page_count(files.read(row.sha256)) if row is not None else 0


def _done(limit: int) -> list[shown.Done]:
    returned = [decision for decision in queries.returned_by_mayor(limit) if decision.submitted_at]
    return shown.done(queries.signed_by(current_user, limit), returned)[:limit]


@bp.get("/signed")
@open_to(Permission.DECISION_SIGN)
def signed() -> str:
    return render_template("decisions/signed.html", done=_done(50))


@bp.route("/to-sign/<uuid:decision_id>", methods=["GET", "POST"])
@open_to(Permission.DECISION_SIGN, recorded=True)
def sign(decision_id: uuid.UUID) -> Answer:
    decision = _for_my_office(decision_id)
    if decision.state != DecisionState.WITH_MAYOR or letter_to_sign(decision) is None:
        return _elsewhere(decision)
    form, moved = SignForm(), ""
    if form.validate_on_submit():
        try:
            acts.sign(decision, form.seen.data or "", form.password.data)
            return redirect(url_for("decisions.signed_now", decision_id=decision_id))
        except (WrongPassword, SigningBlocked) as refusal:
            form.password.errors = [str(refusal.sentence)]
        except SignedAlready:
            return _elsewhere(queries.decision(decision_id))
        except TextHasMoved as refusal:
            moved = str(refusal.sentence)
        except Refusal as refusal:
            form.form_errors.append(str(refusal.sentence))
    return _sign_page(queries.decision(decision_id), form, moved)


def _for_my_office(decision_id: uuid.UUID) -> Decision:
    """A decision that this office signs. Raises NotHere for one of another office."""
    decision = queries.decision(decision_id)
    if not signers.is_for_actor(decision):
        raise NotHere(table="decision", key=str(decision_id))
    return decision


def _elsewhere(decision: Decision) -> Answer:
    """The decision no longer waits: say where it stands."""
    if decision.signed_by_id is not None:
        flash(_("This decision has already been signed. It cannot be signed twice."), "info")
        return redirect(url_for("decisions.signed_now", decision_id=decision.id))
    flash(_("This decision does not wait for a signature: %(state)s.", state=STATES[decision.state].word), "info")
    return redirect(url_for("decisions.to_sign"))


def _sign_page(decision: Decision, form: SignForm, moved: str) -> Answer:
    row = letter_to_sign(decision)
    if row is None:
        raise NotHere(table="decision_letter", key=str(decision.id))
    if not form.is_submitted():
        form.seen.data = row.sha256
    page = render_template(
        "decisions/sign.html",
        frame=frame(decision),
        form=form,
        item=shown.item(decision),
        moved=moved,
        signable=not moved,
        fingerprint=shown.fingerprint(row.sha256),
        pages=pages_of_letter(decision, row),
        pdf_url=url_for("decisions.letter_pdf", decision_id=decision.id, letter_id=row.id),
        reasons=shown.reasons(decision),
    )
    return page, 409 if moved else 422 if form.errors else 200


@bp.route("/to-sign/<uuid:decision_id>/return", methods=["GET", "POST"])
@open_to(Permission.DECISION_SIGN, recorded=True)
def give_back(decision_id: uuid.UUID) -> Answer:
    decision = _for_my_office(decision_id)
    if decision.state != DecisionState.WITH_MAYOR:
        return _elsewhere(decision)
    form = SendBackForm(data={"version": decision.version})

    def deed() -> Decision:
        return acts.return_to_officer(decision, form.version.data, form.reason.data)

    if form.validate_on_submit() and tried(form, deed) is not None:
        flash(_("Sent back. %(name)s reads your reason.", name=decision.drafter.name), "ok")
        return redirect(url_for("decisions.to_sign"))
    page = render_template("decisions/give_back.html", frame=frame(decision), form=form, item=shown.item(decision))
    return page, 422 if form.errors else 200


@bp.get("/to-sign/<uuid:decision_id>/signed")
@open_to(Permission.DECISION_SIGN, recorded=True)
def signed_now(decision_id: uuid.UUID) -> Answer:
    decision = queries.decision(decision_id)
    row = letter_to_sign(decision)
    if decision.signed_by_id is None or row is None:
        return redirect(url_for("decisions.to_sign"))
    return render_template(
        "decisions/signed_now.html",
        item=shown.item(decision),
        what_follows=shown.then(decision) if decision.served_on else shown.what_follows(decision),
        signed_facts=[*shown.signed_facts(decision, _pages(decision)), *proof_of(decision)],
        pdf_url=url_for("decisions.letter_pdf", decision_id=decision_id, letter_id=row.id),
    )
