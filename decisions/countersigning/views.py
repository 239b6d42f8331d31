"""The pages of who signs for the college: what waits, and the letter with the place to sign."""

from __future__ import annotations

import uuid

from flask import Response, flash, redirect, render_template, url_for
from flask_babel import lazy_gettext as _l

from app.access import Permission, open_to
from app.errors import Refusal
from app.web import home
from app.web.navigation import place
from decisions.countersigning import acts, queries
from decisions.countersigning.lifecycle import DIRECTOR
from decisions.countersigning.models import PaperToSign
from decisions.countersigning.words import STATES
from decisions.forms_signing import SignForm
from decisions.presenting.signing import fingerprint
from decisions.presenting.tongue import _
from decisions.refusals import SigningBlocked, TextHasMoved, WrongPassword
from decisions.views.answering import Answer
from decisions.views.blueprint import bp
from decisions.views.letters import file_answer, page_png_of, pages_of

place(
    _l("Letters of the college"),
    "decisions.college_letters",
    Permission.COLLEGE_SIGN,
    15,
    count=queries.number_waiting,
    only_where=queries.college_signs,
)
if (Permission.COLLEGE_SIGN, "decisions.college_letters") not in home.STARTS:
    home.STARTS.append((Permission.COLLEGE_SIGN, "decisions.college_letters"))


@bp.get("/college-letters")
@open_to(Permission.COLLEGE_SIGN)
def college_letters() -> str:
    return render_template(
        "decisions/college_letters.html",
        waiting=queries.waiting(),
        done=queries.signed_by_actor(),
        states=STATES,
    )


@bp.route("/college-letters/<uuid:paper_id>", methods=["GET", "POST"])
@open_to(Permission.COLLEGE_SIGN, recorded=True)
def college_letter(paper_id: uuid.UUID) -> Answer:
    row, form, moved = queries.paper(paper_id), SignForm(), ""
    if row.state not in queries.states_for_actor():
        flash(_("This letter does not wait for you: %(state)s.", state=STATES[row.state][0]), "info")
        return redirect(url_for("decisions.college_letters"))
    if form.validate_on_submit():
        try:
            acts.put(row, form.seen.data or "", form.password.data)
            flash(_("Signed."), "ok")
            return redirect(url_for("decisions.college_letters"))
        except (WrongPassword, SigningBlocked) as refusal:
            form.password.errors = [str(refusal.sentence)]
        except TextHasMoved as refusal:
            moved = str(refusal.sentence)
        except Refusal as refusal:
            form.form_errors.append(str(refusal.sentence))
    return _shown(queries.paper(paper_id), form, moved)


def _shown(row: PaperToSign, form: SignForm, moved: str) -> Answer:
    if not form.is_submitted() or moved:
        form.seen.data = row.sha256
    page = render_template(
        "decisions/college_letter.html",
        row=row,
        form=form,
        moved=moved,
        second=queries.place_to_sign(row) == DIRECTOR,
        before=queries.reason_before(row),
        fingerprint=fingerprint(row.sha256),
        pages=pages_of(
            queries.content_of(row), lambda number: url_for("decisions.college_page", paper_id=row.id, page=number)
        ),
    )
    return page, 409 if moved else 422 if form.errors else 200


@bp.get("/college-letters/<uuid:paper_id>/pages/<int:page>.png")
@open_to(Permission.COLLEGE_SIGN)
def college_page(paper_id: uuid.UUID, page: int) -> Response:
    return page_png_of(queries.content_of(queries.paper(paper_id)), page)


@bp.get("/college-letters/<uuid:paper_id>.pdf")
@open_to(Permission.COLLEGE_SIGN, recorded=True)
def college_pdf(paper_id: uuid.UUID) -> Response:
    row = queries.paper(paper_id)
    return file_answer(queries.content_of(row), "application/pdf", f"{row.number}-{row.kind}.pdf")
