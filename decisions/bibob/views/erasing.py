"""What is proposed for destruction, and what became of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app import clock
from app.access import Permission, open_to
from decisions.bibob import acts, queries
from decisions.bibob.forms import ConfirmForm, KeepForm
from decisions.bibob.lifecycle import ARTICLES
from decisions.bibob.views.blueprint import bp
from decisions.compartments import step_pages
from decisions.compartments.lifecycle import ErasureState
from decisions.compartments.models import Erasure
from decisions.compartments.step_pages import StepPage

_YEAR = timedelta(days=365)
STEPS: dict[str, StepPage[Erasure]] = {
    "confirm": StepPage(
        _l("Destroy the file"),
        _l("Destroy the file"),
        lambda row: ConfirmForm(data={"version": row.version}),
        lambda row, form: acts.erase(row, form.version.data),
        intro=_l("The file, its documents and its lines in the story are destroyed. This cannot be undone."),
        danger=True,
    ),
    "keep": StepPage(
        _l("Keep the file for longer"),
        _l("Keep the file"),
        lambda row: KeepForm(data={"version": row.version, "until": clock.today() + _YEAR}),
        lambda row, form: acts.keep_longer(row, form.version.data, form.because.data, form.until.data),
        intro=_l("Nobody may use the file any more. Keep it only for a case that is pending."),
    ),
}
_STEP = ", ".join(f'"{name}"' for name in STEPS)


@bp.get("/bibob/erasures")
@open_to(Permission.BIBOB_READ, recorded=True)
def erasures() -> str:
    rows = queries.erasures()
    return render_template(
        "bibob/erasures.html",
        proposed=[row for row in rows if row.state == ErasureState.PROPOSED],
        decided=[row for row in rows if row.state != ErasureState.PROPOSED],
        article=ARTICLES["reuse"],
    )


@bp.route(f"/bibob/erasures/<uuid:erasure_id>/<any({_STEP}):step>", methods=["GET", "POST"])
@open_to(Permission.BIBOB_WRITE, recorded=True)
def erasure_step(erasure_id: UUID, step: str) -> Any:
    row = queries.erasure(erasure_id)
    back = url_for("bibob.erasures")
    if row.state != ErasureState.PROPOSED:
        return redirect(back)
    links = [(_("Bibob"), url_for("bibob.index")), (_("Destruction"), back)]
    return step_pages.answer(STEPS[step], row, links, back, lambda: (queries.erasure(erasure_id).version, row.state))
