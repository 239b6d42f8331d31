"""The public page on which anybody asks whether a letter is genuine."""

from __future__ import annotations

from flask import Blueprint, render_template, request, session
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField

from app.access import open_to_anyone
from app.web.fields import HouseForm
from app.web.language import LANGUAGES
from decisions.forms import needed
from decisions.signatures.telling import Told, told
from decisions.signatures.throttle import Throttle, TooMany
from decisions.signatures.verification import Verdict, examine, examine_code

bp = Blueprint("signatures", "decisions", url_prefix="/verify")
THROTTLE = Throttle(most=20, seconds=60, at_once=2)


class VerifyForm(HouseForm):
    letter = FileField(_l("The letter (PDF)"), [needed(_l("Choose the PDF that you want to check."))])


@bp.route("", methods=["GET", "POST"])
@open_to_anyone("who receives a letter may ask whether it is genuine; the answer says nothing of the case")
def verify() -> tuple[str, int]:
    _chosen_language()
    form, answer, status = VerifyForm(), None, 200
    if form.validate_on_submit():
        answer, status = _checked(form)
    elif form.is_submitted():
        status = 422
    return render_template("decisions/verify.html", form=form, answer=answer), status


@bp.get("/<string:code>")
@open_to_anyone("who holds a letter on paper may ask whether it was issued; the answer says nothing of the case")
def verify_code(code: str) -> tuple[str, int]:
    _chosen_language()
    form, answer, status = VerifyForm(formdata=None), None, 200
    try:
        with THROTTLE.turn(request.remote_addr or ""):
            found = examine_code(code)
            answer, status = told(found), 200 if found.genuine else 404
    except TooMany as refusal:
        form.form_errors.append(str(refusal.sentence))
        status = refusal.status
    return render_template("decisions/verify.html", form=form, answer=answer), status


def _chosen_language() -> None:
    if request.args.get("language") in LANGUAGES:
        session["language"] = request.args["language"]


def _checked(form: VerifyForm) -> tuple[Told | None, int]:
    with form.letter.data.stream as stream:
        content = stream.read()
    try:
        with THROTTLE.turn(request.remote_addr or ""):
            found = examine(content)
    except TooMany as refusal:
        form.form_errors.append(str(refusal.sentence))
        return None, refusal.status
    unread = found.verdict in {Verdict.NOT_A_PDF, Verdict.ENCRYPTED, Verdict.TOO_HARD}
    return told(found), 422 if unread else 200
